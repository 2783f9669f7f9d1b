import { compareMoney, subtract, type Money } from '@onebasket/core';
import type { ChannelPromotion, PromotionTier } from './promotion.ts';

export interface CouponedPrice {
  readonly price: Money;
  /** The one coupon that was used; absent when none counts. */
  readonly coupon?: ChannelPromotion;
}

/**
 * The price of one piece with the single best coupon that anybody may use at `asOf`: no membership, group, region or presale, quantity one, never two coupons.
 * A coupon that would leave nothing to pay is wrong data and left out. Source: the platforms' documented one-coupon rule.
 */
export function couponedPrice(price: Money, promotions: readonly ChannelPromotion[], asOf: Date): CouponedPrice {
  let best: CouponedPrice = { price };
  for (const coupon of promotions) {
    const off = usableOff(coupon, price, asOf);
    if (off === undefined) continue;
    const couponed = subtract(price, off);
    if (couponed.minor > 0n && compareMoney(couponed, best.price) < 0) best = { price: couponed, coupon };
  }
  return best;
}

/** What this coupon takes off one piece at `price`, or `undefined` when it is no coupon that anybody may use now. */
function usableOff(coupon: ChannelPromotion, price: Money, asOf: Date): Money | undefined {
  if (coupon.kind !== 'COUPON' || coupon.effect !== 'amount' || coupon.auto || coupon.appliedInPrice) return undefined;
  if (coupon.requires.some(what => what !== 'claim')) return undefined;
  if (coupon.limits?.remaining !== undefined && coupon.limits.remaining <= 0) return undefined;
  const { from, to } = coupon.window ?? {};
  if (from !== undefined && Date.parse(from) > asOf.getTime()) return undefined;
  if (to !== undefined && Date.parse(to) <= asOf.getTime()) return undefined;
  const reached = coupon.tiers.filter(tier => isReached(tier, price));
  return reached.reduce<Money | undefined>((most, { off }) => (off && (!most || compareMoney(off, most) > 0) ? off : most), undefined);
}

function isReached({ minAmount, minQuantity, off }: PromotionTier, price: Money): boolean {
  if (off?.currency !== price.currency || off.minor <= 0n) return false;
  if (minQuantity !== undefined && minQuantity > 1) return false;
  return minAmount === undefined || (minAmount.currency === price.currency && minAmount.minor <= price.minor);
}
