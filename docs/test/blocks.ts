import { readFile } from 'node:fs/promises';

/** A fenced block of a Markdown page. */
export interface Block {
  readonly language: string;
  /** From `file=…` behind the language: where the reader is told to save it. */
  readonly file: string | undefined;
  readonly text: string;
  /** Of its opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a page, in their order. */
export async function readBlocks(page: URL): Promise<readonly Block[]> {
  const markdown = await readFile(page, 'utf8');
  return [...markdown.matchAll(/^```(\w*)(?: +file=(\S+))?[^\n]*\n([^]*?)^```$/gm)].map(match => ({
    language: match[1] ?? '',
    file: match[2],
    text: match[3] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}
