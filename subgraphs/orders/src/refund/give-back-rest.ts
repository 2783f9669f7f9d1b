import { allocate, currency, formatAmount, money } from '@onebasket/core';
import { effect, withEffects } from '@onebasket/runtime';
import { amount } from '../order/amounts.ts';
import { isPaidHere, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import { NO_PART, type AskedShare } from './gave-back.ts';
import { reserve } from './shares.ts';

const WITHOUT_GOODS = new Set<PartDoc['status']>(['FAILED', 'CANCELLED', 'REFUNDED']);

/**
 * What was taken beyond what stands goes back: of a payment that was taken before placing, of a part that ended while the money was being taken, of
 * one that its channel has given back. Pure; what is on its way already is not sent again.
 */
export function giveBackRest(doc: OrderDoc, now: Date): OrderDoc {
  if (doc.payment.status !== 'CAPTURED' && doc.payment.status !== 'PARTLY_REFUNDED') return doc;
  const read = (text: string | undefined) => amount(doc, text ?? '0').minor;
  const here = doc.parts.filter(isPaidHere);
  const over = here.filter(part => WITHOUT_GOODS.has(part.status));
  const kept = here.filter(part => !WITHOUT_GOODS.has(part.status)).reduce((sum, part) => sum + read(part.total), 0n);
  const spokenFor = over.reduce((sum, part) => sum + read(part.refunded), read(doc.payment.rest));
  const rest = read(doc.payment.captured) - kept - spokenFor;
  if (rest <= 0n) return doc;
  const code = currency(doc.currency);
  const write = (minor: bigint) => formatAmount(money(minor, code));
  const rooms = over.map(part => read(part.total) - read(part.refunded)).map(room => (room > 0n ? room : 0n));
  const room = rooms.reduce((a, b) => a + b, 0n);
  const ofParts = rest < room ? rest : room;
  const split = room > 0n ? allocate(money(ofParts, code), rooms) : [];
  const shares: readonly AskedShare[] = [
    ...over.map((part, at) => ({ partId: part.id, amount: write(split[at]?.minor ?? 0n) })),
    { partId: NO_PART, amount: write(rest - ofParts) },
  ].filter(share => read(share.amount) > 0n);
  const reserved = shares.reduce((next, share) => reserve(next, share.partId, read(share.amount)), doc);
  // What was spoken for before only grows, so no two of these share a key.
  const all = here.reduce((sum, part) => sum + read(part.refunded), read(doc.payment.rest));
  return withEffects(reserved, [
    effect('refund-payment@1', `refund:rest-${all}`, { amount: write(rest), shares: shares.map(share => ({ ...share })) }, { now }),
  ]);
}
