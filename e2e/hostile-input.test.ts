import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let shop: BareShop;
let running: Running;

beforeAll(async () => {
  folder = await temporaryFolder();
  shop = new BareShop([{ id: 1, name: 'Kettle', price: '10.00' }]);
  await shop.listen();
  running = await startInProcess({
    gateway: { limits: { rate: false } },
    storage: { url: `sqlite:${folder.path}` },
    channels: [wooChannel('a', shop.url)],
    payments: [INVOICE],
  });
});

afterAll(async () => {
  await running.stop();
  await shop.close();
  await folder.remove();
});

/** A hostile request is answered, never with 5xx, an internal error, or words from inside. */
async function isAnsweredSafely(body: string | Uint8Array<ArrayBuffer>, contentType = 'application/json'): Promise<void> {
  const response = await fetch(running.url, { method: 'POST', headers: { 'content-type': contentType }, body });
  const text = await response.text();
  const shown = typeof body === 'string' ? body.slice(0, 200) : 'bytes';
  expect(response.status, shown).toBeLessThan(500);
  expect(text, shown).not.toMatch(/INTERNAL_SERVER_ERROR|\.ts:\d|node_modules|SQLITE|Cannot read prop/);
}
const operation = (query: string, variables: object = {}) => isAnsweredSafely(JSON.stringify({ query, variables }));

const PLACE = `mutation ($id: ID!, $amount: Decimal!, $key: ID!) { placeOrder(input: { idempotencyKey: $key, lines: [{ listing: { listingId: $id } }],
  contact: { name: "A", email: "a@example.com" }, address: { country: "CN", city: "x", line1: "y" }, payment: { method: "invoice" },
  maxTotal: { amount: $amount, currency: "CNY" } }) { __typename } }`;
const KEY = 'a-key-of-a-stranger-01';

const TEXTS = [
  '',
  '"',
  '*',
  'NEAR(a b)',
  'a AND',
  '(((',
  "'; DROP TABLE x",
  '\u0000',
  '😀',
  '𝒳'.repeat(50),
  '{"$ne":1}',
  '%',
  'col:x',
  '-',
  'x'.repeat(4000),
  '手',
  '\uD800',
  '\u202E',
  'a"b',
  '^a',
  'a*',
];
const IDS = [
  '',
  '{"$gt":""}',
  "' OR 1=1",
  '__proto__',
  'constructor',
  'a:',
  ':',
  'a:__proto__',
  'a:1-2',
  'a:99999999999999999999',
  'x'.repeat(4000),
  '\u0000',
  'a:1\u0000',
  '../../etc/passwd',
  'a:-1',
  'a:1e5',
  'a:0x1',
];
const AMOUNTS = ['1e5', '-1', '0', '', 'NaN', '1.123456789', '1'.repeat(19), '１２', '1,5', '.5', 'Infinity', '0x10', ' 1'];
const OPERATIONS = [
  '{ search(query: "", first: 0) { nodes { id } } }',
  '{ search(query: "", first: -1) { nodes { id } } orders(first: 101) { nodes { id } } }',
  '{ search(query: "", after: "junk", deadlineMs: -1) { nodes { id } } }',
  '{ product(id: "x") { comparison(maxAgeMs: -1) { elapsedMs } } listing(id: "a:1") { offer(quantity: 2147483647) { quantity } } }',
  '{ listing(id: "a:1") { offer(quantity: 0, displayCurrency: "XXZ", destination: { country: "ZZ" }) { quantity } } }',
  '{ listingByUrl(url: "http://169.254.169.254/latest") { id } }',
  '{ listingByUrl(url: "javascript:alert(1)") { id } }',
  '{ search(query: "", filter: { minPrice: "5", maxPrice: "1", brands: [""], attributes: [{ name: "", min: "1", unit: "zz" }], category: "nope" }) { nodes { id } } }',
  '{ productByGtin(gtin: "\\u0000") { id } compareProducts(ids: ["a", "b", "__proto__"]) { rows { name } } }',
  '{ track(trackingNumber: "; rm -rf") { __typename } trackOrder(number: "x\\u0000", phoneLast4: "....") { id } }',
  'mutation { signIn(input: { email: "\\u0000", password: "" }) { __typename } refresh(refreshToken: "...") { __typename } confirmSignUp(email: "", code: "") { __typename } signOut(refreshToken: "") }',
  'query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  '{ __proto__: viewer { kind } constructor: viewer { kind } toString: viewer { hasOwnProperty: kind } }',
  '{ basketPlan(input: { lines: [{}] }) { id } }',
  '{ basketPlan(input: { lines: [{ listing: { listingId: "a:1" } }, { product: { productId: "nope" } }] }) { id } }',
  'subscription { orderUpdated(orderId: "x") { id } }',
  'mutation { pauseChannel(channelId: "a", note: "x") { id } refundOrder(input: { idempotencyKey: "x", orderId: "x", reason: "x" }) { __typename } mergeProducts(input: { productIds: ["a"], note: "x" }) { id } }',
  '{ _entities(representations: [{ __typename: "Order", id: "x", grant: "" }]) { __typename } }',
  'mutation { internalAdoptGuestOrders(accountId: "x", email: "y") }',
  `{ ${'product(id: "x") { substitutes { '.repeat(3000)} id ${'} }'.repeat(3000)} }`,
  '{'.repeat(100_000),
];
const BODIES: readonly (readonly [string | Uint8Array<ArrayBuffer>, string?])[] = [
  ['{"query":"query($i:ID!){ product(id:$i){ id } }","variables":{"__proto__":{"i":"x"},"i":{"__proto__":1}}}'],
  ['['.repeat(50_000)],
  [`{"query":"{ viewer { kind } }","variables":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`],
  ['x'.repeat(2_000_000)],
  [Uint8Array.from([0x7b, 0xff, 0xfe])],
  ['[{"query":"{__typename}"}]'],
  ['null'],
  ['{"query":5}'],
  ['query={x}', 'text/plain'],
];

describe('hostile input never ends as an internal error', () => {
  it.each(TEXTS)('as a search for %j', text =>
    operation('query ($q: String!) { search(query: $q, first: 2) { nodes { id } } }', { q: text }),
  );

  it.each(IDS)('as an id: %j', async id => {
    await operation(
      'query ($i: ID!) { product(id: $i) { id } listing(id: $i) { id offer { landedPrice { amount } } } order(id: $i) { id } shipment(id: $i) { id } channel(id: $i) { id } }',
      { i: id },
    );
    await operation(PLACE, { id, amount: '100', key: KEY });
    await operation('mutation ($i: ID!) { cancelOrder(input: { idempotencyKey: $i, orderId: $i, reason: OTHER }) { __typename } }', {
      i: id,
    });
  });

  it.each(AMOUNTS)('as an amount: %j', amount => operation(PLACE, { id: 'a:1', amount, key: KEY }));

  it('as an operation', async () => {
    for (const query of OPERATIONS) await operation(query);
  });

  it('as a body', async () => {
    for (const [body, contentType] of BODIES) await isAnsweredSafely(body, contentType);
  });

  it('and leaves a gateway that answers, and nothing at the shop', async () => {
    await operation('{ viewer { kind } }');
    expect((await fetch(new URL('/healthz', running.url))).status).toBe(200);
    expect(shop.orders).toEqual([]);
  });
});
