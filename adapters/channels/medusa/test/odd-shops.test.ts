import type { Attempt, Quote } from '@onebasket/adapter-sdk';
import { makeCall, type Handler, type Reply, type Sent } from '@onebasket/adapter-testkit';
import { isRefusal } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { pullFeed } from '../src/feed.ts';
import { findOrder } from '../src/find-order.ts';
import { getListings } from '../src/listings.ts';
import { getOrder } from '../src/order-snapshot.ts';
import { placeOrder } from '../src/place-order.ts';
import { getQuotes } from '../src/quotes.ts';
import { attemptWith, orderOf } from './hosted.ts';

const SETTINGS = { baseUrl: 'https://shop.test/medusa/', publishableKey: 'pk_1' };
const REGIONS = {
  regions: [
    { id: 'reg_us', currency_code: 'usd', countries: [{ iso_2: 'us' }] },
    { id: 'reg_eu', currency_code: 'eur', countries: [{ iso_2: 'de' }, { iso_2: 'at' }] },
  ],
};
const PRODUCTS = {
  products: [
    {
      id: 'prod_1',
      title: 'Lamp',
      variants: [{ id: 'variant_1', manage_inventory: false, calculated_price: { calculated_amount: 10, currency_code: 'eur' } }],
    },
  ],
  count: 1,
};

function cart(more: Readonly<Record<string, unknown>> = {}) {
  const line = { unit_price: 10, quantity: 1, total: 11.9, tax_total: 1.9, is_tax_inclusive: false, requires_shipping: true };
  return {
    cart: {
      id: 'cart_1',
      currency_code: 'eur',
      total: 11.9,
      tax_total: 1.9,
      shipping_total: 0,
      shipping_tax_total: 0,
      items: [{ id: 'cali_1', variant_id: 'variant_1', ...line }],
      ...more,
    },
  };
}

/** Answers by "METHOD /path"; anything else is an unknown address. */
function shopOf(answers: Readonly<Record<string, object | ((sent: Sent) => Reply)>>): Handler {
  const all: typeof answers = { 'GET /store/regions': REGIONS, 'GET /store/products': PRODUCTS, 'POST /store/carts': cart(), ...answers };
  return sent => {
    const answer = all[`${sent.method} ${sent.path.replace('/medusa', '')}`];
    if (answer === undefined) return { status: 404, body: { type: 'not_found', message: 'no such thing' } };
    return typeof answer === 'function' ? (answer as (sent: Sent) => Reply)(sent) : { body: answer };
  };
}

const request = { lines: [{ externalId: 'variant_1', quantity: 1 }], destination: { country: 'DE' } };
const withShipping = cart({ total: 17.85, tax_total: 2.85, shipping_total: 5.95, shipping_tax_total: 0.95 });

describe('a shop', () => {
  it('is asked beneath its base address, whatever its path, with the publishable key', async () => {
    const call = makeCall(shopOf({}), { settings: SETTINGS });
    await getListings(['variant_1'], call);
    expect(call.sent.map(({ path }) => path)).toEqual(['/medusa/store/regions', '/medusa/store/products']);
    expect(call.sent.every(({ headers }) => headers?.['x-publishable-api-key'] === 'pk_1')).toBe(true);
  });

  it('is asked for the prices of the configured region, or the one of the configured country', async () => {
    const regionAsked = async (more: object) => {
      const call = makeCall(shopOf({}), { settings: { ...SETTINGS, ...more } });
      await getListings(['variant_1'], call);
      const query = call.sent.at(-1)?.query;
      return [query?.get('region_id'), query?.get('country_code')];
    };
    expect(await regionAsked({})).toEqual(['reg_us', 'us']);
    expect(await regionAsked({ country: 'AT' })).toEqual(['reg_eu', 'at']);
    expect(await regionAsked({ regionId: 'reg_eu' })).toEqual(['reg_eu', null]);
    await expect(regionAsked({ regionId: 'reg_gone' })).rejects.toMatchObject({ code: 'misconfigured' });
  });

  it('that sells in one configured region only refuses the countries of the others', async () => {
    const call = makeCall(shopOf({}), { settings: { ...SETTINGS, regionId: 'reg_us' } });
    expect(await getQuotes([request], call)).toMatchObject([{ status: 'refused', reason: 'not-deliverable' }]);
  });

  it('is asked what calculated shipping costs; what it cannot calculate is not offered', async () => {
    const call = makeCall(
      shopOf({
        'GET /store/shipping-options': {
          shipping_options: [
            { id: 'so_flat', name: 'Flat', price_type: 'flat', amount: 9, shipping_profile_id: 'sp_1' },
            { id: 'so_dear', name: 'Broken', price_type: 'calculated', shipping_profile_id: 'sp_1' },
            { id: 'so_calc', name: 'Carrier', price_type: 'calculated', shipping_profile_id: 'sp_1' },
          ],
        },
        'POST /store/shipping-options/so_calc/calculate': { shipping_option: { id: 'so_calc', amount: 5 } },
        'POST /store/carts/cart_1/shipping-methods': withShipping,
      }),
      { settings: SETTINGS },
    );
    const [quote] = await getQuotes([request], call);
    expect(quote).toMatchObject({
      shipping: { methodId: 'so_calc', title: 'Carrier', cost: { minor: 500n } },
      lines: [{ subtotal: { minor: 1000n } }],
      tax: { minor: 285n },
      total: { minor: 1785n },
    });
  });

  it('sends goods of different kinds separately: one way of shipping for each', async () => {
    const added: string[] = [];
    const call = makeCall(
      shopOf({
        'GET /store/shipping-options': {
          shipping_options: [
            { id: 'so_1', name: 'Parcel', amount: 5, shipping_profile_id: 'sp_1' },
            { id: 'so_2', name: 'Freight', amount: 50, shipping_profile_id: 'sp_2' },
            { id: 'so_3', name: 'Courier', amount: 15, shipping_profile_id: 'sp_1' },
          ],
        },
        'POST /store/carts/cart_1/shipping-methods': sent => {
          added.push((JSON.parse(String(sent.body)) as { option_id: string }).option_id);
          return { body: withShipping };
        },
      }),
      { settings: SETTINGS },
    );
    expect(await getQuotes([request], call)).toMatchObject([{ shipping: { methodId: 'so_1+so_2', title: 'Parcel + Freight' } }]);
    expect(added).toEqual(['so_1', 'so_2']);
  });

  it('that prices a basket in another currency than its region’s is not believed', async () => {
    const call = makeCall(shopOf({ 'POST /store/carts': cart({ currency_code: 'usd' }) }), { settings: SETTINGS });
    await expect(getQuotes([request], call)).rejects.toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
  });

  it('whose version does not know the filter for changed variants is walked instead', async () => {
    const tooNew = (sent: Sent): Reply =>
      sent.query.has('variants[updated_at][$gt]')
        ? { status: 400, body: { type: 'invalid_data', message: 'Invalid request: Unrecognized fields' } }
        : { body: PRODUCTS };
    const call = makeCall(shopOf({ 'GET /store/products': tooNew }), { settings: SETTINGS });
    const walk = await pullFeed(undefined, call);
    const products = await pullFeed(walk.cursor, call);
    const variants = await pullFeed(products.cursor, call);
    expect(variants).toMatchObject({ listings: [], gone: [], more: false });
  });
});

describe('an order', () => {
  const collection = { payment_collection: { id: 'pay_col_1', amount: 11.9 } };
  const order = {
    id: 'order_1',
    display_id: 7,
    currency_code: 'eur',
    total: 11.9,
    items: [{ id: 'ordli_1', variant_id: 'variant_1', quantity: 1 }],
  };
  const total = { minor: 1190n, currency: 'EUR' } as const;
  const quote = {
    lines: [{ externalId: 'variant_1', title: 'Lamp', quantity: 1, listPrice: total, unitPrice: total, subtotal: total, promotions: [] }],
    total,
  } as unknown as Quote;
  const place = (answers: Parameters<typeof shopOf>[0], attempt: Attempt = attemptWith('k'), more: object = {}) => {
    const call = makeCall(
      shopOf({
        'POST /store/carts': cart({ items: [{ ...(cart().cart.items[0] as object), requires_shipping: false }] }),
        'GET /store/payment-providers': { payment_providers: [{ id: 'pp_stripe_stripe' }, { id: 'pp_off', is_enabled: false }] },
        'POST /store/payment-collections': collection,
        'POST /store/payment-collections/pay_col_1/payment-sessions': collection,
        'POST /store/carts/cart_1/complete': { type: 'order', order },
        'DELETE /store/carts/cart_1/line-items/cali_1': {},
        ...answers,
      }),
      { settings: { ...SETTINGS, ...more } },
    );
    return { call, placed: placeOrder(orderOf(quote), attempt, call) };
  };

  it('is placed with the provider that the region has, once its basket is remembered', async () => {
    const attempt = attemptWith('k');
    const { call, placed } = place({}, attempt);
    expect(await placed).toMatchObject({ status: 'placed', externalId: 'order_1', number: '7', total });
    expect(attempt.note).toBe('cart_1');
    const session = call.sent.find(({ path }) => path.endsWith('/payment-sessions'));
    expect(session?.body).toBe('{"provider_id":"pp_stripe_stripe"}');
  });

  it('whose payment is not authorised answers 200 and is refused, its basket emptied', async () => {
    const error = { type: 'payment_authorization_error', message: 'Card declined' };
    const { call, placed } = place({ 'POST /store/carts/cart_1/complete': { type: 'cart', cart: {}, error } });
    expect(await placed).toMatchObject({ status: 'refused', reason: 'payment-refused', message: 'Card declined' });
    expect(call.sent.at(-1)).toMatchObject({ method: 'DELETE' });
  });

  it.each([
    ['another request is completing the basket', { status: 409, body: { type: 'conflict', message: 'busy' } }],
    ['the shop breaks', { status: 500, body: { type: 'unknown_error', message: 'An unknown error occurred.' } }],
    ['a stranger’s page comes', { body: '<html>' }],
    ['something else comes', { body: { type: 'swap' } }],
    ['an order without currency comes', { body: { type: 'order', order: { id: 'order_1' } } }],
  ])('is not called undone when, at the step that counts, %s', async (_, reply) => {
    const { placed } = place({ 'POST /store/carts/cart_1/complete': () => reply });
    await expect(placed).rejects.toMatchObject({ outcome: 'unknown' });
  });

  it('is not placed when the payment would take another amount than the basket costs', async () => {
    const { call, placed } = place({ 'POST /store/payment-collections': { payment_collection: { id: 'pay_col_1', amount: 9 } } });
    expect(await placed).toMatchObject({ status: 'refused', reason: 'price-changed', now: { minor: 900n } });
    expect(call.sent.some(({ path }) => path.endsWith('/complete'))).toBe(false);
  });

  it('is not placed when the basket holds something else', async () => {
    const { placed } = place({ 'POST /store/carts': cart({ items: [{ ...(cart().cart.items[0] as object), variant_id: 'variant_2' }] }) });
    await expect(placed).rejects.toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
  });

  it('that nobody remembers a basket of was never made', async () => {
    const call = makeCall(shopOf({}), { settings: SETTINGS });
    expect(await findOrder({ key: 'k', since: '2026-11-25T00:00:00Z' }, call)).toBeUndefined();
    expect(call.sent).toEqual([]);
  });

  it('stays open when the basket can neither be emptied nor is completed', async () => {
    const call = makeCall(
      shopOf({ 'GET /store/carts/cart_1': { cart: { id: 'cart_1', completed_at: null, items: [{ id: 'cali_1' }] } } }),
      {
        settings: SETTINGS,
      },
    );
    await expect(findOrder({ key: 'k', note: 'cart_1', since: '2026-11-25T00:00:00Z' }, call)).rejects.toMatchObject({
      outcome: 'unknown',
    });
  });

  it.each([
    [{ status: 'pending' }, 'PLACED'],
    [{ status: 'pending', fulfillment_status: 'partially_fulfilled' }, 'ACCEPTED'],
    [{ status: 'pending', fulfillment_status: 'partially_delivered' }, 'SHIPPED'],
    [{ status: 'pending', fulfillment_status: 'delivered' }, 'DELIVERED'],
    [{ status: 'pending', fulfillment_status: 'delivered', payment_status: 'refunded' }, 'REFUNDED'],
    [{ status: 'completed' }, 'COMPLETED'],
    [{ status: 'canceled', payment_status: 'refunded' }, 'CANCELLED'],
    [{ status: 'quantum', fulfillment_status: 'entangled' }, 'PLACED'],
  ])('that says %j is %s', async (words, state) => {
    const call = makeCall(shopOf({ 'GET /store/orders/order_1': { order: { ...order, ...words } } }), { settings: SETTINGS });
    expect((await getOrder({ externalId: 'order_1', key: 'k' }, call))?.state).toBe(state);
  });

  it('with several labels is several parcels, whose goods count once', async () => {
    const fulfillments = [
      {
        id: 'ful_1',
        shipped_at: '2026-11-25T08:00:00Z',
        items: [{ line_item_id: 'ordli_1', quantity: 1 }],
        labels: [
          { id: 'l1', tracking_number: 'A', tracking_url: '#' },
          { id: 'l2', tracking_number: 'B' },
        ],
      },
      { id: 'ful_2', canceled_at: '2026-11-25T08:00:00Z' },
    ];
    const call = makeCall(shopOf({ 'GET /admin/orders/order_1': { order: { ...order, fulfillments } } }), {
      settings: { ...SETTINGS, adminKey: 'sk_1' },
    });
    expect((await getOrder({ externalId: 'order_1', key: 'k' }, call))?.fulfilments).toEqual([
      {
        id: 'ful_1',
        state: 'SHIPPED',
        shippedAt: '2026-11-25T08:00:00Z',
        trackingNumber: 'A',
        lines: [{ externalId: 'variant_1', quantity: 1 }],
      },
      { id: 'ful_1:l2', state: 'SHIPPED', shippedAt: '2026-11-25T08:00:00Z', trackingNumber: 'B', lines: [] },
      { id: 'ful_2', state: 'CANCELLED', lines: [] },
    ]);
    expect(call.sent[0]?.headers?.['authorization']).toBe('Basic c2tfMTo=');
  });

  it('is not refused for what only looks like a no: the refusal names what the shop said', async () => {
    const { placed } = place({
      'POST /store/carts': () => ({ status: 400, body: { type: 'invalid_data', message: 'No pricing in region' } }),
    });
    const answer = await placed;
    expect(isRefusal(answer) && answer).toMatchObject({ reason: 'other', message: 'No pricing in region' });
  });
});
