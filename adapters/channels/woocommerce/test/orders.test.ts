import type { Attempt, OrderRequest } from '@onebasket/adapter-sdk';
import { currency } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { orders } from '../src/orders.ts';
import { cancel } from '../src/cancellation.ts';
import { refund } from '../src/refunds.ts';
import { FakeShop } from './fake-shop.ts';
import { exchange } from './fixture.ts';
import { makeCall, type Handler } from './make-call.ts';

const EUR = currency('EUR');
const eur = (minor: bigint) => ({ minor, currency: EUR });
const attempt: Attempt = { key: 'key-1', remember: () => Promise.resolve() };
const since = '2026-11-25T09:59:00.000Z';

function order(total: bigint, change: Partial<OrderRequest> = {}): OrderRequest {
  const line = { externalId: '1', title: 'Lamp', quantity: 2 };
  return {
    lines: [{ ...line, options: [] }],
    contact: { name: 'Erika Mustermann', phone: '0228 123', email: 'erika@shop.test' },
    address: { country: 'DE', region: 'DE-NW', city: 'Bonn', district: 'Beuel', line1: 'Lindenweg 7', line2: 'Hof', postalCode: '53111' },
    quote: {
      lines: [{ ...line, listPrice: eur(1000n), unitPrice: eur(1000n), subtotal: eur(2000n), promotions: [], availability: 'IN_STOCK' }],
      shipping: { methodId: 'flat_rate:1=4.90', title: 'Flat rate', cost: eur(490n) },
      total: eur(total),
    },
    ...change,
  };
}

function shopWithLamp(fields: object = {}): FakeShop {
  const shop = new FakeShop();
  shop.add({ id: 1, ...fields });
  return shop;
}

const place = (handler: Handler, request: OrderRequest, settings = {}) => orders.place(request, attempt, makeCall(handler, settings));
const repeats = orders.repeats as Extract<typeof orders.repeats, { by: 'lookup' | 'vendor-key' }>;

describe('placing an order', () => {
  it('takes buyer, address, goods, shipping and our key to the shop', async () => {
    const shop = shopWithLamp();
    expect(await place(shop.handler, order(2490n, { notes: 'ring twice' }))).toMatchObject({
      status: 'placed',
      externalId: '9000',
      state: 'ACCEPTED',
      total: eur(2490n),
      lines: [{ externalId: '1', quantity: 2 }],
    });
    const person = {
      first_name: 'Erika',
      last_name: 'Mustermann',
      phone: '0228 123',
      address_1: 'Lindenweg 7',
      address_2: 'Hof, Beuel',
      city: 'Bonn',
      state: 'DE-NW',
      postcode: '53111',
      country: 'DE',
    };
    expect(shop.order(9000)).toMatchObject({
      status: 'processing',
      payment_method: 'cod',
      set_paid: false,
      transaction_id: 'key-1',
      customer_note: 'ring twice',
      billing: { ...person, email: 'erika@shop.test' },
      shipping: person,
      shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat rate', instance_id: '1', total: '4.90' }],
      meta_data: [{ key: '_onebasket_key', value: 'key-1' }],
    });
  });

  it('says that it sends JSON, without which a shop makes an empty order', async () => {
    const call = makeCall(shopWithLamp().handler);
    await orders.place(order(2490n), attempt, call);
    expect(call.sent.find(({ method }) => method === 'POST')?.headers?.['content-type']).toBe('application/json');
  });

  it.each([
    ['王小明', '王小明', ''],
    ['Ana María de la Cruz', 'Ana María de la', 'Cruz'],
    ['  Cher ', 'Cher', ''],
  ])('keeps the name %j whole', async (name, first, last) => {
    const shop = shopWithLamp();
    await place(shop.handler, order(2490n, { contact: { name } }));
    expect(shop.order(9000)?.['shipping']).toMatchObject({ first_name: first, last_name: last });
    expect(shop.order(9000)?.['billing']).not.toHaveProperty('email');
  });

  it('undoes an order that costs anything else than was agreed, a cent less too', async () => {
    for (const agreed of [2489n, 2491n]) {
      const shop = shopWithLamp();
      expect(await place(shop.handler, order(agreed))).toMatchObject({ status: 'refused', reason: 'price-changed', now: eur(2490n) });
      expect(shop.orders).toMatchObject([{ status: 'cancelled' }]);
    }
  });

  it('undoes a 201 with nothing in it: an unknown product is a line of nothing', async () => {
    const shop = new FakeShop();
    expect(await place(shop.handler, order(490n))).toMatchObject({ status: 'refused', reason: 'not-found', externalIds: ['1'] });
    expect(shop.orders).toMatchObject([{ status: 'cancelled' }]);
  });

  it.each([
    ['two pieces, nothing else', '143', 2, 4000n],
    ['a variation', '149-161', 2, 3000n],
  ])('believes a recorded order that is what was asked: %s', async (name, externalId, quantity, total) => {
    const { response } = exchange('orders-create', name);
    const line = { externalId, quantity, title: 'x' };
    const goods = {
      ...line,
      listPrice: eur(total),
      unitPrice: eur(total),
      subtotal: eur(total),
      promotions: [],
      availability: 'IN_STOCK' as const,
    };
    const request = order(total, { lines: [{ ...line, options: [] }], quote: { lines: [goods], total: eur(total) } });
    expect(await place(() => response, request)).toMatchObject({
      status: 'placed',
      lines: [{ externalId, quantity, total: eur(total) }],
      total: eur(total),
    });
  });

  it.each(['unknown product', 'JSON sent as text/plain'])('believes no recorded order that is not ours: %s', async name => {
    const { response } = exchange('orders-create', name);
    const undone: unknown[] = [];
    const handler: Handler = request => {
      if (request.method === 'PUT') undone.push(request.body);
      return request.method === 'PUT'
        ? { body: { ...(response.body as object), status: 'cancelled' } }
        : { status: response.status, body: response.body };
    };
    expect(await place(handler, order(4000n))).toMatchObject({ status: 'refused' });
    expect(undone).toEqual(['{"status":"cancelled"}']);
  });

  it('undoes an order that took the shop below zero while somebody else had the last piece', async () => {
    const shop = shopWithLamp({ manage_stock: true, stock_quantity: 1 });
    const scarce = order(2490n);
    const request = { ...scarce, quote: { ...scarce.quote, lines: scarce.quote.lines.map(line => ({ ...line, stock: 2 })) } };
    expect(await place(shop.handler, request)).toMatchObject({ status: 'refused', reason: 'out-of-stock', available: 1 });
    expect(shop.orders).toMatchObject([{ status: 'cancelled' }]);
  });

  it('undoes what a refusal left behind: a refused coupon leaves a pending order', async () => {
    const shop = shopWithLamp();
    shop.routes.set('POST /orders', request => {
      shop.make({ ...(JSON.parse(String(request.body)) as object), status: 'pending' });
      return exchange('refusals', 'below the minimum').response;
    });
    expect(await place(shop.handler, order(2490n))).toMatchObject({ status: 'refused', reason: 'coupon-refused' });
    expect(shop.orders).toMatchObject([{ status: 'cancelled' }]);
  });

  it('says when the address is what the shop refuses', async () => {
    const handler: Handler = () => ({
      status: 400,
      body: { code: 'rest_invalid_param', data: { status: 400, params: { billing: 'Invalid email address.' } } },
    });
    expect(await place(handler, order(2490n))).toMatchObject({ status: 'refused', reason: 'address-refused' });
  });

  it.each([
    [{ status: 500, body: '<html>' }, 'unavailable'],
    [{ status: 502, body: {} }, 'unavailable'],
    [{ status: 200, body: '<html>' }, 'invalid-response'],
    [{ status: 201, body: {} }, 'invalid-response'],
    [{ status: 201, body: { id: 5, status: 'processing', currency: 'EUR', total: 'x' } }, 'invalid-response'],
  ])('leaves the outcome open after %j', async (reply, code) => {
    const handler: Handler = request => (request.method === 'POST' ? reply : { body: [] });
    await expect(place(handler, order(2490n))).rejects.toMatchObject({ code, outcome: 'unknown' });
  });

  it('leaves the outcome open when an order could not be undone', async () => {
    const shop = shopWithLamp();
    shop.routes.set('PUT /orders/9000', () => ({ status: 503, body: {} }));
    await expect(place(shop.handler, order(1n))).rejects.toMatchObject({ outcome: 'unknown' });
  });

  it('undoes an order in another currency than the prices were read in', async () => {
    const shop = shopWithLamp();
    const yen = order(2490n);
    await expect(
      place(shop.handler, { ...yen, quote: { ...yen.quote, total: { minor: 2490n, currency: currency('USD') } } }),
    ).resolves.toMatchObject({ status: 'refused', reason: 'other', message: expect.stringMatching(/EUR.*USD/) });
    expect(shop.orders).toMatchObject([{ status: 'cancelled' }]);
  });
});

describe('finding an order after a lost answer', () => {
  it('reads the newest orders for our key, which the search never sees in meta data', async () => {
    const shop = shopWithLamp();
    await place(shop.handler, order(2490n));
    for (const row of shop.orders) delete row['transaction_id'];
    for (let other = 0; other < 150; other++) shop.make({ line_items: [{ product_id: 1, quantity: 1 }], status: 'processing' });
    expect(await repeats.find({ key: 'key-1', since }, makeCall(shop.handler))).toMatchObject({
      externalId: '9000',
      lines: [{ externalId: '1', quantity: 2 }],
      total: eur(2490n),
    });
    expect(await repeats.find({ key: 'key-2', since }, makeCall(shop.handler))).toBeUndefined();
  });

  it('finds an old one by its transaction id', async () => {
    const shop = shopWithLamp();
    shop.make({ line_items: [], status: 'completed', transaction_id: 'key-1' });
    for (let other = 0; other < 100; other++)
      Object.assign(shop.make({ line_items: [], status: 'processing' }), { date_created_gmt: '2026-11-24T00:00:00' });
    expect(await repeats.find({ key: 'key-1', since }, makeCall(shop.handler))).toMatchObject({ externalId: '9000' });
  });

  it('tells an order that was undone from one that stands, and prefers the one that stands', async () => {
    const shop = shopWithLamp();
    await place(shop.handler, order(1n));
    expect(await repeats.find({ key: 'key-1', since }, makeCall(shop.handler))).toMatchObject({ externalId: '9000', state: 'CANCELLED' });
    await place(shop.handler, order(2490n));
    expect(await repeats.find({ key: 'key-1', since }, makeCall(shop.handler))).toMatchObject({ externalId: '9001', state: 'ACCEPTED' });
  });

  it('counts an order that waits for payment as made', async () => {
    const shop = shopWithLamp();
    shop.make({ line_items: [], status: 'pending', transaction_id: 'key-1' });
    expect(await repeats.find({ key: 'key-1', since }, makeCall(shop.handler))).toMatchObject({ externalId: '9000', state: 'PLACED' });
  });

  it('fails rather than saying no when the list cannot be read', async () => {
    await expect(
      repeats.find(
        { key: 'key-1', since },
        makeCall(() => ({ status: 500, body: {} })),
      ),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an order as it stands', () => {
  const get = async (fields: object) => {
    const shop = new FakeShop();
    Object.assign(shop.make({ line_items: [], status: 'processing' }), {
      line_items: [{ product_id: 1, variation_id: 7, quantity: 2 }],
      ...fields,
    });
    return orders.get({ externalId: '9000', key: 'key-1' }, makeCall(shop.handler));
  };

  it.each([
    ['pending', 'PENDING'],
    ['on-hold', 'PLACED'],
    ['processing', 'ACCEPTED'],
    ['completed', 'COMPLETED'],
    ['cancelled', 'CANCELLED'],
    ['refunded', 'REFUNDED'],
    ['failed', 'FAILED'],
    ['trash', 'CANCELLED'],
    ['awaiting-pickup', 'PLACED'],
  ])('%s is %s', async (status, state) => expect(await get({ status })).toMatchObject({ state }));

  it('shows the parcels of a tracking plugin', async () => {
    const items = [
      {
        tracking_id: 't1',
        tracking_provider: '',
        custom_tracking_provider: 'SF Express',
        tracking_number: 'SF123',
        date_shipped: '1795576600',
      },
    ];
    expect(await get({ meta_data: [{ key: '_wc_shipment_tracking_items', value: items }] })).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [
        {
          id: 't1',
          carrierName: 'SF Express',
          trackingNumber: 'SF123',
          lines: [{ externalId: '1-7', quantity: 2 }],
          shippedAt: '2026-11-25T03:16:40.000Z',
        },
      ],
    });
    expect(await get({ meta_data: [{ key: '_tracking_number', value: 'X1' }] })).toMatchObject({ fulfilments: [{ trackingNumber: 'X1' }] });
  });

  it('is undefined when the shop does not know it', async () => {
    expect(await orders.get({ externalId: '5', key: 'k' }, makeCall(new FakeShop().handler))).toBeUndefined();
    expect(await orders.get({ externalId: '../x', key: 'k' }, makeCall(new FakeShop().handler))).toBeUndefined();
  });
});

describe('cancelling', () => {
  const cancelOne = async (fields: object) => {
    const shop = new FakeShop();
    Object.assign(shop.make({ line_items: [] }), fields);
    return {
      answer: await cancel({ externalId: '9000', key: 'k' }, 'changed my mind', makeCall(shop.handler)),
      status: shop.order(9000)?.['status'],
    };
  };

  it.each(['pending', 'on-hold', 'processing', 'cancelled'])('works while it is %s', async status => {
    expect(await cancelOne({ status })).toEqual({ answer: { status: 'cancelled' }, status: 'cancelled' });
  });

  it.each(['completed', 'refunded', 'failed'])('is refused once it is %s', async status => {
    expect(await cancelOne({ status })).toMatchObject({ answer: { status: 'refused', reason: 'not-cancellable' }, status });
  });

  it('is refused once a parcel is on its way', async () => {
    expect((await cancelOne({ status: 'processing', meta_data: [{ key: '_tracking_number', value: 'X1' }] })).answer).toMatchObject({
      reason: 'not-cancellable',
    });
  });

  it('of an unknown order is refused', async () => {
    expect(await cancel({ externalId: '77', key: 'k' }, '', makeCall(new FakeShop().handler))).toMatchObject({ reason: 'not-found' });
  });
});

describe('refunding', () => {
  const setUp = () => {
    const shop = new FakeShop();
    Object.assign(shop.make({ line_items: [], status: 'processing' }), { total: '45.83' });
    const give = (minor: bigint, key: string, code = EUR) =>
      refund({ externalId: '9000', key: 'k' }, { minor, currency: code }, { key, reason: 'Scratch' }, makeCall(shop.handler));
    const refunds = () => shop.order(9000)?.['refunds'] as { total: string; reason: string }[];
    return { shop, give, refunds };
  };

  it('writes it down without a gateway, once per key', async () => {
    const { give, refunds } = setUp();
    expect(await give(500n, 'r1')).toMatchObject({ status: 'refunded', amount: eur(500n) });
    expect(await give(500n, 'r1')).toMatchObject({ status: 'refunded', amount: eur(500n) });
    expect(refunds()).toMatchObject([{ total: '-5.00', reason: 'Scratch [r1]' }]);
  });

  it('refuses more than is left, nothing, and another currency', async () => {
    const { give, refunds } = setUp();
    await give(4000n, 'r1');
    expect(await give(584n, 'r2')).toMatchObject({ reason: 'limit-exceeded', now: eur(583n) });
    expect(await give(0n, 'r3')).toMatchObject({ status: 'refused' });
    expect(await give(1n, 'r4', currency('USD'))).toMatchObject({ status: 'refused' });
    expect(refunds()).toHaveLength(1);
  });

  it('takes the later of two full refunds at once back, which the shop accepts both', async () => {
    const { give, refunds } = setUp();
    const answers = await Promise.all([give(4583n, 'r1'), give(4583n, 'r2')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['refunded', 'refused']);
    expect(refunds()).toHaveLength(1);
  });

  it('reads a 500 that means no as a no', async () => {
    const { shop, give } = setUp();
    const { response } = exchange('refusals', 'api_refund left out, paid by transfer');
    shop.routes.set('POST /orders/9000/refunds', () => ({ status: response.status, body: response.body }));
    expect(await give(1n, 'r1')).toMatchObject({ status: 'refused', reason: 'other' });
  });
});
