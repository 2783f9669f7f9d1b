import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { currency, money } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOffer, toListing, toSearchListing, unitPrice, yuanIn } from '../src/index.ts';
import { LosslessNumber } from '@onebasket/adapter-sdk';
import { detail } from './detail.ts';

const cny = (fen: number) => money(fen, currency('CNY'));

function read(change = {}, sale = {}) {
  const offer = readOffer(detail(change, sale));
  if (!offer) throw new Error('no offer');
  return offer;
}

const first = (change = {}, sale = {}) => {
  const offer = read(change, sale);
  return toListing(offer, offer.skus[0]);
};

describe('yuan', () => {
  it('become fen without a float', () => {
    for (const [text, fen] of [
      ['3350', 335_000],
      ['88', 8800],
      ['88.0', 8800],
      ['88.00', 8800],
      ['4.35', 435],
      ['64.1', 6410],
      [' 0.5 ', 50],
      ['88.0000', 8800],
    ] as const)
      expect(yuanIn(text), text).toEqual(cny(fen));
    expect(yuanIn(6.15)).toEqual(cny(615));
    expect(yuanIn(new LosslessNumber('6.409999999999999'))).toEqual(cny(641));
    expect(yuanIn(new LosslessNumber('0.30000000000000004'))).toEqual(cny(30));
  });

  it('that are finer than a fen, negative or no number are unknown', () => {
    for (const value of ['0.035', '-1', '', '价格', null, undefined, '1,000', '1e3', new LosslessNumber('0.035'), {}])
      expect(yuanIn(value)).toBeUndefined();
  });
});

describe('an offer that is priced by quantity', () => {
  it('shows the price of its smallest order as a tier, and the other tiers', () => {
    const listing = first();
    expect(listing).toMatchObject({
      externalId: '627056024629-spec-white',
      parentId: '627056024629',
      title: '猫砂盆超大号&防外溅 白色',
      url: 'https://detail.1688.com/offer/627056024629.html',
      price: cny(1750),
      priceBasis: 'TIER',
      stock: 120,
      availability: 'IN_STOCK',
      purchasable: true,
      brand: '示例',
      model: 'GD7',
      sku: 'W-1',
      seller: { id: 'seller-open-id', name: '杭州示例电子商务有限公司' },
      salesVolume: 12_342,
      options: [{ name: '颜色', value: '白色' }],
      categoryPath: ['猫砂盆'],
      createdAt: '2024-05-24T00:00:00+08:00',
    });
    expect(listing.otherPrices).toEqual([
      { money: cny(1750), basis: 'TIER', minQuantity: 10 },
      { money: cny(1500), basis: 'TIER', minQuantity: 100 },
      { money: cny(2550), basis: 'SELLING', minQuantity: 1, label: '一件代发价' },
    ]);
    expect(listing.images.map(({ url }) => url)).toEqual([
      'https://cbu01.alicdn.com/img/ibank/w.jpg',
      'https://cbu01.alicdn.com/img/ibank/2017/1.jpg',
      'https://cbu01.alicdn.com/img/ibank/2.jpg',
    ]);
  });

  it('has the tier that applies to the quantity, and none below the first', () => {
    const offer = read();
    const at = (quantity: number) => unitPrice(offer, offer.skus[0], quantity)?.price;
    expect([at(9), at(10), at(99), at(100), at(5000)]).toEqual([undefined, cny(1750), cny(1750), cny(1500), cny(1500)]);
  });
});

describe('an offer that is priced by SKU', () => {
  it('shows the price of the SKU, which anybody may buy one piece for', () => {
    const listing = first({ minOrderQuantity: 1, tagInfoList: [] }, { quoteType: 1, priceRangeList: null });
    expect(listing.price).toEqual(cny(1880));
    expect(listing).not.toHaveProperty('priceBasis');
    expect(listing).not.toHaveProperty('otherPrices');
  });

  it('that is out of stock, or below the smallest order, says so', () => {
    const offer = read();
    expect(toListing(offer, offer.skus[1])).toMatchObject({ availability: 'OUT_OF_STOCK', stock: 0 });
    expect(first({ minOrderQuantity: 121 })).toMatchObject({ availability: 'OUT_OF_STOCK', stock: 120 });
  });
});

describe('promotion prices', () => {
  const sale = { quoteType: 0, priceRangeList: [{ startQuantity: 1, price: '10', promotionPrice: '9' }] };

  it('are the price of the day, with what it was before', () => {
    expect(first({ minOrderQuantity: 1 }, sale)).toMatchObject({ price: cny(900), listPrice: cny(1000) });
  });

  it('for PLUS members stand beside the price', () => {
    const listing = first({ minOrderQuantity: 1, promotionModel: { hasPromotion: true, promotionType: 'plus-plus会员' } }, sale);
    expect(listing.price).toEqual(cny(1000));
    expect(listing).not.toHaveProperty('listPrice');
    expect(listing.otherPrices).toContainEqual({ money: cny(900), basis: 'MEMBER', label: 'PLUS会员价' });
  });
});

it('keeps the price that this account’s channel was granted apart', () => {
  const channelPrice = { channelSkuPriceList: [{ skuId: '4400000000001', currentPrice: '13.41' }] };
  expect(first({ channelPrice }).otherPrices).toContainEqual({ money: cny(1341), basis: 'CONTRACT', label: '渠道价' });
});

it('an offer that is not published cannot be bought', () => {
  expect(first({ status: 'member expired' }).purchasable).toBe(false);
});

describe('an item of the keyword search', () => {
  const item = {
    offerId: 627_056_024_629,
    subject: '饼干',
    subjectTrans: 'Biscuit',
    imageUrl: 'https://cbu01.alicdn.com/1.jpg',
    priceInfo: { price: '10.5', consignPrice: '12', promotionPrice: null },
    monthSold: 1213,
    minOrderQuantity: 3,
    isOnePsale: true,
    createDate: '2024-04-20 08:00:00',
  };

  it('has a price from its smallest order on', () => {
    expect(toSearchListing(item)).toMatchObject({
      externalId: '627056024629',
      title: '饼干',
      price: cny(1050),
      priceBasis: 'TIER',
      otherPrices: [
        { money: cny(1050), basis: 'TIER', minQuantity: 3 },
        { money: cny(1200), basis: 'SELLING', minQuantity: 1 },
      ],
      salesVolume: 1213,
      availability: 'UNKNOWN',
    });
  });

  it('means the same in numbers, texts and lossless numbers', () => {
    const text = JSON.stringify({ ...item, offerId: '627056024629', monthSold: '1213', priceInfo: { price: 10.5, consignPrice: 12 } });
    expect(toSearchListing(parseLosslessJson(text) as Record<string, unknown>)).toEqual(toSearchListing(item));
  });

  it('without a readable price has none', () => {
    expect(toSearchListing({ ...item, priceInfo: { price: '价格' }, isOnePsale: false })).not.toHaveProperty('price');
    expect(toSearchListing({ ...item, offerId: null })).toBeUndefined();
  });
});

it('never throws and never invents a price, whatever an offer says', () => {
  const value = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.object({ maxDepth: 1 })),
    fc.object(),
  );
  const anything = (names: readonly string[]) => fc.record(Object.fromEntries(names.map(name => [name, value])), { requiredKeys: [] });
  const offers = fc.record({
    change: anything(Object.keys(detail()).filter(name => name !== 'productSaleInfo')),
    sale: anything(['amountOnSale', 'priceRangeList', 'quoteType', 'fenxiaoSaleInfo']),
  });
  fc.assert(
    fc.property(offers, ({ change, sale }) => {
      const offer = readOffer(detail(change, sale));
      if (!offer) return;
      for (const listing of [toListing(offer, undefined), ...offer.skus.map(sku => toListing(offer, sku)), toSearchListing(change)]) {
        for (const price of [listing?.price, listing?.listPrice, ...(listing?.otherPrices ?? []).map(it => it.money)])
          if (price) expect(price.minor).toBeGreaterThan(0n);
        expect(listing?.title).not.toBe('');
      }
    }),
  );
});

it('keeps every yuan amount to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fen => {
      const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
      expect(yuanIn(text)).toEqual(cny(fen));
      expect(yuanIn(Number(text))).toEqual(cny(fen));
    }),
  );
});
