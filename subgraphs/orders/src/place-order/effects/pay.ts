import type { Attempt, Call, PaymentAction, PaymentResult, Payments, PaymentStep } from '@onebasket/adapter-sdk';
import { AdapterError, currency, formatAmount, isRefusal, sum, type Refusal } from '@onebasket/core';
import { effect, withEffects, type Effect, type EffectHandler, type EffectOutcome, type EffectRun } from '@onebasket/runtime';
import { amount } from '../../order/amounts.ts';
import { isPaidHere, noted, type OrderDoc } from '../../order/order-doc.ts';
import { refundNotPaid, refundPaid } from '../../refund/decide-refund.ts';
import { gaveBack, keptBack, type AskedShare } from '../../refund/gave-back.ts';
import { decide } from '../decide.ts';
import { paymentOf, runOptions, type EffectTools } from './tools.ts';

/** Key of the one payment of an order, and of each step on it. */
export const paymentKey = (doc: OrderDoc, step: string) => `${doc.number}-${step}`;

/** Authorises (or, with providers that cannot hold money, takes) the whole amount before anything is sent to a channel. */
export function authorizeEffect(tools: EffectTools): EffectHandler<OrderDoc, PaymentResult | PaymentAction | Refusal> {
  return {
    kind: 'authorize@1',
    effect: 'write',
    maxTries: 3,
    async run(run) {
      // Another shop may cost more: then what the buyer agreed to at most is held.
      const { doc } = run;
      const pending = doc.parts.filter(part => part.status === 'PENDING' && isPaidHere(part)).map(part => amount(doc, part.total));
      const whole = doc.policy === 'TRY_NEXT_OFFER' ? amount(doc, doc.ceiling) : sum(pending, currency(doc.currency));
      const request = { orderNumber: run.doc.number, amount: whole, token: run.doc.payment.token, expiresAt: expiryOf(run.effect) };
      const attempt = { key: paymentKey(run.doc, 'authorize'), note: run.effect.attempt?.note, remember: run.remember };
      return {
        status: 'done',
        value: await paymentOf(tools, run.doc).run('payments', (it, call) => it.authorize(request, attempt, call), runOptions(run)),
      };
    },
    async find(run) {
      const found = await askPayment(tools, run, 'authorize', paymentKey(run.doc, 'authorize'));
      return found ? { status: 'done', value: found } : 'not-done';
    },
    apply: (doc, one, answer, now) => authorized(doc, answer, now, expiryOf(one)),
    made: (doc, one, externalId, now) => paidUnder(doc, one, externalId, now),
    notMade: (doc, _one, now) => declined(doc, 'payment-declined', 'the payment provider did not make it, as a person found out', now),
    failed: (doc, _one, error, now) =>
      declined(doc, error instanceof AdapterError ? error.code : 'unavailable', 'the payment provider gave no answer', now),
  };
}

/** Until when the buyer may pay. */
function expiryOf({ payload }: Pick<Effect, 'payload'>): string | undefined {
  return (payload as { readonly expiresAt?: string } | null)?.expiresAt;
}

/** A person found the payment at its provider under this id: the provider is asked by it how it stands. */
function paidUnder(doc: OrderDoc, one: Effect, externalId: string | undefined, now: Date): OrderDoc | string {
  if (externalId === undefined) return 'say under which id the payment provider has it';
  const asking = { ...effect(one.kind, one.id, one.payload, { now }), attempt: one.attempt ?? { startedAt: doc.placedAt } };
  return withEffects<OrderDoc>({ ...doc, payment: { ...doc.payment, id: externalId } }, [asking]);
}

/** How the provider says that the payment, or a step on it, stands: read from the payment itself where it has a name there. */
export function askPayment(
  tools: EffectTools,
  run: EffectRun<OrderDoc>,
  step: PaymentStep,
  key: string,
): Promise<PaymentResult | PaymentAction | undefined> {
  const { id, token } = run.doc.payment;
  return paymentOf(tools, run.doc).run(
    'payments',
    (it, call) => (it.get && id !== undefined ? it.get({ id, key, step, token }, call) : it.find(key, call)),
    runOptions(run),
  );
}

/** The payment as the provider tells of it, for an order that waits for it. */
export function authorized(doc: OrderDoc, answer: PaymentResult | PaymentAction | Refusal, now: Date, expiresAt?: string): OrderDoc {
  if (isRefusal(answer)) return declined(doc, answer.reason, answer.message, now);
  if (answer.status === 'voided' || answer.status === 'refunded')
    return declined(doc, 'payment-closed', 'the payment was closed before it was made', now);
  if (answer.status === 'action-required') {
    const { status: _status, id, ...means } = answer;
    const end = means.expiresAt ?? expiresAt;
    const action = { ...means, ...(end === undefined ? {} : { expiresAt: end }) };
    // Whoever waited for a person or a paused channel is not at the screen any more.
    const hasWaited = doc.review?.state === 'RELEASED' || doc.waiting?.state === 'LEFT';
    return withEffects(
      noted(
        { ...doc, payment: { ...doc.payment, id, action, status: 'REQUIRES_ACTION' } },
        now,
        'PAYMENT_ACTION_REQUIRED',
        'PAYMENT_PROVIDER',
      ),
      [
        ...(hasWaited ? [effect('tell-buyer@1', 'tell-buyer', { what: 'pay' }, { now })] : []),
        ...(end === undefined ? [] : [closeUnpaid(end, now)]),
      ],
    );
  }
  const { action: _action, ...before } = doc.payment;
  const payment = {
    ...before,
    id: answer.id,
    authorized: formatAmount(answer.amount),
    captured: answer.status === 'captured' ? formatAmount(answer.amount) : doc.payment.captured,
    ...feeOf(doc, answer),
    status: answer.status === 'captured' ? ('CAPTURED' as const) : ('AUTHORIZED' as const),
  };
  return decide(noted({ ...doc, payment }, now, 'PAYMENT_AUTHORIZED', 'PAYMENT_PROVIDER'), now);
}

/** What the provider keeps for it, for the books, where it says so in the order's currency. */
export function feeOf(doc: OrderDoc, { fee }: PaymentResult): { readonly fee?: string } {
  return fee && fee.currency === doc.currency ? { fee: formatAmount(fee) } : {};
}

/** Nobody waits for ever: at the end of its time a payment that was not made is closed. */
function closeUnpaid(expiresAt: string, now: Date): Effect {
  return effect('reread-payment@1', 'close-unpaid', { close: true }, { now, wakeAt: new Date(expiresAt), after: ['authorize'] });
}

function declined(doc: OrderDoc, code: string, message: string, now: Date): OrderDoc {
  const { action: _action, ...before } = doc.payment;
  const payment = { ...before, status: 'FAILED' as const, declined: { code: code.toUpperCase().replaceAll('-', '_'), message } };
  return decide(noted({ ...doc, payment }, now, 'PAYMENT_DECLINED', 'PAYMENT_PROVIDER', undefined, message), now);
}

/** Takes what was placed; what is left of the authorisation is thereby released. */
export function captureEffect(tools: EffectTools): EffectHandler<OrderDoc, PaymentResult | Refusal> {
  return moneyStep(tools, 'capture@1', 'capture', {
    send: (run, payments, attempt, call) =>
      payments.capture(run.doc.payment.id as string, amount(run.doc, (run.effect.payload as { amount: string }).amount), attempt, call),
    // A part may have ended while the money was being taken.
    done: (doc, result, now) => {
      const payment = { ...doc.payment, status: 'CAPTURED' as const, captured: formatAmount(result.amount), ...feeOf(doc, result) };
      return decide(told({ ...doc, payment }, now, 'PAYMENT_CAPTURED'), now);
    },
    refused: (doc, message, now) => told(doc, now, 'PAYMENT_CAPTURED', 'capture', `refused: ${message}`),
  });
}

/** Releases the whole authorisation. */
export function voidEffect(tools: EffectTools): EffectHandler<OrderDoc, PaymentResult | Refusal> {
  return moneyStep(tools, 'void@1', 'void', {
    send: (run, payments, attempt, call) => payments.void(run.doc.payment.id as string, attempt, call),
    done: (doc, _result, now) => told({ ...doc, payment: { ...doc.payment, status: 'VOIDED' } }, now, 'PAYMENT_RELEASED'),
    refused: (doc, message, now) => told(doc, now, 'PAYMENT_RELEASED', 'void', `refused: ${message}`),
  });
}

/** Gives back part of what was taken. */
export function refundPaymentEffect(tools: EffectTools): EffectHandler<OrderDoc, PaymentResult | Refusal> {
  return moneyStep(tools, 'refund-payment@1', 'refund', {
    send: (run, payments, attempt, call) =>
      payments.refund(run.doc.payment.id as string, amount(run.doc, (run.effect.payload as { amount: string }).amount), attempt, call),
    done: (doc, result, now, payload) => {
      const { refundId, shares = [] } = payload as RefundPayload;
      if (refundId !== undefined) return decide(refundPaid(doc, refundId, result.amount, now), now);
      return told(gaveBack(doc, result.amount, shares), now, 'PAYMENT_REFUNDED');
    },
    refused: (doc, message, now, payload) => {
      const { refundId, shares = [] } = payload as RefundPayload;
      if (refundId !== undefined) return decide(refundNotPaid(doc, refundId, message, now), now);
      return told(keptBack(doc, shares), now, 'PAYMENT_REFUNDED', 'refund', `refused: ${message}`);
    },
  });
}

interface MoneyStep {
  send(run: EffectRun<OrderDoc>, payments: Payments, attempt: Attempt, call: Call): Promise<PaymentResult | Refusal>;
  done(doc: OrderDoc, result: PaymentResult, now: Date, payload: unknown): OrderDoc;
  refused(doc: OrderDoc, message: string, now: Date, payload: unknown): OrderDoc;
}

/** `shares`: what of it is whose; `refundId`: the refund of the order that it is for. */
interface RefundPayload {
  readonly amount: string;
  readonly shares?: readonly AskedShare[];
  readonly refundId?: string;
}

function told(doc: OrderDoc, now: Date, kind: string, subject?: string, detail?: string): OrderDoc {
  return noted(doc, now, kind, 'PAYMENT_PROVIDER', subject, detail);
}

/** What a payment is once the step was made. */
const MADE = { capture: 'captured', void: 'voided', refund: 'refunded' } as const;

function moneyStep(
  tools: EffectTools,
  kind: string,
  step: Exclude<PaymentStep, 'authorize'>,
  how: MoneyStep,
): EffectHandler<OrderDoc, PaymentResult | Refusal> {
  const key = (run: EffectRun<OrderDoc>) => paymentKey(run.doc, run.effect.id.replaceAll(':', '-'));
  return {
    kind,
    effect: 'write',
    async run(run) {
      const attempt = { key: key(run), note: run.effect.attempt?.note, remember: run.remember };
      return {
        status: 'done',
        value: await paymentOf(tools, run.doc).run('payments', (payments, call) => how.send(run, payments, attempt, call), runOptions(run)),
      };
    },
    async find(run): Promise<EffectOutcome<PaymentResult> | 'not-done'> {
      const found = await askPayment(tools, run, step, key(run));
      return found && found.status !== 'action-required' ? { status: 'done', value: found } : 'not-done';
    },
    apply(doc, one, answer, now) {
      return isRefusal(answer) ? how.refused(doc, answer.message, now, one.payload) : how.done(doc, answer, now, one.payload);
    },
    made(doc, one, _externalId, now) {
      const asked = (one.payload as { amount?: string } | null)?.amount ?? doc.payment.authorized;
      return how.done(doc, { status: MADE[step], id: doc.payment.id ?? '', amount: amount(doc, asked) }, now, one.payload);
    },
  };
}
