import { known, type PaymentAction, type PaymentResult } from '@onebasket/adapter-sdk';
import type { Payment } from './wire.ts';

/** Pure: the provider's payment in the words of the contract. */
export function toAnswer({ id, state, amount, redirectUrl }: Payment): PaymentResult | PaymentAction {
  if (state === 'pending') return { status: 'action-required', id, ...known({ redirectUrl }) };
  return { status: state, id, amount };
}
