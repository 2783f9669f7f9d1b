import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'ucp',
  kind: 'channel',
  channelKind: 'PROTOCOL',
  name: 'Universal Commerce Protocol',
  contract: '1.0',
  vendorApi: 'UCP 2026-01-11, 2026-01-23, 2026-04-08, 2026-08-25; REST and MCP',
  settings: settingsSchema,
  allowedOrigins: settings => [
    ...new Set(
      [settings['baseUrl'], settings['endpoint'], ...((settings['endpointOrigins'] as readonly string[] | undefined) ?? [])]
        .filter(address => typeof address === 'string')
        .map(address => new URL(address).origin),
    ),
  ],
  // The protocol names no limit; Shopify's catalogue grants five requests a second.
  budget: { perSecond: 5, burst: 20 },
};
