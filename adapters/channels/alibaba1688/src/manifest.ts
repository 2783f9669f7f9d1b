import type { Manifest } from '@onebasket/adapter-sdk';
import { settingsSchema } from './settings.ts';

/** Who this adapter speaks to and under which limits. */
export const manifest: Manifest = {
  id: 'alibaba1688',
  kind: 'channel',
  channelKind: 'MARKETPLACE',
  name: '1688',
  country: 'CN',
  contract: '1.0',
  vendorApi: 'Open platform param2/1: fenxiao.crossborder, trade, logistics',
  settings: settingsSchema,
  allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
  // 1688 publishes no figures; each application is told its own.
  budget: { perSecond: 10, burst: 20, dayOffset: '+08:00' },
};
