import { readFileSync } from 'node:fs';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvelope, toListing } from '../src/index.ts';
import { recordsIn, type Wire } from '../src/wire.ts';

const documented = parseLosslessJson(readFileSync(new URL('./fixtures/documented-goods.json', import.meta.url), 'utf8'));
const asOf = new Date('2026-01-03T04:00:00Z');
const cny = (minor: bigint) => ({ minor, currency: 'CNY' });
const listing = (goods: Wire, at = asOf) => toListing(goods, { asOf: at });
const bottle = {
  skuId: 100000000001,
  skuName: '示例保温杯',
  priceInfo: { price: 59.9, lowestPrice: 59.9, lowestPriceType: 1, lowestCouponPrice: 49.9 },
  couponInfo: {
    couponList: [{ discount: 10, quota: 50, couponStyle: 0, isBest: 1, useStartTime: 1767196800000, useEndTime: 1767801599000 }],
  },
  materialUrl: 'item.jd.com/100000000001.html',
  owner: 'g',
};
const withCoupon = (coupon: Wire) =>
  listing({ ...bottle, couponInfo: { couponList: [{ ...bottle.couponInfo.couponList[0], ...coupon }] } });

describe('an item as JD sends it', () => {
  it('has its price, its coupon, the price after it, and its page', () => {
    expect(listing(bottle)).toMatchObject({
      externalId: '100000000001',
      title: '示例保温杯',
      url: 'https://item.jd.com/100000000001.html',
      price: cny(5990n),
      couponedPrice: cny(4990n),
      platformFinalPrice: { money: cny(4990n), basis: 'PLATFORM_ESTIMATE' },
      promotions: [
        { kind: 'COUPON', effect: 'amount', tiers: [{ minAmount: cny(5000n), off: cny(1000n) }], requires: ['claim'], auto: false },
      ],
      attributes: [{ name: '自营', value: '是' }],
      availability: 'UNKNOWN',
      purchasable: true,
    });
  });

  it.each([
    ['that cannot be claimed', { couponStatus: -1 }],
    ['that was claimed already', { couponStatus: 1 }],
    ['whose claim is over', { getEndTime: 1767369599000 }],
    ['that is claimed in the morning only', { timeCouponInfoList: [{ timeCouponBegin: '00:00:00', timeCouponEnd: '08:59:59' }] }],
    ['that is not valid yet', { useStartTime: 1767542400000 }],
    ['whose threshold is above the price', { quota: 60 }],
    ['that would leave nothing', { discount: 59.9 }],
    ['of a percentage', { couponStyle: 3 }],
    ['of a style that nobody knows', { couponStyle: 99 }],
  ])('does not count a coupon %s', (_, coupon) => {
    expect(withCoupon(coupon)).not.toHaveProperty('couponedPrice');
  });

  it('counts a coupon up to the last second of its last day', () => {
    expect(toListing(bottle, { asOf: new Date(1767801599500) })?.couponedPrice).toEqual(cny(4990n));
    expect(toListing(bottle, { asOf: new Date(1767801600000) })).not.toHaveProperty('couponedPrice');
  });

  it('counts one coupon, the largest, and a repeating one once', () => {
    const [coupon] = bottle.couponInfo.couponList;
    const couponList = [coupon, { ...coupon, discount: 12 }, { ...coupon, quota: 20, discount: 5, couponStyle: 28 }];
    const found = listing({ ...bottle, couponInfo: { couponList } });
    expect(found?.couponedPrice).toEqual(cny(4790n));
    expect(found?.promotions?.map(({ repeat }) => repeat)).toEqual([undefined, undefined, 'each']);
  });

  it('keeps the claim link byte for byte', () => {
    const link = 'http://coupon.m.jd.com/coupons/show.action?linkKey=AA%2BxI&from=a+b &x=%E5%88%B8';
    expect(withCoupon({ link })?.promotions?.[0]?.link).toBe(link);
  });

  it('is sold for its flash price while that runs, and is listed at the price before', () => {
    const goods = {
      ...bottle,
      priceInfo: { price: 36.9, lowestPrice: 26.8, lowestPriceType: 3 },
      seckillInfo: { seckillPrice: 26.8, seckillStartTime: 1767369600000, seckillEndTime: 1767455999000 },
    };
    const found = listing(goods);
    expect(found).toMatchObject({ price: cny(2680n), listPrice: cny(3690n) });
    expect(found?.promotions?.find(({ kind }) => kind === 'FLASH_SALE')).toMatchObject({
      appliedInPrice: true,
      tiers: [{ price: cny(2680n) }],
    });
    expect(listing(goods, new Date('2026-01-05T00:00:00Z'))).toMatchObject({ price: cny(3690n) });
  });

  it.each([
    [1, 'ITEM_DISCOUNT', '促销价'],
    [3, 'FLASH_SALE', '秒杀价'],
  ])('is sold for a lower price of type %i, which is told as a promotion', (lowestPriceType, kind, title) => {
    const found = listing({ ...bottle, couponInfo: {}, priceInfo: { price: 59.9, lowestPrice: 49.9, lowestPriceType } });
    expect(found).toMatchObject({ price: cny(4990n), listPrice: cny(5990n), promotions: [{ kind, title, appliedInPrice: true }] });
  });

  it.each([2, 4])('is never sold for a lowest price of type %i, which needs a group or a deposit', lowestPriceType => {
    const found = listing({ ...bottle, priceInfo: { price: 59.9, lowestPrice: 39.9, lowestPriceType } });
    expect(found?.price).toEqual(cny(5990n));
    expect(found?.otherPrices).toMatchObject([{ money: cny(3990n), basis: lowestPriceType === 2 ? 'GROUP' : 'PRESALE' }]);
  });

  it.each([{ price: -1 }, { price: 0 }, { price: null }, { price: '' }, {}])('with %j has no price and cannot be bought', priceInfo => {
    expect(listing({ ...bottle, priceInfo })).not.toHaveProperty('price');
    expect(listing({ ...bottle, priceInfo })?.purchasable).toBe(false);
  });

  it('goes by the union id where its page does', () => {
    const goods = { ...bottle, itemId: 'Q9Z2_3SD7', materialUrl: 'jingfen.jd.com/detail/Q9Z2_3SD7.html' };
    expect(listing(goods)).toMatchObject({
      externalId: 'Q9Z2_3SD7',
      url: 'https://jingfen.jd.com/detail/Q9Z2_3SD7.html',
      sku: '100000000001',
    });
  });

  it('tells a subsidy with its share, cap and region', () => {
    const label = {
      promotionLabel: '国补立减',
      subType: 9107,
      rebate: 0.15,
      topDiscount: 2000,
      provinceNameList: ['天津', '北京'],
      promotionLabelId: 7,
    };
    expect(listing({ ...bottle, promotionLabelInfoList: [label] })?.promotions?.at(-1)).toMatchObject({
      id: '7',
      title: '国补立减 [天津, 北京]',
      effect: 'percent',
      tiers: [{ percentOff: '15' }],
      cap: cny(200_000n),
      requires: ['region'],
    });
  });

  it.each([
    [
      '满199减20，满299减40',
      {
        effect: 'amount',
        tiers: [
          { minAmount: cny(19900n), off: cny(2000n) },
          { minAmount: cny(29900n), off: cny(4000n) },
        ],
      },
    ],
    ['每满300元减50元', { effect: 'amount', repeat: 'each', tiers: [{ minAmount: cny(30000n), off: cny(5000n) }] }],
    ['满2件，总价打8折', { effect: 'percent', kind: 'MULTI_BUY', tiers: [{ minQuantity: 2, percentOff: '20' }] }],
    ['满3件8.5折', { effect: 'percent', tiers: [{ minQuantity: 3, percentOff: '15' }] }],
    ['购买即赠杯刷', { effect: 'gift', kind: 'GIFT', tiers: [] }],
    ['神秘优惠', { kind: 'OTHER', tiers: [] }],
  ])('understands the words %s', (promotionLabel, expected) => {
    const found = listing({ ...bottle, promotionLabelInfoList: [{ promotionLabel, promotionLabelId: 1 }] });
    expect(found?.promotions?.at(-1)).toMatchObject({ title: promotionLabel, ...expected });
  });
});

describe('the example of the documentation', () => {
  const goods = recordsIn(readEnvelope(documented, 'jd.union.open.goods.query').result['data'])[0] as Wire;
  const found = listing(goods);

  it('is read with all its prices, each with its basis', () => {
    expect(found).toMatchObject({
      externalId: '26898778009',
      parentId: '3491692',
      brand: '悍途（Humtto）',
      price: cny(3990n),
      platformFinalPrice: { money: cny(1090n), basis: 'PLATFORM_ESTIMATE', label: '券后价' },
      otherPrices: [
        { money: cny(3990n), basis: 'GROUP', label: '2人拼购价' },
        { money: cny(10_000n), basis: 'PRESALE', label: '预售价' },
        { money: cny(880n), basis: 'MEMBER', label: 'PLUS会员价' },
        { money: cny(3090n), basis: 'PLATFORM_ESTIMATE', label: '到手价 (京东价)' },
      ],
      seller: { id: '45619', name: 'XXXX旗舰店' },
      categoryPath: ['珠宝首饰', '木手串/把件', '其他'],
      gtins: ['9787515515564'],
      salesVolume: 6018,
      images: [
        { url: 'http://img14.360buyimg.com/ads/jfs/t22495/main.jpg' },
        { url: 'https://img14.360buyimg.com/pop/jfs/t1/74611/white.png' },
      ],
      options: [
        { name: '颜色', value: '白色' },
        { name: '尺寸', value: '1' },
      ],
    });
  });

  it('has no coupon that counts, and names every promotion', () => {
    expect(found).not.toHaveProperty('couponedPrice');
    expect(found?.promotions?.map(({ kind }) => kind)).toEqual([
      'COUPON',
      'FLASH_SALE',
      'OTHER',
      'OTHER',
      'MEMBER_PRICE',
      'MULTI_BUY',
      'SHIPPING',
    ]);
  });
});

describe('any item', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.constant([]),
    fc.constant({}),
    fc.constantFrom('', '10.00', '-5', '1e9', 'abc', '0', 0, -1, 1767196800000, 1e300),
  );
  const part = (names: readonly string[]) =>
    fc.oneof(odd, fc.record(Object.fromEntries(names.map(name => [name, odd])), { requiredKeys: [] }));
  const list = (names: readonly string[]) => fc.oneof(odd, fc.array(part(names), { maxLength: 3 }), fc.record({ wrapper: part(names) }));
  const coupon = [
    'discount',
    'quota',
    'couponStyle',
    'couponStatus',
    'bindType',
    'link',
    'useStartTime',
    'useEndTime',
    'getStartTime',
    'getEndTime',
  ];
  const wire = fc.record(
    {
      skuId: fc.oneof(fc.integer({ min: 1, max: 1e14 }), fc.constantFrom('100012043978', '26898778009')),
      skuName: odd,
      itemId: odd,
      spuid: odd,
      owner: odd,
      stockState: odd,
      materialUrl: odd,
      inOrderCount30Days: odd,
      priceInfo: part(['price', 'lowestPrice', 'lowestPriceType', 'lowestCouponPrice']),
      couponInfo: fc.oneof(odd, fc.record({ couponList: list(coupon) })),
      pinGouInfo: part(['pingouPrice', 'pingouTmCount', 'pingouStartTime', 'pingouEndTime']),
      seckillInfo: part(['seckillPrice', 'seckillStartTime', 'seckillEndTime']),
      preSaleInfo: part(['currentPrice', 'preSaleStartTime', 'preSaleEndTime']),
      secondPriceInfoList: list(['secondPriceType', 'secondPrice']),
      purchasePriceInfo: part(['code', 'purchasePrice', 'basisPriceType', 'purchaseNum']),
      promotionLabelInfoList: list([
        'promotionLabel',
        'labelName',
        'promotionLabelId',
        'subType',
        'rebate',
        'topDiscount',
        'provinceNameList',
      ]),
      imageInfo: fc.oneof(odd, fc.record({ imageList: list(['url']), whiteImage: odd })),
      specInfo: part(['size', 'color', 'spec', 'specName', 'isFreeShipping']),
      shopInfo: part(['shopId', 'shopName']),
      bookInfo: part(['isbn', 'authorName']),
    },
    { requiredKeys: ['skuId'] },
  );

  it('becomes a listing without a crash, and without a price of nothing', () => {
    fc.assert(
      fc.property(wire, goods => {
        const found = listing(goods);
        expect(found?.title).not.toBe('');
        const prices = [found?.price, found?.listPrice, found?.couponedPrice, ...(found?.otherPrices ?? []).map(({ money }) => money)];
        for (const price of prices) if (price) expect(price.minor > 0n).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
