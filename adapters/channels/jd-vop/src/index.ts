import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { get, request } from './after-sales.ts';
import { cancel } from './cancellation.ts';
import { check } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { messages } from './messages.ts';
import { isOrderNumber, track } from './order-track.ts';
import { orders } from './orders.ts';
import { getQuotes } from './quotes.ts';
import { search } from './search.ts';

export { toCase } from './after-sale-mapper.ts';
export { hitToListing, toListing, type MapperContext } from './mapper.ts';
export { toEvent } from './messages.ts';
export { stateOf, stateOfTree, toPlacedOrder, toSnapshot } from './order-mapper.ts';
export { toTracking } from './order-track.ts';
export { hashPassword, signTokenRequest, tokenForm, type TokenRequest } from './sign.ts';
export { toStock } from './stock.ts';
export { readOrder, readOrderTree, type VopOrder, type VopOrderTree } from './wire-order.ts';

/** JD VOP (京东企业购): native orders of contracted buyers from their own product pool, at contract prices. */
export const jdVop = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders,
    cancellation: { cancel },
    afterSales: { request, get },
    tracking: { recognises: isOrderNumber, names: ['京东快递', '京东物流', '京东配送', 'jd', 'jdlogistics'], track },
    messages,
  },
  conformance,
});
