import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { authorisation } from './authorisation.ts';
import { cancel } from './cancel.ts';
import { pull } from './feed.ts';
import { findOrder, getOrder } from './find-order.ts';
import { check } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { placeOrder } from './place-order.ts';
import { getQuotes } from './quotes.ts';
import { refund } from './refund.ts';
import { search } from './search.ts';
import { webhooks } from './webhooks.ts';

export { toCredentials } from './authorisation.ts';
export { toQuote, type CartContext } from './cart-mapper.ts';
export { errorsOf, readCost, throttledMs, type CostReading, type GraphqlError } from './errors.ts';
export { toPlacedOrder, toSnapshot } from './order-mapper.ts';
export { toListing, toListings, type ProductContext } from './product.ts';
export { isQuerySigned, isWebhookSigned, queryText, signQuery, signWebhook } from './signature.ts';

/** One Shopify shop: the Storefront API to look and to fill a cart, its checkout (or, for own shops, the Admin API) to buy. */
export const shopify = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    feed: { pull },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders: { mode: 'negotiated', place: placeOrder, repeats: { by: 'lookup', find: findOrder }, get: getOrder },
    cancellation: { cancel },
    refunds: { refund },
    webhooks,
    authorisation,
  },
  conformance,
});
