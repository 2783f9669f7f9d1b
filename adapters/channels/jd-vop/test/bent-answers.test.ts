import { asRecord, type WireRecord } from '@onebasket/adapter-sdk';
import { describeMapper } from '@onebasket/adapter-testkit';
import { hitToListing, readOrderTree, toEvent, toListing, toSnapshot, toStock, toTracking } from '../src/index.ts';
import { toPrice } from '../src/prices.ts';

const record = (value: unknown): WireRecord => asRecord(value, 'a sample');
const line = (skuId: number, price: number) => ({
  category: 760,
  num: 1,
  price,
  tax: 16,
  oid: 0,
  name: '商品',
  taxPrice: 0.16,
  skuId,
  nakedPrice: 1,
  type: 0,
});
const part = (jdOrderId: number, sku: ReturnType<typeof line>) => ({
  pOrder: 82439393004,
  orderState: 1,
  jdOrderId,
  state: 1,
  freight: 0,
  submitState: 1,
  orderPrice: sku.price,
  type: 2,
  sku: [sku],
});

describeMapper('of orders', {
  samples: {
    'a split order': {
      pOrder: {
        jdOrderId: 82439393004,
        freight: 6,
        orderPrice: 99.76,
        orderNakedPrice: 86,
        sku: [line(1072238, 98.6), line(614907, 1.16)],
      },
      orderState: 1,
      submitState: 1,
      type: 1,
      cOrder: [part(82439212677, line(1072238, 98.6)), part(82437660963, line(614907, 1.16))],
    },
    'a whole order': { ...part(86403369569, line(7545792, 137.21)), pOrder: 0, type: 1, jdOrderState: 19, freight: 6 },
  },
  map: answer => toSnapshot(readOrderTree(answer), new Map([['82439212677', [{ number: 'JDVA1' }]]])),
});

describeMapper('of products', {
  samples: {
    'a page with its price': {
      detail: { sku: 1072238, name: '电水壶', brandName: '美的', upc: '6901234567892', imagePath: 'jfs/t1/a.jpg', weight: '1.2', state: 1 },
      price: { skuId: 1072238, price: 98.6, jdPrice: 109, marketPrice: 129, tax: 16 },
      state: { skuId: 1072238, saleState: 1, name: '电水壶' },
      images: [{ path: 'jfs/t1/b.jpg', isPrimary: 1, orderSort: 1, yn: 1 }],
    },
  },
  map: answer => {
    const { detail, price, state, images } = record(answer);
    return toListing(record(detail), {
      price: toPrice(record(price)),
      saleState: record(state),
      images: Array.isArray(images) ? images.map(record) : [],
    });
  },
});

describeMapper('of hits', {
  samples: {
    'a hit': { wareId: '1072238', wareName: '电水壶', imageUrl: 'jfs/t1/a.jpg', brand: '美的', wstate: '1', wyn: '1', catName: '水壶' },
  },
  map: answer => hitToListing(record(answer)),
});

describeMapper('of stock', {
  samples: { 'a row': { skuId: 1072238, areaId: '1_72_2799_0', stockStateId: 33, stockStateDesc: '有货', remainNum: 7 } },
  map: answer => toStock(record(answer), 2),
});

describeMapper('of ways', {
  samples: {
    'a way': { jdOrderId: 86403369569, orderTrack: [{ msgTime: '2026-01-03 18:00:00', content: '您的订单已签收', operator: '配送员' }] },
  },
  map: answer => toTracking(record(answer), '86403369569'),
});

describeMapper('of messages', {
  samples: { 'a message': { id: 7, type: 5, time: '2026-01-03 18:00:00', result: { orderId: 82439212677, state: 1 } } },
  map: answer => toEvent(record(answer)),
});
