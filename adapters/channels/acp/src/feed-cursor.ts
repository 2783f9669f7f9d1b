import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { recordIn, textsIn } from './wire.ts';

/** Where a walk through a feed stands. A feed is replaced as a whole, so the cursor remembers what was in it: only so is it known what is gone. */
export interface FeedPlace {
  /** Of the file. */
  readonly digest: string;
  /** How many of its listings were given. */
  readonly from: number;
  /** Every listing of the file. */
  readonly ids: readonly string[];
  /** Every listing of the file before, until the walk through this one has ended. */
  readonly before: readonly string[];
}

export function writeFeedCursor(place: FeedPlace): string {
  return deflateRawSync(JSON.stringify(place)).toString('base64url');
}

/** The place, or `undefined` for none and for what another version wrote: then a walk begins anew. */
export function readFeedCursor(cursor: string | undefined): FeedPlace | undefined {
  if (cursor === undefined) return undefined;
  try {
    const place = recordIn(JSON.parse(inflateRawSync(Buffer.from(cursor, 'base64url')).toString('utf8')));
    const { digest, from } = place ?? {};
    if (typeof digest !== 'string' || typeof from !== 'number') return undefined;
    return { digest, from, ids: textsIn(place?.['ids']), before: textsIn(place?.['before']) };
  } catch {
    return undefined;
  }
}
