import type { PaymentAction, PaymentResult } from '@onebasket/adapter-sdk';
import { currency, formatAmount, isRefusal, money } from '@onebasket/core';
import { effect, withEffects, type EffectHandler } from '@onebasket/runtime';
import { amount } from '../../order/amounts.ts';
import { noted, type OrderDoc } from '../../order/order-doc.ts';
import { gaveBack } from '../../refund/gave-back.ts';
import { giveBackRest } from '../../refund/give-back-rest.ts';
import { MINUTE_MS } from '../../states/durations.ts';
import { decide } from '../decide.ts';
import { askPayment, authorized, feeOf, paymentKey } from './pay.ts';
import { paymentOf, runOptions, type EffectTools } from './tools.ts';

/** After a hint, and when the time to pay is over: the provider is asked how the payment stands, and what nobody paid is closed. What it says moves the payment forward or not at all, so late, repeated and shuffled hints change nothing. */
export function rereadPaymentEffect(tools: EffectTools): EffectHandler<OrderDoc, PaymentResult | PaymentAction | null> {
  return {
    kind: 'reread-payment@1',
    effect: 'read',
    async run(run) {
      const ask = () => askPayment(tools, run, 'authorize', paymentKey(run.doc, 'authorize'));
      const standing = await ask();
      const { close } = (run.effect.payload ?? {}) as { readonly close?: true };
      const { id, status } = run.doc.payment;
      if (!close || status !== 'REQUIRES_ACTION' || id === undefined || !isWaiting(standing))
        return { status: 'done', value: standing ?? null };
      // Closing what is closed changes nothing, so it may be asked for again.
      const attempt = { key: paymentKey(run.doc, 'close'), remember: run.remember };
      const closed = await paymentOf(tools, run.doc).run('payments', (it, call) => it.void(id, attempt, call), runOptions(run));
      if (!isRefusal(closed)) return { status: 'done', value: closed };
      // The buyer was faster, or the bank still thinks.
      const after = await ask();
      const later = new Date(tools.clock.now().getTime() + CLOSE_AGAIN_MS).toISOString();
      return isWaiting(after) ? { status: 'later', at: later } : { status: 'done', value: after ?? null };
    },
    apply: (doc, _one, answer, now) => (answer === null || answer.status === 'action-required' ? doc : moved(doc, answer, now)),
    // The provider can be asked at any time, and confirmPayment does: nothing is lost with one hint.
    maxTries: 8,
    failed: doc => doc,
  };
}

const CLOSE_AGAIN_MS = 10 * MINUTE_MS;

function isWaiting(answer: PaymentResult | PaymentAction | undefined): boolean {
  return answer === undefined || answer.status === 'action-required';
}

/** The document after what the provider says, forward only. */
function moved(doc: OrderDoc, answer: PaymentResult, now: Date): OrderDoc {
  switch (doc.payment.status) {
    case 'REQUIRES_ACTION':
      return authorized(doc, answer, now);
    case 'FAILED':
      return paidLate(doc, answer, now);
    case 'AUTHORIZED':
      return closedThere(doc, answer, now);
    case 'CAPTURED':
    case 'PARTLY_REFUNDED':
      return refundedThere(doc, answer, now);
    // NONE: its authorisation is under way and asks by itself. VOIDED: released by us, of which the provider may not have heard yet.
    case 'NONE':
    case 'VOIDED':
    case 'REFUNDED':
      return doc;
  }
}

/** The buyer paid for an order that had been given up: nothing is ordered for it any more, the money goes back. */
function paidLate(doc: OrderDoc, answer: PaymentResult, now: Date): OrderDoc {
  if (answer.status !== 'captured' && answer.status !== 'authorized') return doc;
  const text = formatAmount(answer.amount);
  const isCaptured = answer.status === 'captured';
  const late = noted(
    {
      ...doc,
      payment: {
        ...doc.payment,
        id: answer.id,
        authorized: text,
        captured: isCaptured ? text : doc.payment.captured,
        ...feeOf(doc, answer),
        status: isCaptured ? 'CAPTURED' : 'AUTHORIZED',
      },
    },
    now,
    'PAYMENT_LATE',
    'PAYMENT_PROVIDER',
  );
  return isCaptured ? giveBackRest(late, now) : withEffects(late, [effect('void@1', 'void', null, { now })]);
}

/** The authorisation ran out or was released at the provider before anything was taken. */
function closedThere(doc: OrderDoc, answer: PaymentResult, now: Date): OrderDoc {
  if (answer.status !== 'voided' || doc.effects.some(one => one.kind === 'void@1' || one.kind === 'capture@1')) return doc;
  return decide(noted({ ...doc, payment: { ...doc.payment, status: 'VOIDED' } }, now, 'PAYMENT_RELEASED', 'PAYMENT_PROVIDER'), now);
}

/** Money went back at the provider that we did not send: more than we know of, and nothing of ours is under way. */
function refundedThere(doc: OrderDoc, answer: PaymentResult, now: Date): OrderDoc {
  if (answer.status !== 'refunded' || doc.effects.some(one => one.kind === 'refund-payment@1')) return doc;
  const { refunded } = doc.payment;
  if (answer.amount.minor <= amount(doc, refunded).minor) return doc;
  const more = money(answer.amount.minor - amount(doc, refunded).minor, currency(doc.currency));
  return noted(gaveBack(doc, more, []), now, 'PAYMENT_REFUNDED', 'PAYMENT_PROVIDER');
}
