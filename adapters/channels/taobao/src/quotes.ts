import {
  couponedPrice,
  type Call,
  type ChannelListing,
  type ChannelPromotion,
  type Quote,
  type QuotedLine,
  type QuoteRequest,
} from '@onebasket/adapter-sdk';
import { compareMoney, formatAmount, refuse, subtract, sum, times, zero, type Money, type Refusal } from '@onebasket/core';
import { readDetails } from './details.ts';
import { toListing } from './mapper.ts';
import { CNY } from './yuan.ts';

/**
 * What items cost now: the selling price less the one best coupon of each line, which is claimed on the way through the link. Always an estimate: the platform
 * settles on its own page, and tells freight only where there is none.
 */
export async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const details = await readDetails(
    requests.flatMap(({ lines }) => lines.map(({ externalId }) => externalId)),
    call,
  );
  const asOf = call.now();
  const listings = new Map(
    [...details].map(([externalId, { item, raw }]) => [externalId, toListing(item, { asOf, raw, externalId })] as const),
  );
  return requests.map(request => quoteOne(request, listings, asOf));
}

function quoteOne(request: QuoteRequest, listings: ReadonlyMap<string, ChannelListing | undefined>, asOf: Date): Quote | Refusal {
  const unknown = request.lines.filter(({ externalId }) => !listings.get(externalId)).map(({ externalId }) => externalId);
  if (unknown.length > 0) return refuse('not-found', 'Taobao promotes no such item (any more)', { externalIds: unknown });
  const priced = request.lines.flatMap(({ externalId, quantity }) => {
    const listing = listings.get(externalId);
    return listing?.price ? [{ listing, price: listing.price, quantity }] : [];
  });
  if (priced.length < request.lines.length) return refuse('other', 'Taobao names no price for this item');
  const used = new Set<string>();
  const lines = priced.map(({ listing, price, quantity }) => quoteLine(listing, price, quantity, used, asOf));
  const only = priced.length === 1 && priced[0]?.quantity === 1 ? priced[0].listing : undefined;
  const isFree = priced.every(({ listing }) => listing.promotions?.some(({ effect }) => effect === 'shipping-free'));
  return {
    lines,
    ...(isFree ? { shipping: { methodId: 'free', title: '包邮', cost: zero(CNY) } } : {}),
    total: sum(
      lines.map(({ subtotal }) => subtotal),
      CNY,
    ),
    isEstimate: true,
    ...(only?.platformFinalPrice ? { platformFinalPrice: only.platformFinalPrice } : {}),
    ...(priced.length === 1 && priced[0]?.listing.raw ? { raw: priced[0].listing.raw } : {}),
  };
}

/** One line with its one coupon; a coupon that another line has used is gone. */
function quoteLine(listing: ChannelListing, price: Money, quantity: number, used: Set<string>, asOf: Date): QuotedLine {
  const goods = times(price, quantity);
  const promotions = (listing.promotions ?? []).filter(({ id }) => !used.has(id));
  const { price: subtotal, coupon } = couponedPrice(goods, promotions, asOf);
  if (coupon) used.add(coupon.id);
  const rejected = promotions.flatMap(promotion => {
    const reason = promotion === coupon ? undefined : reasonAgainst(promotion, goods, asOf);
    return reason === undefined ? [] : [{ id: promotion.id, kind: promotion.kind, label: promotion.title, reason }];
  });
  return {
    externalId: listing.externalId,
    title: listing.title,
    quantity,
    listPrice: listing.listPrice ?? price,
    unitPrice: price,
    subtotal,
    promotions: coupon ? [{ id: coupon.id, kind: coupon.kind, label: coupon.title, saved: subtract(goods, subtotal) }] : [],
    ...(rejected.length > 0 ? { rejectedPromotions: rejected } : {}),
    availability: listing.availability,
  };
}

/** Why this line does not get what the channel offers; `undefined` for what is inside the price already or is no money off. */
function reasonAgainst(
  { appliedInPrice, effect, requires, window, limits, tiers, kind }: ChannelPromotion,
  goods: Money,
  asOf: Date,
): string | undefined {
  if (appliedInPrice || (effect !== 'amount' && effect !== 'percent')) return undefined;
  if (window?.from !== undefined && Date.parse(window.from) > asOf.getTime()) return `begins ${window.from}`;
  if (window?.to !== undefined && Date.parse(window.to) <= asOf.getTime()) return `ended ${window.to}`;
  if (limits?.remaining === 0) return 'none left';
  const needs = requires.filter(what => what !== 'claim');
  if (needs.length > 0) return `only with ${needs.join(', ')}`;
  const missing = tiers[0]?.minAmount;
  if (missing && compareMoney(missing, goods) > 0) return `not reached, ${formatAmount(subtract(missing, goods))} missing`;
  return kind === 'COUPON' ? 'one coupon at a time, another takes more off' : 'settled on the platform’s own page';
}
