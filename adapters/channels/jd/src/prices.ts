import { couponedPrice, type BasedPrice, type ChannelListing, type ChannelPromotion } from '@onebasket/adapter-sdk';
import { compareMoney, sameMoney, type Money } from '@onebasket/core';
import { couponsOf } from './coupons.ts';
import { labelledPromotions } from './promotion-labels.ts';
import { flashSale, specialOffers } from './special-offers.ts';
import { isOn } from './windows.ts';
import { integerIn, partIn, type Wire } from './wire.ts';
import { priceIn } from './yuan.ts';

export type PricedPart = Pick<
  ChannelListing,
  'price' | 'listPrice' | 'otherPrices' | 'promotions' | 'couponedPrice' | 'platformFinalPrice'
>;

/** `basisPriceType` of 到手价: the price that JD's own estimate starts from. */
const BASIS_NAMES: ReadonlyMap<number | undefined, string> = new Map([
  [1, '京东价'],
  [2, 'PLUS价'],
  [7, '粉丝价'],
  [8, '新人价'],
  [9, '学生价'],
]);

/**
 * What these goods cost at `asOf`. The selling price is what anybody pays for one piece now: JD's price, or its lower promotional price where that is an ordinary
 * or a running flash price. Group, presale and member prices stand beside it, as do JD's own estimates.
 */
export function pricesOf(goods: Wire, asOf: Date): PricedPart {
  const info = partIn(goods['priceInfo']);
  const ordinary = priceIn(info['price']);
  const flash = flashSale(goods);
  const type = integerIn(info['lowestPriceType']);
  const isFlashNow = type === 3 && isOn(flash?.promotion.window, asOf);
  const promotional = type === 1 || isFlashNow ? priceIn(info['lowestPrice']) : undefined;
  const price = promotional && (!ordinary || compareMoney(promotional, ordinary) < 0) ? promotional : ordinary;
  const isFlashPrice = flash !== undefined && price !== undefined && isFlashNow && sameMoney(flash.price, price);

  const coupons = couponsOf(goods, asOf);
  const special = specialOffers(goods);
  const promotions: readonly ChannelPromotion[] = [
    ...coupons,
    ...(flash ? [{ ...flash.promotion, appliedInPrice: isFlashPrice }] : []),
    ...(price && price === promotional && !isFlashPrice ? [promotionalPrice(price, isFlashNow)] : []),
    ...special.map(({ promotion }) => promotion),
    ...labelledPromotions(goods),
    ...freeShipping(goods),
  ];
  const couponed = price ? couponedPrice(price, coupons, asOf) : undefined;
  const afterCoupon = priceIn(info['lowestCouponPrice']);
  const handPrice = handPriceOf(goods);
  const finalPrice: BasedPrice | undefined = afterCoupon ? { money: afterCoupon, basis: 'PLATFORM_ESTIMATE', label: '券后价' } : handPrice;
  const otherPrices = [...special.map(offer => offer.price), ...(handPrice && handPrice !== finalPrice ? [handPrice] : [])];
  return {
    ...(price ? { price } : {}),
    ...(ordinary && price && compareMoney(ordinary, price) > 0 ? { listPrice: ordinary } : {}),
    ...(otherPrices.length > 0 ? { otherPrices } : {}),
    ...(promotions.length > 0 ? { promotions } : {}),
    ...(couponed?.coupon ? { couponedPrice: couponed.price } : {}),
    ...(finalPrice ? { platformFinalPrice: finalPrice } : {}),
  };
}

/** The lower price that is the selling price now, told as what it is. */
function promotionalPrice(price: Money, isFlash: boolean): ChannelPromotion {
  return {
    id: 'lowest-price',
    title: isFlash ? '秒杀价' : '促销价',
    effect: 'price',
    kind: isFlash ? 'FLASH_SALE' : 'ITEM_DISCOUNT',
    stage: 'item',
    tiers: [{ price }],
    auto: true,
    requires: [],
    appliedInPrice: true,
  };
}

/** 到手价: JD's estimate with promotions and coupons, maybe for several pieces or for members. */
function handPriceOf(goods: Wire): BasedPrice | undefined {
  const info = partIn(goods['purchasePriceInfo']);
  const money = priceIn(info['purchasePrice']);
  if (!money || (integerIn(info['code']) ?? 200) !== 200) return undefined;
  const basis = BASIS_NAMES.get(integerIn(info['basisPriceType']));
  const pieces = integerIn(info['purchaseNum']);
  return {
    money,
    basis: 'PLATFORM_ESTIMATE',
    label: basis === undefined ? '到手价' : `到手价 (${basis})`,
    ...(pieces !== undefined && pieces > 1 ? { minQuantity: pieces } : {}),
  };
}

/** 包邮; 2 means JD's general rule, of which nothing can be said here. */
function freeShipping(goods: Wire): readonly ChannelPromotion[] {
  if (!isShippedFree(goods)) return [];
  return [
    {
      id: 'free-shipping',
      title: '包邮',
      effect: 'shipping-free',
      kind: 'SHIPPING',
      stage: 'shipping',
      tiers: [],
      auto: true,
      requires: [],
      appliedInPrice: false,
    },
  ];
}

export function isShippedFree(goods: Wire): boolean {
  return integerIn(partIn(goods['specInfo'])['isFreeShipping'] ?? goods['isFreeShipping']) === 1;
}
