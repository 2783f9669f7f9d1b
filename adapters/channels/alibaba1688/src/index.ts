import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { afterSales } from './after-sales.ts';
import { authorisation } from './authorisation.ts';
import { cancel } from './cancellation.ts';
import { check } from './health.ts';
import { manifest } from './manifest.ts';
import { getListings } from './offers.ts';
import { orders } from './orders.ts';
import { getQuotes } from './quotes.ts';
import { search } from './search.ts';
import { tracking } from './tracking.ts';
import { webhooks } from './webhooks.ts';

export { readCreated, type Created } from './created-order.ts';
export { toListing, toSearchListing } from './mapper.ts';
export { readOffer, type Offer, type OfferPrice, type OfferSku, type PriceTier } from './offer.ts';
export { readOrderView, stateOf, toPlacedOrder, toSnapshot, type OrderItem, type OrderView } from './order-view.ts';
export { aopSignature, pushSignature } from './sign.ts';
export { toParcelEvents } from './tracking.ts';
export { unitPrice } from './unit-price.ts';
export { yuanIn } from './wire.ts';

/** 1688: wholesale offers with tiers and smallest orders, native orders of a purchasing account, traces, refunds and pushes. */
export const alibaba1688 = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders,
    cancellation: { cancel },
    afterSales,
    tracking,
    webhooks,
    authorisation,
  },
  conformance,
});
