import { AdapterError, currency, money } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrade, toPayment, tradeNumber } from '../src/index.ts';

const trade = { out_trade_no: 'A_1', trade_status: 'TRADE_SUCCESS', total_amount: '12.30', send_pay_date: '2026-11-25 20:00:00' };
const read = (more: object) => toPayment(readTrade({ ...trade, ...more }, 'test'));

describe('a trade', () => {
  it('is told by its status; closed means unpaid or given back', () => {
    const amount = money(1230, currency('CNY'));
    expect(read({})).toEqual({ status: 'captured', id: 'A_1', amount });
    expect(read({ trade_status: 'TRADE_FINISHED' })).toMatchObject({ status: 'captured' });
    expect(read({ trade_status: 'WAIT_BUYER_PAY', send_pay_date: undefined })).toBeUndefined();
    expect(read({ trade_status: 'TRADE_CLOSED' })).toMatchObject({ status: 'refunded', amount });
    expect(read({ trade_status: 'TRADE_CLOSED', send_pay_date: null })).toMatchObject({ status: 'voided' });
    expect(read({ total_amount: 0.29 })).toMatchObject({ amount: { minor: 29n } });
  });

  it('is mapped or told as an invalid response, whatever JSON comes', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('TRADE_SUCCESS', 'TRADE_CLOSED', '12.30', '-1', '1.234', '1e3'));
    const value = fc.record({ out_trade_no: field, trade_status: field, total_amount: field, send_pay_date: field });
    fc.assert(
      fc.property(value, value => {
        try {
          const payment = toPayment(readTrade(value, 'test'));
          if (payment) expect(Number(payment.amount.minor)).toBeCloseTo(Number(value.total_amount) * 100, 6);
        } catch (error) {
          expect(error).toBeInstanceOf(AdapterError);
        }
      }),
    );
  });
});

describe("a trade's number", () => {
  it('is what Alipay takes, the same for one key and another for another', () => {
    expect(tradeNumber('4F7K-9M2Q-XW3T-B-authorize')).toBe('4F7K_9M2Q_XW3T_B_authorize');
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        expect(tradeNumber(one)).toMatch(/^\w{1,64}$/);
        expect(tradeNumber(one) === tradeNumber(other)).toBe(one === other);
      }),
    );
    expect(tradeNumber('a_b')).not.toBe(tradeNumber('a-b'));
  });
});
