import {
  couponedPrice,
  type Call,
  type ChannelPromotion,
  type Quote,
  type QuotedLine,
  type QuoteLine,
  type QuoteRequest,
} from '@onebasket/adapter-sdk';
import { compareMoney, formatAmount, refuse, subtract, sum, times, zero, type Money, type Refusal } from '@onebasket/core';
import { lookUp, type KnownItem } from './lookup.ts';
import { CNY } from './yuan.ts';

/** What baskets cost as far as JD Union tells: prices read live, on each line the one best coupon that its link brings along. JD settles shipping and the rest on its own pages. */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const known = await lookUp(
    requests.flatMap(({ lines }) => lines.map(({ externalId }) => externalId)),
    call,
  );
  return requests.map(request => quoteOne(request, known, call.now()));
}

function quoteOne({ lines }: QuoteRequest, known: ReadonlyMap<string, KnownItem>, asOf: Date): Quote | Refusal {
  const missing = lines.map(({ externalId }) => externalId).filter(id => !known.has(id));
  if (missing.length > 0) return refuse('not-found', 'JD Union does not promote this item', { externalIds: missing });
  const items = lines.map(line => ({ line, item: known.get(line.externalId) as KnownItem }));
  const unpriced = items.filter(({ item }) => item.listing.price === undefined).map(({ line }) => line.externalId);
  if (unpriced.length > 0) return refuse('other', 'JD Union names no price', { externalIds: unpriced });
  const quoted = items.map(({ line, item }) => quotedLine(line, item, asOf));
  const [only] = items.length === 1 ? items : [];
  const isFree = items.every(({ item }) => item.isShippedFree);
  const { platformFinalPrice, raw } = only?.item.listing ?? {};
  return {
    lines: quoted,
    ...(isFree ? { shipping: { methodId: 'free', title: '包邮', cost: zero(CNY) } } : {}),
    total: sum(
      quoted.map(({ subtotal }) => subtotal),
      CNY,
    ),
    isEstimate: true,
    ...(platformFinalPrice && only?.line.quantity === 1 ? { platformFinalPrice } : {}),
    ...(raw ? { raw } : {}),
  };
}

function quotedLine({ externalId, quantity }: QuoteLine, { listing }: KnownItem, asOf: Date): QuotedLine {
  const unitPrice = listing.price as Money;
  const goods = times(unitPrice, quantity);
  const coupons = (listing.promotions ?? []).filter(({ kind }) => kind === 'COUPON');
  const { price: subtotal, coupon } = couponedPrice(goods, coupons, asOf);
  const rejected = coupons.filter(({ id }) => id !== coupon?.id);
  return {
    externalId,
    title: listing.title,
    quantity,
    listPrice: listing.listPrice ?? unitPrice,
    unitPrice,
    subtotal,
    promotions: coupon ? [{ id: coupon.id, kind: 'COUPON', label: coupon.title, saved: subtract(goods, subtotal) }] : [],
    ...(rejected.length > 0
      ? { rejectedPromotions: rejected.map(one => ({ id: one.id, kind: one.kind, label: one.title, reason: whyNot(one, goods) })) }
      : {}),
    availability: listing.availability,
  };
}

function whyNot({ tiers, limits, effect }: ChannelPromotion, goods: Money): string {
  if (limits?.remaining === 0) return 'cannot be claimed now';
  const [first] = tiers;
  if (first?.minAmount && compareMoney(first.minAmount, goods) > 0)
    return `not reached, ${formatAmount(subtract(first.minAmount, goods))} missing`;
  return effect === 'amount' ? 'another coupon saves more, or it is not valid now' : 'how much it takes off is not told';
}

/** The coupon that `prepare` puts into the link of a line: the one that its quote counted. */
export function bestCoupon({ listing }: KnownItem, quantity: number, asOf: Date): ChannelPromotion | undefined {
  return listing.price && couponedPrice(times(listing.price, quantity), listing.promotions ?? [], asOf).coupon;
}
