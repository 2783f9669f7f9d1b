import { effect, replaceEffect, withEffects } from '@onebasket/runtime';
import { isHeldForStaff, noted, type OrderDoc } from '../order/order-doc.ts';
import type { EndedUnsent } from './review-doc.ts';

/**
 * What stands between an order and its first step into the world:
 * the rules are looked at, a person decides, it waits in the row before a paused channel, its prices are read again.
 */
export type Gate = 'check' | 'review' | 'row' | 'reprice';

/** The gate that is closed; `undefined` when the order may go on. */
export function gateOf({ review, waiting }: Pick<OrderDoc, 'review' | 'waiting'>): Gate | undefined {
  if (review?.state === 'CHECKING') return 'check';
  if (isHeldForStaff({ review } as OrderDoc)) return 'review';
  if (review?.state === 'APPROVED') return 'reprice';
  if (waiting?.state === 'WAITING') return 'row';
  return waiting?.state === 'CALLED' ? 'reprice' : undefined;
}

const EFFECTS_OF_GATES = ['assess', 'give-up:review', 'give-up:row', 'reprice'] as const;

/** The order with what its closed gate demands: the look at the rules, the timer that gives up, the new reading of prices. */
export function atGate(doc: OrderDoc, gate: Gate, now: Date): OrderDoc {
  switch (gate) {
    case 'check':
      return withEffects(doc, [effect('assess@1', 'assess', null, { now })]);
    case 'review':
      return withEffects(doc, [giveUp('review', doc.review?.expiresAt, now)]);
    case 'row':
      return withEffects(doc, [giveUp('row', doc.waiting?.expiresAt, now)]);
    case 'reprice':
      return withEffects(doc, [effect('reprice@1', 'reprice', null, { now })]);
  }
}

function giveUp(at: 'review' | 'row', expiresAt: string | undefined, now: Date) {
  return effect('give-up@1', `give-up:${at}`, { at }, { now, wakeAt: expiresAt === undefined ? now : new Date(expiresAt) });
}

/** The order without what its gates demanded. */
export function withoutGateEffects(doc: OrderDoc): OrderDoc {
  return EFFECTS_OF_GATES.reduce((next, id) => replaceEffect(next, id, () => undefined), doc);
}

/** The order with its gates left behind: nothing of it is pending any more. */
export function withdrawn(doc: OrderDoc): OrderDoc {
  return {
    ...withoutGateEffects(doc),
    ...(doc.review && gateOf({ review: doc.review }) ? { review: { ...doc.review, state: 'WITHDRAWN' as const } } : {}),
    ...(doc.waiting && gateOf({ waiting: doc.waiting }) ? { waiting: { ...doc.waiting, state: 'WITHDRAWN' as const } } : {}),
    ...(doc.verdict === undefined && doc.parts.every(part => part.status === 'CANCELLED') ? { endedUnsent: 'withdrawn' as const } : {}),
  };
}

/** The order in the row before these channels, behind those that were placed earlier. */
export function inRow(doc: OrderDoc, channels: readonly string[], expireHours: number, now: Date): OrderDoc {
  const waiting = {
    state: 'WAITING' as const,
    channels,
    since: now.toISOString(),
    expiresAt: new Date(now.getTime() + expireHours * 3_600_000).toISOString(),
  };
  return channels.reduce((next, id) => noted(next, now, 'WAITING_FOR_CHANNEL', 'ONEBASKET', id), {
    ...withoutGateEffects(doc),
    waiting,
  } as OrderDoc);
}

const ENDED_AS: Readonly<Record<Exclude<EndedUnsent, 'withdrawn'>, string>> = {
  blocked: 'REVIEW_BLOCKED',
  rejected: 'REVIEW_REJECTED',
  'review-expired': 'REVIEW_EXPIRED',
  'channel-stayed-paused': 'WAITING_EXPIRED',
};

/** Nothing of the order is ever sent: what was pending is cancelled, and its buyer is told, unless the answer still does. */
export function endUnsent(doc: OrderDoc, why: Exclude<EndedUnsent, 'withdrawn'>, now: Date, actor: 'STAFF' | 'ONEBASKET'): OrderDoc {
  const ended: OrderDoc = {
    ...withoutGateEffects(doc),
    parts: doc.parts.map(part => (part.status === 'PENDING' ? { ...part, status: 'CANCELLED' as const } : part)),
    verdict: 'not-placed',
    endedUnsent: why,
  };
  const told = noted(ended, now, ENDED_AS[why], actor);
  return why === 'blocked' ? told : withEffects(told, [effect('tell-buyer@1', 'tell-buyer', { what: why }, { now })]);
}
