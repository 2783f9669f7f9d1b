import { KeyError } from './errors.ts';
import { AFTER_ALL, encodeKey, JUST_AFTER } from './key-encoding.ts';
import type { Cursor, Range } from './port.ts';

/** A range over encoded entries: `from` inclusive, `below` exclusive. */
export interface EntryRange {
  readonly index: string;
  readonly from: string;
  readonly below: string;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
}

/** The entries a query asks for. Throws `KeyError` for an index that is not declared, a limit outside 1 to 1,000, or a cursor from elsewhere. */
export function entryRange(range: Range<string>, declared: ReadonlySet<string>): EntryRange {
  const { index, prefix, order = 'asc', limit } = range;
  if (!declared.has(index)) throw new KeyError(`no index ${JSON.stringify(index)}; declared: ${[...declared].join(', ') || 'none'}`);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new KeyError(`limit must be 1 to 1,000, not ${String(limit)}`);
  let from = encodeKey([...prefix, ...(range.from ?? [])]);
  let below = range.below === undefined ? encodeKey(prefix) + AFTER_ALL : encodeKey([...prefix, ...range.below]);
  if (range.after !== undefined) {
    const place = placeOf(range.after, index);
    if (order === 'asc') from = compareEntries(from, place) < 0 ? place : from;
    else below = compareEntries(below, place) < 0 ? below : place;
  }
  return { index, from, below, order, limit };
}

/** The place behind an entry in the direction of the walk; a walk the other way continues from it with the entry itself. */
export function cursorBehind(entry: string, index: string, order: 'asc' | 'desc'): Cursor {
  const place = order === 'asc' ? entry + JUST_AFTER : entry;
  return Buffer.from(JSON.stringify([index, place])).toString('base64url');
}

function placeOf(cursor: Cursor, index: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new KeyError('not a cursor');
  }
  if (!Array.isArray(parsed) || parsed.length !== 2 || typeof parsed[1] !== 'string') throw new KeyError('not a cursor');
  if (parsed[0] !== index) throw new KeyError(`the cursor is not of index ${index}`);
  return parsed[1];
}

/** The order of entries as the stores see it; JavaScript's own order of text differs beyond U+FFFF. */
export function compareEntries(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
