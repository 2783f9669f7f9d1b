import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startJdTwin } from '@onebasket/twin-jd';
import { jd } from '../src/index.ts';
import { signedCall } from './signed-call.ts';

describeAdapterContract(jd, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const account = { appKey: 'jdkey01', appSecret: 'demo-secret-0001' };
    const clock = { offsetMs: 0 };
    const now = () => new Date(Date.now() + clock.offsetMs);
    const twin = await startJdTwin({ ...account, count: 24, now });
    const ids = twin.goods().map(({ skuId }) => String(skuId));
    // Purchases of the last minutes, of different instants, through links with their keys.
    const since = new Date(Date.now() - 10 * 60_000).toISOString();
    for (const [at, minutes] of [8, 5, 2].entries()) {
      clock.offsetMs = -minutes * 60_000;
      const link = await signedCall(twin.url, account, now(), 'jd.union.open.promotion.common.get', {
        promotionCodeReq: { materialId: `https://item.jd.com/${ids[0]}.html`, siteId: '1', positionId: 3001, ext1: `purchase-${at}` },
      });
      twin.buy(String(link['clickURL']));
    }
    clock.offsetMs = 0;
    return {
      settings: {
        ...account,
        baseUrl: `${twin.url}/routerjson`,
        siteId: '4100183350',
        positionId: '3001',
        sceneId: 2,
        requestsPerSecond: 1000,
      },
      sample: {
        listingIds: ids.slice(0, 2),
        soldOutId: ids.at(-1) as string,
        unknownId: '999999999999',
        query: '号',
        address: { country: 'CN', region: '北京', city: '朝阳区', line1: '科创十一街18号' },
        reportSince: since,
        reportedKey: 'purchase-1',
      },
      stop: () => twin.close(),
    };
  },
});
