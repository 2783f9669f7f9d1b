import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hitToListing, toCase, toEvent, toListing, toStock, toTracking } from '../src/index.ts';

const cny = (minor: bigint) => ({ minor, currency: 'CNY' as const });
const price = { contract: cny(1235n), jd: cny(1390n), market: cny(1500n) } as never;

describe('a SKU of the pool', () => {
  const detail = {
    sku: 1072238,
    name: '美的电水壶 &amp; 底座',
    brandName: '美的（Midea）',
    upc: '6901234567892;690123',
    imagePath: 'jfs/t1/main.jpg',
    param: '<table><tr><th colspan="2">主体</th></tr><tr><td class="tdTitle">容量</td><td>1.7L</td></tr></table>',
    weight: '1.20',
    productArea: '中国大陆',
    introduction: '<div>好水壶</div>',
    state: 1,
  };
  const images = [
    { path: 'jfs/t1/side.jpg', isPrimary: 0, orderSort: 2, yn: 1 },
    { path: 'jfs/t1/main.jpg', isPrimary: 1, orderSort: null, yn: 1 },
    { path: 'jfs/t1/old.jpg', isPrimary: 0, orderSort: 1, yn: 0 },
  ];

  it('has its contract price, and what others pay beside it', () => {
    expect(toListing(detail, { price, images })).toMatchObject({
      externalId: '1072238',
      title: '美的电水壶 & 底座',
      brand: '美的（Midea）',
      gtins: ['6901234567892'],
      price: cny(1235n),
      priceBasis: 'CONTRACT',
      listPrice: cny(1500n),
      otherPrices: [{ money: cny(1390n), basis: 'SELLING' }],
      images: [{ url: 'https://img13.360buyimg.com/n0/jfs/t1/main.jpg' }, { url: 'https://img13.360buyimg.com/n0/jfs/t1/side.jpg' }],
      description: '好水壶',
      url: 'https://item.jd.com/1072238.html',
      availability: 'UNKNOWN',
      purchasable: true,
    });
    expect(toListing(detail)?.attributes).toEqual(
      expect.arrayContaining([
        { name: '容量', value: '1.7L' },
        { name: '重量', value: '1.20', unit: 'kg' },
      ]),
    );
  });

  it('without a price, delisted or unsold to the account cannot be bought', () => {
    expect(toListing(detail)).not.toHaveProperty('price');
    expect(toListing(detail)?.purchasable).toBe(false);
    expect(toListing({ ...detail, state: 0 }, { price })?.purchasable).toBe(false);
    expect(toListing(detail, { price, saleState: { skuId: 1072238, saleState: 0 } })?.purchasable).toBe(false);
  });

  it('is found by a search, whose ids are texts', () => {
    const hit = {
      wareId: '1072238',
      wareName: '<em>电水壶</em>',
      imageUrl: 'jfs/t1/main.jpg',
      brand: '美的',
      cid1Name: '家电',
      cid2Name: '厨房',
      catName: '水壶',
    };
    expect(hitToListing(hit, { price })).toMatchObject({
      externalId: '1072238',
      title: '电水壶',
      categoryPath: ['家电', '厨房', '水壶'],
      price: cny(1235n),
    });
  });
});

describe('stock', () => {
  it.each([
    [33, 20, 2, { availability: 'IN_STOCK', left: 20 }],
    [33, 1, 2, { availability: 'OUT_OF_STOCK', left: 1 }],
    [33, -1, 60, { availability: 'IN_STOCK' }],
    [33, 150, 150, { availability: 'IN_STOCK' }],
    [39, 5, 1, { availability: 'IN_STOCK', left: 5 }],
    [40, -1, 1, { availability: 'IN_STOCK' }],
    [36, -1, 1, { availability: 'PREORDER' }],
    [34, 0, 1, { availability: 'OUT_OF_STOCK', left: 0 }],
    [34, 1, 2, { availability: 'OUT_OF_STOCK', left: 1 }],
    [34, -1, 1, { availability: 'OUT_OF_STOCK' }],
    [99, -1, 1, { availability: 'BACKORDER' }],
    [77, 9, 1, { availability: 'UNKNOWN' }],
  ])('of state %i with %i left for %i wanted', (stockStateId, remainNum, wanted, expected) => {
    expect(toStock({ skuId: 1, stockStateId, remainNum }, wanted)).toEqual(expected);
  });
});

describe('a way', () => {
  it('is brought into order, told in UTC, and delivered by its words', () => {
    const track = {
      orderTrack: [
        { msgTime: '2026-01-03 18:00:00', content: '您的订单已签收', operator: '配送员' },
        { msgTime: '2026-01-02 09:00:00', content: '您提交了订单，请等待系统确认', operator: '客户' },
        { msgTime: '2026-01-03 08:00:00', content: '货物已完成分拣', operator: '京东快递' },
        { msgTime: 'soon', content: '?' },
      ],
    };
    expect(toTracking(track, '86403369569').events).toMatchObject([
      { at: '2026-01-02T01:00:00.000Z', status: 'UNKNOWN', changesStatus: false },
      { at: '2026-01-03T00:00:00.000Z', status: 'IN_TRANSIT' },
      { at: '2026-01-03T10:00:00.000Z', status: 'DELIVERED', changesStatus: true },
    ]);
  });
});

describe('a message', () => {
  it.each([
    [
      { id: 7, type: 1, result: { pOrder: 82439393004 } },
      { kind: 'order-changed', externalId: '82439393004' },
    ],
    [
      { id: 7, type: 5, result: { orderId: 82439212677, state: 1 } },
      { kind: 'order-changed', externalId: '82439212677' },
    ],
    [
      { id: 7, type: '2', result: '{"skuId":1072238}' },
      { kind: 'product-changed', externalId: '1072238' },
    ],
    [{ id: 7, type: 28, result: {} }, { kind: 'ignored' }],
    [{ id: 7, type: 5, result: null }, { kind: 'ignored' }],
  ])('%j is a hint, known by its id', (message, expected) => {
    expect(toEvent(message)).toMatchObject({ deliveryId: '7', ...expected });
  });

  it('without an id is none, since nobody could delete it', () => {
    expect(toEvent({ type: 5, result: { orderId: 1 } })).toBeUndefined();
  });
});

describe('an after-sale case', () => {
  it.each([
    [10, 10, 'OPEN'],
    [20, 10, 'REJECTED'],
    [31, 10, 'RETURNING'],
    [33, 10, 'APPROVED'],
    [50, 10, 'REFUNDED'],
    [50, 20, 'EXCHANGED'],
    [50, 30, 'CLOSED'],
    [60, 10, 'CLOSED'],
    [77, 10, 'OPEN'],
  ])('at step %i of expectation %i is %s, wherever that stands in the answer', (afsServiceStep, customerExpect, state) => {
    expect(toCase({ list: [{ inner: JSON.stringify({ afsServiceStep, customerExpect }) }] }, 'c')).toMatchObject({ state });
  });

  it('tells the refund to the fen, and is none when nothing is told', () => {
    expect(toCase({ afsServiceStep: 50, money: { refundAmount: '12.35' } }, 'c')?.refund).toEqual(cny(1235n));
    expect([toCase(null, 'c'), toCase([], 'c'), toCase({}, 'c')]).toEqual([undefined, undefined, undefined]);
  });

  it('never crashes', () => {
    fc.assert(fc.property(fc.jsonValue(), value => void toCase(value, 'c')));
  });
});
