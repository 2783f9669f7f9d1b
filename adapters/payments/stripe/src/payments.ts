import {
  afterWrite,
  needed,
  type Attempt,
  type Call,
  type PaymentAction,
  type PaymentRef,
  type PaymentResult,
  type Payments,
} from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Money, type Refusal } from '@onebasket/core';
import { toStripeAmount } from './amounts.ts';
import { authorize } from './authorize.ts';
import { ask, type Answer } from './client.ts';
import { toFailure, toRefusal } from './errors.ts';
import { afterChange, findByKey, readNow } from './intents.ts';
import { toPayment, toRefunded } from './mapper.ts';
import { KEY_METADATA, readIntent, readPage, readRefund, type Intent, type Refund } from './wire.ts';

/** Authorised first, captured once and up to what was placed; what is left of the authorisation is thereby released. */
export const payments: Payments = { manualCapture: true, authorize, capture, void: cancel, refund, find: findByKey, get };

async function capture(id: string, amount: Money, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const count = toStripeAmount(amount);
  if (count === undefined) return refuse('limit-exceeded', `Stripe has no such amount in ${amount.currency}`);
  const answer = await change('capture', id, { amount_to_capture: count }, attempt.key, call);
  return settled(answer, 'capture', 'captured', call);
}

/** Also closes a payment that waits for the buyer: cancelled, it cannot be paid any more. */
async function cancel(id: string, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const answer = await change('cancel', id, { cancellation_reason: 'abandoned' }, attempt.key, call);
  return settled(answer, 'cancel', 'voided', call);
}

function change(
  action: 'capture' | 'cancel',
  id: string,
  params: Readonly<Record<string, string>>,
  key: string,
  call: Call,
): Promise<Answer> {
  const path = `/v1/payment_intents/${encodeURIComponent(id)}/${action}`;
  return ask(call, { method: 'POST', path, label: labelOf(action), params, key });
}

const labelOf = (action: string) => `/v1/payment_intents/{id}/${action}`;

type Wanted = 'captured' | 'voided';

/** What was wanted, or what stands in its way. A payment that is there already was brought there by an earlier try, whose key Stripe has forgotten. */
async function settled(answer: Answer, action: string, wanted: Wanted, call: Call): Promise<PaymentResult | Refusal> {
  const what = `stripe POST ${labelOf(action)}`;
  if (answer.ok) {
    const intent = await afterChange(answer, what, call);
    return asWanted(intent, wanted) ?? refuse('closed', `after a ${action} the payment is ${intent.status} at Stripe`);
  }
  const { code, intent } = answer.error;
  const isThereAlready = code === 'payment_intent_unexpected_state' && intent !== undefined;
  return (isThereAlready ? asWanted(readIntent(intent, what), wanted) : undefined) ?? toRefusal(answer.error, what);
}

/** The step that was wanted, when the payment shows that it happened, whatever went back since. */
function asWanted({ id, status, amount, received }: Intent, wanted: Wanted): PaymentResult | undefined {
  if (wanted === 'voided') return status === 'canceled' ? { status: 'voided', id, amount } : undefined;
  return status === 'succeeded' ? { status: 'captured', id, amount: needed(received, 'stripe: amount_received') } : undefined;
}

async function refund(id: string, amount: Money, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal> {
  const count = toStripeAmount(amount);
  if (count === undefined) return refuse('limit-exceeded', `Stripe has no such amount in ${amount.currency}`);
  // Stripe keeps keys for a day and refunds for ever: an earlier try of this key is found, however long ago it was.
  const earlier = await findRefund(id, attempt.key, call);
  if (earlier) return toRefunded(earlier);
  const path = '/v1/refunds';
  const answer = await ask(call, {
    method: 'POST',
    path,
    key: attempt.key,
    params: { payment_intent: id, amount: count, metadata: { [KEY_METADATA]: attempt.key } },
  });
  return answer.ok
    ? toRefunded(afterWrite(() => readRefund(answer.body, `stripe POST ${path}`)))
    : toRefusal(answer.error, `stripe POST ${path}`);
}

async function get({ id, key, step, token }: PaymentRef, call: Call): Promise<PaymentResult | PaymentAction | undefined> {
  if (step === 'refund') {
    const refund = await findRefund(id, key, call);
    const refunded = refund && toRefunded(refund);
    return isRefusal(refunded) ? undefined : refunded;
  }
  const intent = await readNow(id, call);
  if (!intent) return undefined;
  if (step === 'capture') return asWanted(intent, 'captured');
  if (step === 'void') return asWanted(intent, 'voided');
  // The buyer has brought a new way to pay: it is to be used.
  return token !== undefined && intent.status === 'requires_payment_method' ? undefined : toPayment(intent);
}

/** The refund of this payment that carries this key. */
async function findRefund(id: string, key: string, call: Call): Promise<Refund | undefined> {
  const path = '/v1/refunds';
  for (let after: string | undefined; ;) {
    const answer = await ask(call, { method: 'GET', path, params: { payment_intent: id, limit: '100', starting_after: after } });
    if (!answer.ok) {
      if (answer.error.code === 'resource_missing') return undefined;
      throw toFailure(answer.error, `stripe GET ${path}`);
    }
    const { items, isMore } = readPage(answer.body, `stripe GET ${path}`, readRefund);
    const found = items.find(refund => refund.key === key);
    const last = items.at(-1)?.id;
    if (found || !isMore || last === undefined || last === after) return found;
    after = last;
  }
}
