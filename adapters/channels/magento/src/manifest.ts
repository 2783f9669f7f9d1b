import type { Call, Manifest } from '@onebasket/adapter-sdk';
import { settings, type MagentoSettings } from './settings.ts';

/** Who this is, what it needs to be told, and where it may call. */
export const manifest: Manifest = {
  id: 'magento',
  kind: 'channel',
  channelKind: 'SHOP',
  name: 'Magento / Adobe Commerce',
  contract: '1.0',
  vendorApi: 'Magento Open Source and Adobe Commerce 2.4, GraphQL and REST V1',
  settings,
  allowedOrigins: given => [new URL(String(given['baseUrl'])).origin],
  // Core has no limit of its own; a basket call takes PHP some 100 ms.
  budget: { perSecond: 15, burst: 60 },
};

/** The connection's settings, as the host has checked them against the manifest. */
export function settingsOf(call: Call): MagentoSettings {
  return call.connection.settings as MagentoSettings;
}

/** The shop's address without a slash at its end, and without the API's path where somebody has copied it along. */
export function shopUrl(call: Call): string {
  return settingsOf(call)
    .baseUrl.replace(/\/+$/, '')
    .replace(/\/graphql$/, '');
}
