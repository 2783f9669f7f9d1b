import { CONTRACT_VERSION, type Manifest } from '@onebasket/adapter-sdk';
import { settingsOf, settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'stripe',
  kind: 'payment',
  name: 'Stripe',
  contract: CONTRACT_VERSION,
  vendorApi: 'v1, 2026-07-29.dahlia',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(settingsOf({ settings }).baseUrl).origin],
  // Live mode allows 100 operations a second, a sandbox 25 (docs.stripe.com/rate-limits).
  budget: { perSecond: 25, burst: 25 },
};
