/** What both shops are asked: set up alike, with the goods of test-servers/medusa/catalogue.json. */
export interface AskedShop {
  readonly url: string;
  readonly publishableKey: string;
  readonly adminKey: string;
  readonly locationId: string;
  readonly regions: Readonly<Record<string, string>>;
  readonly variants: Readonly<Record<string, string>>;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Members of an answer that the scenario goes on with. */
interface Known {
  readonly cart: { readonly id: string; readonly items: readonly { readonly id: string }[] };
  readonly order: {
    readonly id: string;
    readonly items: readonly { readonly id: string; readonly variant_sku: string }[];
    readonly fulfillments: readonly { readonly id: string }[];
    readonly payment_collections: readonly { readonly payments: readonly { readonly id: string }[] }[];
  };
  readonly shipping_options: readonly { readonly id: string; readonly name: string }[];
  readonly payment_collection: { readonly id: string };
}

const CATALOGUE_FIELDS = '*variants.calculated_price,+variants.inventory_quantity,+metadata,*categories';
const CART_FIELDS = '+items.total,+items.tax_total';
const ORDER_FIELDS =
  'id,display_id,status,payment_status,fulfillment_status,currency_code,total,*summary,*items,*items.detail,*fulfillments,*fulfillments.items,*fulfillments.labels';
const PAYMENT_FIELDS = `${ORDER_FIELDS},*payment_collections,*payment_collections.payments,*payment_collections.payments.captures,*payment_collections.payments.refunds`;
const BERLIN = {
  first_name: 'Zhang',
  last_name: 'San',
  address_1: 'Invalidenstr. 1',
  city: 'Berlin',
  postal_code: '10115',
  country_code: 'de',
};

/** Asks a shop everything that an adapter relies on, refusals included; every answer by the name of its step. */
export async function playScenario(shop: AskedShop): Promise<Readonly<Record<string, Answer>>> {
  const answers: Record<string, Answer> = {};
  const send = async (
    name: string,
    headers: Readonly<Record<string, string>>,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Known> => {
    const response = await fetch(shop.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = { status: response.status, body: (await response.json()) as unknown };
    answers[name] = answer;
    return answer.body as Known;
  };
  const store = (name: string, method: string, path: string, body?: unknown) =>
    send(name, { 'x-publishable-api-key': shop.publishableKey }, method, `/store${path}`, body);
  const admin = (name: string, method: string, path: string, body?: unknown) =>
    send(name, { authorization: `Basic ${btoa(`${shop.adminKey}:`)}` }, method, `/admin${path}`, body);
  const euro = shop.regions['EUR'] ?? '';
  const items = (...wanted: readonly (readonly [string, number])[]) =>
    wanted.map(([sku, quantity]) => ({ variant_id: shop.variants[sku] ?? sku, quantity }));
  const cart = (name: string, region: string, lines: ReturnType<typeof items>, more: object = {}) =>
    store(name, 'POST', `/carts?fields=${encodeURIComponent(CART_FIELDS)}`, { region_id: region, items: lines, ...more });
  const products = (name: string, query: string) =>
    store(name, 'GET', `/products?fields=${encodeURIComponent(CATALOGUE_FIELDS)}&order=id&${query}`);
  const germanCart = (name: string, lines: ReturnType<typeof items>) =>
    cart(name, euro, lines, { email: 'a@example.test', shipping_address: BERLIN });

  await send('no key', {}, 'GET', '/store/regions');
  await send('wrong key', { 'x-publishable-api-key': 'pk_wrong' }, 'GET', '/store/regions');
  await send('nobody', {}, 'GET', '/admin/orders');
  await send('wrong password', {}, 'POST', '/auth/user/emailpass', { email: 'admin@example.test', password: 'wrong' });
  await store('regions', 'GET', '/regions');

  await products('a product on sale', `region_id=${euro}&country_code=de&q=MOU-W`);
  await products('a product without country', `region_id=${euro}&q=Kettle`);
  await products('a product with tax inside', `region_id=${shop.regions['GBP']}&country_code=gb&q=Mouse`);
  await products(
    'on back order and not counted',
    `region_id=${euro}&variants[id][]=${shop.variants['MUG-1']}&variants[id][]=${shop.variants['VOUCH-25']}`,
  );
  await products('nothing found', `region_id=${euro}&q=qxzvkj`);
  await products('an unknown variant', `region_id=${euro}&variants[id][]=variant_unknown`);

  await cart('sold out', euro, items(['KET-2', 1]));
  await cart('too many', euro, items(['PEN-12', 50], ['NOTE-1', 1]));
  await cart('unknown variant', euro, items(['variant_unknown', 1]));
  await cart('unknown member', euro, items(['NOTE-1', 1]), { colour: 'red' });
  await cart('wrong code', euro, items(['NOTE-1', 1]), { promo_codes: ['NOPE'] });
  await cart('a basket on back order', euro, items(['MUG-1', 2]));
  await cart('a basket with tax inside', shop.regions['GBP'] ?? '', items(['MOU-B', 2]));
  await cart('a basket in yen', shop.regions['JPY'] ?? '', items(['NOTE-1', 2]));
  await cart('a basket in no country', euro, items(['MOU-W', 2]));
  const french = await cart('a basket for France', euro, items(['NOTE-1', 1]), { shipping_address: { country_code: 'fr' } });
  await store('no shipping', 'GET', `/shipping-options?cart_id=${french.cart.id}`);
  await store('unknown cart', 'GET', '/carts/cart_unknown');

  const { cart: basket } = await germanCart('a basket of fractions', items(['TEA-100', 3], ['SCREW-1', 7]));
  const { shipping_options } = await store('shipping options', 'GET', `/shipping-options?cart_id=${basket.id}`);
  const standard = shipping_options.find(({ name }) => name === 'Standard')?.id;
  const shipping = `/carts/${basket.id}/shipping-methods?fields=${encodeURIComponent(CART_FIELDS)}`;
  await store('unknown shipping', 'POST', shipping, { option_id: 'so_unknown' });
  await store('a shipped basket', 'POST', shipping, { option_id: standard });
  await store('completed too early', 'POST', `/carts/${basket.id}/complete`, {});
  const { payment_collection } = await store('payment collection', 'POST', '/payment-collections', { cart_id: basket.id });
  const session = `/payment-collections/${payment_collection.id}/payment-sessions`;
  await store('payment session', 'POST', session, { provider_id: 'pp_system_default' });
  const { order } = await store('completed', 'POST', `/carts/${basket.id}/complete`, {});
  await store('completed again', 'POST', `/carts/${basket.id}/complete`, {});
  await store('a line of a completed basket', 'DELETE', `/carts/${basket.id}/line-items/${basket.items[0]?.id}`);

  const { cart: emptied } = await germanCart('a basket to empty', items(['NOTE-1', 1]));
  await store('emptied', 'DELETE', `/carts/${emptied.id}/line-items/${emptied.items[0]?.id}`);
  await store('an empty basket completed', 'POST', `/carts/${emptied.id}/complete`, {});

  const look = (name: string) => admin(name, 'GET', `/orders/${order.id}?fields=${encodeURIComponent(PAYMENT_FIELDS)}`);
  const { order: seen } = await look('authorised');
  const payment = seen.payment_collections[0]?.payments[0]?.id;
  await admin('refunded before it was captured', 'POST', `/payments/${payment}/refund`, { amount: 1 });
  await admin('captured', 'POST', `/payments/${payment}/capture`, {});
  const part = { items: [{ id: seen.items.find(({ variant_sku }) => variant_sku === 'TEA-100')?.id, quantity: 2 }] };
  await admin('packed', 'POST', `/orders/${order.id}/fulfillments`, { ...part, location_id: shop.locationId });
  const { order: packed } = await look('half packed');
  await admin('cancelled too late', 'POST', `/orders/${order.id}/cancel`, {});
  const parcel = `/orders/${order.id}/fulfillments/${packed.fulfillments[0]?.id}`;
  const label = { tracking_number: 'JD014600003', tracking_url: 'https://carrier.example.test/JD014600003', label_url: '#' };
  await admin('sent', 'POST', `${parcel}/shipments`, { ...part, labels: [label] });
  await look('half sent');
  await store('half sent, as guests see it', 'GET', `/orders/${order.id}?fields=${encodeURIComponent(ORDER_FIELDS)}`);
  await store('half sent, without details', 'GET', `/orders/${order.id}?fields=id,fulfillment_status`);
  await admin('delivered', 'POST', `${parcel}/mark-as-delivered`, {});
  await admin('refunded', 'POST', `/payments/${payment}/refund`, { amount: 5, note: 'scratched' });
  await look('once refunded');
  await admin('refunded too much', 'POST', `/payments/${payment}/refund`, { amount: 20.25 });
  await admin('refunded nothing', 'POST', `/payments/${payment}/refund`, { amount: 0 });
  await admin('refunded the rest, rounded', 'POST', `/payments/${payment}/refund`, { amount: 15.25, note: 'the rest' });
  await look('all refunded');
  await admin('unknown order', 'GET', '/orders/order_unknown');
  await admin('unknown order cancelled', 'POST', '/orders/order_unknown/cancel', {});
  return answers;
}
