import { createRegistry, type RegisteredConnection } from '@onebasket/adapter-registry';
import { defineAdapter, type Quote } from '@onebasket/adapter-sdk';
import { AdapterError, currency, parseMoney, refuse, systemClock, type Refusal } from '@onebasket/core';
import { parseConfig } from '@onebasket/runtime';
import { Type } from 'typebox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, compareOnce, type ComparisonRequest } from '../src/comparison/compare.ts';
import { convert } from '@onebasket/pricing';
import { OfferReader } from '../src/offer/offer-reader.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };
type Answer = Quote | Refusal | Error;

function quote(amount: string, code = 'EUR', more: Partial<Quote['lines'][number]> = {}): Quote {
  const price = parseMoney(amount, currency(code));
  return {
    lines: [
      {
        externalId: '1',
        title: 'Lamp',
        quantity: 1,
        listPrice: price,
        unitPrice: price,
        subtotal: price,
        promotions: [],
        availability: 'IN_STOCK',
        ...more,
      },
    ],
    total: price,
  };
}

/** Channels that answer as they are told, and count the calls they get. */
function shops(answers: Readonly<Record<string, (externalId: string) => Answer | Promise<Answer>>>) {
  const calls: Record<string, number> = {};
  const adapters = Object.entries(answers).map(([id, answer]) =>
    defineAdapter({
      manifest: {
        id,
        kind: 'channel',
        name: id,
        contract: '1.0',
        vendorApi: '1',
        settings: Type.Object({}),
        allowedOrigins: () => [],
        budget: { perSecond: 1000, burst: 1000 },
      },
      capabilities: {
        quotes: {
          async getQuotes(requests) {
            calls[id] = (calls[id] ?? 0) + 1;
            return Promise.all(
              requests.map(async request => {
                const said = await answer(request.lines[0]?.externalId ?? '');
                if (said instanceof Error) throw said;
                return said;
              }),
            );
          },
        },
      },
    }),
  );
  const registry = createRegistry({
    connections: Object.keys(answers).map(id => ({ kind: 'channel', config: { id, adapter: id, settings: {} } })),
    adapters,
    offerUnlicensed: true,
    log: quiet,
  });
  return { registry, calls };
}

const config = parseConfig('', { file: 'c' });
const request = (listingIds: readonly string[], more: Partial<ComparisonRequest> = {}): ComparisonRequest => ({
  listingIds,
  quantity: 1,
  displayCurrency: undefined,
  maxAgeMs: 60_000,
  deadlineMs: 5_000,
  ...more,
});
const deps = (it: ReturnType<typeof shops>, more: object = {}) => ({
  registry: it.registry,
  reader: new OfferReader({ clock: systemClock }),
  config: { ...config, ...more },
  clock: systemClock,
});
const down = () => new AdapterError('unavailable', { outcome: 'not-done', message: 'refused' });

interface Comparison {
  readonly offers: readonly {
    listing: { id: string };
    converted: { rate: string; money: { amount: string } } | null;
    availability: string;
  }[];
  readonly best: { listing: { id: string } } | null;
  readonly unpriced: readonly { id: string }[];
  readonly channels: readonly { channel: { id: string }; status: string; error: { code: string } | null }[];
  readonly complete: boolean;
}
const once = async (it: ReturnType<typeof shops>, ids: readonly string[], more: Partial<ComparisonRequest> = {}, configured: object = {}) =>
  (await compareOnce(deps(it, configured), request(ids, more))) as unknown as Comparison;

describe('comparison', () => {
  it("shows gifts, promotions that do not apply, estimates and the platform's own price", async () => {
    const cny = (text: string) => parseMoney(text, currency('CNY'));
    const line = {
      gifts: [{ title: 'Filter', quantity: 1, value: cny('9.00') }],
      rejectedPromotions: [{ id: 'c', kind: 'COUPON', label: '满99减10', reason: 'not reached' }],
    } as const;
    const plain = {
      ...quote('12.00', 'CNY', line),
      isEstimate: true,
      platformFinalPrice: { money: cny('11.00'), basis: 'PLATFORM_ESTIMATE' },
    } as const;
    const { offers } = await once(shops({ a: () => plain, b: () => quote('13.00', 'CNY') }), ['a:1', 'b:1']);
    expect(offers[0]).toMatchObject({
      isEstimate: true,
      platformFinalPrice: { money: { amount: '11.00' }, label: null },
      gifts: [{ title: 'Filter', quantity: 1, value: { amount: '9.00' } }],
      rejectedPromotions: [{ label: '满99减10', reason: 'not reached' }],
    });
    expect(offers[1]).toMatchObject({ isEstimate: false, platformFinalPrice: null, gifts: [], rejectedPromotions: [] });
  });

  it('ranks by landed price in the one currency of all offers, whatever that is', async () => {
    const it = shops({ a: () => quote('12.00'), b: () => quote('9.50'), c: () => quote('10.00') });
    const { offers, best, complete } = await once(it, ['a:1', 'b:1', 'c:1']);
    expect(offers.map(offer => offer.listing.id)).toEqual(['b:1', 'c:1', 'a:1']);
    expect([best?.listing.id, offers[0]?.converted, complete]).toEqual([
      'b:1',
      { money: { amount: '9.50', currency: 'EUR' }, rate: '1', rateDate: expect.any(String) },
      true,
    ]);
  });

  it('converts by the configured table, and puts those without a rate last', async () => {
    const it = shops({ euro: () => quote('10.00'), dollar: () => quote('10.50', 'USD'), yen: () => quote('900', 'JPY') });
    const rates = { base: 'EUR', date: '2026-11-01', values: { USD: '1.10' } };
    const { offers } = await once(it, ['euro:1', 'dollar:1', 'yen:1'], { displayCurrency: 'EUR' }, { rates });
    expect(offers.map(offer => [offer.listing.id, offer.converted?.money.amount ?? null])).toEqual([
      ['dollar:1', '9.55'],
      ['euro:1', '10.00'],
      ['yen:1', null],
    ]);
  });

  it('puts what cannot be had after what can, and never calls it best', async () => {
    const it = shops({
      a: () => quote('1.00', 'EUR', { availability: 'OUT_OF_STOCK' }),
      b: () => quote('2.00', 'EUR', { stock: 1 }),
      c: () => quote('9.00'),
    });
    const { offers, best } = await once(it, ['a:1', 'b:1', 'c:1'], { quantity: 2 });
    expect(offers.map(offer => [offer.listing.id, offer.availability])).toEqual([
      ['c:1', 'IN_STOCK'],
      ['a:1', 'OUT_OF_STOCK'],
      ['b:1', 'OUT_OF_STOCK'],
    ]);
    expect(best?.listing.id).toBe('c:1');
  });

  it('has a row for every channel: failed, too late, without a price, paused', async () => {
    const it = shops({
      good: () => quote('5.00'),
      broken: down,
      slow: () => new Promise<Answer>(() => undefined),
      silent: () => refuse('closed', 'names no price'),
      paused: () => quote('1.00'),
    });
    it.registry.channel('paused')?.pause();
    const { offers, channels, complete, unpriced } = await once(it, ['good:1', 'broken:1', 'slow:1', 'silent:1', 'paused:1'], {
      deadlineMs: 100,
    });
    expect(offers.map(offer => offer.listing.id)).toEqual(['good:1']);
    expect(Object.fromEntries(channels.map(row => [row.channel.id, [row.status, row.error?.code ?? null]]))).toEqual({
      good: ['ANSWERED', null],
      broken: ['FAILED', 'UNAVAILABLE'],
      slow: ['TIMED_OUT', 'TIMEOUT'],
      silent: ['ANSWERED', null],
      paused: ['SKIPPED', 'UNAVAILABLE'],
    });
    expect([complete, unpriced.map(listing => listing.id)]).toEqual([false, ['silent:1']]);
  });

  it('streams as channels answer', async () => {
    let release: (answer: Answer) => void = () => undefined;
    const it = shops({ quick: () => quote('5.00'), slow: () => new Promise<Answer>(resolve => (release = resolve)) });
    const seen: [number, boolean][] = [];
    for await (const comparison of compare(deps(it), request(['quick:1', 'slow:1']))) {
      const { offers, complete } = comparison as unknown as Comparison;
      seen.push([offers.length, complete]);
      release(quote('4.00'));
    }
    expect(seen).toEqual([
      [1, false],
      [2, true],
    ]);
  });
});

describe('reading offers', () => {
  it('shares what is under way, batches one tick, and keeps answers for their age', async () => {
    const it = shops({ a: () => quote('5.00') });
    const reader = new OfferReader({ clock: systemClock });
    const channel = it.registry.channel('a') as RegisteredConnection;
    const read = (externalId: string, maxAgeMs = 60_000) => reader.read({ channel, externalId, quantity: 1 }, maxAgeMs);
    const readings = await Promise.all(['1', '1', '2', '3', '1'].map(id => read(id, 0)));
    expect(it.calls['a']).toBe(1);
    expect(readings.every(reading => reading.source === 'LIVE')).toBe(true);
    expect((await read('1')).source).toBe('CACHE');
    expect((await read('1', 0)).source).toBe('LIVE');
    expect(it.calls['a']).toBe(2);
  });

  it('keeps no failure', async () => {
    let isDown = true;
    const it = shops({ a: () => (isDown ? down() : quote('5.00')) });
    const reader = new OfferReader({ clock: systemClock });
    const channel = it.registry.channel('a') as RegisteredConnection;
    await expect(reader.read({ channel, externalId: '1', quantity: 1 }, 60_000)).rejects.toThrow('refused');
    isDown = false;
    expect((await reader.read({ channel, externalId: '1', quantity: 1 }, 60_000)).source).toBe('LIVE');
  });
});

describe('conversion', () => {
  const rates = { base: 'EUR', date: '2026-11-01', values: { USD: '1.10', JPY: '160', CNY: '7.8' } };
  it('is exact, half up, between currencies of different decimals', () => {
    expect(convert(parseMoney('1.00', currency('EUR')), 'JPY', rates, 'today')?.money.minor).toBe(160n);
    expect(convert(parseMoney('100', currency('JPY')), 'EUR', rates, 'today')?.money.minor).toBe(63n);
    expect(convert(parseMoney('11.00', currency('USD')), 'CNY', rates, 'today')).toMatchObject({
      money: { minor: 7800n },
      rateDate: '2026-11-01',
    });
    expect(convert(parseMoney('1', currency('GBP')), 'EUR', rates, 'today')).toBeUndefined();
  });

  it('keeps the order of amounts', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n), (a, b) => {
        const to = (minor: bigint) => convert({ minor, currency: currency('USD') }, 'CNY', rates, 'today')?.money.minor as bigint;
        if (a <= b) expect(to(a) <= to(b)).toBe(true);
      }),
    );
  });
});
