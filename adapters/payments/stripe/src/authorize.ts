import { createHash } from 'node:crypto';
import {
  afterWriteAsync,
  type Attempt,
  type Call,
  type PaymentAction,
  type PaymentRequest,
  type PaymentResult,
} from '@onebasket/adapter-sdk';
import { isRefusal, refuse, type Refusal } from '@onebasket/core';
import { toStripeAmount } from './amounts.ts';
import { ask } from './client.ts';
import { toRefusal } from './errors.ts';
import { afterChange } from './intents.ts';
import { toPayment } from './mapper.ts';
import { settingsOf } from './settings.ts';
import { KEY_METADATA, type Intent } from './wire.ts';

/** Statuses in which a payment method is still to be named. */
const WITHOUT_METHOD: ReadonlySet<string> = new Set(['requires_payment_method', 'requires_confirmation']);

/**
 * Makes the PaymentIntent and, with a token of Stripe.js (pm_…, ctoken_…), confirms it; without one the buyer's page goes on with the client secret.
 * Made first and confirmed then, each under a key of its own: so a second token for the same payment is no other request under the old key.
 */
export async function authorize(request: PaymentRequest, attempt: Attempt, call: Call): Promise<PaymentResult | PaymentAction | Refusal> {
  const made = await make(request, attempt.key, call);
  if (isRefusal(made)) return made;
  return afterWriteAsync(async () => {
    await attempt.remember(made.id);
    if (request.token === undefined || !WITHOUT_METHOD.has(made.status)) return toPayment(made);
    return confirm(made, request.token, request.orderNumber, attempt.key, call);
  });
}

async function make({ orderNumber, amount }: PaymentRequest, key: string, call: Call): Promise<Intent | Refusal> {
  const count = toStripeAmount(amount);
  if (count === undefined)
    return refuse('limit-exceeded', `Stripe has no such amount in ${amount.currency}: its smallest step is ten times the minor unit`);
  const { paymentMethodTypes } = settingsOf(call.connection);
  const path = '/v1/payment_intents';
  const answer = await ask(call, {
    method: 'POST',
    path,
    key,
    params: {
      amount: count,
      currency: amount.currency.toLowerCase(),
      capture_method: 'manual',
      description: orderNumber,
      metadata: { [KEY_METADATA]: key, onebasket_order: orderNumber },
      ...(paymentMethodTypes ? { payment_method_types: paymentMethodTypes } : { automatic_payment_methods: { enabled: 'true' } }),
    },
  });
  return answer.ok ? afterChange(answer, `stripe POST ${path}`, call) : toRefusal(answer.error, `stripe POST ${path}`);
}

async function confirm(
  { id }: Intent,
  token: string,
  orderNumber: string,
  key: string,
  call: Call,
): Promise<PaymentResult | PaymentAction | Refusal> {
  const { returnUrl } = settingsOf(call.connection);
  const label = '/v1/payment_intents/{id}/confirm';
  const answer = await ask(call, {
    method: 'POST',
    path: `/v1/payment_intents/${encodeURIComponent(id)}/confirm`,
    label,
    key: `${key}:confirm:${createHash('sha256').update(token).digest('hex').slice(0, 16)}`,
    params: {
      ...(token.startsWith('ctoken_') ? { confirmation_token: token } : { payment_method: token }),
      return_url: returnUrl?.replaceAll('{order}', encodeURIComponent(orderNumber)),
    },
  });
  if (answer.ok) return toPayment(await afterChange(answer, `stripe POST ${label}`, call));
  const no = toRefusal(answer.error, `stripe POST ${label}`);
  await close(id, key, call);
  return no;
}

/** A declined payment leaves nothing behind that could be paid later. */
async function close(id: string, key: string, call: Call): Promise<void> {
  await ask(call, {
    method: 'POST',
    path: `/v1/payment_intents/${encodeURIComponent(id)}/cancel`,
    label: '/v1/payment_intents/{id}/cancel',
    key: `${key}:decline`,
    params: { cancellation_reason: 'abandoned' },
  });
}
