import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startTaobaoTwin } from '@onebasket/twin-taobao';
import { taobao } from '../src/index.ts';

describeAdapterContract(taobao, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const app = { appKey: '10000001', appSecret: 'demo-secret-0001' };
    const twin = await startTaobaoTwin({ ...app, sessions: ['demo-session-0001'] });
    const [first, second] = twin.items;
    if (!first || !second) throw new Error('the twin has no items');
    return {
      settings: { ...app, baseUrl: `${twin.url}/router/rest`, adzoneId: '123456789', session: 'demo-session-0001' },
      sample: {
        listingIds: [first.id, second.id],
        unknownId: 'NoSuchItemAb-cDeFgHiJkLm',
        query: '保温杯',
        address: { country: 'CN', city: '杭州', line1: '文三路 1 号' },
      },
      stop: () => twin.close(),
    };
  },
  waive: [
    { check: 'quotes/sold-out-is-told', reason: 'TBK tells no stock, and an item that cannot be bought is not found; README, "Stock"' },
  ],
});
