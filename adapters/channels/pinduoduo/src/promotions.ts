import { createHash } from 'node:crypto';
import type { ChannelPromotion, PromotionTier } from '@onebasket/adapter-sdk';
import { compareMoney, formatAmount, type Money } from '@onebasket/core';
import { countIn, fenIn, flagIn, textIn, timeIn, type Wire } from './wire.ts';

/** Everything that a product says it takes off its price. Only one coupon is used at a time, so all coupons of a product are one group. */
export function promotionsOf(goods: Wire, externalId: string): readonly ChannelPromotion[] {
  const context = { externalId, group: `coupon:${externalId}` };
  return [coupon(goods, context), followCoupon(goods, context), mallCoupon(goods, context), ...extras(goods, context)].filter(
    promotion => promotion !== undefined,
  );
}

interface Context {
  readonly externalId: string;
  readonly group: string;
}

/** 优惠券: to be claimed on the page that a promotion link opens. */
function coupon(goods: Wire, { externalId, group }: Context): ChannelPromotion | undefined {
  const off = fenIn(goods['coupon_discount']);
  if (!off || flagIn(goods['has_coupon']) === false) return undefined;
  const from = fenIn(goods['coupon_min_order_amount']);
  const said = [goods['coupon_discount'], goods['coupon_min_order_amount'], goods['coupon_start_time'], goods['coupon_end_time']];
  return {
    id: textIn(goods['coupon_id']) ?? digestOf('coupon', externalId, said),
    title: amountTitle('优惠券', off, from),
    effect: 'amount',
    kind: 'COUPON',
    stage: 'shop',
    tiers: [tierOf(off, from)],
    scope: { externalIds: [externalId] },
    group,
    auto: false,
    requires: ['claim'],
    ...terms(goods, 'coupon_'),
    appliedInPrice: false,
  };
}

/** 店铺收藏券: only for those who follow the shop, so never part of anybody's price. */
function followCoupon(goods: Wire, { externalId, group }: Context): ChannelPromotion | undefined {
  const off = fenIn(goods['clt_cpn_discount']);
  if (!off) return undefined;
  const from = fenIn(goods['clt_cpn_min_amt']);
  const said = [goods['clt_cpn_discount'], goods['clt_cpn_min_amt'], goods['clt_cpn_start_time'], goods['clt_cpn_end_time']];
  return {
    id: textIn(goods['clt_cpn_batch_sn']) ?? digestOf('follow', externalId, said),
    title: amountTitle('店铺收藏券', off, from),
    effect: 'amount',
    kind: 'COUPON',
    stage: 'shop',
    tiers: [tierOf(off, from)],
    ...sellersOf(goods),
    group,
    auto: false,
    requires: ['claim', 'follow-shop'],
    ...terms(goods, 'clt_cpn_'),
    appliedInPrice: false,
  };
}

/** 店铺券: a share of the price with a cap. The scale of the percentage is not documented; it is taken as per cent off. */
function mallCoupon(goods: Wire, { externalId, group }: Context): ChannelPromotion | undefined {
  const percent = textIn(goods['mall_coupon_discount_pct']);
  if (percent === undefined || !/^\d{1,2}(\.\d+)?$/.test(percent) || Number(percent) === 0) return undefined;
  if (flagIn(goods['has_mall_coupon']) === false) return undefined;
  const from = fenIn(goods['mall_coupon_min_order_amount']);
  const cap = fenIn(goods['mall_coupon_max_discount_amount']);
  const said = [percent, goods['mall_coupon_min_order_amount'], goods['mall_coupon_start_time'], goods['mall_coupon_end_time']];
  return {
    id: textIn(goods['mall_coupon_id']) ?? digestOf('mall', externalId, said),
    title: `店铺券 ${percent}%`,
    effect: 'percent',
    kind: 'COUPON',
    stage: 'shop',
    tiers: [{ ...(from ? { minAmount: from } : {}), percentOff: percent }],
    ...(cap ? { cap } : {}),
    ...sellersOf(goods),
    group,
    auto: false,
    requires: ['claim'],
    ...terms(goods, 'mall_coupon_'),
    appliedInPrice: false,
  };
}

const EXTRAS = [
  ['extra_coupon_amount', '额外优惠券'],
  ['subsidy_amount', '补贴'],
  ['cash_gift_amount', '礼金'],
] as const;

/** What the platform may add on its own page. It does not say for whom, so it is told and never taken off. */
function extras(goods: Wire, { externalId }: Context): readonly ChannelPromotion[] {
  return EXTRAS.flatMap(([field, title]): readonly ChannelPromotion[] => {
    const off = fenIn(goods[field]);
    if (!off) return [];
    return [
      {
        id: digestOf(field, externalId, [goods[field]]),
        title: amountTitle(title, off, undefined),
        effect: 'amount',
        kind: 'OTHER',
        stage: 'platform',
        tiers: [{ off }],
        scope: { externalIds: [externalId] },
        auto: false,
        requires: ['claim'],
        appliedInPrice: false,
      },
    ];
  });
}

/** Validity and what is left; the last second counts, hence one more for an end that is exclusive. */
function terms(goods: Wire, prefix: string): Pick<ChannelPromotion, 'window' | 'limits'> {
  const from = timeIn(goods[`${prefix}start_time`]);
  const to = timeIn(goods[`${prefix}end_time`], 1);
  const remaining = countIn(goods[`${prefix}remain_quantity`]);
  return {
    ...(from || to ? { window: { ...(from ? { from } : {}), ...(to ? { to } : {}) } } : {}),
    ...(remaining === undefined ? {} : { limits: { remaining } }),
  };
}

function tierOf(off: Money, from: Money | undefined): PromotionTier {
  return { ...(from ? { minAmount: from } : {}), off };
}

function sellersOf(goods: Wire): Pick<ChannelPromotion, 'scope'> {
  const mall = textIn(goods['mall_id']);
  return mall === undefined ? {} : { scope: { sellers: [mall] } };
}

function amountTitle(name: string, off: Money, from: Money | undefined): string {
  const threshold = from && compareMoney(from, off) > 0 ? `满${formatAmount(from)}` : '';
  return `${name} ${threshold}减${formatAmount(off)}`;
}

function digestOf(what: string, externalId: string, said: readonly unknown[]): string {
  const text = JSON.stringify([what, externalId, ...said.map(textIn)]);
  return `${what}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}
