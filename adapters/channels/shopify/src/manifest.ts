import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'shopify',
  kind: 'channel',
  channelKind: 'SHOP',
  name: 'Shopify',
  contract: '1.0',
  vendorApi: 'Storefront API and Admin GraphQL API 2026-04',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // Points of the Admin API on the smallest plan; every answer says how it really is. The Storefront API has no limit: a request there counts as one point.
  budget: { perSecond: 100, burst: 2_000 },
};
