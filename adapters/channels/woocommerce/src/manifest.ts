import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'woocommerce',
  kind: 'channel',
  channelKind: 'SHOP',
  name: 'WooCommerce',
  contract: '1.0',
  vendorApi: 'REST v3, Store API v1 (seen on 9.2.5)',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // WooCommerce itself sets no limit; feeds hold themselves back (at most four requests at once), so this bounds bursts of shoppers.
  budget: { perSecond: 100, burst: 200 },
};
