import { createHash } from 'node:crypto';
import type { ChannelPromotion, PromotionEffect, PromotionKind, PromotionTier } from '@onebasket/adapter-sdk';
import { compareMoney, formatAmount, subtract, sum, type Money } from '@onebasket/core';
import { readWindow } from './beijing-time.ts';
import { readKind, readRequirements, readStage, readWords } from './promotion-words.ts';
import { countOf, fieldsOf, isYes, rowsOf, textOf, textsOf, type Fields } from './wire.ts';
import { CNY, yuan } from './yuan.ts';

/**
 * What an item's answer tells of coupons and offers; `item` is the flattened item. The price that needs more goods (凑单) and the one of a sale to come are
 * prices, not promotions, and stand in `otherPrices`.
 */
export function toPromotions(item: Fields, price: Money | undefined, finalPrice: Money | undefined): readonly ChannelPromotion[] {
  const path = rowsOf(item['final_promotion_path_list'], 'final_promotion_path_map_data', '').map(({ fields }) => fields);
  const more = rowsOf(item['more_promotion_list'], 'more_promotion_map_data', '').map(({ fields }) => fields);
  const link = textOf(item['coupon_share_url']);
  const insideAlready = !pathExplains(path, price, finalPrice);
  const all = [
    ...couponOf(item, link),
    ...path.flatMap(row => toPromotion(row, insideAlready, link)),
    ...more.flatMap(row => toPromotion(row, false, undefined)),
    ...crossShop(item['kuadian_promotion_info']),
    ...alsoInWords(item),
    ...(isShippedFree(item) ? [FREE_SHIPPING] : []),
  ];
  const byId = new Map<string, ChannelPromotion>();
  for (const promotion of all) if (!byId.has(promotion.id) && !isWrong(promotion, price)) byId.set(promotion.id, promotion);
  return [...byId.values()];
}

/** The flat coupon of the older APIs; in some its words are all there is. */
function couponOf(item: Fields, link: string | undefined): readonly ChannelPromotion[] {
  const words = textOf(item['coupon_info']);
  const off = yuan(item['coupon_amount']);
  const minAmount = yuan(item['coupon_start_fee']);
  const told = off && off.minor > 0n ? { off, ...(minAmount && minAmount.minor > 0n ? { minAmount } : {}) } : undefined;
  const tier = told ?? (words === undefined ? undefined : readWords(words).tier);
  if (!tier?.off) return [];
  const title = words ?? `${tier.minAmount ? `满${formatAmount(tier.minAmount)}` : '立'}减${formatAmount(tier.off)}元`;
  const window = readWindow(item['coupon_start_time'], item['coupon_end_time']);
  const remaining = countOf(item['coupon_remain_count']);
  return [
    {
      id: textOf(item['coupon_id']) ?? textOf(item['coupon_activity_id']) ?? digestOf(['coupon', title, window]),
      title,
      effect: 'amount',
      kind: 'COUPON',
      stage: readStage(title),
      tiers: [tier],
      auto: false,
      requires: ['claim', ...readRequirements(title)],
      ...(window ? { window } : {}),
      ...(remaining === undefined ? {} : { limits: { remaining } }),
      appliedInPrice: false,
      ...(link ? { link } : {}),
    },
  ];
}

/** One entry of a promotion list: title, words, and (in the path to the final price) what it takes off this item. */
function toPromotion(row: Fields, insideAlready: boolean, couponLink: string | undefined): readonly ChannelPromotion[] {
  const title = textOf(row['promotion_title']) ?? '';
  const words = textOf(row['promotion_desc']) ?? '';
  const label = [...new Set([title, words])].filter(Boolean).join(' ');
  if (label === '') return [];
  const fee = yuan(row['promotion_fee']);
  const said = readWords(words || title);
  const tier: PromotionTier | undefined = said.tier ?? (fee && fee.minor > 0n ? { off: fee } : undefined);
  const kind = readKind(title || words, tier);
  const isClaimed = kind === 'COUPON' || /红包|津贴|礼金/.test(title);
  const window = readWindow(row['promotion_start_time'], row['promotion_end_time']);
  return [
    {
      id: textOf(row['promotion_id']) ?? digestOf([title, words, window]),
      title: label,
      effect: effectOf(kind, tier),
      kind,
      stage: readStage(label),
      tiers: tier ? [tier] : [],
      ...(said.isEach ? { repeat: 'each' as const } : {}),
      auto: !isClaimed,
      requires: [...(isClaimed ? (['claim'] as const) : []), ...readRequirements(label)],
      ...(window ? { window } : {}),
      appliedInPrice: insideAlready && (kind === 'ITEM_DISCOUNT' || kind === 'FLASH_SALE'),
      ...(kind === 'COUPON' && couponLink ? { link: couponLink } : {}),
    },
  ];
}

function effectOf(kind: PromotionKind, tier: PromotionTier | undefined): PromotionEffect {
  if (kind === 'GIFT') return 'gift';
  if (kind === 'SHIPPING') return tier?.off ? 'shipping-amount' : 'shipping-free';
  if (kind === 'POINTS') return 'points';
  return tier?.percentOff === undefined ? 'amount' : 'percent';
}

/**
 * Do the path's amounts lead from the price to the final price? Then no discount of the path is inside the price. Where they do not, an item's own discount
 * counts as inside, which is what the price (折扣价) is documented to be.
 */
function pathExplains(path: readonly Fields[], price: Money | undefined, finalPrice: Money | undefined): boolean {
  if (!price || !finalPrice) return false;
  const fees = path.flatMap(row => yuan(row['promotion_fee']) ?? []);
  return compareMoney(subtract(price, sum(fees, CNY)), finalPrice) === 0;
}

/** 跨店满减: a text list such as `["每100减20"]`; it holds for a basket, never for one price. */
function crossShop(value: unknown): readonly ChannelPromotion[] {
  const texts = textsOf(value).flatMap(text => text.match(/每?满?\d+(?:\.\d+)?元?减\d+(?:\.\d+)?/g) ?? []);
  return texts.flatMap(text => inWords(`跨店满减 ${text}`));
}

/** The older APIs' offers that are words and nothing else: "满2件打5折；满300减20", "付定金立减5元". */
function alsoInWords(item: Fields): readonly ChannelPromotion[] {
  return [item['promotion_info'], item['presale_discount_fee_text']]
    .flatMap(value => (textOf(value) ?? '').split(/[；;]/))
    .flatMap(inWords);
}

function inWords(title: string): readonly ChannelPromotion[] {
  return readWords(title).tier ? toPromotion({ promotion_title: title }, false, undefined) : [];
}

const FREE_SHIPPING: ChannelPromotion = {
  id: 'free-shipping',
  title: '包邮',
  effect: 'shipping-free',
  kind: 'SHIPPING',
  stage: 'shipping',
  tiers: [{}],
  auto: true,
  requires: [],
  appliedInPrice: false,
};

/** Does the shop send it without freight? `undefined` is not "no": the answer does not say. */
export function isShippedFree(item: Fields): boolean {
  const tags = rowsOf(item['promotion_tag_list'], 'promotion_tag_map_data', '').map(({ fields }) => textOf(fields['tag_name']));
  return isYes(item['free_shipment']) || tags.includes('包邮') || yuan(item['real_post_fee'])?.minor === 0n;
}

/** A coupon that would leave nothing to pay is wrong data. */
function isWrong({ kind, tiers }: ChannelPromotion, price: Money | undefined): boolean {
  return (
    kind === 'COUPON' &&
    tiers.some(({ off, minAmount }) => {
      const from = minAmount ?? price;
      return off !== undefined && (off.minor <= 0n || (from !== undefined && off.minor >= from.minor));
    })
  );
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

/** An item with its groups (`item_basic_info`, `price_promotion_info`, …) laid flat, as the older APIs write it; null fields count as missing. */
export function flatten(item: Fields): Fields {
  const groups = ['item_basic_info', 'price_promotion_info', 'publish_info', 'presale_info', 'scope_info'];
  const told = [item, ...groups.map(name => fieldsOf(item[name]))].flatMap(part =>
    Object.entries(part).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
  return Object.fromEntries(told);
}
