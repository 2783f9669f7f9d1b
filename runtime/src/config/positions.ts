import { isMap, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml';
import type { Path } from './report.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line and column of an offset, both from 1. */
export function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Where a path stands in the text: its key or its value, or what encloses it when it is not there. */
export function positionOf(document: Document.Parsed, lines: LineCounter, path: Path, at: 'key' | 'value'): Position {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  path.forEach((part, depth) => {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === part);
      const key = pair?.key as Node | undefined;
      node = (pair?.value as Node | null | undefined) ?? null;
      const isEmpty = node === null || (isScalar(node) && node.value === null && !node.source);
      const target = isEmpty || (isLast && at === 'key') ? key : node;
      offset = target?.range?.[0] ?? offset;
    } else if (isSeq(node) && typeof part === 'number') {
      node = (node.items[part] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    } else node = null;
  });
  return positionAt(lines, offset);
}
