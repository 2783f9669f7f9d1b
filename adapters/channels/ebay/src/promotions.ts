import { decodeEntities, textIn, type ChannelPromotion, type WireRecord } from '@onebasket/adapter-sdk';
import { formatAmount, subtract, type Money } from '@onebasket/core';
import { instantIn, priceIn, recordIn, recordsIn, webAddressIn } from './wire.ts';

/** Comparisons with what a maker or another shop asks: nobody lowered a price. */
const NO_MARKDOWN: ReadonlySet<string> = new Set(['LIST_PRICE', 'MINIMUM_ADVERTISED_PRICE']);

/** The seller's markdown, which is inside the price, and the coupons that a buyer may type in. */
export function promotionsOf(item: WireRecord, price: Money | undefined, listPrice: Money | undefined): readonly ChannelPromotion[] {
  const treatment = textIn(recordIn(item['marketingPrice'])?.['priceTreatment']) ?? '';
  const markdown = price && listPrice && !NO_MARKDOWN.has(treatment) ? [toMarkdown(item, price, listPrice)] : [];
  const coupons = recordsIn(item['availableCoupons']).flatMap(coupon => toCoupon(coupon, price) ?? []);
  return [...markdown, ...new Map(coupons.map(coupon => [coupon.id, coupon])).values()];
}

function toMarkdown(item: WireRecord, price: Money, listPrice: Money): ChannelPromotion {
  const off = subtract(listPrice, price);
  const percent = textIn(recordIn(item['marketingPrice'])?.['discountPercentage']);
  return {
    id: `markdown-${formatAmount(listPrice)}-${formatAmount(price)}`,
    title: percent === undefined ? `-${formatAmount(off)} ${off.currency}` : `-${percent} %`,
    effect: 'amount',
    kind: 'ITEM_DISCOUNT',
    stage: 'item',
    tiers: [{ off }],
    auto: true,
    requires: [],
    appliedInPrice: true,
  };
}

/** A coupon takes `discountAmount` off this item once its code is typed in; conditions beyond that stand in its words. */
function toCoupon(coupon: WireRecord, price: Money | undefined): ChannelPromotion | undefined {
  const code = textIn(coupon['redemptionCode'])?.trim();
  if (code === undefined) return undefined;
  const off = priceIn(coupon['discountAmount']);
  const expires = instantIn(recordIn(coupon['constraint'])?.['expirationDate']);
  const terms = webAddressIn(coupon['termsWebUrl']);
  const isShipping = textIn(coupon['discountType'])?.toUpperCase().includes('SHIPPING') === true;
  return {
    id: code,
    title: decodeEntities(textIn(coupon['message']) ?? '') || code,
    effect: isShipping ? 'shipping-amount' : 'amount',
    kind: 'COUPON',
    stage: isShipping ? 'shipping' : 'shop',
    tiers: off && (price === undefined || off.currency === price.currency) ? [{ off }] : [],
    auto: false,
    requires: ['code'],
    appliedInPrice: false,
    ...(expires === undefined ? {} : { window: { to: expires } }),
    ...(terms === undefined ? {} : { link: terms }),
  };
}
