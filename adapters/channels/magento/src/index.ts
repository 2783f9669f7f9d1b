import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { cancel } from './cancel.ts';
import { pullFeed } from './feed.ts';
import { findOrder } from './find-order.ts';
import { getOrder } from './get-order.ts';
import { checkHealth } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { placeOrder } from './place-order.ts';
import { getQuotes } from './quotes.ts';
import { refund } from './refund.ts';
import { search } from './search.ts';

/** Magento Open Source and Adobe Commerce 2.4: catalogue, quotes and guest orders through GraphQL; what becomes of orders through REST, with an integration. */
export const magento = defineAdapter({
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
      // The key names the basket, and the shop makes one order of one basket.
      repeats: { by: 'vendor-key', find: findOrder },
      get: getOrder,
    },
    cancellation: { cancel },
    refunds: { refund },
  },
  conformance,
});

export { readCart, type Cart } from './cart.ts';
export { toListings, type ListingContext } from './mapper.ts';
export { toCartId } from './place-order.ts';
export { toQuote } from './quoted-cart.ts';
export type { MagentoSettings } from './settings.ts';
