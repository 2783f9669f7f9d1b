import { AdapterError } from '@onebasket/core';

/** Where a feed stands between two pulls. The host keeps it as opaque text. */
export interface FeedCursor {
  /** `walk`: through the whole catalogue; `changes`: products changed since. */
  readonly phase: 'walk' | 'changes';
  /** How many products (of this phase) have been passed. */
  readonly skip: number;
  /** The last product of the page before: it must turn up again, or the list has moved under our feet. */
  readonly last?: string;
  /** When this phase began: the next one asks for what has changed since then. */
  readonly began: string;
  /** changes: ask for what has changed after this. */
  readonly since?: string;
  /** When the last whole walk began. */
  readonly walked?: string;
  /** What was for sale at the last whole walk; `undefined` when there are too many to keep. */
  readonly known?: KnownVariants;
  /** What this walk has seen so far. */
  readonly seen?: KnownVariants;
}

/** Variants by product: {"12": ["34", "35"]}. */
export type KnownVariants = Readonly<Record<string, readonly string[]>>;

/** A cursor is stored with every page, so it must stay small enough for a document: some 10,000 variants with integer ids. */
const MOST_KNOWN_CHARACTERS = 100_000;

/** `undefined` from the start. Throws `AdapterError` for text that is none of ours. */
export function readCursor(text: string | undefined): FeedCursor | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'phase' in value && 'skip' in value && 'began' in value) return value as FeedCursor;
  } catch {
    // Not JSON: falls through to the complaint.
  }
  throw new AdapterError('invalid-response', { message: 'vendure: feed: not a cursor that this adapter has given', outcome: 'not-done' });
}

export function writeCursor(cursor: FeedCursor): string {
  return JSON.stringify(cursor);
}

/** Both together, or `undefined` once there are too many to carry along. */
export function addKnown(known: KnownVariants | undefined, more: KnownVariants): KnownVariants | undefined {
  if (known === undefined) return undefined;
  const all = { ...known, ...more };
  return JSON.stringify(all).length > MOST_KNOWN_CHARACTERS ? undefined : all;
}
