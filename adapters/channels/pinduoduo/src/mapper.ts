import { couponedPrice, decodeEntities, htmlToText, type ChannelListing, type RawRef } from '@onebasket/adapter-sdk';
import { promotionsOf } from './promotions.ts';
import { parseSalesTip } from './sales-tip.ts';
import { countIn, fenIn, textIn, textsIn, timeIn, urlIn, type Wire } from './wire.ts';

export interface MapperContext {
  /** The instant for which coupons are judged. */
  readonly asOf: Date;
  readonly raw?: RawRef;
}

/** What a product is asked for by: its `goods_sign`; answers from before that came have a `goods_id` only. */
export function externalIdOf(goods: Wire): string | undefined {
  return textIn(goods['goods_sign']) ?? textIn(goods['goods_id']);
}

/**
 * A product of a search or detail answer. Its price is the group price, which is what the links of this adapter sell for; the price of buying alone is beside it.
 * Never throws; what is missing or makes no sense is left out.
 */
export function toListing(goods: Wire, externalId: string, { asOf, raw }: MapperContext): ChannelListing {
  const promotions = promotionsOf(goods, externalId);
  const category = textIn(goods['category_name']);
  const brand = textIn(goods['brand_name']);
  const description = plain(goods['goods_desc']);
  const sales = parseSalesTip(textIn(goods['sales_tip'])) ?? parseSalesTip(textIn(goods['sold_quantity']));
  const createdAt = timeIn(goods['create_at']);
  const prices = pricesOf(goods);
  return {
    externalId,
    title: plain(goods['goods_name']) ?? description ?? `Pinduoduo ${externalId}`,
    gtins: [],
    images: imagesOf(goods),
    attributes: [],
    options: [],
    categoryPath: category === undefined ? [] : [category],
    ...prices,
    ...(prices.price ? couponed(prices.price, promotions, asOf) : {}),
    ...(promotions.length > 0 ? { promotions } : {}),
    // DDK tells no stock; what is sold out disappears from it.
    availability: 'UNKNOWN',
    purchasable: prices.price !== undefined,
    ...(brand === undefined ? {} : { brand: decodeEntities(brand) }),
    ...(description === undefined ? {} : { description }),
    ...sellerOf(goods),
    ...ratingOf(goods),
    ...(sales === undefined ? {} : { salesVolume: sales.count }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(raw === undefined ? {} : { raw }),
  };
}

function pricesOf(goods: Wire): Pick<ChannelListing, 'price' | 'priceBasis' | 'otherPrices' | 'platformFinalPrice'> {
  const group = fenIn(goods['min_group_price']);
  const single = fenIn(goods['min_normal_price']);
  const final = fenIn(goods['coupon_price']);
  return {
    ...(group ? { price: group, priceBasis: 'GROUP' as const } : single ? { price: single } : {}),
    ...(group && single ? { otherPrices: [{ money: single, basis: 'SELLING' as const, label: '单独购买' }] } : {}),
    ...(final ? { platformFinalPrice: { money: final, basis: 'PLATFORM_ESTIMATE' as const, label: '券后价' } } : {}),
  };
}

function couponed(...[price, promotions, asOf]: Parameters<typeof couponedPrice>): Pick<ChannelListing, 'couponedPrice'> {
  const best = couponedPrice(price, promotions, asOf);
  return best.coupon ? { couponedPrice: best.price } : {};
}

function sellerOf(goods: Wire): Pick<ChannelListing, 'seller'> {
  const [id, name] = [textIn(goods['mall_id']), textIn(goods['mall_name'])];
  const known = id ?? name;
  return known === undefined ? {} : { seller: { id: known, name: decodeEntities(name ?? known), country: 'CN' } };
}

/** Older answers only; today's say 高, 中 or 低, which is no number. */
function ratingOf(goods: Wire): Pick<ChannelListing, 'rating'> {
  const average = Number(textIn(goods['goods_eval_score']));
  const count = countIn(goods['goods_eval_count']);
  return average > 0 && average <= 5 && count ? { rating: { average, count } } : {};
}

function imagesOf(goods: Wire): ChannelListing['images'] {
  const main = [goods['goods_image_url'], ...textsIn(goods['goods_gallery_urls'])].flatMap(value => urlIn(value) ?? []);
  const found = main.length > 0 ? main : [urlIn(goods['goods_thumbnail_url'])].filter(url => url !== undefined);
  return [...new Set(found)].map(url => ({ url }));
}

function plain(value: unknown): string | undefined {
  const text = textIn(value);
  return text === undefined ? undefined : htmlToText(text) || undefined;
}
