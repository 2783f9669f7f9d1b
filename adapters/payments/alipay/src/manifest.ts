import { CONTRACT_VERSION, type Manifest } from '@onebasket/adapter-sdk';
import { settingsOf, settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'alipay',
  kind: 'payment',
  name: 'Alipay 支付宝',
  contract: CONTRACT_VERSION,
  vendorApi: 'Open API 1.0, RSA2',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(settingsOf({ settings }).baseUrl).origin],
  // Alipay publishes no rate; what an account gets stands in its settings.
  budget: { perSecond: 20, burst: 40 },
};
