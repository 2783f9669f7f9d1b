import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { authorisation } from './authorisation.ts';
import { check } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { webhooks } from './notifications.ts';
import { orders } from './orders.ts';
import { getQuotes } from './quotes.ts';
import { search } from './search.ts';

export { endUserContext, type EndUser } from './context.ts';
export { readErrors, type EbayError } from './errors.ts';
export { toGroupListings, toListing, type ItemContext } from './mapper.ts';
export { challengeResponse, isSignedBy, readSignature, type NotificationKey, type NotificationSignature } from './notifications.ts';
export { toQuote } from './quotes.ts';

/** eBay's Browse API: search, items and prices with shipping to the door; the shopper buys on eBay's own page. */
export const ebay = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders,
    webhooks,
    authorisation,
  },
  conformance,
});
