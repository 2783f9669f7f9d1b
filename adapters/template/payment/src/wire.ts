import { asRecord, minorMoneyIn, textIn } from '@onebasket/adapter-sdk';
import { AdapterError, isCurrencyCode, type Money } from '@onebasket/core';

/** States that the provider documents. */
export const STATES = ['authorized', 'captured', 'voided', 'refunded', 'pending'] as const;
export type State = (typeof STATES)[number];

/** A payment as the provider sends it, read at the border. */
export interface Payment {
  readonly id: string;
  readonly state: State;
  readonly amount: Money;
  /** `pending`: where the payer goes on. */
  readonly redirectUrl?: string | undefined;
}

/** Throws `AdapterError('invalid-response')` for anything of which we do not know what it is: money is never guessed. */
export function readPayment(value: unknown, what: string): Payment {
  const payment = asRecord(value, what);
  const { value: minor, currency } = asRecord(payment['amount'], `${what}: amount`);
  const id = textIn(payment['id']);
  const state = STATES.find(one => one === payment['state']);
  const amount = typeof currency === 'string' && isCurrencyCode(currency) ? minorMoneyIn(minor, currency) : undefined;
  if (id === undefined || state === undefined || amount === undefined)
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: `${what}: id, state or amount cannot be read` });
  return { id, state, amount, redirectUrl: textIn(payment['redirect_url']) };
}
