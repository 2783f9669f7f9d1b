import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsOf, settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'ebay',
  kind: 'channel',
  channelKind: 'MARKETPLACE',
  name: 'eBay',
  contract: '1.0',
  vendorApi: 'Browse API v1, Notification API v1',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(settingsOf({ settings }).baseUrl).origin],
  // 5,000 calls a day until an application growth check. The day begins at midnight in California; in summer an hour before the one counted here.
  budget: { perSecond: 10, burst: 20, perDay: 5_000, dayOffset: '-08:00' },
};
