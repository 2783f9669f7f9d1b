import { isRefusal, type Money } from '@onebasket/core';
import { startSaleorTwin, type SaleorTwin } from '@onebasket/twin-saleor';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saleor } from '../src/index.ts';
import { BERLIN, callTo, NOW, quote } from './twin-call.ts';

let twin: SaleorTwin;
beforeEach(async () => {
  twin = await startSaleorTwin();
});
afterEach(() => twin.close());

const minor = (money: Money | undefined) => money?.minor;

describe('a quote', () => {
  test('is what an order costs: goods, the cheapest delivery, promotions', async () => {
    const answer = await quote(twin, { 'KET-1': 2, 'MUG-1': 2 }, callTo(twin));
    expect(answer).toMatchObject({ total: { minor: 6864n, currency: 'EUR' }, shipping: { title: 'Standard', cost: { minor: 490n } } });
    expect(answer).toMatchObject({ deliveryEstimate: { earliest: '2026-11-27T10:00:00.000Z', latest: '2026-11-29T10:00:00.000Z' } });
  });

  test('leaves no basket behind, and reserves nothing', async () => {
    await quote(twin, { 'MUG-1': 1 }, callTo(twin));
    expect(twin.basketsInUse()).toBe(0);
  });

  test('with a voucher says what it took, and what it does not apply to', async () => {
    const taken = await quote(twin, { 'KET-1': 2, 'MUG-1': 2 }, callTo(twin, { promoCode: 'TEN' }));
    expect(taken).toMatchObject({ total: { minor: 6227n } });
    const [line] = isRefusal(taken) ? [] : taken.lines;
    expect(line?.promotions.map(({ kind, saved }) => [kind, minor(saved)])).toEqual([
      ['ITEM_DISCOUNT', 1196n],
      ['COUPON', 478n],
    ]);
    const denied = await quote(twin, { 'MUG-1': 1 }, callTo(twin, { promoCode: 'FIVE50' }));
    expect(denied).toMatchObject({ total: { minor: 1285n }, lines: [{ rejectedPromotions: [{ id: 'FIVE50', kind: 'COUPON' }] }] });
  });

  test('in a channel with net prices is with tax, delivery included', async () => {
    const warsaw = { country: 'PL', city: 'Warszawa', postalCode: '00-001' };
    const answer = await quote(twin, { 'MUG-1': 1 }, callTo(twin, { channel: 'pln' }), warsaw);
    expect(answer).toMatchObject({ total: { minor: 3074n + 1845n, currency: 'PLN' }, shipping: { cost: { minor: 1845n } } });
  });

  test('without a destination has no delivery, and one of something that is not shipped neither', async () => {
    const [request] = [{ lines: [{ externalId: twin.variants['MUG-1'] ?? '', quantity: 1 }] }];
    const [answer] = (await saleor.capabilities.quotes?.getQuotes([request], callTo(twin))) ?? [];
    expect(answer).toMatchObject({ total: { minor: 795n } });
    expect(answer).not.toHaveProperty('shipping');
    expect(await quote(twin, { 'SVC-1': 1 }, callTo(twin))).not.toHaveProperty('shipping');
  });

  test('of the same thing twice gives each line its part', async () => {
    const line = { externalId: twin.variants['MUG-1'] ?? '', quantity: 1 };
    const request = { lines: [line, { ...line, quantity: 2 }], destination: BERLIN };
    const [answer] = (await saleor.capabilities.quotes?.getQuotes([request], callTo(twin))) ?? [];
    expect(answer).toMatchObject({ lines: [{ subtotal: { minor: 795n } }, { subtotal: { minor: 1590n } }], total: { minor: 2875n } });
  });

  test.each([
    ['of what is sold out', { 'KET-2': 1 }, 'DE', { reason: 'out-of-stock', available: 0 }],
    ['of more than there are', { 'LAMP-1': 6 }, 'DE', { reason: 'out-of-stock', available: 5 }],
    ['to where the shop does not deliver', { 'MUG-1': 1 }, 'US', { reason: 'not-deliverable' }],
    ['of more than fifty', { 'MUG-1': 51 }, 'DE', { reason: 'limit-exceeded' }],
    ['of more than one customer may have', { 'LIM-1': 4 }, 'DE', { reason: 'limit-exceeded' }],
    ['of another channel’s goods', { 'PLN-1': 1 }, 'DE', { reason: 'not-found' }],
    ['of what is no variant', { UHJvZHVjdDoz: 1 }, 'DE', { reason: 'not-found' }],
  ] as const)('%s is refused', async (_, pieces, country, refusal) => {
    expect(await quote(twin, pieces, callTo(twin), { country, region: 'NY' })).toMatchObject({ status: 'refused', ...refusal });
  });

  test('of nine baskets takes nine requests, and one basket’s no is nothing to the others', async () => {
    const call = callTo(twin);
    const skus = ['MUG-1', 'KET-2', 'LAMP-1', 'FIL-1', 'FIL-2', 'FIL-3', 'FIL-4', 'FIL-5', 'FIL-6'];
    const requests = skus.map(sku => ({ lines: [{ externalId: twin.variants[sku] ?? '', quantity: 1 }], destination: BERLIN }));
    const answers = (await saleor.capabilities.quotes?.getQuotes(requests, call)) ?? [];
    expect(answers.map(answer => (isRefusal(answer) ? answer.reason : answer.lines[0]?.externalId))).toEqual(
      skus.map(sku => (sku === 'KET-2' ? 'out-of-stock' : twin.variants[sku])),
    );
    // Three documents of baskets, two of deliveries for the eight that were filled, two for emptying, and one question about stock.
    expect(call.sent).toHaveLength(3 + 2 + 2 + 1);
  });
});

test('the configured shipping method is used by its name', async () => {
  expect(await quote(twin, { 'MUG-1': 1 }, callTo(twin, { shippingMethod: 'Express' }))).toMatchObject({
    shipping: { title: 'Express' },
    total: { minor: 2085n },
  });
  expect(await quote(twin, { 'MUG-1': 1 }, callTo(twin, { shippingMethod: 'Drone' }))).toMatchObject({ reason: 'not-deliverable' });
});

test('a channel that does not exist is told by health; to the shop it is only empty', async () => {
  await expect(saleor.capabilities.health?.check(callTo(twin, { channel: 'nowhere' }))).rejects.toMatchObject({ code: 'misconfigured' });
  await expect(saleor.capabilities.health?.check(callTo(twin, { appToken: 'nonsense' }))).rejects.toMatchObject({ code: 'unauthorized' });
});

test('what is taken off is gone with the next walk, and a new price comes with it', async () => {
  let now = NOW;
  const call = callTo(
    twin,
    { sweepMinutes: 30 },
    () => {},
    () => now,
  );
  const walk = async (from?: string) => {
    const pages = [];
    let cursor = from;
    do {
      const page = await saleor.capabilities.feed?.pull(cursor, call);
      if (!page) throw new Error('no page');
      pages.push(page);
      cursor = page.cursor;
    } while (pages.at(-1)?.more);
    return { cursor, gone: pages.flatMap(({ gone }) => gone), listings: pages.flatMap(({ listings }) => listings) };
  };
  const first = await walk();
  expect(first.listings).toHaveLength(129);
  twin.setPublished('FIL-9', false);
  twin.setPrice('MUG-1', 'eur', 895);
  now = new Date(NOW.getTime() + 31 * 60_000);
  const second = await walk(first.cursor);
  expect(second.gone).toEqual([twin.variants['FIL-9']]);
  expect(second.listings.find(({ sku }) => sku === 'MUG-1')?.price?.minor).toBe(895n);
});
