import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { orders } from './handoff.ts';
import { check } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { pull } from './order-report.ts';
import { getQuotes } from './quotes.ts';
import { search } from './search.ts';

export { readEnvelope, type UnionResult } from './envelope.ts';
export { toListing, type MapperContext } from './mapper.ts';
export { toReportedOrder } from './order-report.ts';
export { signUnion } from './sign.ts';
export { yuanIn } from './yuan.ts';

/** JD Union (京东联盟): JD's catalogue with coupons and promotions; shoppers buy on JD's own pages. */
export const jd = defineAdapter({
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
