import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'jd-vop',
  kind: 'channel',
  channelKind: 'MARKETPLACE',
  name: 'JD VOP 京东企业购',
  contract: '1.0',
  vendorApi: 'bizapi.jd.com (VOP)',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // JD publishes no limit.
  budget: { perSecond: 10, burst: 20, dayOffset: '+08:00' },
};
