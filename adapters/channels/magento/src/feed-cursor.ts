import { AdapterError } from '@onebasket/core';

/** Where a feed stands between two pulls. The host keeps it as opaque text. */
export interface FeedCursor {
  /** `walk`: through the whole catalogue; `changes`: products that were touched since. */
  readonly phase: 'walk' | 'changes';
  /** The page to read next. */
  readonly page: number;
  /** walk: the merchant's id of the last product that was passed, where it goes by ids; else it goes by pages. */
  readonly lastId?: string;
  /** When this phase began: the next one asks for what has changed since then. */
  readonly began: string;
  /** changes: ask for what was touched after this. */
  readonly since?: string;
  /** When the last whole walk began. */
  readonly walked?: string;
  /** What was for sale at the last whole walk; `undefined` when there is too much to keep. */
  readonly known?: KnownListings;
  /** What this walk has seen so far. */
  readonly seen?: KnownListings;
}

/** Ids of listings by the SKU of their product. */
export type KnownListings = Readonly<Record<string, readonly string[]>>;

/** A cursor is stored with every page, so it must stay small: some 2,500 products. */
const MOST_KNOWN_CHARACTERS = 100_000;

/** `undefined` from the start. Throws `AdapterError` for text that is none of ours. */
export function readCursor(text: string | undefined): FeedCursor | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'phase' in value && 'page' in value && 'began' in value) return value as FeedCursor;
  } catch {
    // Not JSON: falls through to the complaint.
  }
  throw new AdapterError('invalid-response', { message: 'magento: feed: not a cursor that this adapter has given', outcome: 'not-done' });
}

/** What is `undefined` in it is left out. */
export function writeCursor(cursor: { readonly [Member in keyof FeedCursor]: FeedCursor[Member] | undefined }): string {
  return JSON.stringify(cursor);
}

/** Both together, or `undefined` once there is too much to carry along. */
export function addKnown(known: KnownListings | undefined, more: KnownListings): KnownListings | undefined {
  if (known === undefined) return undefined;
  const all = { ...known, ...more };
  return JSON.stringify(all).length > MOST_KNOWN_CHARACTERS ? undefined : all;
}

/** Ids that were there and are not. Nothing is called gone when either side is not known. */
export function goneBetween(before: KnownListings | undefined, now: KnownListings | undefined): readonly string[] {
  if (!before || !now) return [];
  const there = new Set(Object.values(now).flat());
  return Object.values(before)
    .flat()
    .filter(id => !there.has(id));
}
