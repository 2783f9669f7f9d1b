import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { cancel } from './cancel.ts';
import { pullFeed } from './feed.ts';
import { findOrder } from './find-order.ts';
import { check } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { placeOrder } from './place-order.ts';
import { getQuotes } from './quotes.ts';
import { getOrder } from './read-order.ts';
import { refund } from './refund.ts';
import { search } from './search.ts';
import { webhooks } from './webhooks.ts';

export { toBasket } from './basket.ts';
export { verifyDetachedJws } from './detached-jws.ts';
export { toPlacedOrder, toSnapshot } from './order.ts';
export { toListing, type ListingSettings } from './product.ts';

/** A Saleor shop: catalogue and guest orders as a shopper, state, cancelling and refunds as an app. */
export const saleor = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    feed: { pull: pullFeed },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders: { mode: 'native', place: placeOrder, repeats: { by: 'lookup', find: findOrder }, get: getOrder },
    cancellation: { cancel },
    refunds: { refund },
    webhooks,
  },
  conformance,
});
