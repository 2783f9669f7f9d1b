import { AdapterError, currency, isRefusal, money } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromStripeAmount, readIntent, readRefund, toPayment, toRefunded, toStripeAmount } from '../src/index.ts';

const intent = { id: 'pi_1', status: 'requires_capture', amount: 1230, amount_capturable: 1230, amount_received: 0, currency: 'eur' };
const read = (more: object) => toPayment(readIntent({ ...intent, ...more }, 'test'));

describe('a PaymentIntent', () => {
  it('is told by its status', () => {
    const eur = (minor: number) => money(minor, currency('EUR'));
    expect(read({})).toEqual({ status: 'authorized', id: 'pi_1', amount: eur(1230) });
    expect(read({ status: 'succeeded', amount_received: 1000 })).toEqual({ status: 'captured', id: 'pi_1', amount: eur(1000) });
    expect(read({ status: 'canceled' })).toMatchObject({ status: 'voided' });
    for (const status of ['requires_payment_method', 'requires_confirmation', 'processing'])
      expect(read({ status, client_secret: 'pi_1_secret_x' })).toEqual({
        status: 'action-required',
        id: 'pi_1',
        clientSecret: 'pi_1_secret_x',
      });
  });

  it('sends the buyer on to the page of the bank, or shows the code to scan', () => {
    const redirect = { type: 'redirect_to_url', redirect_to_url: { url: 'https://hooks.stripe.com/3ds', return_url: 'https://us' } };
    expect(read({ status: 'requires_action', next_action: redirect })).toMatchObject({ redirectUrl: 'https://hooks.stripe.com/3ds' });
    const code = { type: 'wechat_pay_display_qr_code', wechat_pay_display_qr_code: { data: 'weixin://wxpay/bizpayurl?pr=x' } };
    expect(read({ status: 'requires_action', next_action: code })).toMatchObject({ qrCode: 'weixin://wxpay/bizpayurl?pr=x' });
    const script = { type: 'redirect_to_url', redirect_to_url: { url: 'javascript:alert(1)' } };
    expect(read({ status: 'requires_action', next_action: script })).not.toHaveProperty('redirectUrl');
  });

  it('of which something went back says how much', () => {
    const succeeded = { status: 'succeeded', amount_received: 1230 };
    expect(read({ ...succeeded, latest_charge: { amount_refunded: 230 } })).toMatchObject({ status: 'refunded', amount: { minor: 230n } });
    expect(read({ ...succeeded, latest_charge: { amount_refunded: 0 } })).toMatchObject({ status: 'captured' });
    expect(read({ ...succeeded, latest_charge: 'ch_1' })).toMatchObject({ status: 'captured' });
  });

  it('in a status that nobody knows is not guessed', () => {
    expect(() => read({ status: 'quantum' })).toThrow(expect.objectContaining({ code: 'invalid-response' }));
  });

  it('is mapped or told as an invalid response, whatever JSON comes', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('succeeded', 'requires_capture', 'eur', 1230, -1, 0.5));
    const value = fc.record({
      id: field,
      status: field,
      amount: field,
      currency: field,
      amount_received: field,
      amount_capturable: field,
      latest_charge: field,
      next_action: field,
      metadata: field,
    });
    fc.assert(
      fc.property(value, value => {
        try {
          const payment = toPayment(readIntent(value, 'test'));
          if (payment.status === 'captured') expect(payment.amount.minor).toBe(BigInt(value.amount_received as string));
          if (payment.status === 'authorized') expect(payment.amount.minor).toBe(BigInt(value.amount_capturable as string));
        } catch (error) {
          expect(error).toBeInstanceOf(AdapterError);
        }
      }),
    );
  });
});

describe('a refund', () => {
  it('is on its way unless the bank did not take it', () => {
    const refund = { id: 're_1', amount: 500, currency: 'eur' };
    for (const status of ['succeeded', 'pending', 'requires_action', null])
      expect(toRefunded(readRefund({ ...refund, status }, 'test'))).toMatchObject({ status: 'refunded', amount: { minor: 500n } });
    for (const status of ['failed', 'canceled']) expect(isRefusal(toRefunded(readRefund({ ...refund, status }, 'test')))).toBe(true);
  });
});

describe('an amount', () => {
  it('is counted as Stripe counts', () => {
    const count = (minor: number, code: string) => toStripeAmount(money(minor, currency(code)));
    expect(count(1230, 'EUR')).toBe('1230');
    expect(count(500, 'JPY')).toBe('500');
    expect(count(5, 'ISK')).toBe('500');
    expect(count(5, 'UGX')).toBe('500');
    expect(count(5120, 'KWD')).toBe('5120');
    expect(count(5124, 'KWD')).toBeUndefined();
    expect(count(500, 'MGA')).toBe('5');
    expect(count(501, 'MGA')).toBeUndefined();
  });

  it('comes back as it went, or cannot be said', () => {
    const codes = ['EUR', 'JPY', 'ISK', 'UGX', 'KWD', 'TND', 'MGA', 'CNY'].map(currency);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom(...codes), (minor, code) => {
        const count = toStripeAmount({ minor, currency: code });
        if (count !== undefined) expect(fromStripeAmount(BigInt(count), code)).toEqual({ minor, currency: code });
      }),
    );
  });
});
