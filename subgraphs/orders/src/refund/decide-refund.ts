import { currency, formatAmount, money, sum, type Money } from '@onebasket/core';
import { effect, withEffects } from '@onebasket/runtime';
import { amount } from '../order/amounts.ts';
import { noted, type OrderDoc } from '../order/order-doc.ts';
import { gaveBack, keptBack, splitGiven } from './gave-back.ts';
import type { RefundDoc, RefundShareDoc } from './refund-doc.ts';
import { reserve } from './shares.ts';

/** What a refund begins with; its number follows from the order. */
export type NewRefund = Pick<RefundDoc, 'key' | 'hash' | 'by' | 'actor' | 'reason' | 'shares'>;

/** The document with a refund under way: its amount is spoken for, and the channels that bear refunds are asked first. */
export function beginRefund(doc: OrderDoc, refund: NewRefund, now: Date): OrderDoc {
  const id = `r${(doc.refunds ?? []).length + 1}`;
  const whole = sumOfShares(doc, refund.shares);
  const begun: RefundDoc = { ...refund, id, at: now.toISOString(), amount: formatAmount(whole), state: 'asking' };
  const reserved = refund.shares.reduce<OrderDoc>((next, share) => reserve(next, share.partId, amount(doc, share.amount).minor), {
    ...doc,
    refunds: [...(doc.refunds ?? []), begun],
  });
  const actor = refund.by === 'channel' ? 'CHANNEL' : 'STAFF';
  const asking = withEffects(
    noted(reserved, now, 'REFUND_WANTED', actor, undefined, `${formatAmount(whole)} ${doc.currency}: ${refund.reason}`),
    refund.shares
      .filter(share => share.channel === 'wanted')
      .map(share => effect('refund-part@1', `refund-part:${id}:${share.partId}`, { refundId: id, partId: share.partId }, { now })),
  );
  return decideRefund(asking, id, now);
}

/** What follows once every channel has answered: the payment provider gives back what they bear and what no channel is asked for. Pure; twice it adds nothing. */
export function decideRefund(doc: OrderDoc, refundId: string, now: Date): OrderDoc {
  const refund = refundOf(doc, refundId);
  if (refund.state !== 'asking' || refund.shares.some(share => share.channel === 'wanted')) return doc;
  const given = refund.shares.filter(share => share.channel !== 'refused');
  const message = messageOf(refund);
  if (given.length === 0) return withRefund(doc, refundId, it => ({ ...it, state: 'refused', ...(message ? { message } : {}) }));
  const text = formatAmount(sumOfShares(doc, given));
  const paying = withRefund(doc, refundId, it => ({ ...it, state: 'paying', amount: text, ...(message ? { message } : {}) }));
  const shares = given.map(({ partId, amount: share }) => ({ partId, amount: share }));
  return withEffects(paying, [effect('refund-payment@1', `refund:${refundId}`, { amount: text, shares, refundId }, { now })]);
}

/** A channel has answered for its share; what it does not bear is not given back. */
export function shareAnswered(
  doc: OrderDoc,
  refundId: string,
  partId: string,
  answer: Partial<Pick<RefundShareDoc, 'amount' | 'externalId' | 'message'>> & { readonly channel: 'done' | 'refused' },
  now: Date,
): OrderDoc {
  const share = refundOf(doc, refundId).shares.find(one => one.partId === partId);
  if (share?.channel !== 'wanted') return doc;
  const asked = amount(doc, share.amount).minor;
  const borne = answer.channel === 'refused' ? 0n : amount(doc, answer.amount ?? share.amount).minor;
  // Never more than was asked for, whatever the channel says it gave.
  const taken = borne < asked ? borne : asked;
  const { amount: _said, ...rest } = answer;
  const told = withRefund(doc, refundId, it => ({
    ...it,
    shares: it.shares.map(one =>
      one.partId === partId
        ? { ...one, ...rest, ...(answer.channel === 'done' ? { amount: formatAmount(money(taken, currency(doc.currency))) } : {}) }
        : one,
    ),
  }));
  return decideRefund(taken === asked ? told : reserve(told, partId, taken - asked), refundId, now);
}

/** The payment provider has given it back. */
export function refundPaid(doc: OrderDoc, refundId: string, given: Money, now: Date): OrderDoc {
  const refund = refundOf(doc, refundId);
  const asked = refund.shares.filter(share => share.channel !== 'refused');
  const split = splitGiven(doc, given, asked);
  const paid = withRefund(gaveBack(doc, given, asked), refundId, it => ({
    ...it,
    state: 'done',
    amount: formatAmount(given),
    shares: it.shares.map(share => {
      const minor = share.channel === 'refused' ? undefined : split.get(share.partId);
      return minor === undefined ? share : { ...share, amount: formatAmount(money(minor, given.currency)) };
    }),
  }));
  return noted(paid, now, 'PAYMENT_REFUNDED', 'PAYMENT_PROVIDER', undefined, `${formatAmount(given)} ${doc.currency}`);
}

/** The payment provider said no. What a channel bears of it already stays with us and has to be sorted out by a person. */
export function refundNotPaid(doc: OrderDoc, refundId: string, message: string, now: Date): OrderDoc {
  const refund = refundOf(doc, refundId);
  const kept = keptBack(
    doc,
    refund.shares.filter(share => share.channel !== 'refused'),
  );
  const refused = withRefund(kept, refundId, it => ({ ...it, state: 'refused', message: message.slice(0, 500) }));
  return noted(refused, now, 'REFUND_REFUSED', 'PAYMENT_PROVIDER', undefined, message);
}

export function refundOf(doc: OrderDoc, refundId: string): RefundDoc {
  const refund = doc.refunds?.find(one => one.id === refundId);
  if (!refund) throw new Error(`order ${doc._id} has no refund ${refundId}`);
  return refund;
}

function withRefund(doc: OrderDoc, refundId: string, change: (refund: RefundDoc) => RefundDoc): OrderDoc {
  return { ...doc, refunds: (doc.refunds ?? []).map(refund => (refund.id === refundId ? change(refund) : refund)) };
}

function sumOfShares(doc: OrderDoc, shares: readonly RefundShareDoc[]): Money {
  return sum(
    shares.map(share => amount(doc, share.amount)),
    currency(doc.currency),
  );
}

function messageOf(refund: RefundDoc): string | undefined {
  const messages = refund.shares.filter(share => share.channel === 'refused').map(share => share.message ?? 'a channel refused it');
  return messages.length > 0 ? messages.join('; ').slice(0, 500) : undefined;
}
