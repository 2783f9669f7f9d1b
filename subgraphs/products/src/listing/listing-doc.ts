import type { CollectionSpec } from '@onebasket/runtime';
import { PRICE_BASES } from '@onebasket/adapter-sdk';
import { Type, type Static } from 'typebox';
import { addressKey } from './page-address.ts';

const Amount = Type.Object({ amount: Type.String(), currency: Type.String() });
const AttributeValue = Type.Object({ name: Type.String(), value: Type.String(), unit: Type.Optional(Type.String()) });

const Basis = Type.Enum([...PRICE_BASES]);
const BasedAmount = Type.Object({
  money: Amount,
  basis: Basis,
  minQuantity: Type.Optional(Type.Integer()),
  label: Type.Optional(Type.String()),
});
/** What a channel says of a promotion, as people are told it. */
const PromotionSchema = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  label: Type.String(),
  threshold: Type.Optional(Amount),
  off: Type.Optional(Amount),
  percentOff: Type.Optional(Type.String()),
  requires: Type.Array(Type.String()),
  startsAt: Type.Optional(Type.String()),
  endsAt: Type.Optional(Type.String()),
  remaining: Type.Optional(Type.Integer()),
  appliedInPrice: Type.Boolean(),
  url: Type.Optional(Type.String()),
});
export type PromotionDoc = Static<typeof PromotionSchema>;

/** How a listing came to be held for a product. */
export const MatchSchema = Type.Object({
  method: Type.Enum(['GTIN', 'BRAND_AND_MODEL', 'MODEL', 'MANUAL', 'SINGLE']),
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
  evidence: Type.Array(Type.String()),
});
export type Match = Static<typeof MatchSchema>;

const ListingSchema = Type.Object({
  _id: Type.String(),
  v: Type.Integer(),
  shape: Type.Integer(),
  channelId: Type.String(),
  externalId: Type.String(),
  parentId: Type.Optional(Type.String()),
  title: Type.String(),
  url: Type.Optional(Type.String()),
  brand: Type.Optional(Type.String()),
  model: Type.Optional(Type.String()),
  sku: Type.Optional(Type.String()),
  /** As sent. */
  gtins: Type.Array(Type.String()),
  /** Those with a right check digit, in 14-digit form. */
  gtin14s: Type.Array(Type.String()),
  description: Type.Optional(Type.String()),
  images: Type.Array(Type.Object({ url: Type.String(), alt: Type.Optional(Type.String()) })),
  attributes: Type.Array(AttributeValue),
  options: Type.Array(AttributeValue),
  categoryPath: Type.Array(Type.String()),
  seller: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), country: Type.Optional(Type.String()) })),
  rating: Type.Optional(Type.Object({ average: Type.Number(), count: Type.Integer() })),
  salesVolume: Type.Optional(Type.Integer()),
  price: Type.Optional(Amount),
  priceBasis: Type.Optional(Basis),
  listPrice: Type.Optional(Amount),
  otherPrices: Type.Optional(Type.Array(BasedAmount)),
  couponedPrice: Type.Optional(Amount),
  platformFinalPrice: Type.Optional(BasedAmount),
  promotions: Type.Optional(Type.Array(PromotionSchema)),
  /** Where in which vendor answer it was read. */
  raw: Type.Optional(Type.Object({ digest: Type.String(), pointer: Type.String() })),
  availability: Type.Enum(['IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK', 'PREORDER', 'BACKORDER', 'UNKNOWN']),
  stock: Type.Optional(Type.Number()),
  purchasable: Type.Boolean(),
  createdAt: Type.Optional(Type.String()),
  updatedAt: Type.Optional(Type.String()),
  observedAt: Type.String(),
  source: Type.Enum(['FEED', 'LIVE', 'WEBHOOK']),
  /** The channel no longer sells it: kept for orders that name it, left out of search and of products. */
  gone: Type.Boolean(),
  /** When and by which process it was last written, for the others to follow. */
  takenAt: Type.String(),
  takenBy: Type.String(),
  productId: Type.String(),
  match: MatchSchema,
});

/** One sellable variant at one channel as we last saw it, with the product it is held for. `_id` is `<channel>:<external id>`. */
export type ListingDoc = Static<typeof ListingSchema>;

export type ListingIndex = 'byChannel' | 'byParent' | 'byAddress' | 'byGtin' | 'byTaken';

/** Listings can be read again from their channels, so they are derived; product ids are in the `products` collection as well. */
export const listings: CollectionSpec<ListingDoc, ListingIndex> = {
  name: 'listings',
  schema: ListingSchema,
  lift: [],
  derived: true,
  indexes: {
    byChannel: doc => [[doc.channelId, doc.externalId]],
    byParent: doc => (doc.parentId === undefined ? [] : [[doc.channelId, doc.parentId]]),
    byAddress: doc => {
      const key = doc.url === undefined ? undefined : addressKey(doc.url);
      return key === undefined ? [] : [[key]];
    },
    byTaken: doc => [[doc.takenAt, doc._id]],
    byGtin: doc => doc.gtin14s.map(gtin => [gtin]),
  },
};

export function listingId(channelId: string, externalId: string): string {
  return `${channelId}:${externalId}`;
}
