import { readFileSync } from 'node:fs';
import { describeMapper } from '@onebasket/adapter-testkit';
import { readEnvelope, toListing, toReportedOrder } from '../src/index.ts';
import { recordsIn } from '../src/wire.ts';

const METHOD = 'jd.union.open.goods.query';
const asOf = new Date('2026-01-03T04:00:00Z');
const bottle = {
  skuId: 100000000001,
  skuName: '示例保温杯',
  owner: 'g',
  materialUrl: 'item.jd.com/100000000001.html',
  stockState: 1,
  priceInfo: { price: 59.9, lowestPrice: 52.4, lowestPriceType: 3, lowestCouponPrice: 42.4 },
  couponInfo: {
    couponList: [
      { discount: 10, quota: 50, couponStyle: 0, useStartTime: 1767196800000, useEndTime: 1767801599000, link: 'http://c.jd.com/a' },
    ],
  },
  seckillInfo: { seckillOriPrice: 59.9, seckillPrice: 52.4, seckillStartTime: 1767369600000, seckillEndTime: 1767455999000 },
  pinGouInfo: { pingouPrice: 49.9, pingouTmCount: 2 },
  secondPriceInfoList: [{ secondPriceType: 2, secondPrice: 50.9 }],
  promotionLabelInfoList: [{ promotionLabel: '满199减20，满299减40', labelName: '满减', promotionLabelId: 7 }],
};
const goods = (answer: unknown) => recordsIn(readEnvelope(answer, METHOD).result['data']).map(item => toListing(item, { asOf }));

describeMapper('of goods', {
  samples: {
    'an answer of the servers': {
      jd_union_open_goods_query_responce: { code: '0', queryResult: { code: 200, message: 'success', totalCount: 1, data: [bottle] } },
    },
    'the example of the documentation': readFileSync(new URL('./fixtures/documented-goods.json', import.meta.url), 'utf8'),
  },
  map: goods,
});

describeMapper('of order rows', {
  samples: {
    'a completed row': {
      id: '290000000001_26898778009',
      orderId: 290000000001,
      skuId: 26898778009,
      skuNum: 2,
      skuReturnNum: 1,
      validCode: 17,
      expressStatus: 20,
      price: 59.9,
      estimateCosPrice: 119.8,
      actualCosPrice: 118.8,
      estimateFee: 6.1,
      actualFee: 5.94,
      ext1: 'key-1',
      positionId: 3001,
      orderTime: '2026-01-03 12:00:00',
      finishTime: '2026-01-05 12:00:00',
      modifyTime: '2026-01-05 12:00:01',
    },
  },
  map: row => toReportedOrder(row as Readonly<Record<string, unknown>>),
});
