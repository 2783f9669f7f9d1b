import { makeCall, type Handler } from '@onebasket/adapter-testkit';
import { AdapterError, currency, money } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapter, readPayment, toAnswer } from '../src/index.ts';

const { payments } = adapter.capabilities;
const settings = { baseUrl: 'https://api.acme.example', apiKey: 'key' };
const attempt = { key: 'k-1', remember: () => Promise.resolve() };
const request = { orderNumber: 'OB-1', amount: money(1230, currency('EUR')) };
const payment = { id: 'pay_1', state: 'authorized', amount: { value: 1230, currency: 'EUR' } };
const authorize = (handler: Handler) => {
  const call = makeCall(handler, { settings });
  return { call, answer: payments?.authorize(request, attempt, call) };
};

describe('a payment at the provider', () => {
  it('is asked for in cents, under the key of the attempt', async () => {
    const { call, answer } = authorize(() => ({ status: 201, body: payment }));
    expect(await answer).toEqual({ status: 'authorized', id: 'pay_1', amount: request.amount });
    expect(call.sent[0]).toMatchObject({ method: 'POST', path: '/v1/payments', headers: { 'idempotency-key': 'k-1' } });
    expect(JSON.parse(String(call.sent[0]?.body))).toMatchObject({ reference: 'k-1', amount: { value: 1230, currency: 'EUR' } });
  });

  it('that the bank declines is refused, by its code', async () => {
    const { answer } = authorize(() => ({ status: 402, body: { error: { code: 'declined', message: 'No.' } } }));
    expect(await answer).toMatchObject({ status: 'refused', reason: 'payment-refused', message: 'No.' });
  });

  it('sends the payer to the bank when the bank wants to see them', async () => {
    const redirect_url = 'https://bank.example/3ds';
    const { answer } = authorize(() => ({ status: 201, body: { ...payment, state: 'pending', redirect_url } }));
    expect(await answer).toEqual({ status: 'action-required', id: 'pay_1', redirectUrl: redirect_url });
  });

  it('leaves unknown what was done when the answer to a write cannot be read', async () => {
    const { answer } = authorize(() => ({ status: 201, body: { ...payment, state: 'quantum' } }));
    await expect(answer).rejects.toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
  });

  it('is mapped or told as an invalid response, whatever JSON comes', () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('authorized', 'pending', 'EUR', 7));
    const value = fc.record({ id: field, state: field, amount: fc.record({ value: field, currency: field }), redirect_url: field });
    fc.assert(
      fc.property(value, value => {
        try {
          const answer = toAnswer(readPayment(value, 'test'));
          if (answer.status !== 'action-required') expect(answer.amount.minor).toBe(BigInt(value.amount.value as string));
        } catch (error) {
          expect(error).toBeInstanceOf(AdapterError);
        }
      }),
    );
  });
});
