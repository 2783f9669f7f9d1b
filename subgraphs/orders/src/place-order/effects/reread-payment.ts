import type { PaymentAction, PaymentResult } from '@onebasket/adapter-sdk';
import { currency, formatAmount, money } from '@onebasket/core';
import { effect, withEffects, type EffectHandler } from '@onebasket/runtime';
import { amount } from '../../order/amounts.ts';
import { noted, type OrderDoc } from '../../order/order-doc.ts';
import { gaveBack } from '../../refund/gave-back.ts';
import { decide } from '../decide.ts';
import { askPayment, authorized, paymentKey } from './pay.ts';
import type { EffectTools } from './tools.ts';

/** After a hint: the provider is asked how the payment stands. What it says moves the payment forward or not at all, so late, repeated and shuffled hints change nothing. */
export function rereadPaymentEffect(tools: EffectTools): EffectHandler<OrderDoc, PaymentResult | PaymentAction | null> {
  return {
    kind: 'reread-payment@1',
    effect: 'read',
    async run(run) {
      return { status: 'done', value: (await askPayment(tools, run, 'authorize', paymentKey(run.doc, 'authorize'))) ?? null };
    },
    apply: (doc, _one, answer, now) => (answer === null || answer.status === 'action-required' ? doc : moved(doc, answer, now)),
    // The provider can be asked at any time, and confirmPayment does: nothing is lost with one hint.
    maxTries: 8,
    failed: doc => doc,
  };
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
        status: isCaptured ? 'CAPTURED' : 'AUTHORIZED',
      },
    },
    now,
    'PAYMENT_LATE',
    'PAYMENT_PROVIDER',
  );
  return withEffects(late, [
    isCaptured ? effect('refund-payment@1', 'refund:late', { amount: text }, { now }) : effect('void@1', 'void', null, { now }),
  ]);
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
