import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { getListings, pullFeed, search } from './catalogue.ts';
import { findOrder } from './find-order.ts';
import { getOrder } from './get-order.ts';
import { checkHealth } from './health.ts';
import { manifest } from './manifest.ts';
import { placeOrder } from './place-order.ts';
import { getQuotes } from './quotes.ts';
import { webhooks } from './webhooks.ts';

export { GENERATIONS, type Generation } from './generations.ts';
export { toSnapshot, type OrderContext } from './order-mapper.ts';
export { readOrder, type Order } from './order-wire.ts';
export { toQuote } from './priced-basket.ts';
export { toListings } from './product.ts';
export { readSession, type Session } from './session-wire.ts';
export type { AcpSettings } from './settings.ts';
export { canonicalJson, isEventSigned, signBody, signEvent } from './signature.ts';
export { readTotals, type Totals } from './totals.ts';

/** Every merchant that serves checkout sessions of the Agentic Commerce Protocol, in all its releases. */
export const acp = defineAdapter({
  manifest,
  capabilities: {
    health: { check: checkHealth },
    feed: { pull: pullFeed },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders: { mode: 'negotiated', place: placeOrder, repeats: { by: 'lookup', find: findOrder }, get: getOrder },
    webhooks,
  },
  conformance,
});
