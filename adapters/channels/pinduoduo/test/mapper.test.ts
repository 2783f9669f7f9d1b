import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { money, type CurrencyCode } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSalesTip, toListing } from '../src/index.ts';
import { goods } from './goods.ts';

const asOf = new Date('2026-01-03T00:00:00Z');
const cny = (fen: number) => money(fen, 'CNY' as CurrencyCode);
const map = (change = {}) => toListing(goods(change), 'E9x_demo', { asOf });

describe('a product becomes a listing', () => {
  it('with the values that the reference expects of its example', () => {
    expect(map()).toMatchObject({
      externalId: 'E9x_demo',
      title: '示例保温杯',
      price: cny(2990),
      priceBasis: 'GROUP',
      otherPrices: [{ money: cny(3590), basis: 'SELLING' }],
      couponedPrice: cny(2490),
      salesVolume: 12_000,
      seller: { name: '示例店' },
      images: [{ url: 'https://img.example.com/p.jpg' }],
      availability: 'UNKNOWN',
      purchasable: true,
    });
  });

  it('with the same values when numbers come as texts, lossless, and among nulls and strangers', () => {
    const plain = map({ mall_id: 7, brand_name: null, goods_desc: null, clt_cpn_discount: null, new_field: { a: 1 } });
    const text = JSON.stringify(goods({ mall_id: 7, min_group_price: '2990', coupon_discount: '500', has_coupon: 1 }));
    expect(toListing(parseLosslessJson(text) as Record<string, unknown>, 'E9x_demo', { asOf })).toEqual(plain);
  });

  it('with the single price as its price where there is no group price', () => {
    const listing = map({ min_group_price: null });
    expect(listing.price).toEqual(cny(3590));
    expect(listing).not.toHaveProperty('priceBasis');
    expect(listing).not.toHaveProperty('otherPrices');
  });

  it('with no price rather than a wrong one', () => {
    for (const price of [0, -1, '', null, '29.90', 'free', {}]) {
      const listing = map({ min_group_price: price, min_normal_price: price });
      expect(listing).not.toHaveProperty('price');
      expect(listing).not.toHaveProperty('couponedPrice');
      expect(listing.purchasable).toBe(false);
    }
  });

  it('with the platform final price beside ours', () => {
    expect(map({ coupon_price: 2390 })).toMatchObject({
      couponedPrice: cny(2490),
      platformFinalPrice: { money: cny(2390), basis: 'PLATFORM_ESTIMATE' },
    });
  });

  it('with what older answers say', () => {
    const listing = map({ sales_tip: null, sold_quantity: 6998, goods_eval_score: 4.61, goods_eval_count: 20, mall_id: 552_747 });
    expect(listing).toMatchObject({ salesVolume: 6998, rating: { average: 4.61, count: 20 }, seller: { id: '552747', name: '示例店' } });
  });
});

describe('coupons', () => {
  it('count to their last second', () => {
    const at = (time: string) => toListing(goods(), 'E9x_demo', { asOf: new Date(time) }).couponedPrice;
    expect(at('2026-01-07T15:59:59.500Z')).toEqual(cny(2490));
    expect(at('2026-01-07T16:00:00Z')).toBeUndefined();
    expect(at('2025-12-31T15:59:59Z')).toBeUndefined();
  });

  it('take nothing off when they are used up, not reached, worth the whole price, or not there', () => {
    for (const change of [
      { coupon_remain_quantity: 0 },
      { coupon_min_order_amount: 2991 },
      { coupon_discount: 2990 },
      { coupon_discount: 0 },
      { has_coupon: false },
    ])
      expect(map(change)).not.toHaveProperty('couponedPrice');
  });

  it('for followers, percentages and extras are told and never taken off', () => {
    const listing = map({
      has_coupon: false,
      mall_id: 7,
      clt_cpn_discount: 100,
      clt_cpn_min_amt: 500,
      clt_cpn_batch_sn: 'SN1',
      has_mall_coupon: true,
      mall_coupon_discount_pct: 10,
      mall_coupon_min_order_amount: 1000,
      mall_coupon_max_discount_amount: 400,
      extra_coupon_amount: 50,
      subsidy_amount: 60,
      cash_gift_amount: 70,
    });
    expect(listing).not.toHaveProperty('couponedPrice');
    expect(listing.promotions).toMatchObject([
      { id: 'SN1', kind: 'COUPON', requires: ['claim', 'follow-shop'], tiers: [{ minAmount: cny(500), off: cny(100) }] },
      { kind: 'COUPON', effect: 'percent', tiers: [{ minAmount: cny(1000), percentOff: '10' }], cap: cny(400), scope: { sellers: ['7'] } },
      { kind: 'OTHER', tiers: [{ off: cny(50) }] },
      { kind: 'OTHER', tiers: [{ off: cny(60) }] },
      { kind: 'OTHER', tiers: [{ off: cny(70) }] },
    ]);
  });
});

it('reads sales words down to a number that is at least right', () => {
  const read = (tip: string) => parseSalesTip(tip);
  expect(read('195')).toEqual({ count: 195, isApproximate: false });
  expect(read('5.8万')).toEqual({ count: 58_000, isApproximate: true });
  expect(read('已拼10万+件')).toEqual({ count: 100_000, isApproximate: true });
  expect(read('1.2万+')).toEqual({ count: 12_000, isApproximate: true });
  expect(read('500+')).toEqual({ count: 500, isApproximate: true });
  expect(read('很多')).toBeUndefined();
});

it('never throws and never invents a price, whatever a product says', () => {
  const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.object());
  const fields = Object.keys(goods({ mall_id: 1, clt_cpn_discount: 1, subsidy_amount: 1, mall_coupon_discount_pct: 1, create_at: 1 }));
  fc.assert(
    fc.property(fc.record(Object.fromEntries(fields.map(name => [name, value])), { requiredKeys: [] }), change => {
      const listing = toListing(change, 'id', { asOf });
      for (const price of [listing.price, listing.couponedPrice, ...(listing.otherPrices ?? []).map(it => it.money)])
        if (price) expect(price.minor).toBeGreaterThan(0n);
      expect(listing.title).not.toBe('');
    }),
  );
});

it('keeps every amount to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.boolean(), (fen, asText) => {
      expect(map({ min_group_price: asText ? String(fen) : fen }).price).toEqual(cny(fen));
    }),
  );
});
