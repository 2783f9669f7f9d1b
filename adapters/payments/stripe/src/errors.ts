import { asRecord, retryAfterMs, statusFailure, textIn, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal } from '@onebasket/core';
import { membersOf } from './wire.ts';

/** Stripe's no about a request, with its codes; for the ability to understand. */
export interface StripeError {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly declineCode: string | undefined;
  readonly param: string | undefined;
  /** For people; nothing is told apart by it. */
  readonly message: string;
  /** The PaymentIntent that it is about, as it stands. */
  readonly intent: unknown;
}

/** The request it answers. */
export interface Asked {
  /** "stripe POST /v1/refunds" */
  readonly what: string;
  readonly effect: 'read' | 'write';
  readonly now: Date;
}

/** Declines and requests that Stripe understood and does not want; anything else is thrown as what it is. */
export function readError(response: HttpResponse, asked: Asked): StripeError {
  const { status } = response;
  if (status === 401 || status === 403 || status === 429 || status >= 500 || status < 400) throw statusFailure(response, asked);
  const error = asRecord(asRecord(response.json(), asked.what)['error'], `${asked.what}: error`);
  const code = textIn(error['code']);
  const type = textIn(error['type']) ?? '';
  // The same key is being worked on at this moment, or did something else: what it did, only `find` can say.
  if (status === 409 || type === 'idempotency_error') {
    throw new AdapterError('unavailable', {
      outcome: asked.effect === 'write' ? 'unknown' : 'not-done',
      message: `${asked.what}: ${code ?? type}`,
      retryAfterMs: retryAfterMs(response.headers, asked.now),
    });
  }
  return {
    status,
    type,
    code,
    declineCode: textIn(error['decline_code']),
    param: textIn(error['param']),
    message: (textIn(error['message']) ?? type).slice(0, 200),
    intent: Object.keys(membersOf(error['payment_intent'])).length === 0 ? undefined : error['payment_intent'],
  };
}

const TOO_MUCH: ReadonlySet<string> = new Set(['amount_too_large', 'amount_too_small']);
const CLOSED: ReadonlySet<string> = new Set([
  'payment_intent_unexpected_state',
  'charge_already_refunded',
  'charge_already_captured',
  'charge_expired_for_capture',
  'charge_disputed',
  'refund_disputed_payment',
]);

/** The no in the words of the contract. A request that Stripe does not understand is no refusal but our mistake, or that of the settings. */
export function toRefusal(error: StripeError, what: string): Refusal {
  const { code, declineCode, message, param, status, type } = error;
  if (type === 'card_error' || status === 402) return refuse('payment-refused', `${message} (${declineCode ?? code ?? 'declined'})`);
  if (code !== undefined && TOO_MUCH.has(code)) return refuse('limit-exceeded', message);
  if (code !== undefined && CLOSED.has(code)) return refuse('closed', message);
  if (code === 'resource_missing')
    return param === 'payment_method' || param === 'confirmation_token' ? refuse('payment-refused', message) : refuse('not-found', message);
  // "Refund amount is greater than unrefunded amount on charge" has no code of its own.
  if (param === 'amount' || param === 'amount_to_capture') return refuse('limit-exceeded', message);
  if (param === 'currency') return refuse('payment-refused', message);
  throw toFailure(error, what);
}

/** A request that Stripe does not understand: our mistake, or that of the settings. Nothing was done. */
export function toFailure({ type, code, param }: StripeError, what: string): AdapterError {
  return new AdapterError('misconfigured', { outcome: 'not-done', message: `${what}: ${[type, code, param].filter(Boolean).join(' ')}` });
}
