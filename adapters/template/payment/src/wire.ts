import { asRecord, currencyIn, minorMoneyIn, needed, textIn } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';

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
  const amount = asRecord(payment['amount'], `${what}: amount`);
  const currency = needed(currencyIn(amount['currency']), `${what}: amount.currency`);
  return {
    id: needed(textIn(payment['id']), `${what}: id`),
    state: needed(
      STATES.find(one => one === payment['state']),
      `${what}: state`,
    ),
    amount: needed(minorMoneyIn(amount['value'], currency), `${what}: amount.value`),
    redirectUrl: textIn(payment['redirect_url']),
  };
}
