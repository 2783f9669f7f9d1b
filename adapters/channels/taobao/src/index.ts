import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { authorisation } from './authorisation.ts';
import { check } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { pull } from './order-report.ts';
import { orders } from './orders.ts';
import { getQuotes } from './quotes.ts';
import { search } from './search.ts';

export { toCredentials } from './authorisation.ts';
export { readTopError, toAdapterError, type TopError } from './errors.ts';
export { toListing, type ItemContext } from './mapper.ts';
export { toReportedOrder } from './report-mapper.ts';
export { SIGN_METHODS, signatureText, signTop, type SignMethod } from './sign.ts';

/** Taobao and Tmall through the TOP gateway, as an affiliate (淘宝客): the shopper buys on the platform's own page. */
export const taobao = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders,
    orderReport: { pull },
    authorisation,
  },
  conformance,
});
