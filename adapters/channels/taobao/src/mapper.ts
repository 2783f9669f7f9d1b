import {
  couponedPrice,
  htmlToText,
  type Attribute,
  type BasedPrice,
  type ChannelListing,
  type PriceBasis,
  type RawRef,
} from '@onebasket/adapter-sdk';
import { compareMoney } from '@onebasket/core';
import { readInstant } from './beijing-time.ts';
import { flatten, toPromotions } from './promotions.ts';
import { countOf, textOf, textsOf, webAddress, type Fields } from './wire.ts';
import { price } from './yuan.ts';

export interface ItemContext {
  /** When coupons and presales are judged. */
  readonly asOf: Date;
  readonly raw?: RawRef;
  /** The id by which it was asked for; default: the item's own. */
  readonly externalId?: string;
}

/** Ids by which an answer may mean an item: what was asked, and the item's own; numbers of the older APIs too. */
export function idsOf(item: Fields): readonly string[] {
  const flat = flatten(item);
  return ['input_item_iid', 'input_num_iid', 'item_id', 'num_iid'].flatMap(name => textOf(flat[name]) ?? []);
}

/**
 * One item of a search or of a detail, grouped (upgrade APIs) or flat (older ones); `undefined` for one that has no id. The price is the one for one piece
 * that anyone may buy; what the platform reckons (final, top-up, announced) stands beside it. TBK tells no stock.
 */
export function toListing(item: Fields, { asOf, raw, externalId }: ItemContext): ChannelListing | undefined {
  const flat = flatten(item);
  const id = externalId ?? textOf(flat['item_id']) ?? textOf(flat['num_iid']);
  if (id === undefined) return undefined;
  const selling = price(flat['zk_final_price']);
  const list = price(flat['reserve_price']);
  const final = price(flat['final_promotion_price']);
  const promotions = toPromotions(flat, selling, final);
  const couponed = selling && couponedPrice(selling, promotions, asOf);
  const isPresale = isInPresale(flat, asOf);
  const others = otherPrices(flat);
  const seller = sellerOf(flat);
  const attributes = attributesOf(flat);
  const salesVolume = countOf(flat['volume']);
  return {
    externalId: id,
    title: titleOf(flat) ?? id,
    ...optional('url', firstAddress(flat, 'coupon_share_url', 'coupon_click_url', 'click_url', 'url', 'item_url')),
    ...optional('brand', textOf(flat['brand_name'])),
    gtins: [],
    ...optional('description', textOf(flat['sub_title']) ?? textOf(flat['item_description'])),
    images: imagesOf(flat),
    attributes,
    options: [],
    categoryPath: [
      ...new Set(
        [flat['level_one_category_name'] ?? flat['cat_name'], flat['category_name'] ?? flat['cat_leaf_name']].flatMap(
          name => textOf(name) ?? [],
        ),
      ),
    ],
    ...optional('seller', seller),
    ...optional('salesVolume', salesVolume),
    ...optional('price', selling),
    ...(selling && isPresale ? { priceBasis: 'PRESALE' as const } : {}),
    ...(list && (!selling || compareMoney(list, selling) > 0) ? { listPrice: list } : {}),
    ...(others.length > 0 ? { otherPrices: others } : {}),
    ...(promotions.length > 0 ? { promotions } : {}),
    ...(couponed?.coupon ? { couponedPrice: couponed.price } : {}),
    ...(final ? { platformFinalPrice: { money: final, basis: 'PLATFORM_ESTIMATE' as const, label: '预估到手价' } } : {}),
    availability: isPresale ? 'PREORDER' : 'UNKNOWN',
    purchasable: true,
    ...optional('raw', raw),
  };
}

function optional<K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in K]?: V };
}

function titleOf(flat: Fields): string | undefined {
  const titles = ['title', 'short_title', 'sub_title'].map(name => htmlToText(textOf(flat[name]) ?? ''));
  return titles.find(title => title !== '');
}

function firstAddress(flat: Fields, ...names: readonly string[]): string | undefined {
  return names.flatMap(name => webAddress(flat[name]) ?? [])[0];
}

function imagesOf(flat: Fields): readonly { readonly url: string }[] {
  const addresses = [flat['pict_url'], ...textsOf(flat['small_images']), flat['white_image']].flatMap(value => webAddress(value) ?? []);
  return [...new Set(addresses)].map(url => ({ url }));
}

function sellerOf(flat: Fields): ChannelListing['seller'] {
  const name = textOf(flat['shop_title']) ?? textOf(flat['nick']);
  const id = textOf(flat['seller_id']) ?? name;
  return id === undefined ? undefined : { id, name: name ?? id, country: 'CN' };
}

const SHOP_KINDS: ReadonlyMap<string, string> = new Map([
  ['0', '淘宝'],
  ['1', '天猫'],
  ['3', '特价版'],
]);

function attributesOf(flat: Fields): readonly Attribute[] {
  const shopKind = SHOP_KINDS.get(textOf(flat['user_type']) ?? '');
  const place = textOf(flat['provcity']);
  return [...(shopKind ? [{ name: '店铺类型', value: shopKind }] : []), ...(place ? [{ name: '发货地', value: place }] : [])];
}

/** While deposits are taken, the price is the presale's. */
function isInPresale(flat: Fields, asOf: Date): boolean {
  const [from, to] = [readInstant(flat['presale_start_time']), readInstant(flat['presale_end_time'])];
  return from !== undefined && to !== undefined && from.ms <= asOf.getTime() && asOf.getTime() < to.ms + to.lastsMs;
}

/** What the platform reckons for several pieces or for a day to come, and prices for some buyers only. */
function otherPrices(flat: Fields): readonly BasedPrice[] {
  const words = textOf(flat['predict_rounding_up_price_desc']);
  const told: readonly (readonly [string, PriceBasis, string])[] = [
    ['predict_rounding_up_price', 'PLATFORM_ESTIMATE', words === undefined ? '凑单价' : `凑单价 ${words}`],
    ['future_activity_promotion_price', 'PLATFORM_ESTIMATE', '活动预告价'],
    ['new_user_price', 'MEMBER', '新人价'],
    ['jdd_price', 'GROUP', '拼团价'],
  ];
  return told.flatMap(([name, basis, label]) => {
    const money = price(flat[name]);
    return money ? [{ money, basis, label }] : [];
  });
}
