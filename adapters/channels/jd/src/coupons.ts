import { createHash } from 'node:crypto';
import type { ChannelPromotion } from '@onebasket/adapter-sdk';
import { formatAmount, type Money } from '@onebasket/core';
import { toBeijingText } from './beijing-time.ts';
import { isOn, windowIn } from './windows.ts';
import { filledIn, integerIn, partIn, recordsIn, textIn, type Wire } from './wire.ts';
import { priceIn } from './yuan.ts';

/** `couponStyle`. */
const STYLES = { amount: 0, percent: 3, eachAmount: 28 } as const;
/** `bindType`: only in one shop, or only on some goods of it. */
const OF_A_SHOP: readonly unknown[] = [2, 3];

/** The coupons that may be claimed for these goods (`couponInfo`). What can no longer be claimed at `asOf`, or was claimed already, has none left. */
export function couponsOf(goods: Wire, asOf: Date): readonly ChannelPromotion[] {
  const shopId = filledIn(partIn(goods['shopInfo'])['shopId']);
  const coupons = recordsIn(partIn(goods['couponInfo'])['couponList']).flatMap(coupon => toCoupon(coupon, shopId, asOf) ?? []);
  return [...new Map(coupons.map(coupon => [coupon.id, coupon])).values()];
}

function toCoupon(wire: Wire, shopId: string | undefined, asOf: Date): ChannelPromotion | undefined {
  const style = integerIn(wire['couponStyle']) ?? STYLES.amount;
  const off = priceIn(wire['discount']);
  const minAmount = priceIn(wire['quota']);
  const isPercent = style === STYLES.percent;
  // A style that is not documented takes off nobody knows what.
  const isAmount = style === STYLES.amount || style === STYLES.eachAmount;
  if (!isPercent && !(isAmount && off)) return undefined;
  const isOfShop = OF_A_SHOP.includes(integerIn(wire['bindType']));
  // The claim link goes back to JD byte for byte.
  const link = textIn(wire['link']);
  return {
    id: idOf(wire),
    title: titleOf(style, minAmount, off),
    effect: isPercent ? 'percent' : 'amount',
    kind: 'COUPON',
    stage: isOfShop ? 'shop' : 'platform',
    // What a 满折 coupon's `discount` means is not documented, so its share is left out.
    tiers: [{ ...(minAmount ? { minAmount } : {}), ...(isAmount && off ? { off } : {}) }],
    ...(style === STYLES.eachAmount ? { repeat: 'each' } : {}),
    ...(isOfShop && shopId !== undefined ? { scope: { sellers: [shopId] } } : {}),
    group: 'coupon',
    auto: false,
    requires: ['claim'],
    ...windowIn(wire['useStartTime'], wire['useEndTime']),
    ...(isClaimable(wire, asOf) ? {} : { limits: { remaining: 0 } }),
    appliedInPrice: false,
    ...(link ? { link } : {}),
  };
}

/** `couponStatus` 0 or not told, inside the days of the claim and, where there are such, inside its hours. */
function isClaimable(wire: Wire, asOf: Date): boolean {
  if ((integerIn(wire['couponStatus']) ?? 0) !== 0) return false;
  if (!isOn(windowIn(wire['getStartTime'], wire['getEndTime']).window, asOf)) return false;
  const hours = recordsIn(wire['timeCouponInfoList']);
  const clock = toBeijingText(asOf).slice(11);
  return (
    hours.length === 0 ||
    hours.some(hour => (filledIn(hour['timeCouponBegin']) ?? '') <= clock && clock <= (filledIn(hour['timeCouponEnd']) ?? '~'))
  );
}

/** JD's own way of writing it; the data has no words. */
function titleOf(style: number, minAmount: Money | undefined, off: Money | undefined): string {
  const from = minAmount ? `满${short(minAmount)}` : '';
  if (style === STYLES.percent) return `${from}折扣券`;
  return `${style === STYLES.eachAmount ? '每' : ''}${from}减${off ? short(off) : ''}`;
}

function short(amount: Money): string {
  return formatAmount(amount).replace(/\.?0+$/, '');
}

/** Coupons have no number of their own. */
function idOf(wire: Wire): string {
  const named = ['link', 'couponStyle', 'quota', 'discount', 'useStartTime', 'useEndTime'].map(name => textIn(wire[name]) ?? '');
  return createHash('sha256').update(named.join('\n')).digest('hex').slice(0, 20);
}
