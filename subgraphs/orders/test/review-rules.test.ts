import { currency, parseMoney } from '@onebasket/core';
import type { ReviewRule } from '@onebasket/runtime';
import { convert } from '@onebasket/pricing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressProblems } from '../src/review/address-quality.ts';
import { tryRules } from '../src/review/bench.ts';
import { readBenchOrders, type BenchOrder } from '../src/review/bench-order.ts';
import { creditOf } from '../src/review/credit.ts';
import type { LineFacts, OrderFacts } from '../src/review/facts.ts';
import { matchRules, type Converter } from '../src/review/rules.ts';

const CNY = currency('CNY');
const yuan = (text: string) => parseMoney(text, CNY);
const noRates: Converter = (amount, target) => (amount.currency === target ? amount : undefined);
const line = (more: Partial<LineFacts> = {}): LineFacts => ({
  listingId: 'shop:1',
  channelId: 'shop',
  title: 'Silver ring',
  quantity: 1,
  unitPrice: yuan('100'),
  listPrice: yuan('100'),
  goods: { brand: 'Brightex', categories: ['c-8', 'Jewellery', 'Rings'] },
  ...more,
});
const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({
  placedAt: '2026-05-01T12:00:00.000Z',
  total: yuan('100'),
  lines: [line()],
  contact: { name: 'Li Lei', email: 'li@example.com', phone: '+86 138 0000 1234' },
  address: { country: 'CN', region: 'Shanghai', city: 'Shanghai', line1: '世纪大道1号' },
  isGuest: false,
  earlierOrders: 3,
  recent: { contact: [], address: [], payment: [] },
  credit: creditOf({ kept: 3, cancelled: 0, declined: 0, refunded: 0, rejected: 0, daysKnown: 90 }),
  ...more,
});
const matched = (rule: Omit<ReviewRule, 'id'>, of: OrderFacts = facts(), rates = noRates) =>
  matchRules([{ id: 'rule', ...rule }], of, rates)[0];

describe('a rule', () => {
  it('about the total counts from the amount on, in other currencies by rate, and holds what it cannot compare', () => {
    const total = { atLeast: { amount: '100', currency: 'CNY' } };
    expect(matched({ total })).toMatchObject({ action: 'hold', isUnsure: false });
    expect(matched({ total }, facts({ total: yuan('99.99') }))).toBeUndefined();
    const inDollars = { total: { atLeast: { amount: '15', currency: 'USD' } } };
    const rates = { base: 'USD', date: '2026-05-01', values: { CNY: '7' } };
    const byRate: Converter = (amount, target) => convert(amount, target, rates, '')?.money;
    expect(matched(inDollars, facts(), byRate)).toBeUndefined();
    expect(matched(inDollars, facts({ total: yuan('105') }), byRate)).toMatchObject({ isUnsure: false });
    expect(matched({ ...inDollars, action: 'block' })).toMatchObject({ action: 'hold', isUnsure: true });
  });

  it('about goods looks at categories with what lies below them, brands, listings, channels and words', () => {
    for (const goods of [
      { categories: ['jewellery'] },
      { categories: ['c-8'] },
      { brands: ['BRIGHTEX'] },
      { listings: ['shop:1'] },
      { channels: ['shop'] },
      { words: ['ring'] },
    ])
      expect(matched({ goods }), JSON.stringify(goods)).toBeDefined();
    for (const goods of [
      { categories: ['Cameras'] },
      { brands: ['Bright'] },
      { listings: ['shop:10'] },
      { channels: ['sho'] },
      { words: ['gold'] },
    ])
      expect(matched({ goods }), JSON.stringify(goods)).toBeUndefined();
  });

  it('about a category holds, and never blocks, what nobody could look up', () => {
    const unknown = facts({ lines: [line({ goods: 'unknown' })] });
    expect(matched({ goods: { categories: ['Cameras'] }, action: 'block' }, unknown)).toMatchObject({ action: 'hold', isUnsure: true });
    expect(matched({ goods: { words: ['camera'] }, action: 'block' }, unknown)).toBeUndefined();
  });

  it('wants all its conditions, those about goods of one and the same line', () => {
    const dear = line({ listingId: 'shop:2', goods: { categories: ['Cameras'] }, quantity: 9 });
    const both = facts({ lines: [line(), dear] });
    expect(matched({ goods: { categories: ['Jewellery'] }, quantity: { atLeast: 5 } }, both)).toBeUndefined();
    expect(matched({ goods: { categories: ['Cameras'] }, quantity: { atLeast: 5 } }, both)).toBeDefined();
    expect(matched({ quantity: { atLeast: 10, of: 'order' } }, both)).toBeDefined();
    expect(matched({ quantity: { atLeast: 10 } }, both)).toBeUndefined();
    expect(matched({ goods: { categories: ['Cameras'] }, buyer: { guest: true } }, both)).toBeUndefined();
  });

  it('leaves out what it excepts', () => {
    const goods = { categories: ['Jewellery'] };
    expect(matched({ goods, except: { listings: ['shop:1'] } })).toBeUndefined();
    expect(matched({ goods, except: { brands: ['Other'] } })).toBeDefined();
    expect(matched({ goods, except: { contacts: ['LI@example.com'] } })).toBeUndefined();
    expect(matched({ goods, except: { contacts: ['8613800001234'] } })).toBeUndefined();
    const total = { atLeast: { amount: '1', currency: 'CNY' } };
    expect(matched({ total, except: { brands: ['Brightex'] } })).toBeUndefined();
    expect(matched({ total, except: { brands: ['Other'] } })).toBeDefined();
  });

  it('counts orders within its window, the one it looks at too', () => {
    const recent = (minutes: number) => ({
      orderId: `o${minutes}`,
      at: new Date(Date.parse(facts().placedAt) - minutes * 60_000).toISOString(),
    });
    const velocity = { per: 'contact', atLeast: 3, withinMinutes: 60 } as const;
    const of = (...minutes: number[]) => facts({ recent: { contact: minutes.map(recent), address: [], payment: [] } });
    expect(matched({ velocity }, of(1, 60))?.message).toContain('3 orders of this contact');
    expect(matched({ velocity }, of(1, 61))).toBeUndefined();
    expect(matched({ velocity: { ...velocity, per: 'address' } }, of(1, 2))).toBeUndefined();
  });

  it('about a price compares with the list price and with what was usual; an unknown past holds, none does not', () => {
    const half = (more: Partial<LineFacts>) => facts({ lines: [line({ unitPrice: yuan('49.99'), ...more })] });
    expect(matched({ price: { belowListPercent: 50 } }, half({}))).toBeDefined();
    expect(matched({ price: { belowListPercent: 50 } }, half({ unitPrice: yuan('50.00') }))).toBeUndefined();
    const usual = { price: { belowUsualPercent: 50 } };
    expect(matched(usual, half({ usualPrice: yuan('100') }))).toMatchObject({ isUnsure: false });
    expect(matched(usual, half({}))).toBeUndefined();
    expect(matched(usual, half({ usualPrice: 'unknown' }))).toMatchObject({ isUnsure: true });
  });

  it('of a restricted item and a region blocks with its id', () => {
    const rule: Omit<ReviewRule, 'id'> = { action: 'block', goods: { words: ['ring'] }, regions: [{ country: 'CN', region: 'shanghai' }] };
    expect(matched(rule)).toMatchObject({ rule: 'rule', action: 'block' });
    expect(matched(rule, facts({ address: { ...facts().address, region: 'Hunan' } }))).toBeUndefined();
  });

  it('about credit and the buyer reads the history', () => {
    expect(matched({ credit: { below: 60 } })).toBeUndefined();
    expect(matched({ credit: { below: 60 } }, facts({ credit: creditOf({ ...facts().credit.inputs, rejected: 1 }) }))).toBeDefined();
    expect(matched({ buyer: { fewerOrdersThan: 3 } })).toBeUndefined();
    expect(matched({ buyer: { fewerOrdersThan: 4, guest: false } })).toBeDefined();
  });

  it('gives the same matches in whatever order the lines come', () => {
    const lines = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 30 }), known: fc.boolean(), cents: fc.integer({ min: 1, max: 100_000 }) }),
      { minLength: 1, maxLength: 6 },
    );
    const rules: ReviewRule[] = [
      { id: 'a', quantity: { atLeast: 10 } },
      { id: 'b', goods: { categories: ['Rings'] }, quantity: { atLeast: 20, of: 'order' } },
      { id: 'c', price: { belowListPercent: 30 }, goods: { brands: ['Brightex'] } },
    ];
    fc.assert(
      fc.property(lines, given => {
        const all = given.map(({ quantity, known, cents }, at) =>
          line({ listingId: `shop:${at}`, quantity, unitPrice: yuan((cents / 100).toFixed(2)), ...(known ? {} : { goods: 'unknown' }) }),
        );
        const ids = (lines: readonly LineFacts[]) =>
          matchRules(rules, facts({ lines }), noRates).map(({ rule, isUnsure }) => [rule, isUnsure]);
        expect(ids([...all].reverse())).toEqual(ids(all));
      }),
    );
  });
});

describe('an address', () => {
  it.each([
    [{ country: 'CN', region: 'Shanghai', city: 'Shanghai', line1: '世纪大道1号' }, []],
    [{ country: 'US', region: 'CA', city: 'Fresno', line1: '12 Elm Street', postalCode: '93650' }, []],
    [{ country: 'US', city: 'Fresno', line1: '12 Elm Street', postalCode: '9365' }, ['region', 'postalCode']],
    [{ country: 'DE', city: 'Berlin', line1: 'test' }, ['line1', 'postalCode']],
    [{ country: 'HK', city: '', line1: 'aaaaaaaa' }, ['line1', 'city']],
    [{ country: 'CN', region: 'Hunan', city: '未知', line1: '花园路8号', postalCode: '4100' }, ['city', 'postalCode']],
  ])('%j lacks %j', (address, paths) => {
    expect(addressProblems(address).map(({ path }) => path)).toEqual(paths);
  });
});

describe('a credit score', () => {
  it('is 50 for a stranger, between 0 and 100 for everybody, and never better for another rejection', () => {
    const inputs = fc.record({
      kept: fc.nat(200),
      cancelled: fc.nat(200),
      declined: fc.nat(200),
      refunded: fc.nat(200),
      rejected: fc.nat(200),
      daysKnown: fc.nat(5000),
    });
    expect(creditOf({ kept: 0, cancelled: 0, declined: 0, refunded: 0, rejected: 0, daysKnown: 0 }).score).toBe(50);
    fc.assert(
      fc.property(inputs, given => {
        const { score } = creditOf(given);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(creditOf({ ...given, rejected: given.rejected + 1 }).score).toBeLessThanOrEqual(score);
        expect(creditOf({ ...given, kept: given.kept + 1 }).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });
});

describe('the bench', () => {
  const rules: ReviewRule[] = [
    { id: 'large', total: { atLeast: { amount: '5000', currency: 'CNY' } } },
    { id: 'fast', velocity: { per: 'payment', atLeast: 3, withinMinutes: 30 } },
    { id: 'never', goods: { words: ['unobtainium'] } },
  ];
  const order = (more: Partial<BenchOrder> = {}): BenchOrder => ({
    currency: 'CNY',
    lines: [{ listing: 'shop:1', unitPrice: '10' }],
    ...more,
  });

  it('says which rule would hold which order, which rule means none, and how many frauds are caught', () => {
    const orders = [
      order({ fraud: false }),
      order({ id: 'big', lines: [{ listing: 'shop:1', unitPrice: '2500', quantity: 2 }], expect: 'hold', fraud: true }),
      ...Array.from({ length: 3 }, () => order({ paymentToken: 'tok_1', fraud: true })),
      order({ expect: 'block' }),
    ];
    const report = tryRules(rules, readBenchOrders(JSON.parse(JSON.stringify(orders))), noRates);
    expect(report.rows.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      '#1 pass',
      'big hold',
      '#3 pass',
      '#4 pass',
      '#5 hold',
      '#6 pass',
    ]);
    expect(report.hits).toEqual({ large: 1, fast: 1, never: 0 });
    expect(report.rows.filter(row => row.isUnexpected).map(({ id }) => id)).toEqual(['#6']);
    expect(report.quality).toEqual({ frauds: 4, caught: 2, honest: 1, stopped: 0 });
  });

  it('refuses a file with a mistake, saying where', () => {
    expect(() => readBenchOrders([order(), { currency: 'CNY', lines: [{ listing: 'shop:1', unitPrice: 'ten' }] }])).toThrow(
      /^orders\[1\]\.lines\[0\]\.unitPrice: /,
    );
    expect(() => readBenchOrders({})).toThrow(/^orders: /);
  });
});
