import { formatAmount, type Money } from '@onebasket/core';
import { effect, replaceEffect, withEffects, type AfterSalesConfig } from '@onebasket/runtime';
import type { OrderDoc, PartDoc } from '../order/order-doc.ts';
import { beginRefund } from '../refund/decide-refund.ts';
import { planRefund, type AsksChannel, type RefundWish } from '../refund/plan-refund.ts';
import { sharesOf } from '../refund/shares.ts';
import { afterSaleMachine } from '../states/after-sale.ts';
import { mayMove } from '../states/machine.ts';
import { MOST_EVENTS, type CaseDoc, type CaseStatus } from './case-doc.ts';

const HOUR_MS = 3_600_000;
const NO_CHANNEL: AsksChannel = () => false;

/** The document with a new case. Where the channel takes after-sale cases, it is passed on and the channel owns it. */
export function openCase(
  doc: OrderDoc,
  request: Omit<CaseDoc, 'id' | 'status' | 'owner' | 'dueAt' | 'at' | 'timeline'>,
  options: { readonly passesOn: boolean; readonly actor: string; readonly config: AfterSalesConfig },
  now: Date,
): OrderDoc {
  const id = `c${(doc.cases ?? []).length + 1}`;
  const part = partOfCase(doc, request);
  const opened: CaseDoc = {
    ...request,
    id,
    status: 'OPEN',
    owner: options.passesOn ? channelOwner(part) : 'staff',
    at: now.toISOString(),
    timeline: [{ at: now.toISOString(), kind: 'AFTER_SALE_OPENED', actor: options.actor, detail: request.reason }],
  };
  const added = withClock({ ...doc, cases: [...(doc.cases ?? []), opened] }, id, options.config.answerWithinHours, now);
  return options.passesOn
    ? withEffects(added, [effect('request-after-sale@1', `request-after-sale:${id}`, { caseId: id }, { now })])
    : added;
}

/** The document after a case moved. A move that no table has leaves it as it is. */
export function moveCase(
  doc: OrderDoc,
  caseId: string,
  to: CaseStatus,
  by: { readonly actor: string; readonly detail?: string | undefined },
  config: AfterSalesConfig,
  now: Date,
): OrderDoc {
  const before = caseOf(doc, caseId);
  if (before.status === to || !mayMove(afterSaleMachine, before.status, to)) return doc;
  const moved = withCase(doc, caseId, it =>
    noted({ ...it, status: to, owner: ownerOf(doc, { ...it, status: to }) }, now, to, by.actor, by.detail),
  );
  return withClock(moved, caseId, isDecision(to) ? config.answerWithinHours : config.returnWithinHours, now);
}

/** Nobody acted in time: what waits for a buyer is closed, everything else becomes a matter of staff. */
export function overdue(doc: OrderDoc, caseId: string, config: AfterSalesConfig, now: Date): OrderDoc {
  const one = caseOf(doc, caseId);
  if (one.dueAt === undefined || one.dueAt > now.toISOString()) return doc;
  if (one.owner === 'buyer')
    return moveCase(doc, caseId, 'CLOSED', { actor: 'ONEBASKET', detail: 'nothing came within the time' }, config, now);
  const late = withCase(doc, caseId, it => noted({ ...it, owner: 'staff' }, now, 'AFTER_SALE_OVERDUE', 'ONEBASKET', it.owner));
  return one.owner === 'staff' ? late : withClock(late, caseId, config.answerWithinHours, now);
}

/** The document in which the money for a case goes back; or in words why it cannot. `amount`: less or more than the goods, where somebody decided so. */
export function refundCase(
  doc: OrderDoc,
  caseId: string,
  how: {
    readonly actor: string;
    readonly amount?: string | undefined;
    readonly asksChannel: AsksChannel;
    readonly isBorneByChannel?: boolean;
  },
  now: Date,
): OrderDoc | string {
  const one = caseOf(doc, caseId);
  const before = one.refundId === undefined ? undefined : doc.refunds?.find(refund => refund.id === one.refundId);
  if (before && before.state !== 'refused') return 'its refund is under way';
  if (one.kind === 'COMPENSATION' && how.amount === undefined) return 'say which amount compensates it';
  const wish: RefundWish =
    how.amount === undefined
      ? { partId: one.partId, lines: one.lines, shipping: one.refundsShipping === true && isWholePart(doc, one) }
      : { partId: one.partId, amount: how.amount };
  const shares = planRefund(doc, wish, how.isBorneByChannel === true ? NO_CHANNEL : how.asksChannel);
  if (typeof shares === 'string') return shares;
  const count = (doc.refunds ?? []).length + 1;
  const begun = beginRefund(
    doc,
    {
      key: `after-sale/${one.id}/${count}`,
      hash: '',
      by: 'after-sale',
      actor: how.actor,
      reason: one.reason,
      shares: how.isBorneByChannel === true ? shares.map(share => ({ ...share, channel: 'done' as const })) : shares,
    },
    now,
  );
  return withCase(begun, caseId, it => ({ ...it, refundId: `r${count}`, owner: 'onebasket' }));
}

/** Cases follow their refunds: done, the case is; refused, staff has to look. Pure; twice it changes nothing. */
export function followRefunds(doc: OrderDoc, config: AfterSalesConfig, now: Date): OrderDoc {
  return (doc.cases ?? []).reduce((next, { id, refundId, status, owner }) => {
    const refund = next.refunds?.find(one => one.id === refundId);
    if (refund?.state === 'done') return moveCase(next, id, 'REFUNDED', { actor: 'PAYMENT_PROVIDER', detail: refund.amount }, config, now);
    if (refund?.state !== 'refused' || owner !== 'onebasket' || status === 'REFUNDED') return next;
    const told = withCase(next, id, it => noted({ ...it, owner: 'staff' }, now, 'REFUND_REFUSED', 'ONEBASKET', refund.message));
    return withClock(told, id, config.answerWithinHours, now);
  }, doc);
}

/** Money of a case: on its way or gone back; `undefined` before that. */
export function refundOfCase(doc: OrderDoc, one: CaseDoc): string | undefined {
  const refund = doc.refunds?.find(it => it.id === one.refundId);
  return refund && refund.state !== 'refused' ? refund.amount : undefined;
}

export function caseOf(doc: OrderDoc, caseId: string): CaseDoc {
  const found = doc.cases?.find(one => one.id === caseId);
  if (!found) throw new Error(`order ${doc._id} has no case ${caseId}`);
  return found;
}

export function partOfCase(doc: OrderDoc, { partId }: Pick<CaseDoc, 'partId'>): PartDoc {
  const part = doc.parts.find(one => one.id === partId);
  if (!part) throw new Error(`order ${doc._id} has no part ${partId}`);
  return part;
}

export function withCase(doc: OrderDoc, caseId: string, change: (one: CaseDoc) => CaseDoc): OrderDoc {
  return { ...doc, cases: (doc.cases ?? []).map(one => (one.id === caseId ? change(one) : one)) };
}

/** The case with an event at the end of its timeline; the newest are kept. */
export function noted(one: CaseDoc, now: Date, kind: string, actor: string, detail?: string): CaseDoc {
  const event = { at: now.toISOString(), kind, actor, ...(detail ? { detail: detail.slice(0, 500) } : {}) };
  return { ...one, timeline: [...one.timeline, event].slice(-MOST_EVENTS) };
}

/** The clock of the case set anew, or stopped at its end. */
export function withClock(doc: OrderDoc, caseId: string, hours: number, now: Date): OrderDoc {
  const effectId = `after-sale-due:${caseId}`;
  const stopped = replaceEffect(doc, effectId, () => undefined);
  if (afterSaleMachine.states[caseOf(doc, caseId).status].next === null) {
    const { dueAt: _dueAt, ...over } = caseOf(doc, caseId);
    return withCase(stopped, caseId, () => over);
  }
  const due = new Date(now.getTime() + hours * HOUR_MS);
  const set = withCase(stopped, caseId, it => ({ ...it, dueAt: due.toISOString() }));
  return withEffects(set, [effect('after-sale-due@1', effectId, { caseId }, { now, wakeAt: due })]);
}

/** As the table of states says; what a channel has taken on it decides itself, until somebody objects. */
function ownerOf(doc: OrderDoc, one: CaseDoc): string {
  const next = afterSaleMachine.states[one.status].next;
  if (next === null) return one.owner;
  // Nothing has to come back before the money goes.
  const isMoneyOnly = one.kind === 'REFUND_ONLY' || one.kind === 'COMPENSATION';
  const who = one.status === 'APPROVED' && isMoneyOnly ? 'STAFF' : next.who;
  const isChannels = one.channelCase !== undefined && one.status !== 'DISPUTED' && one.status !== 'RULED';
  return who === 'STAFF' && isChannels ? channelOwner(partOfCase(doc, one)) : who.toLowerCase();
}

/** How a channel is named as an owner. */
function channelOwner({ channelId }: PartDoc): string {
  return `channel:${channelId}`.slice(0, 100);
}

function isDecision(status: CaseStatus): boolean {
  return afterSaleMachine.states[status].next?.who === 'STAFF';
}

function isWholePart(doc: OrderDoc, one: CaseDoc): boolean {
  const part = partOfCase(doc, one);
  const given = sharesOf(doc, part.id).flatMap(({ share }) => share.lines);
  const pieces = (lineId: string) =>
    [...given, ...one.lines].filter(line => line.lineId === lineId).reduce((total, line) => total + line.quantity, 0);
  return part.lines.every(line => pieces(line.id) >= line.quantity);
}

/** The channel's amount as a wish; `undefined` where it names none in the order's currency. */
export function amountToldBy(doc: OrderDoc, told: Money | undefined): string | undefined {
  return told && told.currency === doc.currency && told.minor > 0n ? formatAmount(told) : undefined;
}
