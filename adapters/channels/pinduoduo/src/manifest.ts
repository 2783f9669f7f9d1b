import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'pinduoduo',
  kind: 'channel',
  channelKind: 'AFFILIATE',
  name: 'Pinduoduo 拼多多',
  country: 'CN',
  contract: '1.0',
  vendorApi: 'POP router V1, 多多进宝 (DDK)',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // No figures of DDK are published; a merchant API of the same gateway grants an application 100 a second.
  budget: { perSecond: 20, burst: 40, dayOffset: '+08:00' },
};
