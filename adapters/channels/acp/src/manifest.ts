import type { Manifest } from '@onebasket/adapter-sdk';
import { VERSIONS } from './generations.ts';
import { feedAddressOf, settingsSchema, type AcpSettings } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'acp',
  kind: 'channel',
  channelKind: 'PROTOCOL',
  name: 'Agentic Commerce Protocol',
  contract: '1.0',
  vendorApi: `ACP ${VERSIONS.join(', ')}`,
  settings: settingsSchema,
  allowedOrigins: settings => {
    const given = settings as AcpSettings;
    const addresses = [given.baseUrl, feedAddressOf(given), ...(given.apiOrigins ?? [])].filter(address => address !== undefined);
    return [...new Set(addresses.map(address => new URL(address).origin))];
  },
  // The protocol names no limit.
  budget: { perSecond: 5, burst: 20 },
};
