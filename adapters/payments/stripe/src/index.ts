import { defineAdapter } from '@onebasket/adapter-sdk';
import conformance from '../conformance.json' with { type: 'json' };
import { health } from './health.ts';
import { manifest } from './manifest.ts';
import { payments } from './payments.ts';
import { webhooks } from './webhooks.ts';

export { fromStripeAmount, toStripeAmount } from './amounts.ts';
export { toPayment, toRefunded } from './mapper.ts';
export { isSignedByStripe, signStripe, TOLERANCE_SECONDS } from './signature.ts';
export { readIntent, readRefund, type Intent, type Refund } from './wire.ts';

/** Stripe: cards and what else Stripe takes, authorised first and captured when the goods were ordered. No card number comes near us: Stripe.js takes it. */
export const stripe = defineAdapter({ manifest, capabilities: { health, payments, webhooks }, conformance });
