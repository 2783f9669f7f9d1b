import { makeCall, makeConnection, type FakeCallOptions } from '@onebasket/adapter-testkit';
import type { Authorisation, Credentials, NegotiatedOrders, OrderRequest, Quote } from '@onebasket/adapter-sdk';
import { formatAmount, isRefusal } from '@onebasket/core';
import { startShopifyTwin, type ShopifyTwin, type ShopifyTwinOptions, type TwinProduct } from '@onebasket/twin-shopify';
import { afterEach, describe, expect, test } from 'vitest';
import { shopify } from '../src/index.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
const LAMP: TwinProduct = { id: 1, title: 'Desk lamp', variants: [{ id: 10, price: '12.50', compareAtPrice: '15.0', stock: 5 }] };
const SHIRT: TwinProduct = {
  id: 2,
  title: 'Linen shirt',
  variants: ['S', 'M', 'L'].map((Size, at) => ({ id: 20 + at, price: '39.90', stock: 3, options: { Size } })),
};
const lamp = 'gid://shopify/ProductVariant/10';
const shirt = (at: number) => `gid://shopify/ProductVariant/${20 + at}`;
const app = { clientId: 'client-1', clientSecret: 'secret-0001' };
const own = { adminToken: 'admin-1', placeOrders: 'native' };
const DE = { country: 'DE', city: 'Bonn', postalCode: '53111' };

let twin: ShopifyTwin;
afterEach(async () => {
  await twin.close();
});

async function start(options: ShopifyTwinOptions = {}): Promise<void> {
  twin = await startShopifyTwin({ products: [LAMP, SHIRT], adminTokens: ['admin-1'], now: () => NOW, ...app, ...options });
}

/** A call whose requests reach the twin over the wire. */
function callOf(settings: object = {}, credentials?: Credentials, now: FakeCallOptions['now'] = () => NOW) {
  return makeCall(
    async ({ url, method, headers, body }) => {
      const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(typeof body === 'string' ? { body } : {}) });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
    {
      settings: { baseUrl: twin.url, shopDomain: twin.shopDomain, storefrontToken: 'twin-storefront-token', ...app, ...settings },
      now,
      ...(credentials ? { credentials } : {}),
    },
  );
}

const { search, listings, quotes, feed, webhooks, cancellation, refunds, health } = shopify.capabilities;
const orders = shopify.capabilities.orders as NegotiatedOrders;
const authorisation = shopify.capabilities.authorisation as Authorisation;

function attemptOf(key: string) {
  const notes: string[] = [];
  return {
    notes,
    attempt: () => {
      const note = notes.at(-1);
      return { key, ...(note === undefined ? {} : { note }), remember: (text: string) => Promise.resolve(void notes.push(text)) };
    },
  };
}

async function quoteFor(call: ReturnType<typeof callOf>, externalId = lamp, quantity = 1): Promise<Quote> {
  const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId, quantity }], destination: DE }], call)) ?? [];
  if (!quote || isRefusal(quote)) throw new Error(`no quote: ${quote?.reason}`);
  return quote;
}

async function requestFor(call: ReturnType<typeof callOf>, externalId = lamp, quantity = 1): Promise<OrderRequest> {
  return {
    lines: [{ externalId, quantity, title: 'Lamp', options: [] }],
    contact: { name: 'Erika Maria Muster', phone: '+49 228 1234567', email: 'erika@shop.test' },
    address: { ...DE, line1: 'Lindenweg 7' },
    quote: await quoteFor(call, externalId, quantity),
    notes: 'ring twice',
  };
}

describe('looking', () => {
  test('a search gives every variant once, whatever the size of its pages', async () => {
    await start();
    const call = callOf();
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await search?.search({ text: 'shirt', first: 2, after }, call);
      ids.push(...(page?.items.map(({ externalId }) => externalId) ?? []));
      after = page?.next;
    } while (after !== undefined);
    expect(ids).toEqual([shirt(0), shirt(1), shirt(2)]);
  });

  test('a token that may not see stock shows the rest all the same', async () => {
    await start();
    const [listing] = (await listings?.getListings([lamp], callOf({ storefrontToken: undefined }))) ?? [];
    expect(listing).toMatchObject({ externalId: lamp, availability: 'IN_STOCK', price: { minor: 1_250n } });
    expect(listing).not.toHaveProperty('stock');
    expect((await listings?.getListings([lamp], callOf()))?.[0]).toMatchObject({ stock: 5 });
  });

  test('the private token goes before the public one, with the buyer’s address', async () => {
    await start({ needsStorefrontToken: true });
    const call = callOf({ storefrontPrivateToken: 'twin-private-token', buyerIp: '203.0.113.7' });
    await health?.check(call);
    expect(call.sent[0]?.headers).toMatchObject({
      'shopify-storefront-private-token': 'twin-private-token',
      'shopify-storefront-buyer-ip': '203.0.113.7',
    });
    expect(call.sent[0]?.headers).not.toHaveProperty('x-shopify-storefront-access-token');
    expect(call.sent[0]?.path).toBe('/api/2026-04/graphql.json');
    await expect(health?.check(callOf({ storefrontToken: 'wrong' }))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('a product and an inventory item, as webhooks name them, are found as their variant', async () => {
    await start();
    const asked = ['gid://shopify/Product/2', 'gid://shopify/InventoryItem/10', 'gid://shopify/InventoryItem/99', 'nonsense'];
    const found = await listings?.getListings(asked, callOf(own));
    expect(found?.map(listing => listing?.externalId)).toEqual([shirt(0), lamp, undefined, undefined]);
  });

  test('the feed brings what has changed, and tells what is gone', async () => {
    await start();
    const first = await feed?.pull(undefined, callOf());
    expect(first?.listings).toHaveLength(4);
    twin.put({ ...SHIRT, variants: SHIRT.variants.slice(0, 2), updatedAt: '2026-11-25T10:01:00Z' });
    const changed = await feed?.pull(first?.cursor, callOf());
    expect(changed?.listings.map(({ externalId }) => externalId)).toEqual([shirt(0), shirt(1)]);
    expect(changed?.gone).toEqual([shirt(2)]);
    twin.remove(1);
    const later = () => new Date(NOW.getTime() + 2 * 3_600_000);
    const swept = await feed?.pull(changed?.cursor, callOf({}, undefined, later));
    expect(swept?.gone).toEqual([lamp]);
  });
});

describe('the cost bucket of the Admin API', () => {
  test('is handed on after each answer', async () => {
    await start({ bucket: { maximumAvailable: 2000, restoreRate: 100 } });
    const call = callOf(own);
    await orders.get({ externalId: 'gid://shopify/Order/1', key: 'k' }, call);
    expect(call.budgetReadings.at(-1)).toMatchObject({ capacity: 2000, restorePerSecond: 100 });
    expect(call.budgetReadings.at(-1)?.left).toBeLessThan(2000);
  });

  test('what a document costs is told to the host before, at least as high as Shopify reckons', async () => {
    await start();
    const call = callOf(own);
    const request = await requestFor(call);
    const placed = await orders.place(request, attemptOf('k-cost').attempt(), call);
    if (placed.status !== 'placed') throw new Error(placed.status);
    await orders.get({ externalId: placed.externalId, key: 'k-cost' }, call);
    await (orders.repeats as { find(a: object, c: object): Promise<unknown> }).find({ key: 'k-cost', since: NOW.toISOString() }, call);
    const admin = call.sent.filter(({ path }) => path.startsWith('/admin/api'));
    for (const { cost, label, headers, url, body } of admin) {
      const answer = await fetch(url, { method: 'POST', headers: headers ?? {}, body: String(body) });
      const { extensions } = (await answer.json()) as { extensions: { cost: { requestedQueryCost: number } } };
      expect(cost, label).toBeGreaterThanOrEqual(extensions.cost.requestedQueryCost);
    }
    expect(admin.length).toBeGreaterThanOrEqual(4);
  });

  test('an empty one is rate-limited for as long as it takes to fill, and nothing was done', async () => {
    await start({ bucket: { maximumAvailable: 1000, restoreRate: 50 } });
    twin.drain(100);
    const failure = await orders.get({ externalId: 'gid://shopify/Order/1', key: 'k' }, callOf(own)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'rate-limited', outcome: 'not-done' });
    const { retryAfterMs } = failure as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(5_000);
  });
});

describe('an order that is handed over', () => {
  test('is a cart with the buyer, the place and our key; a second try finds the same', async () => {
    await start();
    const call = callOf();
    const { attempt, notes } = attemptOf('key-1');
    const first = await orders.place(await requestFor(call), attempt(), call);
    expect(first).toMatchObject({ status: 'handoff', url: expect.stringMatching(/\/cart\/c\/[\w-]+\?key=/) });
    if (first.status !== 'handoff') throw new Error('no handoff');
    expect(first.externalId).toMatch(/^gid:\/\/shopify\/Cart\/[\w-]+$/);
    expect(notes).toHaveLength(1);
    const { variables } = JSON.parse(String(call.sent.at(-1)?.body)) as { variables: { input0: object; country: string } };
    expect(variables).toMatchObject({
      country: 'DE',
      input0: {
        lines: [{ merchandiseId: lamp, quantity: 1 }],
        buyerIdentity: { countryCode: 'DE', email: 'erika@shop.test', phone: '+492281234567' },
        attributes: [{ key: 'onebasket_key', value: 'key-1' }],
        note: 'ring twice',
        delivery: {
          addresses: [
            {
              selected: true,
              address: { deliveryAddress: { firstName: 'Erika Maria', lastName: 'Muster', address1: 'Lindenweg 7', zip: '53111' } },
            },
          ],
        },
      },
    });
    expect(await orders.place(await requestFor(call), attempt(), call)).toEqual(first);
  });

  test('is found again once the shopper has paid, by its webhook and by asking', async () => {
    await start();
    const call = callOf({ adminToken: 'admin-1' });
    const { attempt, notes } = attemptOf('key-2');
    const handoff = await orders.place(await requestFor(call), attempt(), call);
    if (handoff.status !== 'handoff') throw new Error('no handoff');
    const ref = { externalId: handoff.externalId ?? '', key: 'key-2', note: notes.at(-1) };
    expect(await orders.get(ref, call)).toBeUndefined();
    const { id } = twin.checkOut(handoff.url);
    expect(await orders.get(ref, call)).toMatchObject({
      externalId: `gid://shopify/Order/${id}`,
      state: 'ACCEPTED',
      total: { minor: 1_740n },
    });
    const webhook = { method: 'POST', path: '/hooks/shop', ...twin.orderWebhook('orders/create', id) };
    expect(await webhooks?.verify(webhook, call)).toBe(true);
    expect(webhooks?.parse(webhook, makeConnection())).toMatchObject([
      { kind: 'order-changed', externalId: `gid://shopify/Order/${id}`, key: 'key-2' },
    ]);
  });

  test('is refused when it is sold out, unknown, or the address cannot be', async () => {
    await start();
    const call = callOf();
    const request = await requestFor(call);
    const place = (instead: Partial<OrderRequest>) => orders.place({ ...request, ...instead }, attemptOf('key-3').attempt(), call);
    const lines = (externalId: string, quantity = 1) => [{ externalId, quantity, title: '', options: [] }];
    expect(await place({ lines: lines(lamp, 6) })).toMatchObject({ status: 'refused', reason: 'out-of-stock', available: 5 });
    expect(await place({ lines: lines('gid://shopify/ProductVariant/99') })).toMatchObject({ reason: 'not-found' });
    expect(await place({ lines: lines('nonsense') })).toMatchObject({ reason: 'not-found' });
    expect(await place({ address: { ...request.address, postalCode: 'X1' } })).toMatchObject({ reason: 'address-refused' });
  });
});

describe('an order in an own shop', () => {
  const ship = { company: 'DHL', number: '00340434', url: 'https://dhl.example/00340434', displayStatus: 'DELIVERED' };

  test('is made for the agreed figures, followed to the door, and counted once', async () => {
    await start({ automaticDiscount: { title: 'Autumn', percent: 10 } });
    const call = callOf({ ...own, paymentGateway: 'OneBasket' });
    const request = await requestFor(call, lamp, 2);
    expect(formatAmount(request.quote.total)).toBe('27.40');
    expect(request.quote).not.toHaveProperty('isEstimate');
    const placed = await orders.place(request, attemptOf('key-4').attempt(), call);
    if (placed.status !== 'placed') throw new Error(placed.status);
    expect(placed).toMatchObject({ number: '#1001', state: 'ACCEPTED', total: request.quote.total });
    const ref = { externalId: placed.externalId, key: 'key-4' };
    twin.ship(twin.orders()[0]?.id ?? 0, ship);
    expect(await orders.get(ref, call)).toMatchObject({
      state: 'DELIVERED',
      fulfilments: [{ carrierName: 'DHL', trackingNumber: '00340434', state: 'DELIVERED', lines: [{ externalId: lamp, quantity: 2 }] }],
    });
    expect(await cancellation?.cancel(ref, 'late', call)).toMatchObject({ status: 'refused', reason: 'not-cancellable' });
  });

  test('that was made just now is found although the index does not know it yet', async () => {
    await start({ indexLagMs: 60_000 });
    const call = callOf(own);
    const placed = await orders.place(await requestFor(call), attemptOf('key-5').attempt(), call);
    const { repeats } = orders;
    if (repeats.by === 'nothing' || placed.status !== 'placed') throw new Error('no order');
    const since = new Date(NOW.getTime() - 1000).toISOString();
    expect(await repeats.find({ key: 'key-5', since }, call)).toMatchObject({ externalId: placed.externalId });
    expect(await repeats.find({ key: 'key-6', since }, call)).toBeUndefined();
  });

  test('is not sent where the shop does not deliver to', async () => {
    await start({ shipsTo: ['FR'] });
    const call = callOf(own);
    const [answer] = (await quotes?.getQuotes([{ lines: [{ externalId: lamp, quantity: 1 }], destination: DE }], call)) ?? [];
    expect(answer).toMatchObject({ status: 'refused', reason: 'not-deliverable' });
  });

  test('needs a consent that may write orders', async () => {
    await start();
    const request = await requestFor(callOf());
    const place = (call: ReturnType<typeof callOf>) => orders.place(request, attemptOf('key-7').attempt(), call);
    await expect(place(callOf({ placeOrders: 'native' }))).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
    const readOnly = callOf(own, { accessToken: 'admin-1', scopes: ['read_orders'] });
    await expect(place(readOnly)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(readOnly.sent).toEqual([]);
  });

  test('whose cancellation Shopify carries out later is told as requested, then as cancelled with what came back', async () => {
    await start({ hasSlowJobs: true });
    const call = callOf({ ...own, paymentGateway: 'OneBasket' });
    const request = await requestFor(call);
    const placed = await orders.place(request, attemptOf('key-8').attempt(), call);
    if (placed.status !== 'placed') throw new Error(placed.status);
    const cancel = () => cancellation?.cancel({ externalId: placed.externalId, key: 'key-8' }, 'changed my mind', call);
    expect(await cancel()).toEqual({ status: 'requested' });
    twin.runJobs();
    expect(await cancel()).toEqual({ status: 'cancelled', refund: request.quote.total });
  });

  test('that nobody paid at the shop has nothing to give back', async () => {
    await start();
    const call = callOf(own);
    const placed = await orders.place(await requestFor(call), attemptOf('key-9').attempt(), call);
    if (placed.status !== 'placed') throw new Error(placed.status);
    const answer = await refunds?.refund({ externalId: placed.externalId, key: 'key-9' }, placed.total, { key: 'r', reason: 'late' }, call);
    expect(answer).toMatchObject({ status: 'refused', reason: 'payment-refused' });
  });
});

describe('consent', () => {
  const redirectUri = 'https://basket.example/oauth/callback';

  test('gives a token for an hour, which is refreshed and used for the Admin API', async () => {
    await start();
    const call = callOf();
    const credentials = await authorisation.exchange({ query: twin.consent('s'), redirectUri }, call);
    expect(credentials).toMatchObject({
      expiresAt: '2026-11-25T11:00:00.000Z',
      refreshExpiresAt: '2027-02-23T10:00:00.000Z',
      scopes: ['read_products', 'read_inventory', 'write_orders'],
    });
    const fresh = await authorisation.refresh?.(credentials, call);
    expect(fresh?.accessToken).not.toBe(credentials.accessToken);
    expect(await health?.check(callOf({}, fresh))).toEqual({ detail: 'Twin Goods answers, its Admin API too' });
    const anHourLater = () => new Date(NOW.getTime() + 3_600_000);
    twin.revokeTokens();
    await expect(health?.check(callOf({}, fresh, anHourLater))).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(authorisation.refresh?.(credentials, call)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('of another shop, or not signed by Shopify, is not taken', async () => {
    await start();
    const query = twin.consent('s');
    const exchange = (instead: Record<string, string>, settings: object = {}) =>
      authorisation.exchange({ query: { ...query, ...instead }, redirectUri }, callOf(settings));
    await expect(exchange({ hmac: '00' })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(exchange({ shop: 'other.myshopify.com' })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(exchange({}, { shopDomain: 'other.myshopify.com' })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(exchange({}, { clientSecret: undefined })).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

describe('webhooks', () => {
  const requestOf = (topic: string, payload: object) => ({ method: 'POST', path: '/hooks/shop', ...twin.webhook(topic, payload) });

  test.each([
    ['orders/paid', { id: 450789469 }, { kind: 'order-changed', externalId: 'gid://shopify/Order/450789469' }],
    ['fulfillments/update', { id: 1, order_id: 450789469 }, { kind: 'order-changed', externalId: 'gid://shopify/Order/450789469' }],
    ['refunds/create', { id: 1, order_id: 450789469 }, { kind: 'order-changed', externalId: 'gid://shopify/Order/450789469' }],
    ['products/update', { id: 632910392 }, { kind: 'product-changed', externalId: 'gid://shopify/Product/632910392' }],
    ['products/delete', { id: 632910392 }, { kind: 'product-changed', externalId: 'gid://shopify/Product/632910392' }],
    [
      'inventory_levels/update',
      { inventory_item_id: 271878346 },
      { kind: 'product-changed', externalId: 'gid://shopify/InventoryItem/271878346' },
    ],
    ['app/uninstalled', { id: 1 }, { kind: 'ignored', what: 'app/uninstalled' }],
  ])('of %s are understood', async (topic, payload, event) => {
    await start();
    expect(webhooks?.parse(requestOf(topic, payload), makeConnection())).toMatchObject([event]);
  });

  test('ids beyond 2^53 keep every digit', async () => {
    await start();
    const request = { ...requestOf('orders/paid', {}), body: Buffer.from('{"id":820982911946154509}') };
    expect(webhooks?.parse(request, makeConnection())).toMatchObject([{ externalId: 'gid://shopify/Order/820982911946154509' }]);
  });

  test('of one event have one id, whichever subscription or delivery they come by', async () => {
    await start();
    const request = requestOf('orders/paid', { id: 1 });
    const again = { ...request, headers: { ...request.headers, 'x-shopify-webhook-id': 'another' } };
    const idOf = (one: typeof request) => webhooks?.parse(one, makeConnection())[0]?.deliveryId;
    expect(idOf(again)).toBe(idOf(request));
    const { 'x-shopify-event-id': _, ...headers } = request.headers as Record<string, string>;
    expect(idOf({ ...request, headers })).toBe(headers['x-shopify-webhook-id']);
  });

  test('are believed with the secret of before a rotation, and never for another shop', async () => {
    await start();
    const request = requestOf('orders/paid', { id: 1 });
    const verify = (settings: object) => webhooks?.verify(request, callOf(settings));
    expect(await verify({ clientSecret: 'new', previousClientSecret: app.clientSecret })).toBe(true);
    expect(await verify({ clientSecret: 'new' })).toBe(false);
    expect(await verify({ clientSecret: undefined })).toBe(false);
    expect(await verify({ shopDomain: 'other.myshopify.com' })).toBe(false);
  });
});
