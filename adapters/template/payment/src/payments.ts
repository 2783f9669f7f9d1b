import {
  afterWrite,
  asList,
  asRecord,
  known,
  type Attempt,
  type Call,
  type PaymentAction,
  type PaymentResult,
  type Payments,
} from '@onebasket/adapter-sdk';
import { AdapterError, type Money, type Refusal } from '@onebasket/core';
import { send } from './client.ts';
import { toAnswer } from './mapper.ts';
import { toRefusal } from './refusals.ts';
import { readPayment } from './wire.ts';

/** Every write carries the attempt's key, so that a repeat never pays twice; and the first one makes it the payment's reference, by which it is found. */
export const payments: Payments = {
  manualCapture: true,
  authorize: ({ orderNumber, amount, token }, attempt, call) =>
    write(call, attempt, '/payments', '/payments', {
      reference: attempt.key,
      order: orderNumber,
      amount: toWire(amount),
      ...known({ token }),
    }),
  capture: (id, amount, attempt, call) => change('capture', id, attempt, call, { amount: toWire(amount) }),
  void: (id, attempt, call) => change('void', id, attempt, call, {}),
  refund: (id, amount, attempt, call) => change('refund', id, attempt, call, { amount: toWire(amount) }),
  async find(key, call) {
    const path = `/payments?reference=${encodeURIComponent(key)}`;
    const response = await send(call, { method: 'GET', path, label: '/payments' });
    const [found] = asList(asRecord(response.json(), 'Acme GET /payments')['payments'], 'Acme GET /payments: payments');
    return found === undefined ? undefined : toAnswer(readPayment(found, 'Acme GET /payments'));
  },
};

async function write(
  call: Call,
  { key }: Attempt,
  path: string,
  label: string,
  body: unknown,
): Promise<PaymentResult | PaymentAction | Refusal> {
  const what = `Acme POST ${label}`;
  const response = await send(call, { method: 'POST', path, label, body, key });
  if (response.status >= 400) return toRefusal(response, what);
  return afterWrite(() => toAnswer(readPayment(response.json(), what)));
}

async function change(
  action: 'capture' | 'void' | 'refund',
  id: string,
  attempt: Attempt,
  call: Call,
  body: unknown,
): Promise<PaymentResult | Refusal> {
  const answer = await write(call, attempt, `/payments/${encodeURIComponent(id)}/${action}`, `/payments/{id}/${action}`, body);
  if (answer.status !== 'action-required') return answer;
  throw new AdapterError('invalid-response', { outcome: 'unknown', message: `Acme wants the payer for a ${action}` });
}

function toWire({ minor, currency }: Money): { readonly value: number; readonly currency: string } {
  return { value: Number(minor), currency };
}
