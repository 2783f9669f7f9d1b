import type { CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** `_id` = channel. The last word on whether it takes new orders, who said it and why. */
export interface PauseDoc extends Doc {
  readonly isPaused: boolean;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export const pausesSpec: CollectionSpec<PauseDoc, 'all'> = {
  name: 'pauses',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    isPaused: Type.Boolean(),
    note: Type.String(),
    by: Type.String(),
    at: Type.String(),
  }),
  lift: [],
  indexes: { all: doc => [[doc._id]] },
};
