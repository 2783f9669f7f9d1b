import { currency, formatAmount, money, type Money } from '@onebasket/core';
import { amount } from '../order/amounts.ts';
import { isPaidHere, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { beginRefund } from './decide-refund.ts';
import { MOST_REFUNDS } from './refund-doc.ts';
import { least, leftOfPart, leftOfPayment, sharesOf } from './shares.ts';

const STANDING = new Set<PartDoc['status']>(['PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED']);
const CASE_OVER = new Set(['REFUNDED', 'EXCHANGED', 'CLOSED']);

/**
 * A channel tells what it has given back of its order in all: what of it we did not ask for goes on to the buyer, who paid us. Nothing is concluded
 * while an answer of the channel is outstanding, as its number may be older or newer than what we know.
 */
export function channelGaveBack(doc: OrderDoc, partId: string, told: Money | undefined, now: Date): OrderDoc {
  const part = doc.parts.find(one => one.id === partId);
  if (!part || !told || told.currency !== doc.currency || !isPaidHere(part) || !STANDING.has(part.status)) return doc;
  if (doc.payment.status !== 'CAPTURED' && doc.payment.status !== 'PARTLY_REFUNDED') return doc;
  const shares = sharesOf(doc, part.id);
  const isOutstanding =
    shares.some(({ share }) => share.channel === 'wanted') ||
    (doc.cases ?? []).some(one => one.partId === part.id && one.channelCase !== undefined && !CASE_OVER.has(one.status));
  if (isOutstanding || (doc.refunds ?? []).length >= MOST_REFUNDS) return doc;
  const known = shares.reduce((total, { share }) => total + amount(doc, share.amount).minor, 0n);
  const more = least(money(told.minor - known, currency(doc.currency)), least(leftOfPart(doc, part), leftOfPayment(doc)));
  if (more.minor <= 0n) return doc;
  const share = { partId: part.id, amount: formatAmount(more), lines: [], channel: 'done' as const };
  return beginRefund(
    doc,
    { key: `channel/${part.id}/${told.minor}`, hash: '', by: 'channel', reason: 'given back by the shop', shares: [share] },
    now,
  );
}
