import { readFileSync } from 'node:fs';
import { describeMapper } from '@onebasket/adapter-testkit';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { formatAmount, type Money } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toListing, toReportedOrder } from '../src/index.ts';
import { fieldsOf, rowsOf, type Fields } from '../src/wire.ts';

const fixture = (name: string) => parseLosslessJson(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'));
const searchItems = rowsOf(
  fieldsOf(fieldsOf(fixture('search-upgrade.json'))['tbk_dg_material_optional_upgrade_response'])['result_list'],
  'map_data',
  '',
).map(({ fields }) => fields);
const flatItem = fieldsOf(fixture('flat-item.json'));
const on = (date: string) => ({ asOf: new Date(date) });
const shown = (money: Money | undefined) => money && formatAmount(money);
const map = (item: Fields | undefined, date = '2026-01-03T00:00:00Z') => {
  const listing = toListing(item ?? {}, on(date));
  if (!listing) throw new Error('no listing');
  return listing;
};
const priced = (info: object) => map({ item_id: 'a-b', item_basic_info: { title: '示例' }, price_promotion_info: info });

describe('an item of the upgrade APIs', () => {
  const listing = map(searchItems[0]);

  test('keeps selling price, list price, coupon price and the platform’s own price apart', () => {
    expect([listing.price, listing.listPrice, listing.couponedPrice, listing.platformFinalPrice?.money].map(shown)).toEqual([
      '99.00',
      '129.00',
      '79.00',
      '79.00',
    ]);
    expect(listing.platformFinalPrice?.basis).toBe('PLATFORM_ESTIMATE');
  });

  test('shows the price for several pieces beside, never as the price', () => {
    expect(listing.otherPrices?.map(({ money, basis, label }) => [shown(money), basis, label])).toEqual([
      ['69.50', 'PLATFORM_ESTIMATE', '凑单价 2件凑单'],
    ]);
  });

  test('tells coupon, cross-shop offer and free shipping as promotions', () => {
    expect(listing.promotions).toMatchObject([
      {
        kind: 'COUPON',
        effect: 'amount',
        stage: 'item',
        title: '商品券 满90减20',
        tiers: [{ minAmount: { minor: 9000n }, off: { minor: 2000n } }],
        auto: false,
        requires: ['claim'],
        window: { from: '2026-01-01T00:00:00+08:00', to: '2026-01-08T00:00:00+08:00' },
        link: '//uland.example/c?e=1',
      },
      {
        kind: 'THRESHOLD_OFF',
        stage: 'platform',
        repeat: 'each',
        auto: true,
        tiers: [{ minAmount: { minor: 30_000n }, off: { minor: 5000n } }],
      },
      { kind: 'SHIPPING', effect: 'shipping-free' },
    ]);
  });

  test('keeps every digit of ids and gives addresses their scheme', () => {
    expect(listing).toMatchObject({
      externalId: 'AbC1-xYz2',
      title: '示例 保温杯 500ml',
      url: 'https://uland.example/c?e=1',
      images: [{ url: 'https://img.example.com/a.jpg' }, { url: 'https://img.example.com/b.jpg' }],
      seller: { id: '220000000000000123', name: '示例旗舰店' },
      salesVolume: 1200,
      categoryPath: ['居家日用', '保温杯'],
      availability: 'UNKNOWN',
    });
    expect(map(searchItems[1]).externalId).toBe('678901234567890123');
  });

  test('leaves out a price that is not told', () => {
    const without = map(searchItems[1]);
    expect(without).not.toHaveProperty('price');
    expect(without).not.toHaveProperty('listPrice');
  });

  test('counts a coupon only within its days', () => {
    expect(shown(map(searchItems[0], '2026-01-07T15:59:59Z').couponedPrice)).toBe('79.00');
    expect(map(searchItems[0], '2026-01-07T16:00:00Z')).not.toHaveProperty('couponedPrice');
  });
});

describe('an item of the older APIs', () => {
  test('is read with its flat coupon, whose last day counts whole', () => {
    const listing = map(flatItem, '2026-01-03T15:59:59Z');
    expect([listing.price, listing.listPrice, listing.couponedPrice].map(shown)).toEqual(['2999.90', '3350.00', '2649.90']);
    expect(listing).toMatchObject({ externalId: '520000000001', salesVolume: 18_000, seller: { name: '示例小店' } });
    expect(listing.promotions?.[0]).toMatchObject({
      kind: 'COUPON',
      limits: { remaining: 42 },
      link: '//uland.example/c?e=%2BzQ&x=1',
      window: { from: '2026-01-01T00:00:00+08:00', to: '2026-01-04T00:00:00+08:00' },
    });
    expect(map(flatItem, '2026-01-03T16:00:00Z')).not.toHaveProperty('couponedPrice');
  });

  test('tells cross-shop offers, which never enter the price of one piece', () => {
    const offers = map(flatItem).promotions?.filter(({ stage }) => stage === 'platform');
    expect(offers?.map(({ title, repeat }) => [title, repeat])).toEqual([
      ['跨店满减 每100减20', 'each'],
      ['跨店满减 每200减50', 'each'],
    ]);
  });

  test('tells offers that are words only, and prices for some buyers beside', () => {
    const listing = map({
      item_id: '1',
      title: '示例',
      zk_final_price: '99',
      promotion_info: '满2件打5折；满300减20',
      presale_discount_fee_text: '付定金立减5元',
      new_user_price: '1.99',
      jdd_price: '89',
    });
    expect(listing.promotions?.map(({ kind, tiers, requires }) => [kind, tiers, requires])).toEqual([
      ['MULTI_BUY', [{ minQuantity: 2, percentOff: '50' }], []],
      ['THRESHOLD_OFF', [{ minAmount: { minor: 30_000n, currency: 'CNY' }, off: { minor: 2000n, currency: 'CNY' } }], []],
      ['ITEM_DISCOUNT', [{ off: { minor: 500n, currency: 'CNY' } }], ['presale']],
    ]);
    expect(listing.otherPrices?.map(({ money, basis }) => [shown(money), basis])).toEqual([
      ['1.99', 'MEMBER'],
      ['89.00', 'GROUP'],
    ]);
    expect(listing).not.toHaveProperty('couponedPrice');
  });

  test('finds the coupon in its words where these are all there is', () => {
    const { couponedPrice } = map({ item_id: '1', title: '示例', zk_final_price: '99', coupon_info: '满16.00元减10.00元' });
    expect(shown(couponedPrice)).toBe('89.00');
    expect(shown(map({ item_id: '1', title: '示例', zk_final_price: '99', coupon_info: '5元无条件券' }).couponedPrice)).toBe('94.00');
  });
});

describe('promotions', () => {
  const path = (...rows: readonly object[]) => ({ final_promotion_path_list: { final_promotion_path_map_data: rows } });
  const offer = (title: string, desc: string, fee?: string) => ({
    promotion_title: title,
    promotion_desc: desc,
    ...(fee === undefined ? {} : { promotion_fee: fee }),
  });

  test('a threshold that one piece does not reach gives no coupon price', () => {
    const listing = priced({ zk_final_price: '79.9', ...path(offer('商品券', '满7999减1300', '1300.00')) });
    expect(listing).not.toHaveProperty('couponedPrice');
    expect(listing.promotions).toHaveLength(1);
  });

  test('two coupons are never added up', () => {
    const listing = priced({ zk_final_price: '100', ...path(offer('商品券', '满90减20'), offer('店铺券', '满99减30')) });
    expect(shown(listing.couponedPrice)).toBe('70.00');
  });

  test('members’ coupons, red packets and subsidies change no price', () => {
    const listing = priced({
      zk_final_price: '100',
      ...path(offer('88VIP大额券', '满90减20', '20'), offer('红包', '立减5元', '5'), offer('国家补贴', '8.5折', '15')),
    });
    expect(listing).not.toHaveProperty('couponedPrice');
    expect(listing.promotions?.map(({ kind, requires }) => [kind, requires])).toEqual([
      ['COUPON', ['claim', 'membership']],
      ['OTHER', ['claim']],
      ['OTHER', ['region']],
    ]);
  });

  test('a coupon that would leave nothing to pay is wrong data', () => {
    expect(priced({ zk_final_price: '20', ...path(offer('商品券', '', '20')) })).not.toHaveProperty('promotions');
  });

  test('an item’s own discount is inside the price unless the path says otherwise', () => {
    const inside = priced({ zk_final_price: '79.2', final_promotion_price: '79.2', ...path(offer('单品直降', '1件7.92折', '20.8')) });
    const outside = priced({ zk_final_price: '100', final_promotion_price: '79.2', ...path(offer('单品直降', '1件7.92折', '20.8')) });
    expect(inside.promotions?.[0]).toMatchObject({
      kind: 'ITEM_DISCOUNT',
      effect: 'percent',
      tiers: [{ percentOff: '20.8' }],
      appliedInPrice: true,
    });
    expect(outside.promotions?.[0]?.appliedInPrice).toBe(false);
  });

  test('a discount from several pieces on is told with its number', () => {
    expect(priced({ zk_final_price: '10', ...path(offer('多件优惠', '满3件打88折')) }).promotions?.[0]).toMatchObject({
      kind: 'MULTI_BUY',
      tiers: [{ minQuantity: 3, percentOff: '12' }],
    });
  });

  test('while deposits are taken the price is the presale’s', () => {
    const presale = { presale_start_time: 1767196800000, presale_end_time: 1767801599000, presale_deposit: '10' };
    const item = {
      item_id: '1',
      item_basic_info: { title: '示例' },
      price_promotion_info: { zk_final_price: '88' },
      presale_info: presale,
    };
    expect(map(item)).toMatchObject({ priceBasis: 'PRESALE', availability: 'PREORDER' });
    expect(map(item, '2026-02-01T00:00:00Z')).not.toHaveProperty('priceBasis');
  });
});

describeMapper('toListing', {
  samples: { 'an item of the upgrade APIs': searchItems[0], 'an item of the older APIs': flatItem },
  map: answer => toListing(fieldsOf(answer), on('2026-01-03T00:00:00Z')),
});

describeMapper('toReportedOrder', {
  samples: { 'a row of the order report': readFileSync(new URL('./fixtures/report-row.json', import.meta.url), 'utf8') },
  map: answer => toReportedOrder(fieldsOf(answer)),
});

test('a settled row tells the settled commission, and every digit of its numbers', () => {
  expect(toReportedOrder(fieldsOf(fixture('report-row.json')))).toMatchObject({
    externalId: '3000000000000000017',
    number: '3000000000000000016',
    attribution: 'adzone:123456789 special:2200000077',
    state: 'COMPLETED',
    total: { minor: 15_800n },
    commission: { minor: 711n },
    paidAt: '2026-01-02T11:05:00+08:00',
  });
});

test('no words of a promotion make the mapper throw, or take off nothing or everything', () => {
  const words = fc.array(fc.constantFrom('满', '每', '减', '件', '折', '元', '券', '立减', '.', '0', '9', '100', '12345678901234567890'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, parts => {
      const promotion_desc = parts.join('');
      const { promotions = [] } = priced({
        zk_final_price: '99',
        final_promotion_path_list: { final_promotion_path_map_data: [{ promotion_title: '优惠', promotion_desc }] },
      });
      for (const { off, minAmount, percentOff } of promotions.flatMap(({ tiers }) => tiers)) {
        for (const money of [off, minAmount]) if (money) expect(money.minor).toBeGreaterThan(0n);
        if (percentOff !== undefined) expect(Number(percentOff)).toSatisfy((percent: number) => percent > 0 && percent < 100);
      }
    }),
    { numRuns: 1000 },
  );
});

test('an amount of yuan survives to the fen, as text and as number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), fen => {
      const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
      expect(priced({ zk_final_price: text }).price?.minor).toBe(BigInt(fen));
      expect(priced({ zk_final_price: Number(text) }).price?.minor).toBe(BigInt(fen));
    }),
  );
});
