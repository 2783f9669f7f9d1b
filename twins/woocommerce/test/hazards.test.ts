import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { spawnWooCommerceTwin, startWooCommerceTwin, type WooCommerceTwin, type WooCommerceTwinOptions } from '../src/index.ts';

const CATALOGUE = [
  ...Array.from({ length: 45 }, (_, index) => ({ id: 100 + index, name: `Cup ${index}`, regular_price: '10.00' })),
  { id: 200, name: 'Last one', regular_price: '20.00', manage_stock: true, stock_quantity: 1 },
];
const AUTHORIZED = { 'x-forwarded-proto': 'https', authorization: `Basic ${btoa('ck_twin:cs_twin')}`, 'content-type': 'application/json' };
const ADDRESS = {
  first_name: 'A',
  last_name: 'B',
  address_1: 'C 1',
  city: 'Beijing',
  postcode: '100000',
  country: 'CN',
  phone: '13800001234',
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(options: WooCommerceTwinOptions = {}): Promise<WooCommerceTwin> {
  const twin = await startWooCommerceTwin({ catalogue: CATALOGUE, ...options });
  closing.push(() => twin.close());
  return twin;
}

async function call(url: string, method: string, path: string, body?: unknown): Promise<{ status: number; headers: Headers; body: never }> {
  const response = await fetch(`${url}/wp-json/wc/v3${path}`, {
    method,
    headers: AUTHORIZED,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}

test('default paging loses products, paging by id does not', async () => {
  const twin = await start();
  const walk = async (query: string) => {
    const pages = await Promise.all([1, 2, 3, 4, 5].map(page => call(twin.url, 'GET', `/products?per_page=10&page=${page}${query}`)));
    return pages.flatMap(page => (page.body as { id: number }[]).map(product => product.id));
  };
  const [byDefault, byId] = [await walk(''), await walk('&orderby=id&order=asc')];
  expect([byDefault.length, byId.length]).toEqual([46, 46]);
  expect(new Set(byDefault).size).toBeLessThan(46);
  expect(new Set(byId).size).toBe(46);
});

test('more than a hundred parts are too many for a batch', async () => {
  const twin = await start();
  const parts = Array.from({ length: 101 }, () => ({ id: 999_999, status: 'pending' }));
  expect((await call(twin.url, 'POST', '/orders/batch', { update: parts })).status).toBe(413);
  expect((await call(twin.url, 'POST', '/orders/batch', { update: parts.slice(1) })).status).toBe(200);
});

test('a refused coupon leaves a pending order behind', async () => {
  const twin = await start();
  const { status } = await call(twin.url, 'POST', '/orders', {
    line_items: [{ product_id: 100 }],
    coupon_lines: [{ code: 'nope' }],
    meta_data: [{ key: 'ref', value: 'R1' }],
  });
  expect(status).toBe(400);
  expect(twin.orders()).toMatchObject([{ status: 'pending', coupon_lines: [], meta_data: [{ key: 'ref', value: 'R1' }] }]);
});

test('two full refunds at once both succeed, one after the other do not', async () => {
  const twin = await start();
  const make = async () =>
    (
      (await call(twin.url, 'POST', '/orders', { payment_method: 'bacs', set_paid: true, line_items: [{ product_id: 100 }] })).body as {
        id: number;
      }
    ).id;
  const refund = (id: number) => call(twin.url, 'POST', `/orders/${id}/refunds`, { amount: '10.00', api_refund: false });
  const [together, apart] = [await make(), await make()];
  expect((await Promise.all([refund(together), refund(together)])).map(answer => answer.status)).toEqual([201, 201]);
  expect([(await refund(apart)).status, (await refund(apart)).status]).toEqual([201, 500]);
});

test('one cart placed twice at once makes two orders, a draft read before makes it one', async () => {
  const twin = await start();
  expect(await placedAtOnce(twin, { readsFirst: false })).toEqual([200, 200]);
  expect(twin.orders()).toHaveLength(2);
  expect(await placedAtOnce(twin, { readsFirst: true })).toEqual([200, 400]);
  expect(twin.orders()).toHaveLength(3);
});

test('shoppers who race for the last piece leave one order and nothing below zero', async () => {
  const twin = await start();
  const carts = await Promise.all([1, 2, 3].map(() => openCart(twin, 200)));
  const statuses = await Promise.all(carts.map(async cart => (await place(twin, cart)).status));
  expect(statuses.filter(status => status === 200)).toHaveLength(1);
  expect((await call(twin.url, 'GET', '/products/200')).body).toMatchObject({ stock_quantity: 0, stock_status: 'outofstock' });
});

test('shipping writes what the Shipment Tracking plugin writes', async () => {
  const twin = await start();
  const { id } = (await call(twin.url, 'POST', '/orders', { set_paid: true, line_items: [{ product_id: 100 }] })).body as { id: number };
  await twin.ship(id, { carrier: 'SF Express', trackingNumber: 'SF1' });
  expect(twin.orders()[0]).toMatchObject({
    status: 'completed',
    meta_data: [{ key: '_wc_shipment_tracking_items', value: [{ custom_tracking_provider: 'SF Express', tracking_number: 'SF1' }] }],
  });
});

test('an order that was answered survives a kill of the shop, and so does its stock', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'twin-'));
  closing.push(() => rm(folder, { recursive: true }));
  const first = await spawnWooCommerceTwin({ catalogue: CATALOGUE, data: folder });
  const made = await Promise.all(
    Array.from({ length: 20 }, () => call(first.url, 'POST', '/orders', { set_paid: true, line_items: [{ product_id: 200 }] })),
  );
  await first.kill();
  const second = await spawnWooCommerceTwin({ catalogue: CATALOGUE, data: folder });
  closing.push(() => second.close());
  expect((await second.orders()).map(order => order['id'])).toEqual(
    made.map(answer => (answer.body as { id: number }).id).sort((a, b) => a - b),
  );
  expect((await call(second.url, 'GET', '/products/200')).body).toMatchObject({ stock_quantity: -19 });
  expect((await call(second.url, 'POST', '/orders', {})).body).toMatchObject({
    id: Math.max(...made.map(answer => (answer.body as { id: number }).id)) + 1,
  });
});

test('webhooks come signed over the raw bytes, doubled when told so, and changes that wait together as one', async () => {
  const got: { topic: string; valid: boolean; note: string }[] = [];
  const enough = Promise.withResolvers<void>();
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => (body += String(chunk)));
    request.on('end', () => {
      response.end();
      const topic = request.headers['x-wc-webhook-topic'];
      if (topic === undefined) return;
      const signature = createHmac('sha256', 's3cret').update(body).digest('base64');
      got.push({
        topic: String(topic),
        valid: signature === request.headers['x-wc-webhook-signature'],
        note: (JSON.parse(body) as { customer_note: string }).customer_note,
      });
      if (got.length === 2) enough.resolve();
    });
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  closing.push(async () => receiver.close());
  const twin = await start({ webhookDelayMs: 30 });
  await call(twin.url, 'POST', '/webhooks', {
    topic: 'order.updated',
    delivery_url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
    secret: 's3cret',
  });
  twin.faults.add({ kind: 'duplicate-webhook' });
  const { id } = (await call(twin.url, 'POST', '/orders', { customer_note: 'a' })).body as { id: number };
  await call(twin.url, 'PUT', `/orders/${id}`, { customer_note: 'b' });
  await enough.promise;
  expect(got).toEqual([
    { topic: 'order.updated', valid: true, note: 'b' },
    { topic: 'order.updated', valid: true, note: 'b' },
  ]);
});

type Session = Readonly<Record<string, string>>;

async function openCart(twin: WooCommerceTwin, id: number): Promise<Session> {
  const store = `${twin.url}/wp-json/wc/store/v1/cart`;
  const { headers } = await fetch(store);
  const session = { 'content-type': 'application/json', 'cart-token': headers.get('cart-token') ?? '', nonce: headers.get('nonce') ?? '' };
  await fetch(`${store}/add-item`, { method: 'POST', headers: session, body: JSON.stringify({ id, quantity: 1 }) });
  return session;
}

function place(twin: WooCommerceTwin, session: Session): Promise<Response> {
  const body = JSON.stringify({ billing_address: { ...ADDRESS, email: 'a@b.cn' }, payment_method: 'bacs' });
  return fetch(`${twin.url}/wp-json/wc/store/v1/checkout`, { method: 'POST', headers: session, body });
}

async function placedAtOnce(twin: WooCommerceTwin, { readsFirst }: { readonly readsFirst: boolean }): Promise<number[]> {
  const session = await openCart(twin, 100);
  if (readsFirst) await fetch(`${twin.url}/wp-json/wc/store/v1/checkout`, { headers: session });
  const answers = await Promise.all([place(twin, session), place(twin, session)]);
  return answers.map(answer => answer.status).sort((a, b) => a - b);
}
