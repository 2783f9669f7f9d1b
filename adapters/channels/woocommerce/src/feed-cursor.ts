import { AdapterError } from '@onebasket/core';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const cursorSchema = Type.Object({
  /** What comes next: a page of the whole catalogue, a page of what changed, or a page of the ids that are on sale. */
  phase: Type.Union([Type.Literal('walk'), Type.Literal('changes'), Type.Literal('sweep')]),
  page: Type.Integer({ minimum: 1 }),
  /** The first id of the page before: a page that begins with it again is a server that does not turn pages. 0 before the first. */
  firstId: Type.Integer({ minimum: 0 }),
  /** The shop's clock when this round began; the next round asks for what changed since. */
  roundAt: Type.Optional(Type.String()),
  /** What changed after this is asked for in this round. */
  since: Type.Optional(Type.String()),
  /** How many products the shop counted at the last look. */
  count: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Rounds since ids were last swept. */
  rounds: Type.Integer({ minimum: 0 }),
  /** Handed out so far. */
  known: Type.String(),
  /** Seen so far in this sweep. */
  seen: Type.Optional(Type.String()),
});

/** Where a feed stands; the text of it is the host's to keep and nobody else's to read. */
export type FeedCursor = Static<typeof cursorSchema>;

export const startOfFeed: FeedCursor = { phase: 'walk', page: 1, firstId: 0, rounds: 0, known: '' };

/** Throws `AdapterError('invalid-response')` for a text that this adapter never wrote. */
export function readCursor(text: string | undefined): FeedCursor {
  if (text === undefined) return startOfFeed;
  const value = parse(text);
  if (Value.Check(cursorSchema, value)) return value;
  throw new AdapterError('invalid-response', { message: 'woocommerce: the feed cursor is none of ours', outcome: 'not-done' });
}

export function writeCursor(cursor: FeedCursor): string {
  return JSON.stringify(cursor);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
