import { readFileSync } from 'node:fs';

/** One recorded request and what the real shop answered. */
export interface Exchange {
  readonly name: string;
  /** The document; absent where the request was sent as raw text. */
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly raw: { readonly text: string; readonly type: string } | undefined;
  readonly token: string | undefined;
  readonly status: number;
  readonly body: unknown;
}

interface File {
  readonly documents: readonly string[];
  readonly entries: readonly {
    readonly name: string;
    readonly document?: number;
    readonly variables?: Readonly<Record<string, unknown>> | null;
    readonly raw?: string;
    readonly type?: string;
    readonly token?: string;
    readonly status: number;
    readonly body: unknown;
  }[];
}

/** The exchanges of one file, in the order in which they were sent. */
export function exchangesOf(file: string): readonly Exchange[] {
  const { documents, entries } = JSON.parse(readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), 'utf8')) as File;
  return entries.map(({ name, document, variables, raw, type, token, status, body }) => ({
    name,
    query: document === undefined ? undefined : documents[document],
    variables: variables ?? undefined,
    raw: raw === undefined ? undefined : { text: raw, type: type ?? 'application/json' },
    token,
    status,
    body,
  }));
}
