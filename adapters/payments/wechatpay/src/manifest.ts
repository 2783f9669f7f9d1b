import { CONTRACT_VERSION, type Manifest } from '@onebasket/adapter-sdk';
import { settingsOf, settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'wechatpay',
  kind: 'payment',
  name: 'WeChat Pay 微信支付',
  contract: CONTRACT_VERSION,
  vendorApi: 'API v3',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(settingsOf({ settings }).baseUrl).origin],
  // Per API and merchant, and published for few of them: 600 queries and 150 refunds a minute are the lowest.
  budget: { perSecond: 10, burst: 20 },
};
