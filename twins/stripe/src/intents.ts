import { integer, nested, refuseUnknown, type Form } from './form.ts';
import { invalid, missing, noSuch, StripeError } from './stripe-error.ts';

export type IntentStatus =
  'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'processing' | 'requires_capture' | 'succeeded' | 'canceled';

/** A PaymentIntent as it lives at Stripe. */
export interface Intent {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: string;
  readonly clientSecret: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly description: string | null;
  readonly created: number;
  status: IntentStatus;
  received: number;
  refunded: number;
  hasCharge: boolean;
  returnUrl: string | undefined;
  declined: { readonly code: string; readonly decline_code: string } | undefined;
}

/** Payment methods for tests. Source: docs.stripe.com/testing. */
const METHODS: Readonly<Record<string, 'ok' | 'challenge' | { readonly code: string; readonly decline_code: string }>> = {
  pm_card_visa: 'ok',
  pm_card_mastercard: 'ok',
  ctoken_visa: 'ok',
  pm_card_authenticationRequired: 'challenge',
  pm_card_threeDSecure2Required: 'challenge',
  pm_card_visa_chargeDeclined: { code: 'card_declined', decline_code: 'generic_decline' },
  pm_card_visa_chargeDeclinedInsufficientFunds: { code: 'card_declined', decline_code: 'insufficient_funds' },
  pm_card_chargeDeclinedExpiredCard: { code: 'expired_card', decline_code: 'expired_card' },
};

const CREATE_PARAMS =
  'amount currency capture_method description metadata payment_method_types automatic_payment_methods payment_method confirm return_url transfer_group expand'.split(
    ' ',
  );

/** The intents of one account and what may be done with them. */
export class Intents {
  readonly all = new Map<string, Intent>();
  readonly #home: () => string;
  readonly #now: () => Date;

  constructor(home: () => string, now: () => Date) {
    this.#home = home;
    this.#now = now;
  }

  create(form: Form): Intent {
    refuseUnknown(form, CREATE_PARAMS);
    const amount = integer(form, 'amount');
    const currency = form.get('currency');
    if (amount === undefined) throw missing('amount');
    if (currency === undefined) throw missing('currency');
    if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}`, { param: 'currency' });
    if (amount > 99_999_999) throw invalid('Amount must be no more than 999,999.99', { code: 'amount_too_large', param: 'amount' });
    if (amount < 1) throw invalid('This value must be greater than or equal to 1.', { code: 'parameter_invalid_integer', param: 'amount' });
    if (amount < 30) throw invalid('Amount must be at least 0.30', { code: 'amount_too_small', param: 'amount' });
    const id = `pi_twin${String(this.all.size + 1).padStart(8, '0')}`;
    const intent: Intent = {
      id,
      amount,
      currency,
      captureMethod: form.get('capture_method') ?? 'automatic_async',
      clientSecret: `${id}_secret_twin`,
      metadata: nested(form, 'metadata'),
      description: form.get('description') ?? null,
      created: Math.floor(this.#now().getTime() / 1000),
      status: 'requires_payment_method',
      received: 0,
      refunded: 0,
      hasCharge: false,
      returnUrl: undefined,
      declined: undefined,
    };
    this.all.set(id, intent);
    return intent;
  }

  get(id: string): Intent {
    const intent = this.all.get(id);
    if (!intent) throw noSuch('payment_intent', id, 'intent');
    return intent;
  }

  confirm(intent: Intent, form: Form): Intent {
    refuseUnknown(form, ['payment_method', 'confirmation_token', 'return_url', 'expand']);
    this.#expect(intent, 'confirm', ['requires_payment_method', 'requires_confirmation']);
    const param = form.has('confirmation_token') ? 'confirmation_token' : 'payment_method';
    const token = form.get(param);
    if (token === undefined) throw missing('payment_method');
    const method = METHODS[token];
    if (method === undefined) throw noSuch(param === 'payment_method' ? 'PaymentMethod' : 'ConfirmationToken', token, param);
    intent.returnUrl = form.get('return_url');
    if (typeof method === 'object') throw this.#decline(intent, method);
    if (method === 'challenge') intent.status = 'requires_action';
    else this.authorise(intent);
    return intent;
  }

  /** What the bank's page does when the buyer proved who they are, or what Stripe.js does with a card. */
  authorise(intent: Intent): void {
    intent.hasCharge = true;
    if (intent.captureMethod === 'manual') intent.status = 'requires_capture';
    else this.#take(intent, intent.amount);
  }

  /** The buyer failed the bank's challenge. */
  failChallenge(intent: Intent): void {
    intent.status = 'requires_payment_method';
    intent.declined = { code: 'payment_intent_authentication_failure', decline_code: 'authentication_required' };
  }

  capture(intent: Intent, form: Form): Intent {
    refuseUnknown(form, ['amount_to_capture', 'expand']);
    this.#expect(intent, 'capture', ['requires_capture']);
    const amount = integer(form, 'amount_to_capture') ?? intent.amount;
    if (amount > intent.amount || amount < 1)
      throw invalid('The amount to capture is larger than the authorized amount.', {
        code: 'amount_too_large',
        param: 'amount_to_capture',
      });
    this.#take(intent, amount);
    return intent;
  }

  cancel(intent: Intent, form: Form): Intent {
    refuseUnknown(form, ['cancellation_reason', 'expand']);
    this.#expect(intent, 'cancel', ['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture']);
    intent.status = 'canceled';
    return intent;
  }

  /** As the API shows it. */
  view(intent: Intent, expandCharge = false): object {
    const chargeId = `ch_${intent.id.slice(3)}`;
    const charge = { id: chargeId, object: 'charge', amount: intent.amount, amount_refunded: intent.refunded, payment_intent: intent.id };
    return {
      id: intent.id,
      object: 'payment_intent',
      amount: intent.amount,
      amount_capturable: intent.status === 'requires_capture' ? intent.amount : 0,
      amount_received: intent.received,
      capture_method: intent.captureMethod,
      client_secret: intent.clientSecret,
      created: intent.created,
      currency: intent.currency,
      description: intent.description,
      last_payment_error: intent.declined ? { type: 'card_error', ...intent.declined } : null,
      latest_charge: intent.hasCharge ? (expandCharge ? charge : chargeId) : null,
      livemode: false,
      metadata: intent.metadata,
      next_action: this.#nextAction(intent),
      status: intent.status,
    };
  }

  #nextAction(intent: Intent): object | null {
    if (intent.status !== 'requires_action') return null;
    if (intent.returnUrl === undefined)
      return { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', source: 'src_twin' } };
    return { type: 'redirect_to_url', redirect_to_url: { return_url: intent.returnUrl, url: `${this.#home()}/3ds/${intent.id}` } };
  }

  #take(intent: Intent, amount: number): void {
    intent.status = 'succeeded';
    intent.received = amount;
  }

  #decline(intent: Intent, why: { readonly code: string; readonly decline_code: string }): StripeError {
    intent.declined = why;
    return new StripeError(402, 'card_error', 'Your card was declined.', { ...why, payment_intent: this.view(intent) });
  }

  #expect(intent: Intent, action: string, statuses: readonly IntentStatus[]): void {
    if (statuses.includes(intent.status)) return;
    throw invalid(`You cannot ${action} this PaymentIntent because it has a status of ${intent.status}.`, {
      code: 'payment_intent_unexpected_state',
      payment_intent: this.view(intent),
    });
  }
}
