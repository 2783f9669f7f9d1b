import {
  couponedPrice,
  type Call,
  type ChannelListing,
  type ChannelPromotion,
  type Quote,
  type QuotedLine,
  type QuoteRequest,
} from '@onebasket/adapter-sdk';
import { formatAmount, isRefusal, refuse, subtract, sum, times, type Money, type Refusal } from '@onebasket/core';
import { readDetails } from './detail.ts';
import { CNY } from './wire.ts';

/**
 * What a link would sell for now: group price, less the one best coupon that its page offers. Each line is an order of its own there. Shipping and whatever
 * the platform adds is settled on its page, so every quote is an estimate.
 */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const details = await readDetails(
    requests.flatMap(({ lines }) => lines.map(({ externalId }) => externalId)),
    call,
  );
  return requests.map(({ lines }) => {
    const quoted = lines.map(({ externalId, quantity }) => quoteLine(details.get(externalId), externalId, quantity, call.now()));
    const refusal = quoted.find(isRefusal);
    if (refusal) return refusal;
    const good = quoted.flatMap(line => (isRefusal(line) ? [] : [line]));
    const total = sum(
      good.map(({ subtotal }) => subtotal),
      CNY,
    );
    const raw = lines.length === 1 ? details.get(lines[0]?.externalId ?? '')?.raw : undefined;
    return { lines: good, total, isEstimate: true, ...(raw ? { raw } : {}) };
  });
}

function quoteLine(listing: ChannelListing | undefined, externalId: string, quantity: number, asOf: Date): QuotedLine | Refusal {
  if (!listing) return refuse('not-found', 'Pinduoduo does not sell this product (any more)', { externalIds: [externalId] });
  if (!listing.price) return refuse('closed', 'Pinduoduo names no price for this product', { externalIds: [externalId] });
  const amount = times(listing.price, quantity);
  const { price: subtotal, coupon } = couponedPrice(amount, listing.promotions ?? [], asOf);
  const rejected = (listing.promotions ?? []).filter(promotion => promotion !== coupon);
  return {
    externalId,
    title: listing.title,
    quantity,
    listPrice: listing.price,
    unitPrice: listing.price,
    subtotal,
    promotions: coupon ? [{ id: coupon.id, kind: coupon.kind, label: coupon.title, saved: subtract(amount, subtotal) }] : [],
    ...(rejected.length > 0
      ? { rejectedPromotions: rejected.map(it => ({ id: it.id, kind: it.kind, label: it.title, reason: whyNot(it, amount, asOf) })) }
      : {}),
    availability: listing.availability,
  };
}

/** In words, why a promotion takes nothing off this amount. */
function whyNot({ kind, requires, window, limits, tiers }: ChannelPromotion, amount: Money, asOf: Date): string {
  if (kind !== 'COUPON') return 'the platform decides on its own page';
  if (requires.includes('follow-shop')) return 'for those who follow the shop';
  if (window?.from !== undefined && Date.parse(window.from) > asOf.getTime()) return 'not yet valid';
  if (window?.to !== undefined && Date.parse(window.to) <= asOf.getTime()) return 'no longer valid';
  if (limits?.remaining === 0) return 'used up';
  const minAmount = tiers[0]?.minAmount;
  if (minAmount && minAmount.minor > amount.minor) return `not reached, ${formatAmount(subtract(minAmount, amount))} missing`;
  return 'not together with another coupon';
}
