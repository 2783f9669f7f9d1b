import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { cancel } from './cancel.ts';
import { pullFeed } from './feed.ts';
import { findOrder } from './find-order.ts';
import { checkHealth } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { getOrder } from './order-snapshot.ts';
import { placeOrder } from './place-order.ts';
import { getQuotes } from './quotes.ts';
import { refund } from './refund.ts';
import { search } from './search.ts';

/** Medusa 2.x: catalogue, quotes and guest orders through the Store API; tracking numbers, cancelling and refunds through the Admin API. */
export const medusa = defineAdapter({
  manifest,
  capabilities: {
    health: { check: checkHealth },
    feed: { pull: pullFeed },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders: {
      mode: 'native',
      place: placeOrder,
      repeats: { by: 'lookup', find: findOrder },
      get: getOrder,
    },
    cancellation: { cancel },
    refunds: { refund },
  },
  conformance,
});

export { readCart } from './cart.ts';
export type { MedusaSettings } from './manifest.ts';
export { toPlacedOrder } from './order.ts';
export { toSnapshot } from './order-snapshot.ts';
export { toListings } from './product.ts';
