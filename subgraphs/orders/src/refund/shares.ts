import { allocate, currency, formatAmount, money, type Money } from '@onebasket/core';
import { amount } from '../order/amounts.ts';
import { isPaidHere, withPart, type LineDoc, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import type { RefundDoc, RefundShareDoc } from './refund-doc.ts';

/** The shares of one part in the refunds of its order, refused ones left out. */
export function sharesOf(doc: OrderDoc, partId: string): readonly { readonly refund: RefundDoc; readonly share: RefundShareDoc }[] {
  return (doc.refunds ?? []).flatMap(refund => {
    if (refund.state === 'refused') return [];
    return refund.shares.filter(share => share.partId === partId && share.channel !== 'refused').map(share => ({ refund, share }));
  });
}

/** What of a part's total is each line's and what is shipping; they add up to the total. Tax is part of the lines. */
export function makeupOf(doc: OrderDoc, part: PartDoc): { readonly shipping: Money; readonly lines: ReadonlyMap<string, Money> } {
  const total = amount(doc, part.total);
  const quoted = part.quote?.shipping ? amount(doc, part.quote.shipping.cost) : money(0n, total.currency);
  const shipping = quoted.minor > total.minor ? total : quoted;
  const goods = money(total.minor - shipping.minor, total.currency);
  const weights = part.lines.map(line => amount(doc, line.total).minor);
  const shares = allocate(goods, weights.some(weight => weight > 0n) ? weights : weights.map(() => 1n));
  return { shipping, lines: new Map(part.lines.map((line, at) => [line.id, shares[at] as Money])) };
}

/** How many pieces of a line were given back already, or are being given back. */
export function piecesGiven(doc: OrderDoc, partId: string, lineId: string): number {
  return sharesOf(doc, partId)
    .flatMap(({ share }) => share.lines)
    .filter(one => one.lineId === lineId)
    .reduce((total, one) => total + one.quantity, 0);
}

/** What the next pieces of a line come to. Piece by piece it adds up to the whole line, however it is asked for. */
export function priceOfPieces(doc: OrderDoc, part: PartDoc, line: LineDoc, quantity: number): Money {
  const whole = makeupOf(doc, part).lines.get(line.id) as Money;
  const given = piecesGiven(doc, part.id, line.id);
  const pieces = allocate(
    whole,
    Array.from({ length: line.quantity }, () => 1n),
  ).slice(given, given + quantity);
  return money(
    pieces.reduce((total, piece) => total + piece.minor, 0n),
    whole.currency,
  );
}

/** What shipping is left of a part. */
export function shippingLeft(doc: OrderDoc, part: PartDoc): Money {
  const given = sharesOf(doc, part.id).reduce((total, { share }) => total + (share.shipping ? amount(doc, share.shipping).minor : 0n), 0n);
  const { shipping } = makeupOf(doc, part);
  return least(money(shipping.minor - given, shipping.currency), leftOfPart(doc, part));
}

/** What of a part was neither given back nor is on its way back. */
export function leftOfPart(doc: OrderDoc, part: PartDoc): Money {
  const left = isPaidHere(part) ? amount(doc, part.total).minor - amount(doc, part.refunded).minor : 0n;
  return money(left > 0n ? left : 0n, currency(doc.currency));
}

/** What of the money that was taken was neither given back nor is on its way back. */
export function leftOfPayment(doc: OrderDoc): Money {
  const onItsWay = doc.parts
    .map(part => amount(doc, part.refunded).minor - amount(doc, part.givenBack ?? '0').minor)
    .reduce(
      (total, minor) => (minor > 0n ? total + minor : total),
      amount(doc, doc.payment.rest ?? '0').minor - amount(doc, doc.payment.restGiven ?? '0').minor,
    );
  const left = amount(doc, doc.payment.captured).minor - amount(doc, doc.payment.refunded).minor - onItsWay;
  return money(left > 0n ? left : 0n, currency(doc.currency));
}

export function least(a: Money, b: Money): Money {
  return a.minor < b.minor ? a : b;
}

/** The document in which so much more (or, below zero, less) of a part is given back or on its way; without a part's id: of what was taken beyond the parts. */
export function reserve(doc: OrderDoc, partId: string, change: bigint): OrderDoc {
  const after = (before: string) => {
    const minor = amount(doc, before).minor + change;
    return formatAmount(money(minor > 0n ? minor : 0n, currency(doc.currency)));
  };
  if (partId === '') return { ...doc, payment: { ...doc.payment, rest: after(doc.payment.rest ?? '0') } };
  return withPart(doc, partId, part => ({ ...part, refunded: after(part.refunded) }));
}
