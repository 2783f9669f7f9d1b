import { createRegistry } from '@onebasket/adapter-registry';
import type { Call, HttpClient } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal } from '@onebasket/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startVendure, type VendureServer } from '../../../../test-servers/vendure/start.ts';
import { vendure, type VendureSettings } from '../src/index.ts';
import { readNote } from '../src/note.ts';
import { directCall, fetchClient, httpResponse } from './direct-call.ts';
import { shopAdmin, type ShopAdmin } from './shop-admin.ts';
import { attemptWith, BERLIN, native, orderOf, quoteOf, repeats } from './shopper.ts';

const LIVE = process.env['CI'] !== undefined || process.env['ONEBASKET_LIVE'] !== undefined;

/** Products by the order of the catalogue: see test-servers/vendure/catalogue.csv. */
const KETTLE_2L = '1.2';
const LAMP = '2.3';
const JACKET = '3.4';
const KNOCKER = '4.8';
const MOUSE = '5.9';
const KEYBOARD = '6.11';
const NOTEBOOK = '9.17';
const PENCILS = '10.18';
const VOUCHER = '11.19';

describe.skipIf(!LIVE)('against a real Vendure (in CI, or with ONEBASKET_LIVE=1)', () => {
  const { feed, search, listings, quotes, cancellation, refunds, health } = vendure.capabilities;
  let server: VendureServer;
  let shop: ShopAdmin;
  let settings: VendureSettings;
  let call: Call;
  let guest: Call;

  beforeAll(async () => {
    server = await startVendure();
    shop = await shopAdmin(server.adminApi);
    settings = { baseUrl: server.url, adminUsername: 'superadmin', adminPassword: 'superadmin', gtinField: 'gtin' };
  }, 300_000);
  afterAll(() => server?.stop());
  beforeEach(() => {
    call = directCall({ settings });
    guest = directCall({ settings: { baseUrl: server.url } });
  });

  const callThrough = (http: HttpClient) => directCall({ settings, http });
  const since = () => new Date().toISOString();

  it('is healthy and says in what it sells', async () => {
    expect((await health?.check(call))?.detail).toContain('EUR');
  });

  it('refuses to go on with a wrong idea of the money’s decimals', async () => {
    const wrong = directCall({ settings: { ...settings, moneyPrecision: 3 } });
    await expect(health?.check(wrong)).rejects.toMatchObject({ code: 'misconfigured' });
  });

  it('says that the administrator’s password is wrong', async () => {
    const wrong = directCall({ settings: { ...settings, adminPassword: 'nope' } });
    await expect(health?.check(wrong)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('feeds every variant, then what changes, and notices what was taken off', async () => {
    const walk = await feed?.pull(undefined, call);
    expect(walk?.listings).toHaveLength(19);
    expect(walk).toMatchObject({ more: false, total: 11, gone: [] });

    const inMinutes = (minutes: number) => directCall({ settings, now: () => new Date(Date.now() + minutes * 60_000) });

    // Changed through the Admin API, without a stamp on the product.
    await shop.setPrice('3', 2100);
    await shop.query('mutation { updateProductVariants(input: [{ id: "15", enabled: false }]) { id } }');
    const changes = await feed?.pull(walk?.cursor, inMinutes(1));
    expect(changes?.listings.find(listing => listing.externalId === LAMP)?.price?.minor).toBe(2100n);
    expect(changes?.gone).toEqual(['8.15']);
    await shop.setPrice('3', 1900);
    await shop.query('mutation { updateProductVariants(input: [{ id: "15", enabled: true }]) { id } }');

    await shop.query('mutation { updateProduct(input: { id: "7", enabled: false }) { id } }');
    const swept = await feed?.pull(changes?.cursor, inMinutes(31));
    expect([...(swept?.gone ?? [])].sort()).toEqual(['7.12', '7.13']);
    expect(swept?.listings).toHaveLength(17);

    await shop.query('mutation { updateProduct(input: { id: "7", enabled: true }) { id } }');
    const changed = await feed?.pull(walk?.cursor, call);
    expect(changed?.listings.map(listing => listing.externalId)).toContain('7.12');
  });

  it('finds by Latin text, and by Chinese text of two characters that the shop’s own search ignores', async () => {
    const first = await search?.search({ text: 'vireo', first: 2 }, call);
    expect(first?.items).toHaveLength(2);
    const second = await search?.search({ text: 'vireo', first: 2, after: first?.next }, call);
    expect(second?.items.map(item => item.title)).toEqual(['Vireo Mechanical Keyboard']);
    expect(second?.next).toBeUndefined();
    const chinese = await search?.search({ text: '云帆', first: 10 }, call);
    expect(chinese?.items.map(item => item.title)).toEqual(['云帆 保温杯 350 ml', '云帆 保温杯 500 ml']);
    expect((await search?.search({ text: 'xyzzy', first: 10 }, call))?.items).toEqual([]);
  });

  it('reads listings in the order asked', async () => {
    const [lamp, unknown, jacket] = (await listings?.getListings([LAMP, '2.999', JACKET], call)) ?? [];
    expect(lamp).toMatchObject({
      title: 'Halden Desk Lamp',
      brand: 'Halden',
      gtins: ['4009900004114'],
      price: { minor: 1900n, currency: 'EUR' },
    });
    expect(unknown).toBeUndefined();
    expect(jacket?.options).toEqual([
      { name: 'colour', value: 'moss' },
      { name: 'size', value: 'S' },
    ]);
  });

  it('quotes to the cent what the order then costs, with the cheapest shipping', async () => {
    const quote = await quoteOf('8.16', 3, call);
    expect(quote.shipping).toMatchObject({ title: 'Standard Shipping', cost: { minor: 499n } });
    expect(quote.total.minor).toBe(3n * 3333n + 499n);
    const placed = await native.place(orderOf(quote), attemptWith('to-the-cent'), call);
    expect(placed).toMatchObject({ status: 'placed', total: quote.total, lines: [{ externalId: '8.16', quantity: 3 }] });
  });

  it('quotes what is short with what is left, and refuses what is unknown or not delivered there', async () => {
    const answers = await quotes?.getQuotes(
      [
        { lines: [{ externalId: PENCILS, quantity: 50 }], destination: BERLIN },
        { lines: [{ externalId: KETTLE_2L, quantity: 1 }] },
        { lines: [{ externalId: '9.999', quantity: 1 }], destination: BERLIN },
        { lines: [{ externalId: PENCILS, quantity: 9 }], destination: BERLIN },
        { lines: [{ externalId: PENCILS, quantity: 1 }], destination: { country: 'US' } },
        {
          lines: [
            { externalId: VOUCHER, quantity: 1 },
            { externalId: PENCILS, quantity: 1 },
          ],
        },
      ],
      call,
    );
    expect(answers?.[0]).toMatchObject({ lines: [{ stock: 9, availability: 'LOW_STOCK' }] });
    expect(answers?.[1]).toMatchObject({ lines: [{ stock: 0, availability: 'OUT_OF_STOCK' }] });
    expect(answers?.[2]).toMatchObject({ reason: 'not-found', externalIds: ['9.999'] });
    // The nine pieces that the first quote left in its basket are in nobody's way.
    expect(answers?.[3]).toMatchObject({ total: { minor: 9n * 1120n + 499n } });
    expect(answers?.[4]).toMatchObject({ reason: 'not-deliverable' });
    expect(answers?.[5]).toMatchObject({ total: { minor: 2500n + 1120n } });
  });

  it('follows an order to its parcel and gives money back once per key', async () => {
    const quote = await quoteOf(NOTEBOOK, 4, call);
    const placed = await native.place(orderOf(quote, { notes: 'Ring twice' }), attemptWith('follow'), call);
    if (isRefusal(placed)) throw new Error(placed.message);
    const ref = { externalId: placed.externalId, key: 'follow' };
    expect(await refunds?.refund(ref, quote.total, { key: 'r0', reason: 'too early' }, call)).toMatchObject({ status: 'refused' });

    await shop.settle(placed.externalId);
    const parcel = await shop.ship(placed.externalId, 'JD014600003');
    const shipped = await native.get(ref, call);
    expect(shipped).toMatchObject({
      state: 'SHIPPED',
      total: quote.total,
      fulfilments: [
        { id: parcel, carrierName: 'DHL', trackingNumber: 'JD014600003', state: 'SHIPPED', lines: [{ externalId: NOTEBOOK, quantity: 4 }] },
      ],
    });
    expect(shipped?.fulfilments[0]?.shippedAt).toMatch(/^\d{4}-/);
    expect(await native.get(ref, guest)).toMatchObject({ fulfilments: [{ trackingNumber: 'JD014600003' }] });
    expect(await cancellation?.cancel(ref, 'too late', call)).toMatchObject({ status: 'refused', reason: 'not-cancellable' });

    await shop.deliver(parcel);
    expect(await native.get(ref, call)).toMatchObject({ state: 'DELIVERED' });
    const half = { ...quote.total, minor: 1000n };
    const given = await refunds?.refund(ref, half, { key: 'r1', reason: 'scratched' }, call);
    expect(given).toMatchObject({ status: 'refunded', amount: half });
    expect(await refunds?.refund(ref, half, { key: 'r1', reason: 'scratched' }, call)).toEqual(given);
    expect(await native.get(ref, call)).toMatchObject({ refunded: half });
    expect(await refunds?.refund(ref, quote.total, { key: 'r2', reason: 'all' }, call)).toMatchObject({
      status: 'refused',
      reason: 'limit-exceeded',
    });

    const history = await shop.query(
      'query H($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { history { items { data } } } } }',
      { code: placed.externalId },
    );
    expect(JSON.stringify(history)).toContain('Ring twice');
  });

  it('hands over name, address, phone and e-mail as given', async () => {
    const placed = await native.place(orderOf(await quoteOf(MOUSE, 1, call)), attemptWith('address'), call);
    if (isRefusal(placed)) throw new Error(placed.message);
    const data = await shop.query(
      'query A($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { customer { emailAddress phoneNumber } shippingAddress { fullName streetLine1 streetLine2 city postalCode countryCode phoneNumber } } } }',
      { code: placed.externalId },
    );
    expect(data).toMatchObject({
      orders: {
        items: [
          {
            customer: { emailAddress: 'zhang.san@example.test', phoneNumber: '+49 30 1234' },
            shippingAddress: {
              fullName: '张三',
              streetLine1: 'Invalidenstraße 1',
              streetLine2: 'Mitte, 3. Stock',
              city: 'Berlin',
              postalCode: '10115',
              countryCode: 'DE',
            },
          },
        ],
      },
    });
  });

  it('keeps the amounts of a cancelled order, which the shop sets to zero, and cancels once', async () => {
    const quote = await quoteOf(MOUSE, 2, call);
    const placed = await native.place(orderOf(quote), attemptWith('cancel'), call);
    if (isRefusal(placed)) throw new Error(placed.message);
    const ref = { externalId: placed.externalId, key: 'cancel' };
    expect(await cancellation?.cancel(ref, 'changed my mind', call)).toEqual({ status: 'cancelled' });
    expect(await cancellation?.cancel(ref, 'changed my mind', call)).toEqual({ status: 'cancelled' });
    expect(await native.get(ref, call)).toMatchObject({ state: 'CANCELLED', total: quote.total });
    expect(await cancellation?.cancel({ externalId: 'NOSUCHORDER', key: 'x' }, 'r', call)).toMatchObject({
      status: 'refused',
      reason: 'not-found',
    });
    expect(await native.get({ externalId: 'NOSUCHORDER', key: 'x' }, call)).toBeUndefined();
  });

  it('finds the order whose answer was lost, as administrator and as guest, and makes no second one', async () => {
    const quote = await quoteOf(MOUSE, 1, call);
    const before = await shop.placedOrders();
    const attempt = attemptWith('lost');
    await expect(native.place(orderOf(quote), attempt, callThrough(losingTheAnswerTo('place: pay')))).rejects.toMatchObject({
      outcome: 'unknown',
    });
    const found = await repeats.find({ ...attempt, since: since() }, call);
    expect(found).toMatchObject({ status: 'placed', total: quote.total, lines: [{ externalId: MOUSE, quantity: 1 }] });
    expect(await repeats.find({ ...attempt, since: since() }, guest)).toEqual(found);
    expect(await shop.placedOrders()).toBe(before + 1);
  });

  it.each([['guest'], ['administrator']])('closes the basket whose payment never came, so that it cannot come later (%s)', async who => {
    const attempt = attemptWith(`never-${who}`);
    await expect(
      native.place(orderOf(await quoteOf(MOUSE, 1, call)), attempt, callThrough(droppingRequest('place: pay'))),
    ).rejects.toBeInstanceOf(AdapterError);
    expect(await repeats.find({ ...attempt, since: since() }, who === 'guest' ? guest : call)).toBeUndefined();
    const late = await fetch(server.shopApi, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${readNote(attempt.note)?.session?.token}` },
      body: JSON.stringify({ query: 'mutation { addPaymentToOrder(input: { method: "pay-on-account", metadata: {} }) { __typename } }' }),
    });
    expect(await late.text()).toContain('OrderPaymentStateError');
  });

  it('does not claim that nothing happened when the shop no longer tells a guest', async () => {
    const hours = directCall({ settings: { baseUrl: server.url }, now: () => new Date(Date.now() + 3 * 3600_000) });
    await expect(repeats.find({ key: 'k', note: 'NOSUCHORDER', since: since() }, hours)).rejects.toMatchObject({
      code: 'unauthorized',
      outcome: 'unknown',
    });
    expect(await repeats.find({ key: 'k', since: since() }, hours)).toBeUndefined();
  });

  it('refuses the last unit when it was sold between the basket and the payment', async () => {
    await shop.setStock('8', 1);
    const quote = await quoteOf(KNOCKER, 1, call);
    const slow = attemptWith('slow', async () => {
      expect(await native.place(orderOf(quote), attemptWith('fast'), call)).toMatchObject({ status: 'placed' });
    });
    expect(await native.place(orderOf(quote), slow, call)).toMatchObject({
      status: 'refused',
      reason: 'out-of-stock',
      available: 0,
      externalIds: [KNOCKER],
    });
  });

  it('cannot keep the shop from selling the last unit twice in the same instant: that is why the host reserves', async () => {
    await shop.setStock('8', 1);
    const quote = await quoteOf(KNOCKER, 1, call);
    expect(quote.lines).toMatchObject([{ stock: 1, availability: 'LOW_STOCK' }]);
    const together = meetingBefore('place: pay', 2);
    const both = await Promise.all(
      ['one', 'two'].map(key => native.place(orderOf(quote), attemptWith(`twice-${key}`), callThrough(together))),
    );
    expect(both.map(answer => answer.status)).toEqual(['placed', 'placed']);
    expect(await quotes?.getQuotes([{ lines: [{ externalId: KNOCKER, quantity: 1 }] }], call)).toMatchObject([{ lines: [{ stock: 0 }] }]);
  });

  it('refuses a price that rose after the quote, and leaves no order behind', async () => {
    const quote = await quoteOf(KEYBOARD, 1, call);
    const before = await shop.placedOrders();
    await shop.setPrice('11', 9900);
    expect(await native.place(orderOf(quote), attemptWith('rise'), call)).toMatchObject({
      status: 'refused',
      reason: 'price-changed',
      now: { minor: 9900n + 499n },
    });
    expect(await shop.placedOrders()).toBe(before);
  });

  it('does not pay a price that rises while the basket waits for its payment', async () => {
    const quote = await quoteOf(KEYBOARD, 1, call);
    const attempt = attemptWith('rise-late', () => shop.setPrice('11', 12_000));
    const answer = await native.place(orderOf(quote), attempt, call);
    // The basket keeps the price that it had when it went to payment.
    expect(answer).toMatchObject({ status: 'placed', total: quote.total });
  });

  it('refuses what is short, with what is left, and leaves no order behind', async () => {
    const before = await shop.placedOrders();
    const quote = await quoteOf(LAMP, 5, call);
    await shop.setStock('3', 2);
    expect(await native.place(orderOf(quote), attemptWith('short'), call)).toMatchObject({
      status: 'refused',
      reason: 'out-of-stock',
      available: 2,
      externalIds: [LAMP],
    });
    expect(await shop.placedOrders()).toBe(before);
  });

  it('puts several products into one basket', async () => {
    const lines = [
      { externalId: MOUSE, quantity: 1 },
      { externalId: NOTEBOOK, quantity: 2 },
    ];
    const [quote] = (await quotes?.getQuotes([{ lines, destination: BERLIN }], call)) ?? [];
    if (!quote || isRefusal(quote)) throw new Error('no quote');
    const placed = await native.place(orderOf(quote), attemptWith('several'), call);
    expect(placed).toMatchObject({
      status: 'placed',
      lines: [{ externalId: MOUSE }, { externalId: NOTEBOOK, quantity: 2 }],
      total: quote.total,
    });
  });

  it('calls a lost basket lost and not empty', async () => {
    const quote = await quoteOf(MOUSE, 1, call);
    const forgetful: HttpClient = {
      request: request => {
        const { authorization: _token, cookie: _cookie, ...headers } = request.headers ?? {};
        return fetchClient.request({ ...request, headers });
      },
    };
    const stranger = directCall({ settings: { baseUrl: server.url }, http: forgetful });
    await expect(native.place(orderOf(quote), attemptWith('lost-basket'), stranger)).rejects.toMatchObject({
      code: 'unavailable',
      outcome: 'not-done',
    });
  });

  it.each([['vendure-auth-token'], ['set-cookie']])('orders in a shop that never sends %s', async header => {
    const quote = await quoteOf(MOUSE, 1, call);
    const http: HttpClient = {
      async request(request) {
        const answer = await fetchClient.request(request);
        return httpResponse(
          answer.status,
          Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name !== header)),
          answer.text(),
        );
      },
    };
    const placed = await native.place(orderOf(quote), attemptWith(`without-${header}`), callThrough(http));
    expect(placed).toMatchObject({ status: 'placed', total: quote.total });
  });

  it('passes on that the payment was declined', async () => {
    const quote = await quoteOf(MOUSE, 1, call);
    const before = await shop.placedOrders();
    const declining = directCall({ settings: { ...settings, paymentMetadata: { shouldDecline: true } } });
    expect(await native.place(orderOf(quote), attemptWith('declined'), declining)).toMatchObject({
      status: 'refused',
      reason: 'payment-refused',
    });
    const elsewhere = directCall({ settings: { ...settings, paymentMethod: 'gold' } });
    expect(await native.place(orderOf(quote), attemptWith('gold'), elsewhere)).toMatchObject({
      status: 'refused',
      reason: 'payment-refused',
    });
    expect(await shop.placedOrders()).toBe(before);
  });

  it('asks for an e-mail address, or takes the configured one', async () => {
    const quote = await quoteOf(MOUSE, 1, call);
    const request = orderOf(quote, { contact: { name: 'Ann Mary Lee' } });
    expect(await native.place(request, attemptWith('no-mail'), call)).toMatchObject({ status: 'refused', reason: 'address-refused' });
    const withFallback = directCall({ settings: { ...settings, fallbackEmail: 'orders@example.test' } });
    expect(await native.place(request, attemptWith('fallback'), withFallback)).toMatchObject({ status: 'placed' });
  });

  it('does the whole journey inside its host, over cookies and tokens alike', async () => {
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
    const config = { id: 'acme', adapter: 'vendure', settings };
    const registry = createRegistry({ connections: [{ kind: 'channel', config }], adapters: [vendure], log });
    try {
      const acme = registry.channel('acme');
      const walk = await acme?.run('feed', (it, inside) => it.pull(undefined, inside));
      expect(walk?.listings).toHaveLength(19);
      const quote = await acme?.run('quotes', (_, inside) => quoteOf(NOTEBOOK, 2, inside));
      if (!quote) throw new Error('no quote');
      const attempt = attemptWith('hosted');
      const placed = await acme?.run('orders', (_, inside) => native.place(orderOf(quote), attempt, inside));
      if (placed?.status !== 'placed') throw new Error('not placed');
      expect(placed.total).toEqual(quote.total);
      expect(readNote(attempt.note)?.session).toMatchObject({ token: expect.any(String), cookies: { session: expect.any(String) } });
      const ref = { externalId: placed.externalId, key: 'hosted', note: attempt.note };
      expect(await acme?.run('orders', (_, inside) => repeats.find({ key: 'hosted', note: attempt.note, since: since() }, inside))).toEqual(
        placed,
      );
      expect(await acme?.run('cancellation', (it, inside) => it.cancel(ref, 'changed my mind', inside))).toEqual({ status: 'cancelled' });
      expect(await acme?.run('orders', (_, inside) => native.get(ref, inside))).toMatchObject({ state: 'CANCELLED', total: quote.total });
    } finally {
      await registry.close();
    }
  });

  it('cancels and refunds only with a way into the Admin API', async () => {
    const ref = { externalId: 'ANY', key: 'k' };
    await expect(cancellation?.cancel(ref, 'r', guest)).rejects.toMatchObject({ code: 'unsupported' });
    await expect(refunds?.refund(ref, { minor: 1n, currency: 'EUR' as never }, { key: 'k', reason: 'r' }, guest)).rejects.toMatchObject({
      code: 'unsupported',
    });
    await expect(native.get(ref, guest)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

/** The shop gets the request; nobody gets the answer. */
function losingTheAnswerTo(label: string): HttpClient {
  return {
    async request(request) {
      const answer = await fetchClient.request(request);
      if (request.label?.includes(label)) throw new AdapterError('timeout', { message: 'the answer was lost', outcome: 'unknown' });
      return answer;
    },
  };
}

/** The request never reaches the shop, and nobody can tell. */
function droppingRequest(label: string): HttpClient {
  return {
    async request(request) {
      if (request.label?.includes(label)) throw new AdapterError('timeout', { message: 'no answer', outcome: 'unknown' });
      return fetchClient.request(request);
    },
  };
}

/** Holds requests back until so many of them have come. */
function meetingBefore(label: string, count: number): HttpClient {
  const { promise, resolve } = Promise.withResolvers<void>();
  let missing = count;
  return {
    async request(request) {
      if (request.label?.includes(label)) {
        missing--;
        if (missing === 0) resolve();
        await promise;
      }
      return fetchClient.request(request);
    },
  };
}
