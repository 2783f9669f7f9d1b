import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { describe, expect, it } from 'vitest';
import { readOrder, readOrderTree, stateOf, stateOfTree, toPlacedOrder, toSnapshot } from '../src/index.ts';
import type { WireRecord } from '@onebasket/adapter-sdk';

const cny = (minor: bigint) => ({ minor, currency: 'CNY' });
const line = (skuId: number, price: unknown, num = 1, more: WireRecord = {}) => ({
  skuId,
  num,
  price,
  name: '商品',
  type: 0,
  oid: 0,
  ...more,
});
const order = (more: WireRecord = {}) => ({
  jdOrderId: 86403369569,
  pOrder: 0,
  orderState: 1,
  submitState: 1,
  state: 0,
  freight: 0,
  orderPrice: 99.76,
  sku: [line(1072238, 98.6), line(614907, 1.16)],
  ...more,
});

describe('an order of JD', () => {
  it('is goods and freight, to the fen', () => {
    expect(readOrder(order({ freight: 6 })).payable).toEqual(cny(10_576n));
    expect(readOrder(order({ freight: '6.00', orderPrice: '99.76' })).payable).toEqual(cny(10_576n));
  });

  it('whose total counts the freight in already is not charged twice', () => {
    expect(readOrder(order({ freight: 6, orderPrice: 105.76 })).payable).toEqual(cny(10_576n));
  });

  it('whose line prices are told without tax has the tax in its lines and total', () => {
    const naked = order({ orderPrice: 159.16, sku: [line(7545792, '137.21', 1, { nakedPrice: 137.21, taxPrice: 21.95 })] });
    expect(toPlacedOrder(readOrder(naked), 'ACCEPTED')).toMatchObject({
      total: cny(15_916n),
      lines: [{ externalId: '7545792', quantity: 1, total: cny(15_916n) }],
    });
  });

  it('names no lines for accessories and gifts that come along', () => {
    const gifts = order({ sku: [line(1, 99.76), line(2, 0, 1, { type: 2, oid: 1 }), line(3, 0, 1, { type: 1, oid: 1 })] });
    expect(toPlacedOrder(readOrder(gifts), 'ACCEPTED').lines.map(({ externalId }) => externalId)).toEqual(['1']);
  });

  it('keeps ids beyond 2^53 whole, and reads goods that come as JSON in a text', () => {
    const text =
      '{"jdOrderId":90071992547409931,"orderPrice":1.5,"freight":0,"sku":"[{\\"skuId\\":90071992547409933,\\"num\\":1,\\"price\\":1.5}]"}';
    expect(readOrder(parseLosslessJson(text) as WireRecord)).toMatchObject({
      id: '90071992547409931',
      lines: [{ skuId: '90071992547409933' }],
    });
  });

  it.each([
    [{ submitState: 0 }, 'PENDING'],
    [{}, 'ACCEPTED'],
    [{ jdOrderState: 3 }, 'PENDING'],
    [{ jdOrderState: 16 }, 'SHIPPED'],
    [{ state: 1 }, 'DELIVERED'],
    [{ state: 1, submitState: 0 }, 'DELIVERED'],
    [{ state: 1, jdOrderState: 19 }, 'COMPLETED'],
    [{ state: 2 }, 'FAILED'],
    [{ orderState: 0, state: 1 }, 'CANCELLED'],
    [{ state: 'quantum', jdOrderState: 'quantum' }, 'ACCEPTED'],
  ])('that says %j is %s', (more, state) => {
    expect(stateOf(readOrder(order(more)))).toBe(state);
  });

  it('that has a waybill is on its way', () => {
    expect(stateOf(readOrder(order()), [{ number: 'JDVA1' }])).toBe('SHIPPED');
  });
});

describe('an order that JD split', () => {
  const part = (jdOrderId: number, more: WireRecord = {}) => ({ ...order({ pOrder: 82439393004, type: 2, ...more }), jdOrderId });
  const split = (...parts: readonly WireRecord[]) => ({
    pOrder: { jdOrderId: 82439393004, freight: 0, orderPrice: 99.76, sku: [line(1072238, 98.6), line(614907, 1.16)] },
    orderState: 1,
    submitState: 1,
    type: 1,
    cOrder: parts,
  });
  const first = (more: WireRecord = {}) => part(82439212677, { orderPrice: 98.6, sku: [line(1072238, 98.6)], ...more });
  const second = (more: WireRecord = {}) => part(82437660963, { orderPrice: 1.16, sku: [line(614907, 1.16)], ...more });

  it('keeps its number and total, and has a parcel for each part', () => {
    const tree = readOrderTree(split(first({ state: 1 }), second({ state: 1 })));
    const waybills = new Map([
      ['82439212677', [{ number: 'JDVA1', carrier: '京东快递' }]],
      ['82437660963', [{ number: 'JDVA2' }]],
    ]);
    expect(toSnapshot(tree, waybills)).toMatchObject({
      externalId: '82439393004',
      state: 'DELIVERED',
      total: cny(9976n),
      fulfilments: [
        { carrierName: '京东快递', trackingNumber: 'JDVA1', lines: [{ externalId: '1072238', quantity: 1 }], state: 'DELIVERED' },
        { trackingNumber: 'JDVA2', lines: [{ externalId: '614907', quantity: 1 }], state: 'DELIVERED' },
      ],
    });
  });

  it.each([
    [first({ state: 1 }), second({ state: 0 }), 'SHIPPED'],
    [first({ state: 1, jdOrderState: 19 }), second({ state: 1 }), 'DELIVERED'],
    [first({ orderState: 0 }), second(), 'ACCEPTED'],
    [first({ orderState: 0 }), second({ orderState: 0 }), 'CANCELLED'],
    [first({ state: 2 }), second({ orderState: 0 }), 'FAILED'],
  ])('is as far as the least of its parts (%#)', (one, other, state) => {
    expect(stateOfTree(readOrderTree(split(one, other)))).toBe(state);
  });

  it('is known from its parts, which name it', () => {
    expect(readOrderTree(first()).parentId).toBe('82439393004');
    expect(readOrderTree(order()).parentId).toBeUndefined();
  });
});
