import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startJdTwin } from '@onebasket/twin-jd';
import { jd } from '../src/index.ts';

describeAdapterContract(jd, {
  record: new URL('../conformance.json', import.meta.url),
  start: async () => {
    const account = { appKey: 'jdkey01', appSecret: 'demo-secret-0001' };
    const twin = await startJdTwin({ ...account, count: 24 });
    const ids = twin.goods().map(({ skuId }) => String(skuId));
    return {
      settings: { ...account, baseUrl: `${twin.url}/routerjson`, siteId: '4100183350', sceneId: 2, requestsPerSecond: 1000 },
      sample: { listingIds: ids.slice(0, 2), soldOutId: ids.at(-1) as string, unknownId: '999999999999', query: '保温杯' },
      stop: () => twin.close(),
    };
  },
});
