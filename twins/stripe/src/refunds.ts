import { integer, nested, refuseUnknown, type Form } from './form.ts';
import type { Intent, Intents } from './intents.ts';
import { invalid, missing } from './stripe-error.ts';

export interface Refund {
  readonly id: string;
  readonly intent: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
  status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';
  failure: string | undefined;
}

/** Refunds, newest first as the API lists them. */
export class Refunds {
  readonly all: Refund[] = [];
  readonly #intents: Intents;

  constructor(intents: Intents) {
    this.#intents = intents;
  }

  create(form: Form): Refund {
    refuseUnknown(form, ['payment_intent', 'charge', 'amount', 'reason', 'metadata', 'expand']);
    const id = form.get('payment_intent');
    if (id === undefined) throw missing('payment_intent');
    const intent = this.#intents.get(id);
    const left = intent.received - intent.refunded;
    if (intent.status !== 'succeeded')
      throw invalid(`This PaymentIntent (${id}) does not have a successful charge to refund.`, { param: 'payment_intent' });
    if (left === 0) throw invalid('The charge has already been refunded.', { code: 'charge_already_refunded' });
    const amount = integer(form, 'amount') ?? left;
    if (amount < 1 || amount > left) throw invalid(`Refund amount is greater than unrefunded amount on charge`, { param: 'amount' });
    return this.#add(intent, amount, nested(form, 'metadata'));
  }

  list(query: Form): { readonly page: readonly Refund[]; readonly isMore: boolean } {
    const id = query.get('payment_intent');
    if (id !== undefined) this.#intents.get(id);
    const mine = this.all.filter(refund => id === undefined || refund.intent === id);
    const after = query.get('starting_after');
    const from = after === undefined ? 0 : mine.findIndex(refund => refund.id === after) + 1;
    const limit = integer(query, 'limit') ?? 10;
    return { page: mine.slice(from, from + limit), isMore: from + limit < mine.length };
  }

  /** The bank sends the money back: it stays with us after all. */
  fail(id: string): Refund {
    const refund = this.all.find(one => one.id === id);
    if (!refund) throw invalid(`No such refund: '${id}'`);
    refund.status = 'failed';
    refund.failure = 'lost_or_stolen_card';
    this.#intents.get(refund.intent).refunded -= refund.amount;
    return refund;
  }

  view(refund: Refund): object {
    const { id, amount, currency, metadata, status, intent, failure } = refund;
    return {
      id,
      object: 'refund',
      amount,
      currency,
      metadata,
      payment_intent: intent,
      status,
      ...(failure ? { failure_reason: failure } : {}),
    };
  }

  #add(intent: Intent, amount: number, metadata: Readonly<Record<string, string>>): Refund {
    const id = `re_twin${String(this.all.length + 1).padStart(8, '0')}`;
    const refund: Refund = { id, intent: intent.id, amount, currency: intent.currency, metadata, status: 'succeeded', failure: undefined };
    intent.refunded += amount;
    this.all.unshift(refund);
    return refund;
  }
}
