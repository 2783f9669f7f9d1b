import { describeAdapterContract } from '@onebasket/adapter-testkit';
import { startJdVopTwin } from '@onebasket/twin-jd-vop';
import { jdVop } from '../src/index.ts';
import { placeDelivered } from './place-delivered.ts';

/** Posts that change something at JD; all others only ask. */
const WRITES = /submitOrder|confirmOrder|order\/cancel|createAfsApply/;

describeAdapterContract(jdVop, {
  record: new URL('../conformance.json', import.meta.url),
  calls: {
    quotes: {
      allowed: items => items + 5,
      reason: 'JD tells the freight of one basket at a time; prices, sale states, stock and limits come in batches.',
    },
    listings: {
      allowed: items => items + 4,
      reason: 'JD tells the page of one SKU at a time; prices, sale states and images come in batches.',
    },
  },
  start: async () => {
    const account = { clientId: 'vopclient', clientSecret: 'demo-secret-0001', username: 'buyer01', password: 'p@ss' };
    const twin = await startJdVopTwin({ ...account, count: 24, cancelsConfirmed: true });
    const settings = { ...account, baseUrl: twin.url, companyName: '示例公司', requestsPerSecond: 1000 };
    const ids = twin.goods().map(({ sku }) => String(sku));
    const deliver = () => placeDelivered(twin, settings, ids[0] as string);
    const { ref: followed } = await deliver();
    return {
      settings,
      sample: {
        listingIds: ids.slice(0, 2),
        soldOutId: ids.at(-1) as string,
        unknownId: '999999999',
        query: '型',
        destination: { country: 'CN', region: '北京', city: '朝阳区' },
        address: { country: 'CN', region: '北京', city: '朝阳区', district: '三环以内', line1: '科创十一街18号' },
        trackingNumber: followed.externalId,
        deliveredOrder: deliver,
      },
      control: {
        mayRepeat: ({ path }) => !WRITES.test(path),
        countOrders: key =>
          Promise.resolve(
            twin.orders().filter(order => order.thirdOrder.startsWith(key) && order.orderState === 1 && !order.parent).length,
          ),
        putMessage: () => Promise.resolve(twin.putMessage(2, { skuId: 100_000 })),
      },
      stop: () => twin.close(),
    };
  },
});
