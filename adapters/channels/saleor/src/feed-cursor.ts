import { unreadable } from './wire.ts';

/** Where a feed stands between two pulls. The host keeps it as opaque text. */
export interface FeedCursor {
  /** `walk`: through the whole catalogue; `changes`: what has changed since. */
  readonly phase: 'walk' | 'changes';
  /** The shop's cursor of the last product that was passed. */
  readonly after?: string;
  /** When this walk, or this round of changes, began: the next round asks for what has changed since then. */
  readonly began: string;
  /** Changes after this are asked for. */
  readonly since?: string;
  /** When the last whole walk began. */
  readonly walked?: string;
  /** What was for sale at the last whole walk; absent when there is too much to keep. */
  readonly known?: KnownVariants;
  /** What this walk has seen so far. */
  readonly seen?: KnownVariants;
}

/** Variants by product. */
export type KnownVariants = Readonly<Record<string, readonly string[]>>;

/** A cursor is stored with every page, so it must stay small enough for a document: some 2,500 variants. */
const MOST_KNOWN_CHARACTERS = 100_000;

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
  throw unreadable('feed: not a cursor that this adapter has given');
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
