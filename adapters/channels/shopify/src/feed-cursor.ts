import { AdapterError } from '@onebasket/core';

/** Where a feed stands between two pulls. The host keeps it as opaque text. */
export interface FeedCursor {
  /** `walk`: through the whole catalogue; `changes`: what has changed since. */
  readonly phase: 'walk' | 'changes';
  /** Shopify's own cursor of the page before. */
  readonly after?: string;
  /** When this walk, or this round of changes, began. */
  readonly began: string;
  /** changes: from when on. */
  readonly since?: string;
  /** When the last whole walk began. */
  readonly walked?: string;
  /** Variants by product (numbers), as the last whole walk left them; absent when there is too much to keep. */
  readonly known?: KnownVariants;
  /** What this walk has seen so far. */
  readonly seen?: KnownVariants;
}

export type KnownVariants = Readonly<Record<string, readonly string[]>>;

/** A cursor is stored with every page: some 7,000 variants fit. */
const MOST_KNOWN_CHARACTERS = 120_000;

/** `undefined` from the start. Throws `AdapterError` for text that is none of ours. */
export function readCursor(text: string | undefined): FeedCursor | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'phase' in value && (value.phase === 'walk' || value.phase === 'changes')) {
      return value as FeedCursor;
    }
  } catch {
    // Not JSON: falls through to the complaint.
  }
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'shopify: the feed cursor is none of ours' });
}

/** Leaves out what is not known. */
export function writeCursor(cursor: { readonly [K in keyof FeedCursor]: FeedCursor[K] | undefined }): string {
  return JSON.stringify(cursor);
}

/** Both together, or `undefined` once there is too much to carry along. */
export function addKnown(known: KnownVariants | undefined, more: KnownVariants): KnownVariants | undefined {
  if (known === undefined) return undefined;
  const all = { ...known, ...more };
  return JSON.stringify(all).length > MOST_KNOWN_CHARACTERS ? undefined : all;
}
