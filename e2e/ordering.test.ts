import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly accessToken?: string | null;
    readonly order?: {
      readonly id: string;
      readonly number: string;
      readonly status: string;
      readonly total: { amount: string };
      readonly parts: readonly { status: string; channel: { id: string }; failure: { code: string } | null }[];
      readonly payment: { status: string; captured: { amount: string } };
    };
    readonly maybeOrder?: Placed['placeOrder']['order'] | null;
    readonly lines?: readonly { index: number; reason: string }[];
    readonly problems?: readonly { path: string[]; message: string }[];
    readonly now?: { amount: string };
    readonly existing?: { id: string } | null;
  };
}

let north: BareShop;
let south: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;
let count = 0;
const key = () => `a-fresh-key-${String(++count).padStart(8, '0')}`;
const place = (lines: Parameters<typeof orderInput>[1], maxTotal: string, more: object = {}, headers: Record<string, string> = {}) =>
  ask<Placed>(running.url, PLACE_ORDER, { input: orderInput(key(), lines, maxTotal, 'CNY', more) }, headers);

beforeAll(async () => {
  folder = await temporaryFolder();
  north = new BareShop([
    {
      id: 1,
      name: 'Brightex K200 kettle',
      price: '199.00',
      regular_price: '249.00',
      sale_price: '199.00',
      on_sale: true,
      manage_stock: true,
      stock_quantity: 500,
      global_unique_id: '6901234567892',
    },
    { id: 2, name: 'Last lamp', price: '50.00', regular_price: '50.00', manage_stock: true, stock_quantity: 1 },
    { id: 3, name: 'Thing without a price' },
    { id: 4, name: 'Sold out', price: '5.00', regular_price: '5.00', stock_status: 'outofstock' },
  ]);
  south = new BareShop([
    { id: 7, name: 'Kettle Brightex K200', price: '189.50', regular_price: '189.50', global_unique_id: '6901234567892' },
  ]);
  await Promise.all([north.listen(), south.listen()]);
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [wooChannel('north', north.url), wooChannel('south', south.url)],
    payments: [INVOICE],
    orders: { settleMs: 1_000, answerWithinMs: 8_000 },
    accounts: {
      outbox: 'http',
      seed: {
        staff: [{ email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] }],
        clients: [
          { id: 'partner', key: 'partner-key-1', scopes: ['orders:write'] },
          { id: 'reader', key: 'reader-key-1', scopes: ['catalog:read'] },
        ],
      },
    },
    gateway: { limits: { rate: false } },
  });
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "kettle") { nodes { id } } }'),
    ({ data }) => data.search.nodes.length > 0,
  );
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([north?.close(), south?.close()]);
  await folder?.remove();
});

beforeEach(() => {
  for (const shop of [north, south]) {
    shop.before = () => false;
    shop.after = () => false;
  }
});

describe('one click over two shops', () => {
  it('places every line, charges exactly that, and tells the same for a repeat', async () => {
    const input = orderInput(key(), [{ listingId: 'north:1' }, { listingId: 'south:7', quantity: 2 }], '600');
    const [before, beforeSouth] = [north.orders.length, south.orders.length];
    const first = await ask<Placed>(running.url, PLACE_ORDER, { input });
    expect(first.data.placeOrder).toMatchObject({
      __typename: 'PlacedOrder',
      order: { status: 'PLACED', total: { amount: '578.00' }, payment: { status: 'CAPTURED', captured: { amount: '578.00' } } },
    });
    const again = await ask<Placed>(running.url, PLACE_ORDER, { input });
    expect(again.data.placeOrder.order?.id).toBe(first.data.placeOrder.order?.id);
    expect(again.data.placeOrder.accessToken).toBe(first.data.placeOrder.accessToken);
    expect([north.orders.length - before, south.orders.length - beforeSouth]).toEqual([1, 1]);
    expect(north.orders.at(-1)).toMatchObject({
      billing: {
        first_name: 'Li',
        last_name: 'Lei',
        phone: '+86 138 0000 1234',
        email: 'lilei@example.com',
        address_1: '1 Century Avenue',
        city: 'Shanghai',
        postcode: '200120',
        country: 'CN',
      },
    });
  });

  it('runs once when the same key comes ten times at once', async () => {
    const input = orderInput(key(), [{ listingId: 'south:7' }], '600');
    const before = south.orders.length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask<Placed>(running.url, PLACE_ORDER, { input })));
    expect(new Set(answers.map(({ data }) => data.placeOrder.order?.id)).size).toBe(1);
    expect(south.orders.length - before).toBe(1);
  });

  it('refuses the key for another input, and shows the order only to its viewer', async () => {
    const used = key();
    await ask(running.url, PLACE_ORDER, { input: orderInput(used, [{ listingId: 'south:7' }], '600') });
    const guest = await ask<Placed>(running.url, PLACE_ORDER, { input: orderInput(used, [{ listingId: 'south:7', quantity: 2 }], '600') });
    expect(guest.data.placeOrder).toMatchObject({ __typename: 'IdempotencyConflict', existing: null });
    const headers = { 'x-api-key': 'partner-key-1' };
    const own = await ask<Placed>(running.url, PLACE_ORDER, { input: orderInput(used, [{ listingId: 'south:7' }], '600') }, headers);
    const conflict = await ask<Placed>(
      running.url,
      PLACE_ORDER,
      { input: orderInput(used, [{ listingId: 'south:7', quantity: 2 }], '600') },
      headers,
    );
    expect(conflict.data.placeOrder).toMatchObject({ __typename: 'IdempotencyConflict', existing: { id: own.data.placeOrder.order?.id } });
  });

  it('leaves the key free when nothing was begun', async () => {
    const free = key();
    const dear = await ask<Placed>(running.url, PLACE_ORDER, { input: orderInput(free, [{ listingId: 'south:7' }], '100') });
    expect(dear.data.placeOrder).toMatchObject({ __typename: 'PriceChanged', now: { amount: '189.50' }, maybeOrder: null });
    const right = await ask<Placed>(running.url, PLACE_ORDER, { input: orderInput(free, [{ listingId: 'south:7' }], '200') });
    expect(right.data.placeOrder.__typename).toBe('PlacedOrder');
  });
});

describe('the last piece', () => {
  it('goes to exactly one of twenty buyers; the others hear OutOfStock', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => place([{ listingId: 'north:2' }], '60')));
    const names = answers.map(({ data }) => data.placeOrder.__typename).sort();
    expect(names).toEqual([...Array.from({ length: 19 }, () => 'OutOfStock'), 'PlacedOrder']);
    expect(north.product(2)['stock_quantity']).toBe(0);
  });
});

describe('what cannot be ordered', () => {
  it('is answered with the member that says why, and leaves nothing at the shop', async () => {
    const before = north.orders.length;
    expect((await place([{ listingId: 'north:4' }], '60')).data.placeOrder).toMatchObject({
      __typename: 'OutOfStock',
      lines: [{ index: 0 }],
    });
    expect((await place([{ listingId: 'north:1', quantity: 5000 }], '9999999')).data.placeOrder).toMatchObject({
      __typename: 'OutOfStock',
      lines: [{ index: 0, reason: expect.stringMatching(/left/) }],
    });
    expect((await place([{ listingId: 'north:3' }], '60')).data.placeOrder.__typename).toBe('OutOfStock');
    expect((await place([{ listingId: 'north:999' }], '60')).data.placeOrder).toMatchObject({
      __typename: 'InvalidOrder',
      problems: [{ path: ['lines', '0', 'listing', 'listingId'] }],
    });
    expect((await place([{ listingId: 'nowhere:1' }], '60')).data.placeOrder).toMatchObject({
      __typename: 'InvalidOrder',
      problems: [{ path: ['lines', '0', 'listing', 'listingId'] }],
    });
    expect((await place([{ listingId: 'north:1', quantity: -1 }], '60')).data.placeOrder).toMatchObject({
      __typename: 'InvalidOrder',
      problems: [{ path: ['lines', '0', 'listing', 'quantity'] }],
    });
    expect((await place([{ listingId: 'north:1' }], '600', { payment: { method: 'gold' } })).data.placeOrder).toMatchObject({
      __typename: 'InvalidOrder',
      problems: [{ path: ['payment', 'method'], message: expect.stringMatching(/invoice/) }],
    });
    expect((await place([{ listingId: 'north:1' }], '600', { contact: { name: 'A\u0007', email: 'no' } })).data.placeOrder).toMatchObject({
      __typename: 'InvalidOrder',
      problems: [{ path: ['contact', 'name'] }, { path: ['contact', 'email'] }],
    });
    const euro = await ask<Placed>(running.url, PLACE_ORDER, { input: orderInput(key(), [{ listingId: 'north:1' }], '600', 'EUR') });
    expect(euro.data.placeOrder).toMatchObject({
      __typename: 'InvalidOrder',
      problems: [{ path: ['lines', '0', 'listing'], message: expect.stringMatching(/CNY/) }],
    });
    expect(north.orders.length).toBe(before);
  });

  it('asks API clients for their scope', async () => {
    const answer = await place([{ listingId: 'south:7' }], '600', {}, { 'x-api-key': 'reader-key-1' });
    expect(answer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('a shop that breaks in the middle', () => {
  const breakOrders = (shop: BareShop) => {
    shop.before = (request, response, path) => {
      if (request.method !== 'POST' || path !== '/orders') return false;
      response.destroy();
      return true;
    };
  };

  it('takes the other part back under CANCEL_ALL', async () => {
    south.before = (request, response, path) => {
      if (request.method !== 'POST' || path !== '/orders') return false;
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ code: 'rest_invalid_param', message: 'Invalid parameter(s): billing', data: { status: 400 } }));
      return true;
    };
    const before = north.standing().length;
    const answer = await place([{ listingId: 'north:1' }, { listingId: 'south:7' }], '600');
    expect(answer.data.placeOrder).toMatchObject({
      __typename: 'OrderNotPlaced',
      order: { status: 'FAILED', payment: { status: 'VOIDED' } },
    });
    expect(north.standing().length).toBe(before);
  });

  it('keeps the other part under KEEP_PLACED, and tells so in its part', async () => {
    south.before = (_request, response) => {
      response.writeHead(503, { 'content-type': 'text/html' }).end('<html>busy</html>');
      return true;
    };
    const answer = await place([{ listingId: 'north:1' }, { listingId: 'south:7' }], '600', { onPartialFailure: 'KEEP_PLACED' });
    expect(answer.data.placeOrder).toMatchObject({
      __typename: 'PlacedOrder',
      order: { status: 'PARTLY_PLACED', total: { amount: '199.00' }, payment: { captured: { amount: '199.00' } } },
    });
    expect(answer.data.placeOrder.order?.parts.map(part => part.status).sort()).toEqual(['ACCEPTED', 'FAILED']);
  });

  it('is OrderPending while the answer is lost, and ends with one order', async () => {
    let isLost = false;
    south.after = (request, response, path) => {
      if (isLost || request.method !== 'POST' || path !== '/orders') return false;
      isLost = true;
      response.destroy();
      return true;
    };
    const before = south.standing().length;
    const input = orderInput(key(), [{ listingId: 'south:7' }], '600');
    const answer = await eventually(
      () => ask<Placed>(running.url, PLACE_ORDER, { input }),
      ({ data }) => data.placeOrder.__typename !== 'OrderPending',
    );
    expect(answer.data.placeOrder.__typename).toBe('PlacedOrder');
    expect(south.standing().length - before).toBe(1);
  });

  it('never places twice when every answer is lost before the shop acts', async () => {
    breakOrders(south);
    const before = south.orders.length;
    const input = orderInput(key(), [{ listingId: 'south:7' }], '600');
    void ask<Placed>(running.url, PLACE_ORDER, { input }).catch(() => undefined);
    await eventually(
      async () => south.requests.filter(request => request.method === 'POST').length,
      posts => posts > 0,
    );
    south.before = () => false;
    const answer = await eventually(
      () => ask<Placed>(running.url, PLACE_ORDER, { input }),
      ({ data }) => data.placeOrder.__typename === 'PlacedOrder',
      50,
    );
    expect(answer.data.placeOrder.__typename).toBe('PlacedOrder');
    expect(south.orders.length - before).toBe(1);
  });
});

describe('who may see an order', () => {
  it('is its owner, staff, and the bearer of its token; nobody else hears that it exists', async () => {
    const placed = await place([{ listingId: 'south:7' }], '600');
    const { id, number } = placed.data.placeOrder.order as { id: string; number: string };
    const query = 'query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { id contact { name } shipments { id } } }';
    const look = (token: string | null, headers: Record<string, string> = {}) =>
      ask<{ order: { id: string } | null }>(running.url, query, { id, token }, headers);
    expect((await look(null)).data.order).toBeNull();
    expect((await look('ot1.forged.token')).data.order).toBeNull();
    expect((await look(null, { 'x-api-key': 'partner-key-1' })).data.order).toBeNull();
    expect((await look(placed.data.placeOrder.accessToken as string)).data.order).toMatchObject({ id, shipments: [] });
    const staff = await ask<{ signIn: { accessToken: string } }>(
      running.url,
      'mutation { signIn(input: { email: "ops@example.com", password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }',
    );
    expect((await look(null, { authorization: `Bearer ${staff.data.signIn.accessToken}` })).data.order).toMatchObject({
      id,
      contact: { name: 'Li Lei' },
    });
    const track = (digits: string) =>
      ask<{ trackOrder: unknown }>(
        running.url,
        'query ($n: String!, $d: String!) { trackOrder(number: $n, phoneLast4: $d) { id contact { name } address { city } } }',
        { n: number, d: digits },
      );
    expect((await track('1234')).data.trackOrder).toEqual({ id, contact: null, address: null });
    for (let guess = 0; guess < 16; guess++) expect((await track(String(5000 + guess))).data.trackOrder).toBeNull();
    expect((await track('1234')).data.trackOrder, 'guessing has closed the number').toBeNull();
  });

  it('changes to the account when a guest confirms the address', async () => {
    const email = 'adopted@example.com';
    const placed = await place([{ listingId: 'south:7' }], '600', { contact: { name: 'Ann', email } });
    await ask(running.url, 'mutation ($e: String!) { signUp(input: { email: $e, password: "correct-horse-9" }) { __typename } }', {
      e: email,
    });
    const [message] = (await (await fetch(new URL(`/outbox?to=${email}`, running.url))).json()) as { code?: string }[];
    const confirmed = await ask<{ confirmSignUp: { accessToken: string } }>(
      running.url,
      'mutation ($e: String!, $c: String!) { confirmSignUp(email: $e, code: $c) { ... on SignedIn { accessToken } } }',
      { e: email, c: message?.code },
    );
    const mine = await ask<{ orders: { nodes: { id: string }[] } }>(
      running.url,
      '{ orders { nodes { id } } }',
      {},
      { authorization: `Bearer ${confirmed.data.confirmSignUp.accessToken}` },
    );
    expect(mine.data.orders.nodes.map(order => order.id)).toEqual([placed.data.placeOrder.order?.id]);
  });
});

describe('cancelling', () => {
  const CANCEL = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename
    ... on OrderCancelled { refund { amount } order { status payment { status refunded { amount } } } }
    ... on NotCancellable { reason } ... on IdempotencyConflict { idempotencyKey } } }`;

  it('takes the order back at the shop, gives the money back, and tells the same for a repeat', async () => {
    const placed = await place([{ listingId: 'north:1' }, { listingId: 'south:7' }], '600');
    const { order, accessToken } = placed.data.placeOrder;
    const input = { idempotencyKey: key(), orderId: order?.id, accessToken, reason: 'CHANGED_MIND' };
    const stock = north.product(1)['stock_quantity'] as number;
    const cancelled = await ask(running.url, CANCEL, { input });
    expect(cancelled.data).toMatchObject({
      cancelOrder: {
        __typename: 'OrderCancelled',
        refund: { amount: '388.50' },
        order: { status: 'CANCELLED', payment: { status: 'REFUNDED', refunded: { amount: '388.50' } } },
      },
    });
    expect((await ask(running.url, CANCEL, { input })).data).toEqual(cancelled.data);
    expect((await ask(running.url, CANCEL, { input: { ...input, reason: 'TOO_SLOW' } })).data).toMatchObject({
      cancelOrder: { __typename: 'IdempotencyConflict' },
    });
    expect((await ask(running.url, CANCEL, { input: { ...input, idempotencyKey: key() } })).data).toMatchObject({
      cancelOrder: { __typename: 'NotCancellable' },
    });
    expect(north.product(1)['stock_quantity']).toBe(stock + 1);
    const repeat = await ask(running.url, CANCEL, { input: { ...input, accessToken: null } });
    expect(repeat.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  it('takes back one part and leaves the other', async () => {
    const placed = await place([{ listingId: 'north:1' }, { listingId: 'south:7' }], '600');
    const { order, accessToken } = placed.data.placeOrder;
    const part = (order as unknown as { parts: { id: string; channel: { id: string } }[] }).parts.find(one => one.channel.id === 'south');
    const cancelled = await ask(running.url, CANCEL, {
      input: { idempotencyKey: key(), orderId: order?.id, accessToken, partId: part?.id, reason: 'TOO_SLOW' },
    });
    expect(cancelled.data).toMatchObject({
      cancelOrder: { __typename: 'OrderCancelled', refund: { amount: '189.50' }, order: { status: 'PLACED' } },
    });
    expect(south.orders.at(-1)?.status).toBe('cancelled');
    expect(north.orders.at(-1)?.status).toBe('processing');
  });
});
