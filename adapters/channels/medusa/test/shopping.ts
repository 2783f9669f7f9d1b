import { startFaultProxy, type FaultProxy } from '@onebasket/adapter-testkit';
import { AdapterError, isRefusal } from '@onebasket/core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { MedusaSettings } from '../src/index.ts';
import { attemptWith, BERLIN, host, native, orderOf, repeats, type Hosted } from './hosted.ts';
import type { Counterpart } from './contract-options.ts';
import { shopAdmin, type ShopAdmin } from './shop-admin.ts';

/** A counterpart with the catalogue's products by handle. */
export type Shop = Counterpart & { readonly products: Readonly<Record<string, string>> };

/** What the adapter does with a shop, described for vitest: the same for the real thing and for its twin, which must not differ in it. */
export function describeShopping(start: () => Promise<Shop>): void {
  let server: Shop;
  let shop: ShopAdmin;
  let proxy: FaultProxy;
  let settings: MedusaSettings;
  let acme: Hosted;
  let guest: Hosted;
  const opened: Hosted[] = [];
  const open = (more: Partial<MedusaSettings> = {}): Hosted => {
    const hosted = host({ ...settings, ...more });
    opened.push(hosted);
    return hosted;
  };
  const variant = (sku: string): string => server.variants[sku] ?? '';
  const place = (hosted: Hosted, request: Parameters<typeof native.place>[0], attempt: Parameters<typeof native.place>[1]) =>
    hosted.use('orders', (_, call) => native.place(request, attempt, call));
  const find = (hosted: Hosted, attempt: { key: string; note: string | undefined }) =>
    hosted.use('orders', (_, call) => repeats.find({ ...attempt, since: new Date().toISOString() }, call));
  const get = (hosted: Hosted, externalId: string) => hosted.use('orders', (_, call) => native.get({ externalId, key: 'k' }, call));
  const placed = async (hosted: Hosted, sku: string, quantity: number, key: string) => {
    const order = await place(hosted, orderOf(await hosted.quoteOf(variant(sku), quantity)), attemptWith(key));
    if (isRefusal(order)) throw new Error(order.message);
    return order;
  };

  beforeAll(async () => {
    server = await start();
    shop = shopAdmin(server);
    proxy = await startFaultProxy(server.url);
    settings = { baseUrl: proxy.url, publishableKey: server.publishableKey };
    guest = open();
    acme = open({ adminKey: server.adminKey });
  }, 600_000);
  afterEach(() => proxy.disarm());
  afterAll(async () => {
    await Promise.all(opened.map(hosted => hosted.close()));
    await proxy?.stop();
    await server?.stop();
  });

  it('is healthy, says in what it sells and what it cannot do without the Admin API', async () => {
    expect((await acme.use('health', (it, call) => it.check(call))).detail).toBe('sells in EUR; Admin API');
    expect((await guest.use('health', (it, call) => it.check(call))).detail).toContain('no Admin API');
  });

  it.each([
    ['publishable key', { publishableKey: 'pk_wrong' }],
    ['secret key', { adminKey: 'sk_wrong' }],
    ['password', { adminEmail: 'admin@example.test', adminPassword: 'wrong' }],
  ])('says that the %s is wrong', async (_, wrong) => {
    await expect(open(wrong).use('health', (it, call) => it.check(call))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('logs in as an administrator too', async () => {
    const person = open({ adminEmail: 'admin@example.test', adminPassword: 'supersecret' });
    expect((await person.use('health', (it, call) => it.check(call))).detail).toContain('; Admin API');
  });

  it('feeds every variant with the price of the home region, its options, pictures and stock', async () => {
    const german = open({ country: 'DE', storefrontUrl: 'https://shop.example/de/products/{handle}' });
    const walk = await german.use('feed', (it, call) => it.pull(undefined, call));
    expect(walk).toMatchObject({ more: false, total: 13, gone: [] });
    expect(walk.listings).toHaveLength(21);
    const bySku = Object.fromEntries(walk.listings.map(listing => [listing.sku, listing]));
    expect(bySku['KET-1']).toMatchObject({
      externalId: variant('KET-1'),
      parentId: server.products['steamwell-kettle'],
      title: 'Steamwell Kettle 1 litre',
      url: 'https://shop.example/de/products/steamwell-kettle',
      brand: 'Steamwell',
      gtins: ['4009900001373'],
      description: 'A steel kettle with a whistle & a cool handle.',
      options: [{ name: 'size', value: '1 litre' }],
      categoryPath: ['Kitchen'],
      // 28.40 and 19 %: 33.796.
      price: { minor: 3380n, currency: 'EUR' },
      availability: 'IN_STOCK',
      stock: 100,
    });
    expect(bySku['KET-1']?.images).toHaveLength(2);
    expect(bySku['MOU-W']).toMatchObject({ price: { minor: 2379n }, listPrice: { minor: 2825n }, promotions: [{ appliedInPrice: true }] });
    expect(bySku['KET-2']).toMatchObject({ availability: 'OUT_OF_STOCK', stock: 0 });
    expect(bySku['MUG-1']).toMatchObject({ availability: 'BACKORDER', title: 'Orrin Travel Mug', options: [] });
    expect(bySku['VOUCH-25']?.availability).toBe('IN_STOCK');
    expect(bySku['VOUCH-25']).not.toHaveProperty('stock');
  });

  it('shows pounds with the tax that is in them, and yen without decimals', async () => {
    const priceIn = async (country: string) => {
      const [listing] = await open({ country }).use('listings', (it, call) => it.getListings([variant('MOU-B')], call));
      return listing?.price;
    };
    expect(await priceIn('GB')).toEqual({ minor: 2249n, currency: 'GBP' });
    expect(await priceIn('JP')).toEqual({ minor: 3998n, currency: 'JPY' });
  });

  it('goes on with what changes: a product, a price that only its variant shows, and what was taken off', async () => {
    const quick = open({ sweepMinutes: 0.000_001 });
    const slow = open({ sweepMinutes: 600 });
    const pull = (hosted: Hosted, cursor?: string) => hosted.use('feed', (it, call) => it.pull(cursor, call));
    const walk = await pull(quick);
    const lamp = server.products['halden-desk-lamp'] ?? '';
    await shop.setPrice(lamp, variant('LAMP-1'), 21);
    const products = await pull(slow, walk.cursor);
    const variants = await pull(slow, products.cursor);
    expect(products.more).toBe(true);
    expect(variants.more).toBe(false);
    const changed = [...products.listings, ...variants.listings].find(listing => listing.sku === 'LAMP-1');
    expect(changed?.price?.minor).toBe(2100n);
    await shop.setPrice(lamp, variant('LAMP-1'), 18.05);

    const jacket = server.products['orrin-field-jacket'] ?? '';
    await shop.ask('POST', `/products/${jacket}`, { status: 'draft' });
    const sweep = await pull(quick, walk.cursor);
    expect([...sweep.gone].sort()).toEqual(['JAC-ML', 'JAC-MS', 'JAC-SL', 'JAC-SS'].map(variant).sort());
    await shop.ask('POST', `/products/${jacket}`, { status: 'published' });
  });

  it('finds by Latin and Chinese text, SKU and GTIN, page by page', async () => {
    const search = (text: string, first: number, after?: string) =>
      acme.use('search', (it, call) => it.search({ text, first, after }, call));
    const first = await search('vireo', 2);
    expect(first.items.map(item => `${item.sku}`).sort()).toEqual(['MOU-B', 'MOU-W']);
    const second = await search('vireo', 2, first.next);
    expect(second).toMatchObject({ items: [{ sku: 'KEY-1' }] });
    expect(second.next).toBeUndefined();
    expect((await search('云帆', 10)).items.map(item => item.title).sort()).toEqual(['云帆 保温杯 350 ml', '云帆 保温杯 500 ml']);
    expect((await search('LAMP-1', 10)).items).toMatchObject([{ sku: 'LAMP-1' }]);
    expect((await search('4009900004114', 10)).items).toMatchObject([{ sku: 'LAMP-1' }]);
  });

  it('quotes to the cent what the order then costs, with tax on top and the cheapest shipping', async () => {
    const lines = [
      { externalId: variant('TEA-100'), quantity: 3 },
      { externalId: variant('SCREW-1'), quantity: 7 },
    ];
    const [quote] = await acme.use('quotes', (it, call) => it.getQuotes([{ lines, destination: BERLIN }], call));
    if (!quote || isRefusal(quote)) throw new Error('no quote');
    // Exactly 20.24904: (3 × 4.13 − 10 % + 7 × 0.125 + 4.99) and 19 %.
    expect(quote).toMatchObject({
      lines: [
        {
          subtotal: { minor: 1115n },
          unitPrice: { minor: 413n },
          promotions: [{ label: 'TEATIME', kind: 'ITEM_DISCOUNT', saved: { minor: 124n } }],
        },
        { subtotal: { minor: 88n }, unitPrice: { minor: 13n }, stock: 100_000 },
      ],
      shipping: { title: 'Standard', cost: { minor: 499n } },
      tax: { minor: 323n },
      total: { minor: 2025n, currency: 'EUR' },
    });
    const order = await place(acme, orderOf(quote), attemptWith('to-the-cent'));
    expect(order).toMatchObject({ status: 'placed', total: quote.total });
  });

  it('quotes pounds with the tax inside, and without a destination without shipping', async () => {
    const ask = (request: object) =>
      acme.use('quotes', (it, call) => it.getQuotes([{ lines: [{ externalId: variant('MOU-W'), quantity: 2 }], ...request }], call));
    const [british] = await ask({ destination: { country: 'GB' } });
    expect(british).toMatchObject({
      lines: [{ subtotal: { minor: 4498n } }],
      shipping: { cost: { minor: 395n } },
      total: { minor: 4893n, currency: 'GBP' },
    });
    expect(british).not.toHaveProperty('tax');
    const [nowhere] = await ask({});
    expect(nowhere).toMatchObject({
      lines: [{ unitPrice: { minor: 1999n }, listPrice: { minor: 2374n } }],
      total: { minor: 3998n },
      isEstimate: true,
    });
    expect(nowhere).not.toHaveProperty('shipping');
  });

  it('quotes what is short with what is left, and refuses what is unknown or not delivered there', async () => {
    const request = (sku: string, quantity: number, country = 'DE') => ({
      lines: [{ externalId: server.variants[sku] ?? sku, quantity }],
      destination: { country },
    });
    const answers = await acme.use('quotes', (it, call) =>
      it.getQuotes(
        [
          request('PEN-12', 50),
          request('KET-2', 1),
          request('variant_unknown', 1),
          request('MUG-1', 2),
          request('PEN-12', 1, 'FR'),
          request('PEN-12', 1, 'US'),
          request('KET-2', 1, 'GB'),
        ],
        call,
      ),
    );
    expect(answers[0]).toMatchObject({ lines: [{ stock: 9, availability: 'IN_STOCK' }], isEstimate: true });
    expect(answers[1]).toMatchObject({ lines: [{ stock: 0, availability: 'OUT_OF_STOCK' }] });
    expect(answers[2]).toMatchObject({ reason: 'not-found', externalIds: ['variant_unknown'] });
    expect(answers[3]).toMatchObject({ lines: [{ availability: 'BACKORDER' }] });
    expect(answers[4]).toMatchObject({ reason: 'not-deliverable' });
    expect(answers[5]).toMatchObject({ reason: 'not-deliverable' });
    // The catalogue's prices are the home region's: they say nothing about pounds.
    expect(answers[6]).toMatchObject({ reason: 'out-of-stock' });
  });

  it('follows an order to its parcel and gives money back once per key', async () => {
    const order = await placed(acme, 'NOTE-1', 4, 'follow');
    const ref = { externalId: order.externalId, key: 'follow' };
    const refund = (minor: bigint, key: string) =>
      acme.use('refunds', (it, call) => it.refund(ref, { ...order.total, minor }, { key, reason: 'scratched' }, call));
    expect(await get(acme, order.externalId)).toMatchObject({ state: 'PLACED', total: order.total, fulfilments: [] });
    expect(await refund(100n, 'early')).toMatchObject({ status: 'refused', reason: 'limit-exceeded' });
    await shop.capture(order.externalId);

    const parcel = await shop.ship(order.externalId, 3, 'JD014600003');
    expect(await get(acme, order.externalId)).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [
        {
          id: parcel,
          state: 'SHIPPED',
          trackingNumber: 'JD014600003',
          trackingUrl: 'https://carrier.example.test/JD014600003',
          lines: [{ externalId: variant('NOTE-1'), quantity: 3 }],
        },
      ],
    });
    const seenByGuest = await get(guest, order.externalId);
    expect(seenByGuest).toMatchObject({ state: 'SHIPPED', fulfilments: [{ id: parcel, state: 'SHIPPED', lines: [] }] });
    expect(seenByGuest?.fulfilments[0]).not.toHaveProperty('trackingNumber');
    expect(await acme.use('cancellation', (it, call) => it.cancel(ref, 'too late', call))).toMatchObject({ reason: 'not-cancellable' });
    await shop.deliver(order.externalId, parcel);
    expect(await get(acme, order.externalId)).toMatchObject({ fulfilments: [{ state: 'DELIVERED' }] });

    const given = await refund(1000n, 'r1');
    expect(given).toMatchObject({ status: 'refunded', amount: { minor: 1000n } });
    expect(await refund(1000n, 'r1')).toEqual(given);
    expect(await get(acme, order.externalId)).toMatchObject({ refunded: { minor: 1000n }, total: order.total });
    expect(await refund(order.total.minor, 'r2')).toMatchObject({ status: 'refused', reason: 'limit-exceeded' });
    expect(await refund(order.total.minor - 1000n, 'r3')).toMatchObject({ status: 'refunded' });
    expect(await get(acme, order.externalId)).toMatchObject({ refunded: order.total, total: order.total, state: 'REFUNDED' });
  });

  it('hands over name, address, phone, e-mail, key and notes as given', async () => {
    const quote = await acme.quoteOf(variant('MOU-B'), 1);
    const order = await place(acme, orderOf(quote, { notes: 'Ring twice' }), attemptWith('address'));
    if (isRefusal(order)) throw new Error(order.message);
    expect(await shop.ask('GET', `/orders/${order.externalId}?fields=email,metadata,*shipping_address`)).toMatchObject({
      order: {
        email: 'zhang.san@example.test',
        metadata: { onebasket_key: 'address', notes: 'Ring twice' },
        shipping_address: {
          first_name: '张三',
          address_1: 'Invalidenstraße 1',
          address_2: 'Mitte, 3. Stock',
          city: 'Berlin',
          postal_code: '10115',
          country_code: 'de',
          phone: '+49 30 1234',
        },
      },
    });
  });

  it.each([
    ['authorised', false],
    ['captured', true],
  ])('cancels once an order that is %s', async (_, isCaptured) => {
    const order = await placed(acme, 'MOU-B', 2, `cancel-${isCaptured}`);
    if (isCaptured) await shop.capture(order.externalId);
    const cancel = (externalId: string) =>
      acme.use('cancellation', (it, call) => it.cancel({ externalId, key: 'c' }, 'changed my mind', call));
    const cancelled = { status: 'cancelled', ...(isCaptured ? { refund: order.total } : {}) };
    expect(await cancel(order.externalId)).toEqual(cancelled);
    expect(await cancel(order.externalId)).toEqual(cancelled);
    expect(await get(acme, order.externalId)).toMatchObject({ state: 'CANCELLED', total: order.total });
    expect(await cancel('order_unknown')).toMatchObject({ status: 'refused', reason: 'not-found' });
    expect(await get(acme, 'order_unknown')).toBeUndefined();
  });

  it('finds the order whose answer was lost, and makes no second one', async () => {
    const quote = await guest.quoteOf(variant('MOU-B'), 1);
    const before = await shop.countOrders();
    const attempt = attemptWith('lost');
    await proxy.arm({ fault: 'reset-after', when: ({ path }) => path.endsWith('/complete') });
    await expect(place(guest, orderOf(quote), attempt)).rejects.toMatchObject({ outcome: 'unknown' });
    await proxy.disarm();
    const found = await find(guest, attempt);
    expect(found).toMatchObject({ status: 'placed', total: quote.total, lines: [{ externalId: variant('MOU-B'), quantity: 1 }] });
    expect(await find(guest, attempt)).toEqual(found);
    expect(await shop.countOrders()).toBe(before + 1);
  });

  it('empties the basket that was not completed, so that it cannot be later', async () => {
    const quote = await guest.quoteOf(variant('MOU-B'), 1);
    const before = await shop.countOrders();
    const attempt = attemptWith('never');
    await proxy.arm({ fault: 'reset', when: ({ path }) => path.endsWith('/complete') });
    await expect(place(guest, orderOf(quote), attempt)).rejects.toBeInstanceOf(AdapterError);
    await proxy.disarm();
    expect(await find(guest, attempt)).toBeUndefined();
    const late = await fetch(`${server.url}/store/carts/${attempt.note}/complete`, {
      method: 'POST',
      headers: { 'x-publishable-api-key': server.publishableKey },
    });
    expect(late.status).toBe(400);
    expect(await shop.countOrders()).toBe(before);
    expect(await find(guest, { key: 'k', note: 'cart_unknown' })).toBeUndefined();
  });

  it('sells the last unit once, also in the same instant', async () => {
    await shop.setStock('KNOCK-1', 1);
    const quote = await acme.quoteOf(variant('KNOCK-1'), 1);
    const both = await Promise.all(['one', 'two'].map(key => place(open(), orderOf(quote), attemptWith(key))));
    expect(both.map(answer => answer.status).sort()).toEqual(['placed', 'refused']);
    expect(both.find(isRefusal)).toMatchObject({ reason: 'out-of-stock', available: 0, externalIds: [variant('KNOCK-1')] });
  });

  it('refuses what was sold or became dearer after the quote, and leaves no order behind', async () => {
    const before = await shop.countOrders();
    const keyboard = await acme.quoteOf(variant('KEY-1'), 1);
    await shop.setPrice(server.products['vireo-mechanical-keyboard'] ?? '', variant('KEY-1'), 99);
    expect(await place(acme, orderOf(keyboard), attemptWith('dearer'))).toMatchObject({
      status: 'refused',
      reason: 'price-changed',
      now: { minor: 12_375n },
    });
    const lamps = await acme.quoteOf(variant('LAMP-1'), 5);
    await shop.setStock('LAMP-1', 2);
    expect(await place(acme, orderOf(lamps), attemptWith('short'))).toMatchObject({
      status: 'refused',
      reason: 'out-of-stock',
      available: 2,
    });
    expect(await shop.countOrders()).toBe(before);
  });

  it('charges what was agreed when the price rises while the basket waits', async () => {
    const quote = await acme.quoteOf(variant('CUP-350'), 1);
    const rise = () => shop.setPrice(server.products['yunfan-thermos'] ?? '', variant('CUP-350'), 50);
    expect(await place(acme, orderOf(quote), attemptWith('rise', rise))).toMatchObject({ status: 'placed', total: quote.total });
  });

  it('refuses a way to pay that the shop does not have, and a buyer whom it cannot write to', async () => {
    const quote = await acme.quoteOf(variant('MOU-B'), 1);
    expect(await place(open({ paymentProvider: 'pp_gold_default' }), orderOf(quote), attemptWith('gold'))).toMatchObject({
      reason: 'payment-refused',
    });
    const request = orderOf(quote, { contact: { name: 'Ann Mary Lee' } });
    expect(await place(acme, request, attemptWith('no-mail'))).toMatchObject({ status: 'refused', reason: 'address-refused' });
    expect(await place(open({ fallbackEmail: 'orders@example.test' }), request, attemptWith('fallback'))).toMatchObject({
      status: 'placed',
    });
  });

  it('cancels and refunds only with a way into the Admin API', async () => {
    const ref = { externalId: 'order_any', key: 'k' };
    const amount = { minor: 1n, currency: 'EUR' as const };
    await expect(guest.use('cancellation', (it, call) => it.cancel(ref, 'r', call))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(
      guest.use('refunds', (it, call) => it.refund(ref, amount as never, { key: 'k', reason: 'r' }, call)),
    ).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
}
