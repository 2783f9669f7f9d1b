import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'taobao',
  kind: 'channel',
  channelKind: 'AFFILIATE',
  name: 'Taobao 淘宝 · Tmall 天猫',
  contract: '1.0',
  vendorApi: 'TOP 2.0, TBK upgrade APIs',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // A test app has 5,000 calls a day; what an online app has is its own matter and stands in its settings. No rate per second is published for TBK.
  budget: { perSecond: 20, burst: 40, perDay: 5_000, dayOffset: '+08:00' },
};
