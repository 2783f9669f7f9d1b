import { allocate, currency, formatAmount, money, type Money } from '@onebasket/core';
import { amount } from '../order/amounts.ts';
import { isPaidHere, withPart, type OrderDoc } from '../order/order-doc.ts';
import { reserve } from './shares.ts';

/** In place of a part's id: what was taken beyond what the parts come to. */
export const NO_PART = '';

/** What of an amount that goes back is asked for one part. */
export interface AskedShare {
  readonly partId: string;
  readonly amount: string;
}

/**
 * The document after money went back to the buyer: payment and parts tell it, and the parts add up to the payment to the last minor unit. Without
 * asked shares (the provider gave it back by itself) it is split over what was paid for each part.
 */
export function gaveBack(doc: OrderDoc, given: Money, asked: readonly AskedShare[]): OrderDoc {
  const refunded = amount(doc, doc.payment.refunded).minor + given.minor;
  const isAll = refunded >= amount(doc, doc.payment.captured).minor;
  const payment = {
    ...doc.payment,
    status: isAll ? ('REFUNDED' as const) : ('PARTLY_REFUNDED' as const),
    refunded: write(doc, refunded),
  };
  const shares = splitGiven(doc, given, asked);
  return [...shares].reduce<OrderDoc>(
    (next, [partId, minor]) => {
      const wanted = asked.filter(share => share.partId === partId).reduce((total, share) => total + amount(doc, share.amount).minor, 0n);
      const back = withGivenBack(next, partId, minor);
      return minor === wanted ? back : reserve(back, partId, minor - wanted);
    },
    { ...doc, payment },
  );
}

function withGivenBack(doc: OrderDoc, partId: string, minor: bigint): OrderDoc {
  const after = (before: string | undefined) => write(doc, amount(doc, before ?? '0').minor + minor);
  return partId === NO_PART
    ? { ...doc, payment: { ...doc.payment, restGiven: after(doc.payment.restGiven) } }
    : withPart(doc, partId, part => ({ ...part, givenBack: after(part.givenBack) }));
}

/** Given amounts by part; they add up to the whole. */
export function splitGiven(doc: OrderDoc, given: Money, asked: readonly AskedShare[]): ReadonlyMap<string, bigint> {
  const wanted = asked.filter(({ partId }) => partId === NO_PART || doc.parts.some(part => part.id === partId));
  const paid = doc.parts.filter(isPaidHere);
  const unrefunded = paid.map(part => ({
    partId: part.id,
    minor: amount(doc, part.total).minor - amount(doc, part.givenBack ?? '0').minor,
  }));
  const candidates = [
    wanted.map(share => ({ partId: share.partId, minor: amount(doc, share.amount).minor })),
    unrefunded.map(({ partId, minor }) => ({ partId, minor: minor > 0n ? minor : 0n })),
    paid.map(part => ({ partId: part.id, minor: 1n })),
  ];
  const weights = candidates.find(list => list.some(({ minor }) => minor > 0n));
  if (!weights) return new Map();
  const split = allocate(
    given,
    weights.map(({ minor }) => minor),
  );
  const byPart = new Map<string, bigint>();
  for (const [at, { partId }] of weights.entries()) byPart.set(partId, (byPart.get(partId) ?? 0n) + (split[at]?.minor ?? 0n));
  return byPart;
}

/** The payment provider said no: what was on its way back is not. */
export function keptBack(doc: OrderDoc, asked: readonly AskedShare[]): OrderDoc {
  return asked.reduce((next, share) => reserve(next, share.partId, -amount(doc, share.amount).minor), doc);
}

function write(doc: OrderDoc, minor: bigint): string {
  return formatAmount(money(minor, currency(doc.currency)));
}
