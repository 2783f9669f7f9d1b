import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { cancel } from './cancellation.ts';
import { pull } from './feed.ts';
import { check } from './health.ts';
import { get, pull as pullOrders } from './intake.ts';
import { getListings } from './listings.ts';
import { manifest } from './manifest.ts';
import { orders } from './orders.ts';
import { getQuotes } from './quotes.ts';
import { refund } from './refunds.ts';
import { search } from './search.ts';
import { webhooks } from './webhooks.ts';

/** WooCommerce shops through REST v3 with the merchant's keys, and through the public Store API where REST v3 cannot tell. */
export const woocommerce = defineAdapter({
  manifest,
  capabilities: {
    health: { check },
    feed: { pull },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders,
    intake: { pull: pullOrders, get },
    cancellation: { cancel },
    refunds: { refund },
    webhooks,
  },
  conformance,
});
