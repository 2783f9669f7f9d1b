import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { health } from './health.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { orders } from './orders.ts';
import { getQuotes } from './quotes.ts';
import { search } from './search.ts';

export { toListing } from './mapper.ts';
export { readProduct, type Product } from './wire.ts';

/** Acme, a shop with a REST API whose orders are finished on its own cart page. */
export const adapter = defineAdapter({
  manifest,
  capabilities: {
    health,
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders,
  },
  conformance,
});

export default adapter;
