import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'jd',
  kind: 'channel',
  channelKind: 'AFFILIATE',
  name: 'JD Union 京东联盟',
  contract: '1.0',
  vendorApi: 'jd.union.open 1.0',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // JD publishes no limit.
  budget: { perSecond: 5, burst: 5, dayOffset: '+08:00' },
};
