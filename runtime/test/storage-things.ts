import { Type } from 'typebox';
import type { CollectionSpec, Doc } from '../src/storage/index.ts';

/** What the tests keep: a number, some tags, perhaps a day. */
export interface Thing extends Doc {
  readonly n: number;
  readonly tags?: readonly string[];
  readonly day?: string;
  readonly more?: unknown;
}

export type ThingIndex = 'n' | 'tag' | 'day';

export const things: CollectionSpec<Thing, ThingIndex> = {
  name: 'things',
  schema: Type.Object(
    {
      _id: Type.String(),
      v: Type.Integer(),
      shape: Type.Integer(),
      n: Type.Number(),
      tags: Type.Optional(Type.Array(Type.String())),
      day: Type.Optional(Type.String()),
      more: Type.Optional(Type.Unknown()),
    },
    { additionalProperties: false },
  ),
  lift: [],
  indexes: {
    n: doc => [[doc.n]],
    tag: doc => (doc.tags ?? []).map(tag => [tag, doc.n]),
    day: doc => (doc.day === undefined ? [] : [[doc.day]]),
  },
  maxBytes: 2_000,
};

export function thing(_id: string, n = 0, more: Partial<Thing> = {}): Thing {
  return { _id, v: 1, shape: 1, n, ...more };
}
