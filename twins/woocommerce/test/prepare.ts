import type { WooCommerceTwin } from '../src/index.ts';
import type { Exchange, Json } from './recordings.ts';
import type { Replay } from './replay.ts';
import { oauthParameters, withQuery } from './sign.ts';

const ADDRESS = {
  first_name: 'Erika',
  last_name: 'Muster',
  address_1: 'Lindenweg 7',
  city: 'Bonn',
  state: 'DE-NW',
  postcode: '53111',
  country: 'DE',
  phone: '0228 123',
};
const TEN = {
  payment_method: 'bacs',
  billing: { ...ADDRESS, email: 'erika@shop.test' },
  shipping: ADDRESS,
  line_items: [{ product_id: 146, quantity: 1 }],
};
const FLAT = [{ method_id: 'flat_rate', method_title: 'Flat rate', total: '4.90' }];
const PAID = { ...TEN, line_items: [{ product_id: 143, quantity: 2 }], shipping_lines: FLAT, set_paid: true };

/** Orders that were there before a recording began, by their recorded id, with the recorded ids of their first line. */
const BEFORE: Readonly<Record<string, readonly { readonly id: number; readonly line?: number; readonly body: Json }[]>> = {
  'orders-find': [
    {
      id: 287,
      body: {
        ...TEN,
        line_items: [{ product_id: 145, quantity: 1 }],
        billing: { ...ADDRESS, last_name: 'Findling', email: 'findling@shop.test' },
        customer_note: 'Quittenbaum',
        transaction_id: 'TX576608514',
        meta_data: [{ key: 'gateway_ref', value: 'FIND-1795576608513' }],
      },
    },
  ],
  'orders-update': [
    {
      id: 288,
      line: 162,
      body: {
        ...TEN,
        line_items: [{ product_id: 146, quantity: 2 }],
        shipping_lines: FLAT,
        meta_data: [{ key: 'gateway_ref', value: 'U-1' }],
      },
    },
  ],
  refunds: [
    { id: 291, line: 168, body: PAID },
    { id: 298, line: 173, body: PAID },
    { id: 300, body: PAID },
    { id: 302, body: { ...TEN, shipping_lines: FLAT } },
    { id: 304, body: { ...TEN, payment_method: '' } },
    { id: 306, body: { ...TEN, payment_method: 'nonsense' } },
    { id: 308, body: PAID },
  ],
  notes: [{ id: 311, body: { ...TEN, set_paid: true } }],
};

/** What was done between two exchanges without being recorded, by file and the exchange after it. */
const BETWEEN: Readonly<Record<string, (call: Call, replay: Replay) => Promise<unknown>>> = {
  'taxes/prices include tax, rounded at the subtotal': async call => {
    await call('PUT', '/settings/general/woocommerce_calc_taxes', { value: 'yes' });
    await call('PUT', '/settings/tax/woocommerce_prices_include_tax', { value: 'yes' });
    await call('PUT', '/settings/tax/woocommerce_tax_round_at_subtotal', { value: 'yes' });
  },
  'orders-find/search for the meta value': call => call('PUT', '/settings/tax/woocommerce_tax_round_at_subtotal', { value: 'no' }),
  'coupons/once, after the first was cancelled': (call, replay) =>
    call('PUT', `/orders/${replay.post(COUPON_ONCE_ORDER)}`, { status: 'cancelled' }),
  'coupons/added by an update': async (call, replay) =>
    replay.equatePost(262, ((await call('POST', '/orders', TEN)) as { readonly id: number }).id),
};
const COUPON_ONCE_ORDER = 254;

type Call = (method: string, path: string, body: Json) => Promise<unknown>;

/** Does what the recording leaves out before this exchange. */
export async function catchUp(file: string, exchange: Exchange, replay: Replay, twin: WooCommerceTwin): Promise<void> {
  await BETWEEN[`${file}/${exchange.name}`]?.(caller(twin), replay);
  const token = exchange.request.headers?.['Cart-Token'];
  if (token === undefined || !token.startsWith('dummy-cart-token')) return;
  if (file === 'store-cart' && exchange.name === 'customer in Germany')
    await replay.store(token, 'POST', '/cart/add-item', { id: 146, quantity: 3 });
  if (file === 'store-checkout') await fillCart(exchange, token, replay, twin);
}

/** Carts were filled before the recorded checkouts; what then sold out was in the cart before it did. */
async function fillCart({ name, response }: Exchange, token: string, replay: Replay, twin: WooCommerceTwin): Promise<void> {
  const cart = await replay.store(token, 'GET', '/cart');
  const isEmptyThen = JSON.stringify(response.body).includes('rest_cart_empty') || /after it is placed/.test(name);
  if (isEmptyThen || (cart['items'] as readonly unknown[]).length > 0) return;
  const id = /draft.*last piece|first draft/.test(name) ? 138 : /sold out/.test(name) ? 139 : 146;
  const sellsOut = /sold out|first draft/.test(name);
  if (sellsOut) await twin.setStock(id, 1);
  await replay.store(token, 'POST', '/cart/add-item', { id, quantity: 1 });
  if (sellsOut) await twin.setStock(id, 0);
}

function caller(twin: WooCommerceTwin): Call {
  return async (method, path, body) => {
    const url = `${twin.url}/wp-json/wc/v3${path}`;
    const response = await fetch(withQuery(url, oauthParameters(method, url)), {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  };
}

/** Makes the orders a recording takes for granted and tells the replay their ids. */
export async function prepare(file: string, replay: Replay, twin: WooCommerceTwin): Promise<void> {
  for (const { id, line, body } of BEFORE[file] ?? []) {
    const order = (await caller(twin)('POST', '/orders', body)) as {
      readonly id: number;
      readonly line_items: readonly { readonly id: number }[];
    };
    replay.equatePost(id, order.id);
    if (line !== undefined) replay.equateItem(line, order.line_items[0]?.id ?? 0);
  }
}
