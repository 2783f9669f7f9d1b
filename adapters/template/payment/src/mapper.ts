import type { PaymentAction, PaymentResult } from '@onebasket/adapter-sdk';
import type { Payment } from './wire.ts';

/** Pure: the provider's payment in the words of the contract. */
export function toAnswer({ id, state, amount, redirectUrl }: Payment): PaymentResult | PaymentAction {
  if (state === 'pending') return { status: 'action-required', id, ...(redirectUrl === undefined ? {} : { redirectUrl }) };
  return { status: state, id, amount };
}
