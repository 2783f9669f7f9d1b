import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { getListings, search } from './catalogue.ts';
import { findOrder } from './find-order.ts';
import { getOrder } from './get-order.ts';
import { checkHealth } from './health.ts';
import { manifest } from './manifest.ts';
import { placeOrder } from './place-order.ts';
import { getQuotes } from './quotes.ts';
import { webhooks } from './webhooks.ts';

/** Every merchant that speaks the Universal Commerce Protocol, in all its generations, over REST or MCP; each session says whether it is ours to complete. */
export const ucp = defineAdapter({
  manifest,
  capabilities: {
    health: { check: checkHealth },
    search: { search },
    listings: { getListings },
    quotes: { getQuotes },
    orders: { mode: 'negotiated', place: placeOrder, repeats: { by: 'lookup', find: findOrder }, get: getOrder },
    webhooks,
  },
  conformance,
});

export { signDetached, verifyDetached } from './detached-jwt.ts';
export { closestGeneration, GENERATIONS, generationOf, type Generation } from './generations.ts';
export { contentDigest, signatureBase, signRequest, verifyRequest, type SignatureFault, type SignedRequest } from './http-signature.ts';
export { readPublishedKeys, readSigningKey, toPublicJwk, type PublishedKey, type SigningKey } from './keys.ts';
export { readMerchantProfile, type MerchantProfile } from './merchant-profile.ts';
export { toSnapshot } from './order-mapper.ts';
export { platformProfile, type ProfileSettings } from './platform-profile.ts';
export { toListings } from './product.ts';
export type { UcpSettings } from './settings.ts';
export { readTotals, type Totals } from './totals.ts';
export { readOrder } from './wire-order.ts';
