import type { CollectionSpec } from '@onebasket/runtime';
import { Type, type Static } from 'typebox';

const RulingSchema = Type.Object({
  /** The listing's id. */
  _id: Type.String(),
  v: Type.Integer(),
  shape: Type.Integer(),
  kind: Type.Enum(['MERGED', 'SPLIT']),
  productId: Type.String(),
  note: Type.String(),
  by: Type.String(),
  at: Type.String(),
});

/** What a person decided about one listing: it belongs to this product (MERGED), or is a product of its own (SPLIT). Beats whatever matching thinks. */
export type RulingDoc = Static<typeof RulingSchema>;

export const rulings: CollectionSpec<RulingDoc, 'byProduct'> = {
  name: 'rulings',
  schema: RulingSchema,
  lift: [],
  indexes: { byProduct: doc => [[doc.productId, doc._id]] },
};
