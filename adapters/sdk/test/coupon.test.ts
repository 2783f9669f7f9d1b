import { currency, money } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { couponedPrice, type ChannelPromotion } from '../src/index.ts';

const cny = (fen: number) => money(fen, currency('CNY'));
const noon = new Date('2026-11-25T12:00:00+08:00');

function coupon(minFen: number, offFen: number, more: Partial<ChannelPromotion> = {}): ChannelPromotion {
  return {
    id: `${minFen}-${offFen}`,
    title: `满${minFen / 100}减${offFen / 100}`,
    effect: 'amount',
    kind: 'COUPON',
    stage: 'shop',
    tiers: [{ minAmount: cny(minFen), off: cny(offFen) }],
    auto: false,
    requires: ['claim'],
    appliedInPrice: false,
    ...more,
  };
}

describe('the price after a coupon', () => {
  it('uses the one coupon that takes most off, never two', () => {
    const { price, coupon: used } = couponedPrice(cny(20_000), [coupon(10_000, 1_000), coupon(19_900, 3_000), coupon(0, 500)], noon);
    expect(price).toEqual(cny(17_000));
    expect(used?.id).toBe('19900-3000');
  });

  it.each([
    ['is not reached', coupon(20_001, 3_000)],
    ['is over', coupon(0, 3_000, { window: { to: '2026-11-25T12:00:00+08:00' } })],
    ['has not begun', coupon(0, 3_000, { window: { from: '2026-11-25T12:00:01+08:00' } })],
    ['is used up', coupon(0, 3_000, { limits: { remaining: 0 } })],
    ['is for members', coupon(0, 3_000, { requires: ['claim', 'membership'] })],
    ['is in the price already', coupon(0, 3_000, { appliedInPrice: true })],
    ['leaves nothing to pay', coupon(0, 20_000)],
    ['is in another currency', coupon(0, 3_000, { tiers: [{ off: money(3_000, currency('USD')) }] })],
    ['applies by itself', coupon(0, 3_000, { auto: true })],
  ])('leaves a coupon aside that %s', (_, one) => {
    expect(couponedPrice(cny(20_000), [one], noon)).toEqual({ price: cny(20_000) });
  });

  it('is never zero, never above the price, and does not depend on the order of coupons', () => {
    const coupons = fc.array(fc.tuple(fc.nat(30_000), fc.nat(30_000)).map(([min, off]) => coupon(min, off)));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), coupons, (fen, all) => {
        const { price } = couponedPrice(cny(fen), all, noon);
        expect(price.minor > 0n && price.minor <= BigInt(fen)).toBe(true);
        expect(couponedPrice(cny(fen), all.toReversed(), noon).price).toEqual(price);
      }),
    );
  });
});
