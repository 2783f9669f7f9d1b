import { stringifyLosslessJson } from '@onebasket/adapter-sdk';
import { makeCall, type Reply } from '@onebasket/adapter-testkit';
import { currency } from '@onebasket/core';
import { expect, test } from 'vitest';
import { readCost, shopify, throttledMs } from '../src/index.ts';
import { fieldsOf } from '../src/wire.ts';
import { fixture } from './fixture.ts';

const settings = { baseUrl: 'https://some-shop.myshopify.com', adminToken: 'admin-1' };
const askOrder = (reply: Reply) => {
  const call = makeCall(() => reply, { settings });
  const { orders } = shopify.capabilities;
  if (orders?.mode !== 'negotiated') throw new Error('no orders');
  return { call, answer: orders.get({ externalId: 'gid://shopify/Order/1', key: 'k' }, call) };
};
const error = (code?: string) => ({ errors: [{ message: '…', ...(code ? { extensions: { code } } : {}) }] });

/** The throttled answer of Shopify's page on rate limits. */
const THROTTLED = {
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' } }],
  extensions: {
    cost: {
      requestedQueryCost: 202,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 118, restoreRate: 50 },
    },
  },
};

test.each([200, 429])('THROTTLED with status %i is rate-limited for (requested − available) / restore rate', async status => {
  const { call, answer } = askOrder({ status, body: THROTTLED });
  await expect(answer).rejects.toMatchObject({ code: 'rate-limited', outcome: 'not-done', retryAfterMs: 1680 });
  expect(call.budgetReadings).toEqual([{ left: 118, capacity: 1000, restorePerSecond: 50 }]);
});

test('a throttled answer that does not tell of costs asks for a second', () => {
  expect(throttledMs(readCost(error('THROTTLED')) ?? {})).toBe(1000);
});

test.each([
  [200, error('ACCESS_DENIED'), 'unauthorized'],
  [200, error('MAX_COST_EXCEEDED'), 'misconfigured'],
  [200, error('undefinedField'), 'misconfigured'],
  [200, error('INTERNAL_SERVER_ERROR'), 'unavailable'],
  [200, error(), 'unavailable'],
  [200, { data: null }, 'invalid-response'],
  [200, { data: {} }, 'invalid-response'],
  [200, [], 'invalid-response'],
  [401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, 'unauthorized'],
  [402, { errors: 'Unavailable Shop' }, 'misconfigured'],
  [403, { errors: '[API] This action requires merchant approval for read_orders scope.' }, 'unauthorized'],
  [404, { errors: 'Not Found' }, 'misconfigured'],
  [423, { errors: 'Locked' }, 'misconfigured'],
  [430, '<html>', 'rate-limited'],
  [503, '<html>', 'unavailable'],
])('status %i with %j is %s', async (status, body, code) => {
  await expect(askOrder({ status, body }).answer).rejects.toMatchObject({ code, outcome: 'not-done' });
});

const ICE = 'gid://shopify/ProductVariant/43696932520244';
const handOver = (body: unknown) => {
  const { orders } = shopify.capabilities;
  if (orders?.mode !== 'negotiated') throw new Error('no orders');
  const total = { minor: 1n, currency: currency('CAD') };
  const request = {
    lines: [{ externalId: ICE, quantity: 2, title: 'Ice', options: [] }],
    contact: { name: 'Erika' },
    address: { country: 'CA', line1: '1 Main St' },
    quote: { lines: [], total },
  };
  return orders.place(
    request,
    { key: 'k', remember: () => Promise.resolve() },
    makeCall(() => ({ body }), { settings }),
  );
};

test('a cart is handed over by the page that Shopify names, byte for byte, and by no other', async () => {
  const payload = fixture('cart');
  const withPage = (checkoutUrl: unknown) => ({
    data: { cartCreate: { ...payload, cart: { ...fieldsOf(payload['cart']), checkoutUrl } } },
  });
  expect(await handOver(stringifyLosslessJson({ data: { cartCreate: payload } }))).toEqual({
    status: 'handoff',
    url: 'https://snowdevil.example/cart/c/Z2NwLXVzLWVhc3QxOjAxSlE?key=8c2f2b1d',
    externalId: 'gid://shopify/Cart/Z2NwLXVzLWVhc3QxOjAxSlE',
  });
  for (const page of ['javascript:alert(1)', '/cart/c/1', null]) {
    const answer = handOver(stringifyLosslessJson(withPage(page)));
    await expect(answer, String(page)).rejects.toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
  }
});

test('no message says a token', async () => {
  const failure: unknown = await askOrder({ status: 401, body: { errors: 'admin-1' } }).answer.catch((reason: unknown) => reason);
  expect((failure as Error).message).not.toContain('admin-1');
});
