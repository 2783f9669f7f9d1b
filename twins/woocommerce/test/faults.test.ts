import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FaultRule } from '@onebasket/twin-kit';
import { startWooCommerceTwin, type WooCommerceTwin } from '../src/index.ts';

const AUTHORIZED = { 'x-forwarded-proto': 'https', authorization: `Basic ${btoa('ck_twin:cs_twin')}`, 'content-type': 'application/json' };
let twin: WooCommerceTwin;
beforeAll(async () => {
  twin = await startWooCommerceTwin({
    catalogue: Array.from({ length: 25 }, (_, index) => ({
      id: 100 + index,
      name: 'Cup',
      regular_price: '10.00',
      manage_stock: true,
      stock_quantity: 5,
    })),
  });
});
afterAll(() => twin.close());
afterEach(() => twin.reset());

const get = (path: string) => fetch(`${twin.url}/wp-json/wc/v3${path}`, { headers: AUTHORIZED, redirect: 'manual' });
const order = () =>
  fetch(`${twin.url}/wp-json/wc/v3/orders`, {
    method: 'POST',
    headers: AUTHORIZED,
    body: JSON.stringify({ line_items: [{ product_id: 100 }], set_paid: true }),
  });

test.each([
  [{ kind: 'html-503' }, 503, 'text/html; charset=UTF-8'],
  [{ kind: 'html-200' }, 200, 'text/html; charset=UTF-8'],
  [{ kind: '500' }, 500, 'application/json; charset=UTF-8'],
  [{ kind: 'redirect-to-stranger' }, 302, null],
  [{ kind: '429', retryAfter: { as: 'seconds', seconds: 7 } }, 429, 'application/json; charset=UTF-8'],
] as const)('%j replaces the answer', async (rule: FaultRule, status, type) => {
  twin.faults.add(rule);
  const response = await get('/products');
  expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
});

test('429 says how long to wait, in seconds or as a date', async () => {
  twin.faults.add({ kind: '429', retryAfter: { as: 'seconds', seconds: 7 }, times: 1 });
  expect((await get('/products')).headers.get('retry-after')).toBe('7');
  twin.faults.add({ kind: '429', retryAfter: { as: 'date', seconds: 60 }, times: 1 });
  expect(Date.parse((await get('/products')).headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now());
});

test('reset comes before the work, reset-after behind it', async () => {
  twin.faults.add({ kind: 'reset', method: 'POST', times: 1 });
  await expect(order()).rejects.toThrow('fetch failed');
  expect(twin.orders()).toHaveLength(0);
  twin.faults.add({ kind: 'reset-after', method: 'POST', times: 1 });
  await expect(order()).rejects.toThrow('fetch failed');
  expect(twin.orders()).toHaveLength(1);
  expect((await order()).status).toBe(201);
});

test('a failure may come after the work', async () => {
  twin.faults.add({ kind: '500', path: '/orders$', worked: true, times: 1 });
  expect((await order()).status).toBe(500);
  expect(twin.orders()).toHaveLength(1);
});

test.each(['cut', 'half-json', 'empty-200', 'html-200'] as const)('%s is no JSON', async kind => {
  twin.faults.add({ kind });
  await expect(get('/products').then(response => response.json())).rejects.toThrow(/JSON|terminated|aborted/);
});

test('huge-body is ten megabytes', async () => {
  twin.faults.add({ kind: 'huge-body' });
  expect((await (await get('/products')).text()).length).toBeGreaterThan(10 * 1024 * 1024);
});

test('refuse closes the door until it is cleared', async () => {
  twin.faults.add({ kind: 'refuse' });
  await expect(get('/products')).rejects.toThrow('fetch failed');
  twin.faults.clear();
  expect((await get('/products')).status).toBe(200);
});

test('hang never answers', async () => {
  twin.faults.add({ kind: 'hang' });
  await expect(fetch(`${twin.url}/wp-json/wc/v3/products`, { headers: AUTHORIZED, signal: AbortSignal.timeout(200) })).rejects.toThrow(
    'aborted due to timeout',
  );
});

test('pages that loop are the first one again and again', async () => {
  const ids = async (page: number) =>
    ((await (await get(`/products?orderby=id&page=${page}`)).json()) as { id: number }[]).map(product => product.id);
  const first = await ids(1);
  twin.faults.add({ kind: 'looping-pages', path: '/products' });
  expect(await ids(9)).toEqual(first);
});

test.each([
  ['negative-price', { price: '-10.00' }],
  ['sold-out', { stock_status: 'outofstock', stock_quantity: 0 }],
  ['unknown-value', { status: 'wc-mystery' }],
  ['price-flip', { price: '11.00' }],
] as const)('%s bends what is read', async (kind, expected) => {
  twin.faults.add({ kind });
  expect(await (await get('/products/101')).json()).toMatchObject(expected);
});

test('a price that flips does so in the moment of the order', async () => {
  twin.faults.add({ kind: 'price-flip', method: 'POST', times: 1 });
  expect(await (await order()).json()).toMatchObject({ total: '11.00' });
});

test('a wrong currency is told with the order', async () => {
  twin.faults.add({ kind: 'wrong-currency', value: 'USD' });
  expect(await (await order()).json()).toMatchObject({ currency: 'USD' });
});

test('faults are told apart by path, method, count and what passes first; unknown ones are refused', async () => {
  twin.faults.add({ kind: '500', path: '/products/\\d+$', method: 'GET', skip: 1, times: 1 });
  const statuses = [];
  for (const path of ['/products', '/products/102', '/products/102', '/products/102']) statuses.push((await get(path)).status);
  expect(statuses).toEqual([200, 200, 500, 200]);
  const response = await fetch(`${twin.url}/__twin/faults`, { method: 'POST', body: '{"kind":"nonsense"}' });
  expect(response.status).toBe(400);
});

test('the log says what was asked, without secrets', async () => {
  await fetch(`${twin.url}/wp-json/wc/v3/products?consumer_key=ck_twin&consumer_secret=cs_twin`, {
    headers: { 'x-forwarded-proto': 'https' },
  });
  const { requests } = (await (await fetch(`${twin.url}/__twin/requests`)).json()) as {
    requests: { path: string; query: string; status: number }[];
  };
  expect(requests).toMatchObject([{ path: '/wp-json/wc/v3/products', status: 200, query: 'consumer_key=…&consumer_secret=…' }]);
});
