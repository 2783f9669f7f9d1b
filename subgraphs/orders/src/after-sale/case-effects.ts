import type { AfterSaleCase, AfterSaleWish } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, type Refusal } from '@onebasket/core';
import { effect, withEffects, type AfterSalesConfig, type EffectHandler } from '@onebasket/runtime';
import { partKey, type OrderDoc } from '../order/order-doc.ts';
import { channelOf, runOptions, type EffectTools } from '../place-order/effects/tools.ts';
import { asksChannel } from '../refund/refund-order.ts';
import type { CaseDoc } from './case-doc.ts';
import { amountToldBy, caseOf, moveCase, noted, overdue, partOfCase, refundCase, withCase, withClock } from './decide-case.ts';

interface CasePayload {
  readonly caseId: string;
}

const idOf = (payload: unknown) => (payload as CasePayload).caseId;

const OUTCOMES: Readonly<Record<Exclude<CaseDoc['kind'], 'COMPENSATION'>, AfterSaleWish['outcome']>> = {
  REFUND_ONLY: 'refund',
  RETURN_AND_REFUND: 'return',
  EXCHANGE: 'exchange',
  REPAIR: 'repair',
};

/** What channels are asked for; a compensation is between the buyer and us. */
export function outcomeOf(kind: CaseDoc['kind']): AfterSaleWish['outcome'] | undefined {
  return kind === 'COMPENSATION' ? undefined : OUTCOMES[kind];
}

/** Passes a case to its channel. One key opens one case there, so after a lost answer it is asked for by asking again. */
export function requestAfterSaleEffect(tools: EffectTools, config: AfterSalesConfig): EffectHandler<OrderDoc, AfterSaleCase | Refusal> {
  const request: EffectHandler<OrderDoc, AfterSaleCase | Refusal>['run'] = async run => {
    const one = caseOf(run.doc, idOf(run.effect.payload));
    const part = partOfCase(run.doc, one);
    const outcome = outcomeOf(one.kind);
    if (outcome === undefined) throw new Error(`a ${one.kind} is passed to no channel`);
    const ref = { externalId: part.externalId as string, key: partKey(run.doc, part), note: part.note };
    const wish: AfterSaleWish = {
      lines: one.lines.flatMap(({ lineId, quantity }) => {
        const line = part.lines.find(it => it.id === lineId);
        return line ? [{ externalId: line.externalId, quantity }] : [];
      }),
      outcome,
      reason: one.reason,
      description: one.description ?? '',
      evidence: one.evidence,
    };
    const attempt = { key: `${partKey(run.doc, part)}-${one.id}`, note: run.effect.attempt?.note, remember: run.remember };
    return {
      status: 'done',
      value: await channelOf(tools, part).run('afterSales', (it, call) => it.request(ref, wish, attempt, call), runOptions(run)),
    };
  };
  const toStaff = (doc: OrderDoc, payload: unknown, message: string, now: Date) => {
    const told = withCase(doc, idOf(payload), it => noted({ ...it, owner: 'staff' }, now, 'AFTER_SALE_NOT_TAKEN', 'CHANNEL', message));
    return withClock(told, idOf(payload), config.answerWithinHours, now);
  };
  return {
    kind: 'request-after-sale@1',
    effect: 'write',
    maxTries: 5,
    run: request,
    find: request,
    apply(doc, one, answer, now) {
      if (isRefusal(answer)) return toStaff(doc, one.payload, answer.message, now);
      const taken = withCase(doc, idOf(one.payload), it =>
        noted(
          { ...it, channelCase: { externalId: answer.externalId.slice(0, 400), state: answer.state } },
          now,
          'AFTER_SALE_PASSED_ON',
          'CHANNEL',
          answer.externalId,
        ),
      );
      return lookAgain(told(tools, taken, idOf(one.payload), answer, config, now), idOf(one.payload), now);
    },
    failed: (doc, one, error, now) => toStaff(doc, one.payload, error instanceof AdapterError ? error.message : 'no answer', now),
    parked: (doc, one, reason, now) => toStaff(doc, one.payload, reason, now),
  };
}

const EVERY_MS = 15 * 60_000;
const ENDED = new Set<CaseDoc['status']>(['REFUNDED', 'EXCHANGED', 'CLOSED']);

function lookAgain(doc: OrderDoc, caseId: string, now: Date): OrderDoc {
  const one = caseOf(doc, caseId);
  if (one.channelCase === undefined || ENDED.has(one.status) || one.refundId !== undefined) return doc;
  const wakeAt = new Date(now.getTime() + EVERY_MS);
  return withEffects(doc, [effect('follow-after-sale@1', `follow-after-sale:${caseId}`, { caseId }, { now, wakeAt })]);
}

/** Asks the channel how its case stands, until it has ended. */
export function followAfterSaleEffect(tools: EffectTools, config: AfterSalesConfig): EffectHandler<OrderDoc, AfterSaleCase | null> {
  return {
    kind: 'follow-after-sale@1',
    effect: 'read',
    async run(run) {
      const one = caseOf(run.doc, idOf(run.effect.payload));
      const { externalId } = one.channelCase ?? { externalId: '' };
      const channel = channelOf(tools, partOfCase(run.doc, one));
      return { status: 'done', value: (await channel.run('afterSales', (it, call) => it.get(externalId, call), runOptions(run))) ?? null };
    },
    apply: (doc, one, answer, now) =>
      lookAgain(answer === null ? doc : told(tools, doc, idOf(one.payload), answer, config, now), idOf(one.payload), now),
    failed: (doc, one, _error, now) => lookAgain(doc, idOf(one.payload), now),
  };
}

const STATUS_OF_STATE: Readonly<Record<AfterSaleCase['state'], CaseDoc['status']>> = {
  OPEN: 'OPEN',
  APPROVED: 'APPROVED',
  REJECTED: 'REJECTED',
  RETURNING: 'IN_TRANSIT',
  REFUNDED: 'REFUNDED',
  EXCHANGED: 'EXCHANGED',
  CLOSED: 'CLOSED',
};

/** The case after what its channel says of its own. What the channel gives back to us goes back to the buyer, who paid us. */
function told(tools: EffectTools, doc: OrderDoc, caseId: string, answer: AfterSaleCase, config: AfterSalesConfig, now: Date): OrderDoc {
  const known = withCase(doc, caseId, it => (it.channelCase ? { ...it, channelCase: { ...it.channelCase, state: answer.state } } : it));
  if (answer.state !== 'REFUNDED') {
    const by = { actor: 'CHANNEL', detail: answer.message };
    return moveCase(known, caseId, STATUS_OF_STATE[answer.state], by, config, now);
  }
  if (caseOf(known, caseId).refundId !== undefined) return known;
  const how = { actor: 'CHANNEL', asksChannel: asksChannel(tools.registry), isBorneByChannel: true };
  const refunding = refundCase(known, caseId, { ...how, amount: amountToldBy(known, answer.refund) }, now);
  if (typeof refunding !== 'string') return refunding;
  const stuck = withCase(known, caseId, it => noted({ ...it, owner: 'staff' }, now, 'REFUND_REFUSED', 'ONEBASKET', refunding));
  return withClock(stuck, caseId, config.answerWithinHours, now);
}

/** The clock of a case: whoever did not act in time loses it. */
export function afterSaleDueEffect(config: AfterSalesConfig): EffectHandler<OrderDoc, null> {
  return {
    kind: 'after-sale-due@1',
    effect: 'read',
    run: () => Promise.resolve({ status: 'done', value: null }),
    apply: (doc, one, _value, now) => overdue(doc, idOf(one.payload), config, now),
  };
}
