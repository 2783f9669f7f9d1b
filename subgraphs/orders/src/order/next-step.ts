import { gateOf } from '../review/gate.ts';
import type { Actor, Step } from '../states/machine.ts';
import { HOUR_MS } from '../states/durations.ts';
import { afterSaleMachine, orderMachine, refundMachine, reviewMachine, waitingMachine } from '../states/index.ts';
import type { OrderDoc } from './order-doc.ts';
import { orderStatus } from './order-status.ts';

export interface NextStep {
  readonly who: Actor;
  readonly what: string;
  readonly by: string | null;
}

/** Somebody has to ask at the vendor. */
const ASK: Step = {
  who: 'STAFF',
  en: 'Find out at the vendor what became of it, then resolve it',
  zh: '人工核实店铺的结果',
  withinMs: 4 * HOUR_MS,
};

/** Who acts next, and by when; null when nothing more is to be done. */
export function nextStep(doc: OrderDoc, locale: string): NextStep | null {
  const step = stepOf(doc);
  if (!step) return null;
  return { who: step.who, what: locale === 'zh-CN' ? step.zh : step.en, by: knownEnd(doc) ?? since(doc, step.withinMs) };
}

function stepOf(doc: OrderDoc): Step | null {
  if (doc.effects.some(effect => effect.parked) || doc.parts.some(part => part.status === 'UNKNOWN')) return ASK;
  if (doc.review && gateOf({ review: doc.review })) return reviewMachine.states[doc.review.state].next;
  if (doc.waiting && gateOf({ waiting: doc.waiting })) return waitingMachine.states[doc.waiting.state].next;
  return orderMachine.states[orderStatus(doc)].next ?? afterwards(doc);
}

/** What an order that is at its end still waits for: money that goes back, a case after the sale. */
function afterwards(doc: OrderDoc): Step | null {
  const steps = [
    ...(doc.refunds ?? []).map(refund => refundMachine.states[refund.state].next),
    ...(doc.cases ?? []).map(one => afterSaleMachine.states[one.status].next),
  ];
  return steps.find(step => step !== null) ?? null;
}

/** The instant at which what is waited for ends by itself, where the order has one. */
function knownEnd(doc: OrderDoc): string | undefined {
  const gate = gateOf(doc);
  if (gate === 'review') return doc.review?.expiresAt;
  if (gate === 'row') return doc.waiting?.expiresAt;
  if (doc.payment.status === 'REQUIRES_ACTION') return doc.payment.action?.expiresAt;
  if (orderStatus(doc) !== 'AWAITING_HANDOFF') return undefined;
  return doc.parts
    .flatMap(part => (part.status === 'AWAITING_HANDOFF' && part.handoff?.expiresAt ? [part.handoff.expiresAt] : []))
    .sort()
    .at(0);
}

/** So long after the last thing that happened. */
function since(doc: OrderDoc, withinMs: number): string {
  return new Date(Date.parse(doc.timeline.at(-1)?.at ?? doc.placedAt) + withinMs).toISOString();
}
