import { parseLosslessJson } from '@onebasket/adapter-sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCreated, readOrderView, toParcelEvents, toSnapshot } from '../src/index.ts';

const wire = (text: string) => parseLosslessJson(text) as Record<string, unknown>;

/** Rounded ids beside their twins, the offset of another zone, a parcel that is none: as the platform documents order views. */
const TRADE = `{"baseInfo":{"id":58218860983545999,"idOfStr":"58218860983545901","status":"waitbuyerreceive","totalAmount":6.15,"shippingFee":6,
  "sumProductPayment":0.3,"refund":0,"createTime":"20170913231708000-0700","modifyTime":"20170913234725000-0700","outOrderId":"key-1"},
 "nativeLogistics":{"logisticsItems":[
  {"id":107450035961376,"logisticsCode":"BX107450035961376","status":"alreadysend","logisticsBillNo":"不需要物流","deliveredTime":"20170913231917000-0700",
   "subItemIds":"58218860985545902,58218860986545903"},
  {"id":107450035961377,"logisticsCode":"LP2","status":"SIGN","logisticsBillNo":"3832890717253","logisticsCompanyName":"圆通速递","subItemIds":"58218860986545903"}]},
 "productItems":[
  {"itemAmount":0.1,"price":0.1,"productID":547486647009,"quantity":1,"specId":"aaa","subItemID":58218860985545999,"subItemIDString":"58218860985545902"},
  {"itemAmount":0.05,"price":0.05,"productID":558700975520,"quantity":2.0,"subItemID":58218860986545999,
   "productSnapshotUrl":"https://trade.1688.com/order/offer_snapshot.htm?order_entry_id=58218860986545903"}]}`;

function view() {
  const order = readOrderView(wire(TRADE));
  if (!order) throw new Error('no order');
  return order;
}

describe('an order view', () => {
  it('has exact ids, yuan to the fen and times with their own offset', () => {
    expect(view()).toMatchObject({
      orderId: '58218860983545901',
      outOrderId: 'key-1',
      total: { minor: 615n, currency: 'CNY' },
      shipping: { minor: 600n },
      createdAt: '2017-09-13T23:17:08-07:00',
      items: [
        { subItemId: '58218860985545902', externalId: '547486647009-aaa', quantity: 1, amount: { minor: 10n } },
        { subItemId: '58218860986545903', externalId: '558700975520', quantity: 2, amount: { minor: 5n } },
      ],
    });
  });

  it('becomes a snapshot whose parcels have numbers only where they have some', () => {
    const snapshot = toSnapshot([view()], new Map([['558700975520', 'asked-for']]), 'carrier');
    expect(snapshot).toMatchObject({ externalId: '58218860983545901', state: 'SHIPPED', total: { minor: 615n } });
    expect(snapshot.fulfilments).toEqual([
      {
        id: 'BX107450035961376',
        lines: [
          { externalId: '547486647009-aaa', quantity: 1 },
          { externalId: 'asked-for', quantity: 2 },
        ],
        state: 'SHIPPED',
        shippedAt: '2017-09-13T23:19:17-07:00',
      },
      {
        id: 'LP2',
        carrierName: '圆通速递',
        trackingNumber: '3832890717253',
        lines: [{ externalId: 'asked-for', quantity: 2 }],
        state: 'DELIVERED',
      },
    ]);
  });

  it('names 1688 as the carrier of its parcels where it is to follow them', () => {
    expect(toSnapshot([view()], new Map(), 'channel').fulfilments[1]).toMatchObject({
      carrierName: '1688',
      trackingNumber: '1688-58218860983545901-LP2',
    });
  });

  it('of a split order is as far as its slowest part, and costs what both cost', () => {
    const other = { ...view(), orderId: '9', status: 'waitbuyerpay', refunded: view().total };
    expect(toSnapshot([view(), other], new Map(), 'carrier')).toMatchObject({
      externalId: '58218860983545901,9',
      state: 'PENDING',
      total: { minor: 1230n },
      refunded: { minor: 615n },
    });
  });

  it('without id or amount is none, and nothing that it says throws', () => {
    expect(readOrderView({ baseInfo: { idOfStr: '1' } })).toBeUndefined();
    expect(readOrderView({ baseInfo: { idOfStr: '1', totalAmount: -3 } })).toBeUndefined();
    fc.assert(
      fc.property(fc.record({ baseInfo: fc.anything(), productItems: fc.anything(), nativeLogistics: fc.anything() }), trade => {
        const order = readOrderView(trade);
        if (order) expect(toSnapshot([order], new Map(), 'carrier').total.minor).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});

describe('what creating an order answers', () => {
  it('is one order inside of result', () => {
    const created = readCreated(
      wire('{"result":{"orderId":"87407346014789300","totalSuccessAmount":156800,"postFee":800,"success":true},"success":true}'),
    );
    expect(created).toMatchObject({
      orders: [{ orderId: '87407346014789300', total: { minor: 156_800n } }],
      mentioned: ['87407346014789300'],
    });
    expect(created).not.toHaveProperty('error');
  });

  it('is several orders, with the amounts as the platform spells them', () => {
    const created = readCreated(
      wire(
        '{"result":{"success":true,"orderList":[{"orderId":"1055817560106286","orderAmmount":4848000,"postFee":48000},{"orderId":"1056372830106286","orderAmmount":5050000}]},"success":true}',
      ),
    );
    expect(created.orders?.map(({ orderId, total }) => [orderId, total.minor])).toEqual([
      ['1055817560106286', 4_848_000n],
      ['1056372830106286', 5_050_000n],
    ]);
  });

  it('is in doubt when it says no beside an order id, names failed goods, or names no amount', () => {
    for (const text of [
      '{"totalSuccessAmount":156800,"orderId":"87407346014789300","success":false}',
      '{"result":{"orderId":"87407346014789300","totalSuccessAmount":1,"failedOfferList":[{"offerId":"1","specId":"a","errorCode":"500_004"}]},"success":true}',
      '{"result":{"orderId":"87407346014789300"},"success":true}',
      '{"result":{"orderId":"87407346014789300","totalSuccessAmount":-156800},"success":true}',
    ]) {
      const created = readCreated(wire(text));
      expect(created).not.toHaveProperty('orders');
      expect(created.mentioned).toEqual(['87407346014789300']);
    }
  });
});

describe('a trace', () => {
  const steps = (...remarks: string[]) => ({
    logisticsSteps: remarks.map((remark, at) => ({ acceptTime: `2018-07-2${at} 21:55:33`, remark })),
  });

  it('is in Beijing time and in order, and says by words what it has no codes for', () => {
    const events = toParcelEvents(steps('进行揽件扫描', '发往：浙江宁波分拨中心', '进行派件扫描；派送业务员', '快件已被 已签收 签收'));
    expect(events.map(({ at, status }) => [at, status])).toEqual([
      ['2018-07-20T21:55:33+08:00', 'PICKED_UP'],
      ['2018-07-21T21:55:33+08:00', 'IN_TRANSIT'],
      ['2018-07-22T21:55:33+08:00', 'OUT_FOR_DELIVERY'],
      ['2018-07-23T21:55:33+08:00', 'DELIVERED'],
    ]);
  });

  it('is no delivery when it was refused, or when the courier goes on after it', () => {
    expect(toParcelEvents(steps('客户拒签，未妥投')).at(-1)?.status).toBe('IN_TRANSIT');
    expect(toParcelEvents(steps('已签收', '退回发件人')).map(({ status }) => status)).toEqual(['IN_TRANSIT', 'IN_TRANSIT']);
  });
});
