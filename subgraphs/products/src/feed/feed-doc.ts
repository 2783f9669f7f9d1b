import { ADAPTER_ERROR_CODES } from '@onebasket/core';
import type { CollectionSpec } from '@onebasket/runtime';
import { Type, type Static } from 'typebox';

const FeedSchema = Type.Object({
  /** The channel's id. */
  _id: Type.String(),
  v: Type.Integer(),
  shape: Type.Integer(),
  /** Absent before the first page is stored. */
  cursor: Type.Optional(Type.String()),
  /** The whole catalogue was walked once. */
  complete: Type.Boolean(),
  /** Listings brought by the first walk so far. */
  received: Type.Integer(),
  total: Type.Optional(Type.Integer()),
  /** The one process that reads this feed now, where several share the store. */
  lease: Type.Optional(Type.Object({ by: Type.String(), until: Type.String() })),
  lastSuccessAt: Type.Optional(Type.String()),
  /** Absent when the last pull succeeded. */
  failure: Type.Optional(
    Type.Object({
      code: Type.Enum(ADAPTER_ERROR_CODES),
      message: Type.String(),
      at: Type.String(),
      retryAfterMs: Type.Optional(Type.Integer()),
    }),
  ),
});

/** How far the feed of one channel has been read. Written after the page it speaks of, so that a killed walk goes on where it was. */
export type FeedDoc = Static<typeof FeedSchema>;

export const feeds: CollectionSpec<FeedDoc, never> = {
  name: 'feeds',
  schema: FeedSchema,
  lift: [],
  indexes: {},
};
