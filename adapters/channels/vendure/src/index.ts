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

/** Vendure 3.x: catalogue, quotes and guest orders through the Shop API; state, parcels, cancelling and refunds through the Admin API. */
export const vendure = defineAdapter({
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

export type { VendureSettings } from './manifest.ts';
