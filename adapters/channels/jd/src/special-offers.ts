import type { BasedPrice, ChannelPromotion, PromotionRequirement } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import { windowIn } from './windows.ts';
import { integerIn, partIn, recordsIn, type Wire } from './wire.ts';
import { priceIn } from './yuan.ts';

/** A price for some buyers or some days, and the promotion that it is. */
export interface SpecialOffer {
  readonly price: BasedPrice;
  readonly promotion: ChannelPromotion;
}

/** `secondPriceType`. */
const SECOND_PRICES: ReadonlyMap<number | undefined, { readonly label: string; readonly requires: PromotionRequirement }> = new Map([
  [2, { label: 'PLUS会员价', requires: 'membership' }],
  [9, { label: '学生价', requires: 'membership' }],
  [18, { label: '新人价', requires: 'new-customer' }],
]);

/** Group, presale and member prices. Nobody gets them just so: none is ever folded into the selling price. */
export function specialOffers(goods: Wire): readonly SpecialOffer[] {
  return [...groupOffer(goods), ...presaleOffer(goods), ...secondPrices(goods)];
}

/** The flash sale (秒杀), with its price. Whether it is the selling price now is another question. */
export function flashSale(goods: Wire): { readonly price: Money; readonly promotion: ChannelPromotion } | undefined {
  const info = partIn(goods['seckillInfo']);
  const price = priceIn(info['seckillPrice']);
  if (!price) return undefined;
  return {
    price,
    promotion: { ...priced('seckill', '秒杀价', price, 'FLASH_SALE'), ...windowIn(info['seckillStartTime'], info['seckillEndTime']) },
  };
}

function groupOffer(goods: Wire): readonly SpecialOffer[] {
  const info = partIn(goods['pinGouInfo']);
  const price = priceIn(info['pingouPrice']) ?? lowestOf(goods, 2);
  if (!price) return [];
  const size = integerIn(info['pingouTmCount']);
  const label = size !== undefined && size > 1 ? `${size}人拼购价` : '拼购价';
  const promotion = priced('pingou', label, price, 'OTHER', 'group');
  return [
    {
      price: { money: price, basis: 'GROUP', label },
      promotion: { ...promotion, ...windowIn(info['pingouStartTime'], info['pingouEndTime']) },
    },
  ];
}

function presaleOffer(goods: Wire): readonly SpecialOffer[] {
  const info = partIn(goods['preSaleInfo']);
  const price = priceIn(info['currentPrice']) ?? lowestOf(goods, 4);
  if (!price) return [];
  const promotion = priced('presale', '预售价', price, 'OTHER', 'presale');
  return [
    {
      price: { money: price, basis: 'PRESALE', label: '预售价' },
      promotion: { ...promotion, ...windowIn(info['preSaleStartTime'], info['preSaleEndTime']) },
    },
  ];
}

function secondPrices(goods: Wire): readonly SpecialOffer[] {
  return recordsIn(goods['secondPriceInfoList']).flatMap(row => {
    const type = integerIn(row['secondPriceType']);
    const price = priceIn(row['secondPrice']);
    if (!price || type === undefined) return [];
    const { label, requires } = SECOND_PRICES.get(type) ?? { label: `会员价 (${type})`, requires: 'membership' };
    return [
      {
        price: { money: price, basis: 'MEMBER' as const, label },
        promotion: priced(`second-price-${type}`, label, price, 'MEMBER_PRICE', requires),
      },
    ];
  });
}

/** `lowestPrice` speaks of a group or presale price when its type says so. */
function lowestOf(goods: Wire, type: 2 | 4): Money | undefined {
  const info = partIn(goods['priceInfo']);
  return integerIn(info['lowestPriceType']) === type ? priceIn(info['lowestPrice']) : undefined;
}

function priced(
  id: string,
  title: string,
  price: Money,
  kind: ChannelPromotion['kind'],
  requires?: PromotionRequirement,
): ChannelPromotion {
  return {
    id,
    title,
    effect: 'price',
    kind,
    stage: 'item',
    tiers: [{ price }],
    auto: true,
    requires: requires === undefined ? [] : [requires],
    appliedInPrice: false,
  };
}
