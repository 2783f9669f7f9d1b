import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startTaobaoTwin } from '@onebasket/twin-taobao';
import { taobao } from '../src/index.ts';

describeAdapterContract(taobao, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const app = { appKey: '10000001', appSecret: 'demo-secret-0001' };
    const twin = await startTaobaoTwin({ ...app, sessions: ['demo-session-0001'] });
    const [first, second, third] = twin.items;
    if (!first || !second || !third) throw new Error('the twin has no items');
    twin.put({ ...third, isGone: true });
    const reportSinceMs = Date.now() - 5 * 3_600_000;
    const link = { itemId: first.id, adzoneId: '123456789' };
    for (const minutes of [10, 20, 250, 251]) twin.buy({ link, atMs: reportSinceMs + minutes * 60_000 });
    return {
      settings: { ...app, baseUrl: `${twin.url}/router/rest`, adzoneId: '123456789', session: 'demo-session-0001' },
      sample: {
        listingIds: [first.id, second.id],
        soldOutId: third.id,
        unknownId: 'NoSuchItemAb-cDeFgHiJkLm',
        query: '保温杯',
        reportSince: new Date(reportSinceMs).toISOString(),
        reportedKey: 'adzone:123456789',
        consent: { query: { code: twin.consent() }, redirectUri: 'https://basket.example/oauth/callback' },
        address: { country: 'CN', city: '杭州', line1: '文三路 1 号' },
      },
      stop: () => twin.close(),
    };
  },
  waive: [
    {
      check: 'quotes/sold-out-is-told',
      reason: 'TBK tells no stock: an item that cannot be bought any more is not found; README, "Stock".',
    },
  ],
});
