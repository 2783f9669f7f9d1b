import type { CollectionSpec } from '@onebasket/runtime';
import { Type, type Static } from 'typebox';

const ProductSchema = Type.Object({
  _id: Type.String(),
  v: Type.Integer(),
  shape: Type.Integer(),
  /** Empty once all moved away. */
  listingIds: Type.Array(Type.String()),
  /** This id went away; the product is now found here. */
  leadsTo: Type.Optional(Type.String()),
});

/** Which listings are one product. An id never disappears: when products merge, the id that goes leads to the one that stays. */
export type ProductDoc = Static<typeof ProductSchema>;

export type ProductIndex = 'byLead';

export const products: CollectionSpec<ProductDoc, ProductIndex> = {
  name: 'products',
  schema: ProductSchema,
  lift: [],
  derived: true,
  indexes: { byLead: doc => (doc.leadsTo === undefined ? [] : [[doc.leadsTo, doc._id]]) },
};
