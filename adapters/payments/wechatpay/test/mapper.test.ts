import { AdapterError, currency, money } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCombined, readRefund, readTrade, toCombinedPayment, toPayment, toRefunded, tradeNumber } from '../src/index.ts';

const cny = (fen: number) => money(fen, currency('CNY'));
const trade = { out_trade_no: 'DEMO-1', trade_state: 'SUCCESS', amount: { total: 1230, payer_total: 1000, currency: 'CNY' } };
const read = (more: object) => toPayment(readTrade({ ...trade, ...more }, 'test'));
const part = (number: string, state: string, total: number, attach = `K ${number.at(-1)}`) => ({
  mchid: '1900000099',
  out_trade_no: number,
  trade_state: state,
  attach,
  amount: { total_amount: total, currency: 'CNY' },
});
const combined = (...sub_orders: readonly object[]) => toCombinedPayment(readCombined({ combine_out_trade_no: 'C-1', sub_orders }, 'test'));

describe('a trade', () => {
  it('is told by its state, with the amount that was asked for', () => {
    expect(read({})).toEqual({ status: 'captured', id: 'DEMO-1', amount: cny(1230) });
    expect(read({ trade_state: 'REFUND' })).toMatchObject({ status: 'captured' });
    expect(read({ trade_state: 'NOTPAY', amount: undefined })).toBeUndefined();
    expect(read({ trade_state: 'USERPAYING', amount: undefined })).toBeUndefined();
    for (const trade_state of ['CLOSED', 'REVOKED', 'PAYERROR'])
      expect(read({ trade_state, amount: null })).toMatchObject({ status: 'voided' });
  });

  it('in a state that nobody knows, of an unknown amount or in another currency is not guessed', () => {
    const refused = expect.objectContaining({ code: 'invalid-response' });
    expect(() => read({ trade_state: 'QUANTUM' })).toThrow(refused);
    expect(() => read({ amount: undefined })).toThrow(refused);
    expect(() => read({ amount: { total: -1 } })).toThrow(refused);
    expect(() => read({ amount: { total: 1230, currency: 'HKD' } })).toThrow(refused);
  });

  it('is mapped or told as an invalid response, whatever JSON comes', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('SUCCESS', 'NOTPAY', 'CNY', 1230, '1230', -1, 0.5));
    const amount = fc.record({ total: field, total_amount: field, refund: field, currency: field });
    const value = fc.record({
      out_trade_no: field,
      trade_state: field,
      amount: fc.oneof(amount, field),
      status: field,
      out_refund_no: field,
    });
    fc.assert(
      fc.property(value, value => {
        for (const map of [
          () => toPayment(readTrade(value, 'test')),
          () => toRefunded('x', readRefund(value, 'test')),
          () => toCombinedPayment(readCombined({ combine_out_trade_no: 'C', sub_orders: [value] }, 'test')),
        ]) {
          try {
            map();
          } catch (error) {
            expect(error).toBeInstanceOf(AdapterError);
          }
        }
      }),
    );
  });
});

describe('a combined payment', () => {
  it('is paid as a whole, and says where each seller was paid', () => {
    expect(combined(part('C-1.a', 'SUCCESS', 1000), part('C-1.b', 'REFUND', 230))).toEqual({
      status: 'captured',
      id: 'combine/C-1',
      amount: cny(1230),
      parts: [
        { id: 'a', paymentId: 'combine/C-1/C-1.a', amount: cny(1000) },
        { id: 'b', paymentId: 'combine/C-1/C-1.b', amount: cny(230) },
      ],
    });
  });

  it('waits, is closed, or is in no state that it could be in', () => {
    expect(combined(part('C-1.a', 'NOTPAY', 1), part('C-1.b', 'NOTPAY', 2))).toBeUndefined();
    expect(combined(part('C-1.a', 'CLOSED', 1), part('C-1.b', 'CLOSED', 2))).toMatchObject({ status: 'voided', id: 'combine/C-1' });
    expect(() => combined(part('C-1.a', 'SUCCESS', 1), part('C-1.b', 'CLOSED', 2))).toThrow(
      expect.objectContaining({ code: 'invalid-response' }),
    );
    expect(() => combined()).toThrow(expect.objectContaining({ code: 'invalid-response' }));
  });
});

describe('a refund', () => {
  it('is on its way or arrived, or needs a person', () => {
    const refund = (status: string) =>
      toRefunded('DEMO-1', readRefund({ out_refund_no: 'R', status, amount: { refund: 230, currency: 'CNY' } }, 'test'));
    for (const status of ['PROCESSING', 'SUCCESS']) expect(refund(status)).toEqual({ status: 'refunded', id: 'DEMO-1', amount: cny(230) });
    for (const status of ['CLOSED', 'ABNORMAL']) expect(refund(status)).toMatchObject({ status: 'refused', reason: 'payment-refused' });
    expect(() => refund('QUANTUM')).toThrow(expect.objectContaining({ code: 'invalid-response', outcome: 'unknown' }));
  });
});

describe("a trade's number", () => {
  it('is what WeChat Pay takes, the same for one key and another for another', () => {
    expect(tradeNumber('4F7K-9M2Q-XW3T-B-authorize')).toBe('4F7K-9M2Q-XW3T-B-authorize');
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(tradeNumber(one)).toMatch(/^[A-Za-z0-9_\-|*@]{6,32}$/);
        expect(tradeNumber(one) === tradeNumber(other)).toBe(one === other);
      }),
    );
  });
});
