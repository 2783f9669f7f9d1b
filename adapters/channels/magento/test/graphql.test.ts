import type { Attempt, NativeOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { makeCall, type Handler, type Reply } from '@onebasket/adapter-testkit';
import { AdapterError, type CurrencyCode } from '@onebasket/core';
import { describe, expect, test } from 'vitest';
import { magento } from '../src/index.ts';

const SETTINGS = { baseUrl: 'https://shop.test', storefrontUrl: 'https://www.shop.test' };
const { search, quotes, orders } = magento.capabilities;
const native = orders as NativeOrders;

/** What is asked for: the first field of the document. */
const fieldIn = (body: unknown) => /\{\s*(\w+)/.exec((JSON.parse(String(body)) as { query: string }).query)?.[1] ?? '';

/** A shop that gives these answers by field, and none to anything else. */
function shopOf(answers: Readonly<Record<string, Reply | object>>) {
  const handler: Handler = ({ body, path }) => {
    const answer = answers[path === '/graphql' ? fieldIn(body) : path];
    if (answer === undefined) return { status: 404, body: 'Not Found' };
    return 'status' in answer ? answer : { body: { data: answer } };
  };
  return makeCall(handler, { settings: SETTINGS });
}

async function failureOf(answer: Reply): Promise<AdapterError> {
  const failure: unknown = await search?.search({ text: 'yoga', first: 2 }, shopOf({ products: answer })).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof AdapterError) return failure;
  throw new Error('it did not fail');
}

const error = (category: string | undefined, path: readonly string[] | undefined = ['products']) => ({
  status: 200,
  body: {
    errors: [
      { message: 'No.', locations: [{ line: 1, column: 1 }], ...(path ? { path } : {}), ...(category ? { extensions: { category } } : {}) },
    ],
    data: { products: null },
  },
});

describe('an answer', () => {
  test.each<[string, Reply, string]>([
    ['with an error of the server', error(undefined), 'unavailable'],
    [
      'that does not know the document',
      { status: 200, body: { errors: [{ message: 'Cannot query field', locations: [{}] }] } },
      'misconfigured',
    ],
    ['to whom it may not concern', error('graphql-authorization'), 'unauthorized'],
    ['that finds the input wrong', error('graphql-input'), 'invalid-response'],
    ['of another address', { status: 404, body: '<html></html>' }, 'misconfigured'],
    ['of a firewall', { status: 403, body: '<html>Access denied</html>' }, 'unauthorized'],
    ['of a shop in maintenance', { status: 503, body: '<html></html>', headers: { 'retry-after': '5' } }, 'unavailable'],
    ['that is a page', { status: 200, body: '<html></html>' }, 'invalid-response'],
    ['without data', { status: 200, body: {} }, 'invalid-response'],
  ])('%s is a failure, and says so', async (_, answer, code) => {
    expect(await failureOf(answer)).toMatchObject({ code, outcome: 'not-done' });
  });

  test('that asks for patience says for how long', async () => {
    expect(await failureOf({ status: 429, body: '', headers: { 'retry-after': '5' } })).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 5000,
    });
  });
});

test('a search as Adobe’s manual shows its answer is understood: no more than name, SKU and regular price', async () => {
  const item = (sku: string, name: string, value: number) => ({
    name,
    sku,
    price_range: { minimum_price: { regular_price: { value, currency: 'USD' } } },
  });
  const items = [item('WJ02', 'Josie Yoga Jacket', 56.25), item('WH05', 'Selene Yoga Hoodie', 42)];
  const call = shopOf({ products: { products: { total_count: 45, items, page_info: { page_size: 2, current_page: 1 } } } });
  const page = await search?.search({ text: 'Yoga pants', first: 2 }, call);
  expect(page?.items.map(({ externalId, price }) => [externalId, price?.minor])).toEqual([
    ['WJ02', 5625n],
    ['WH05', 4200n],
  ]);
  expect(page?.next).toBe('2.2.0');
});

const usd = (value: number) => ({ value, currency: 'USD' });
const CART = {
  id: 'x',
  itemsV2: {
    items: [
      {
        uid: 'MQ==',
        quantity: 1,
        product: { sku: '24-MB04', name: 'Strive Shoulder Pack', stock_status: 'IN_STOCK' },
        prices: { price: usd(32), row_total: usd(32), row_total_including_tax: usd(32) },
      },
    ],
  },
  shipping_addresses: [
    { available_shipping_methods: [{ carrier_code: 'flatrate', method_code: 'flatrate', amount: usd(5), available: true }] },
  ],
  prices: { grand_total: usd(37) },
};
const STEPS = {
  createGuestCart: { createGuestCart: { cart: { id: 'x' } } },
  addProductsToCart: { addProductsToCart: { cart: { items: [{ product: { sku: '24-MB04' }, quantity: 1 }] }, user_errors: [] } },
  cart: { cart: CART },
  ...Object.fromEntries(
    [
      'setGuestEmailOnCart',
      'setShippingAddressesOnCart',
      'setShippingMethodsOnCart',
      'setBillingAddressOnCart',
      'setPaymentMethodOnCart',
    ].map(name => [name, { [name]: { cart: CART } }]),
  ),
};
const REQUEST: OrderRequest = {
  lines: [{ externalId: '24-MB04', quantity: 1, title: 'Strive Shoulder Pack', options: [] }],
  contact: { name: 'Veronica Costello', email: 'roni@shop.test', phone: '1' },
  address: { country: 'DE', city: 'Bonn', line1: 'Lindenweg 7', postalCode: '53111' },
  quote: { lines: [], total: { minor: 3700n, currency: 'USD' as CurrencyCode } },
};
const attempt: Attempt = { key: 'k', remember: () => Promise.resolve() };
const place = (placeOrder: Reply | object, more: object = {}) => native.place(REQUEST, attempt, shopOf({ ...STEPS, placeOrder, ...more }));

describe('a checkout', () => {
  test('whose steps come without prices, and whose order with no more than its number, as the manual shows them, is placed', async () => {
    const orderV2 = { number: '000000006', token: '0:3:OSScWU6PKLn3' };
    expect(await place({ placeOrder: { orderV2, errors: [] } })).toMatchObject({
      status: 'placed',
      number: '000000006',
      total: { minor: 3700n },
      lines: [{ externalId: '24-MB04', quantity: 1 }],
    });
  });

  test('that ends in an error of the server has an unknown outcome', async () => {
    await expect(place(error(undefined, ['placeOrder']))).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
  });

  test('that the shop refuses is refused while its basket stands, and unknown when neither basket nor order can be seen', async () => {
    const no = { placeOrder: { orderV2: null, errors: [{ code: 'UNDEFINED', message: 'Nein.' }] } };
    expect(await place(no)).toMatchObject({ status: 'refused', reason: 'other', message: 'Nein.' });
    let asked = 0;
    const gone: Handler = ({ body, path }) => {
      if (path !== '/graphql') return { status: 404, body: { message: 'No such entity' } };
      const field = fieldIn(body);
      if (field === 'placeOrder') return { body: { data: no } };
      // Read once for the prices that adding goods did not bring; afterwards it has become an order.
      if (field === 'cart' && ++asked > 1) return error('graphql-no-such-entity', ['cart']);
      const step = (STEPS as Record<string, object>)[field];
      return step ? { body: { data: step } } : { status: 404, body: '' };
    };
    await expect(native.place(REQUEST, attempt, makeCall(gone, { settings: SETTINGS }))).rejects.toMatchObject({ outcome: 'unknown' });
  });
});

test('an estimate as the manual shows it, of no more than totals and taxes, is a quote', async () => {
  const call = shopOf({
    ...STEPS,
    estimateShippingMethods: {
      estimateShippingMethods: [
        {
          carrier_code: 'flatrate',
          carrier_title: 'Flat Rate',
          method_code: 'flatrate',
          method_title: 'Fixed',
          amount: usd(5),
          available: true,
        },
      ],
    },
    estimateTotals: { estimateTotals: { cart: { prices: { grand_total: usd(39.8), applied_taxes: [{ amount: usd(2.8) }] } } } },
  });
  const [quote] =
    (await quotes?.getQuotes([{ lines: [{ externalId: '24-MB04', quantity: 1 }], destination: { country: 'IE' } }], call)) ?? [];
  expect(quote).toMatchObject({
    lines: [{ subtotal: { minor: 3200n } }],
    shipping: { methodId: 'flatrate/flatrate', cost: { minor: 500n } },
    tax: { minor: 280n },
    total: { minor: 3980n },
  });
});
