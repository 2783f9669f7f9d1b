import { afterEach, describe, expect, test } from 'vitest';
import { startMagentoTwin, type MagentoTwin, type MagentoTwinOptions } from '../src/index.ts';

let twin: MagentoTwin;
afterEach(() => twin.close());

async function start(options: MagentoTwinOptions = {}): Promise<void> {
  twin = await startMagentoTwin(options);
}

interface Answer {
  readonly data?: Record<string, Record<string, unknown> | null>;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly category?: string };
  }[];
}

async function ask(query: string, headers: Record<string, string> = {}): Promise<Answer> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) };
  return (await (await fetch(`${twin.url}/graphql`, init)).json()) as Answer;
}

const ID = 'x2345678901234567890123456789012';
const address =
  '{ firstname: "R", lastname: "Costello", street: ["1"], city: "Calder", country_code: "US", telephone: "1", postcode: "49628" }';

/** The steps of a guest's checkout, up to `placeOrder`. */
async function checkOut(id = ID): Promise<void> {
  const steps = [
    `createGuestCart(input: { cart_uid: "${id}" }) { cart { id } }`,
    `addProductsToCart(cartId: "${id}", cartItems: [{ sku: "24-MB04", quantity: 2 }]) { user_errors { code } }`,
    `setGuestEmailOnCart(input: { cart_id: "${id}", email: "r@shop.test" }) { cart { id } }`,
    `setShippingAddressesOnCart(input: { cart_id: "${id}", shipping_addresses: [{ address: ${address} }] }) { cart { id } }`,
    `setShippingMethodsOnCart(input: { cart_id: "${id}", shipping_methods: [{ carrier_code: "flatrate", method_code: "flatrate" }] }) { cart { id } }`,
    `setBillingAddressOnCart(input: { cart_id: "${id}", billing_address: { same_as_shipping: true } }) { cart { id } }`,
    `setPaymentMethodOnCart(input: { cart_id: "${id}", payment_method: { code: "checkmo" } }) { cart { id } }`,
  ];
  for (const step of steps) expect((await ask(`mutation { ${step} }`)).errors).toBeUndefined();
}

const place = (id = ID) => ask(`mutation { placeOrder(input: { cart_id: "${id}" }) { orderV2 { number token } errors { code } } }`);

describe('a basket', () => {
  test('has the id that was chosen, once', async () => {
    await start();
    const create = (id: string) => ask(`mutation { createGuestCart(input: { cart_uid: "${id}" }) { cart { id } } }`);
    expect(await create(ID)).toEqual({ data: { createGuestCart: { cart: { id: ID } } } });
    expect((await create(ID)).errors).toMatchObject([
      { message: `Cart with ID "${ID}" already exists.`, extensions: { category: 'graphql-already-exists' } },
    ]);
    expect((await create('short')).errors).toMatchObject([{ extensions: { category: 'graphql-input' } }]);
  });

  test.each([
    ['PRODUCT_NOT_FOUND', '{ sku: "NOTHING", quantity: 1 }'],
    ['INSUFFICIENT_STOCK', '{ sku: "24-MB04", quantity: 1000 }'],
    ['PRODUCT_NOT_FOUND', '{ sku: "WSH12-28-Green", parent_sku: "24-MB04", quantity: 1 }'],
    ['UNDEFINED', '{ sku: "WSH12", quantity: 1 }'],
  ])('tells %s and stays as it was', async (code, item) => {
    await start();
    await ask(`mutation { createGuestCart(input: { cart_uid: "${ID}" }) { cart { id } } }`);
    const answer = await ask(
      `mutation { addProductsToCart(cartId: "${ID}", cartItems: [${item}]) { cart { items { uid } } user_errors { code } } }`,
    );
    expect(answer.data).toEqual({ addProductsToCart: { cart: { items: [] }, user_errors: [{ code }] } });
  });

  test('becomes one order, and is closed by it', async () => {
    await start();
    await checkOut();
    expect((await place()).data).toMatchObject({ placeOrder: { orderV2: { number: '000000001' }, errors: [] } });
    expect((await place()).data).toMatchObject({ placeOrder: { orderV2: null, errors: [{ code: 'CART_NOT_ACTIVE' }] } });
    expect((await ask(`{ cart(cart_id: "${ID}") { id } }`)).errors).toMatchObject([{ extensions: { category: 'graphql-no-such-entity' } }]);
    const rest = await (await fetch(`${twin.url}/rest/V1/guest-carts/${ID}`)).json();
    expect(rest).toMatchObject({ is_active: false, reserved_order_id: '000000001' });
    expect(twin.orders()).toHaveLength(1);
  });

  test('without e-mail address is no order', async () => {
    await start();
    await ask(`mutation { createGuestCart(input: { cart_uid: "${ID}" }) { cart { id } } }`);
    expect((await place()).data).toMatchObject({ placeOrder: { errors: [{ code: 'GUEST_EMAIL_MISSING' }] } });
  });
});

describe('the catalogue', () => {
  test('has no page beyond its last', async () => {
    await start();
    const page = (at: number) => ask(`{ products(filter: {}, pageSize: 1, currentPage: ${at}) { total_count items { sku } } }`);
    expect((await page(2)).data).toMatchObject({ products: { total_count: 2, items: [{ sku: 'WSH12' }] } });
    expect((await page(3)).errors).toMatchObject([{ path: ['products'], extensions: { category: 'graphql-input' } }]);
    expect((await ask('{ products { total_count } }')).errors).toMatchObject([{ extensions: { category: 'graphql-input' } }]);
  });

  test('is of one store view and one currency', async () => {
    await start();
    const query = '{ storeConfig { code } }';
    expect((await ask(query, { store: 'elsewhere' })).errors).toMatchObject([{ message: 'Requested store is not found' }]);
    expect((await ask(query, { 'content-currency': 'JPY' })).errors).toHaveLength(1);
  });
});

describe('an order', () => {
  test('is shown to its guest, to nobody who guesses, and through REST to an integration only', async () => {
    await start({ integrationToken: 'token' });
    await checkOut();
    await place();
    const seen = (lastname: string) =>
      ask(`{ guestOrder(input: { number: "000000001", email: "r@shop.test", lastname: "${lastname}" }) { status } }`);
    expect((await seen('Costello')).data).toEqual({ guestOrder: { status: 'Pending' } });
    expect((await seen('Guess')).errors).toMatchObject([{ extensions: { category: 'graphql-no-such-entity' } }]);
    const rest = (token: string) =>
      fetch(`${twin.url}/rest/V1/orders?searchCriteria[pageSize]=1`, { headers: { authorization: `Bearer ${token}` } });
    expect((await rest('guess')).status).toBe(401);
    expect(await (await rest('token')).json()).toMatchObject({ total_count: 1, items: [{ increment_id: '000000001', grand_total: 69 }] });
  });
});

test('before 2.4.7 the schema knows no createGuestCart', async () => {
  await start({ version: '2.4.6' });
  const answer = await ask('mutation { createGuestCart { cart { id } } }');
  expect(answer.errors?.[0]?.message).toContain('Cannot query field "createGuestCart"');
  expect(answer.errors?.[0]?.path).toBeUndefined();
});
