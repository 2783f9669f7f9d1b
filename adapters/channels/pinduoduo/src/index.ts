import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { getListings } from './detail.ts';
import { check } from './health.ts';
import { manifest } from './manifest.ts';
import { pull } from './order-report.ts';
import { orders } from './orders.ts';
import { getQuotes } from './quotes.ts';
import { search } from './search.ts';

export { externalIdOf, toListing, type MapperContext } from './mapper.ts';
export { promotionsOf } from './promotions.ts';
export { toReportedOrder } from './report-mapper.ts';
export { parseSalesTip, type Sales } from './sales-tip.ts';
export { pddSign, pmcDigest } from './sign.ts';

/** Pinduoduo through 多多进宝: search, details, promotion links and the affiliate's order report. */
export const pinduoduo = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders,
    orderReport: { pull },
  },
  conformance,
});
