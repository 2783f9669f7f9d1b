import { known, needed, type PaymentAction, type PaymentResult } from '@onebasket/adapter-sdk';
import { AdapterError, refuse, type Refusal } from '@onebasket/core';
import type { Intent, Refund } from './wire.ts';

/**
 * Pure: how a PaymentIntent stands, in the words of the contract. What was taken and partly went back is `refunded` with what went back.
 * Throws `AdapterError('invalid-response')` for a status that nobody knows: money is never guessed.
 */
export function toPayment(intent: Intent): PaymentResult | PaymentAction {
  const { id, status, amount, clientSecret, redirectUrl, qrCode } = intent;
  switch (status) {
    case 'requires_payment_method':
    case 'requires_confirmation':
    case 'requires_action':
    // Some ways to pay take days; until then the payment is neither there nor refused, and the webhook tells.
    case 'processing':
      return { status: 'action-required', id, ...known({ clientSecret, redirectUrl, qrCode }) };
    case 'requires_capture':
      return { status: 'authorized', id, amount: needed(intent.capturable, 'stripe: amount_capturable') };
    case 'succeeded':
      if (intent.refunded !== undefined && intent.refunded.minor > 0n) return { status: 'refunded', id, amount: intent.refunded };
      return { status: 'captured', id, amount: needed(intent.received, 'stripe: amount_received') };
    case 'canceled':
      return { status: 'voided', id, amount };
    default:
      throw new AdapterError('invalid-response', {
        outcome: 'not-done',
        message: `stripe: a payment is in the unknown status ${status.slice(0, 60)}`,
      });
  }
}

/** Pure: a refund that is on its way or arrived; a failed one is a refusal. */
export function toRefunded({ id, status, amount, failure }: Refund): PaymentResult | Refusal {
  if (status === 'failed' || status === 'canceled')
    return refuse('payment-refused', `Stripe could not give the money back: ${failure ?? status}`);
  return { status: 'refunded', id, amount };
}
