import { asList, asRecord, currencyIn, needed, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import { fromStripeAmount } from './amounts.ts';

/** The member of `metadata` that carries our key. */
export const KEY_METADATA = 'onebasket_key';

/** What is read of a PaymentIntent. Statuses that nobody knows yet stay as they are: what they mean is decided by the mapper. */
export interface Intent {
  readonly id: string;
  readonly status: string;
  readonly amount: Money;
  readonly capturable: Money | undefined;
  readonly received: Money | undefined;
  /** What went back, when the charge came along. */
  readonly refunded: Money | undefined;
  readonly key: string | undefined;
  readonly clientSecret: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly qrCode: string | undefined;
}

export interface Refund {
  readonly id: string;
  readonly status: string;
  readonly amount: Money;
  readonly key: string | undefined;
  readonly failure: string | undefined;
}

/** A PaymentIntent as it came. Throws `AdapterError('invalid-response')` when id, status or amount cannot be read. */
export function readIntent(value: unknown, what: string): Intent {
  const intent = asRecord(value, what);
  const currency = needed(currencyIn(textIn(intent['currency'])?.toUpperCase()), `${what}: currency`);
  const money = (count: unknown) => moneyOf(count, currency);
  return {
    id: needed(textIn(intent['id']), `${what}: id`),
    status: needed(textIn(intent['status']), `${what}: status`),
    amount: needed(money(intent['amount']), `${what}: amount`),
    capturable: money(intent['amount_capturable']),
    received: money(intent['amount_received']),
    refunded: money(membersOf(intent['latest_charge'])['amount_refunded']),
    key: keyOf(intent),
    clientSecret: textIn(intent['client_secret']),
    ...nextAction(membersOf(intent['next_action'])),
  };
}

export function readRefund(value: unknown, what: string): Refund {
  const refund = asRecord(value, what);
  const currency = needed(currencyIn(textIn(refund['currency'])?.toUpperCase()), `${what}: currency`);
  return {
    id: needed(textIn(refund['id']), `${what}: id`),
    // Refunds of some payment methods have no status until they are taken up.
    status: textIn(refund['status']) ?? 'pending',
    amount: needed(moneyOf(refund['amount'], currency), `${what}: amount`),
    key: keyOf(refund),
    failure: textIn(refund['failure_reason']),
  };
}

/** A page of a list or of a search. */
export function readPage<T>(
  value: unknown,
  what: string,
  read: (item: unknown, what: string) => T,
): { items: readonly T[]; isMore: boolean } {
  const page = asRecord(value, what);
  return { items: asList(page['data'], `${what}: data`).map(item => read(item, what)), isMore: page['has_more'] === true };
}

/** Our key in an object's metadata. */
export function keyOf(object: WireRecord): string | undefined {
  return textIn(membersOf(object['metadata'])[KEY_METADATA]);
}

/** What an optional member holds; nothing when it is absent, null or, for references that were not expanded, an id. */
export function membersOf(value: unknown): WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireRecord) : {};
}

/** What the buyer has to do, whatever the payment method: a page to go to, a code to scan. The rest is done by Stripe.js with the client secret. */
function nextAction(action: WireRecord): Pick<Intent, 'redirectUrl' | 'qrCode'> {
  const { type } = action;
  const details = membersOf(typeof type === 'string' ? action[type] : undefined);
  return { redirectUrl: webAddress(details['url'] ?? details['hosted_instructions_url']), qrCode: textIn(details['data']) };
}

function webAddress(value: unknown): string | undefined {
  const text = textIn(value);
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}

function moneyOf(count: unknown, currency: Money['currency']): Money | undefined {
  const text = textIn(count);
  return text !== undefined && /^\d{1,18}$/.test(text) ? fromStripeAmount(BigInt(text), currency) : undefined;
}
