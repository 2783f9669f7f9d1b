import { AdapterError } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { getQuotes } from '../src/quotes.ts';
import { FakeShop } from './fake-shop.ts';
import { answerSettings, exchange } from './fixture.ts';
import { makeCall, type Handler } from './make-call.ts';

const germany = { country: 'DE', region: 'DE-NW', city: 'Bonn', postalCode: '53111' };
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });

function shopWith(...products: Parameters<FakeShop['add']>[0][]): FakeShop {
  const shop = new FakeShop();
  for (const product of products) shop.add(product);
  return shop;
}

/** The fake shop's goods beside the recorded settings. */
function withSettings(shop: FakeShop, overrides?: Readonly<Record<string, string>>): Handler {
  const settings = answerSettings(overrides);
  return request => (/\/(settings|shipping|taxes)/.test(request.path) ? settings(request) : shop.handler(request));
}

async function quote(handler: Handler, lines: readonly [string, number][], destination: typeof germany | null = germany, settings = {}) {
  const [answer] = await getQuotes(
    [{ lines: lines.map(([externalId, quantity]) => ({ externalId, quantity })), ...(destination ? { destination } : {}) }],
    makeCall(handler, settings),
  );
  return answer;
}

describe('a quote', () => {
  it('holds goods, shipping and tax of the recorded shop to the cent', async () => {
    const shop = shopWith({ id: 144, price: '0.99' }, { id: 145, price: '33.33' });
    expect(
      await quote(withSettings(shop), [
        ['144', 3],
        ['145', 1],
      ]),
    ).toMatchObject({
      lines: [{ subtotal: eur(297n), unitPrice: eur(99n) }, { subtotal: eur(3333n) }],
      shipping: { methodId: 'flat_rate:1=4.90', title: 'Flat rate', cost: eur(583n) },
      total: eur(4213n),
    });
  });

  it('shows tax that comes on top', async () => {
    const shop = shopWith({ id: 144, price: '0.99' }, { id: 145, price: '33.33' });
    const answer = await quote(withSettings(shop, { woocommerce_prices_include_tax: 'no' }), [
      ['144', 3],
      ['145', 1],
    ]);
    expect(answer).toMatchObject({
      lines: [{ subtotal: eur(297n) }, { subtotal: eur(3333n) }],
      shipping: { cost: eur(490n) },
      tax: eur(782n),
      total: eur(4902n),
    });
  });

  it('takes the dearer zone abroad, and the tax off', async () => {
    const shop = shopWith({ id: 144, price: '0.99' }, { id: 145, price: '33.33' });
    const answer = await quote(
      withSettings(shop),
      [
        ['144', 3],
        ['145', 1],
      ],
      { ...germany, country: 'CH', region: 'BS' },
    );
    expect(answer).toMatchObject({ shipping: { methodId: 'flat_rate:2=14.90', cost: eur(1490n) }, total: eur(4541n) });
  });

  it('leaves shipping out without a destination, and where the shop tells nothing of it', async () => {
    const shop = shopWith({ id: 1, price: '10.00' });
    for (const answer of [await quote(shop.handler, [['1', 2]]), await quote(withSettings(shop), [['1', 2]], null)]) {
      expect(answer).toMatchObject({ total: eur(2000n) });
      expect(answer).not.toHaveProperty('shipping');
    }
  });

  it('asks the public cart where REST tells neither zones nor taxes', async () => {
    const shop = shopWith({ id: 146, name: 'Ten euros', price: '10.00' });
    const cart = (name: string) => ({
      headers: { 'cart-token': 'token', nonce: 'nonce' },
      body: exchange('store-cart', name).response.body,
    });
    const withCart: Handler = request => {
      if (request.path.endsWith('/store/v1/cart')) return cart('empty cart, no token');
      if (!request.path.includes('/store/v1/cart/')) return shop.handler(request);
      expect(request.headers).toMatchObject({ 'cart-token': 'token', nonce: 'nonce' });
      expect(request.headers).not.toHaveProperty('authorization');
      return cart(request.path.endsWith('add-item') ? 'add' : 'customer in Germany');
    };
    expect(await quote(withCart, [['146', 3]])).toMatchObject({
      lines: [{ subtotal: eur(3000n), unitPrice: eur(1000n) }],
      shipping: { methodId: 'flat_rate:1=4.90', cost: eur(583n) },
      total: eur(3583n),
    });
  });

  it('names a sale and what it saves', async () => {
    const shop = shopWith({ id: 1, price: '8.00', regular_price: '10.00', sale_price: '8.00', on_sale: true });
    expect(await quote(shop.handler, [['1', 2]])).toMatchObject({
      lines: [{ listPrice: eur(1000n), unitPrice: eur(800n), promotions: [{ kind: 'ITEM_DISCOUNT', saved: eur(400n) }] }],
      total: eur(1600n),
    });
  });

  it('says how many are left, and that sold-out goods are sold out, with their price', async () => {
    const shop = shopWith({ id: 1, manage_stock: true, stock_quantity: 2 }, { id: 2, stock_status: 'outofstock' });
    expect(
      await quote(shop.handler, [
        ['1', 5],
        ['2', 1],
      ]),
    ).toMatchObject({
      lines: [
        { availability: 'LOW_STOCK', stock: 2 },
        { availability: 'OUT_OF_STOCK', unitPrice: eur(1000n) },
      ],
    });
  });

  it('reads variations through their parent', async () => {
    const shop = shopWith({ id: 120, type: 'variable', name: 'Shirt', tax_class: 'reduced-rate' });
    shop.variations.set(120, [
      {
        id: 121,
        name: 'Red',
        price: '15.50',
        manage_stock: 'parent',
        stock_quantity: 4,
        tax_class: 'parent',
        attributes: [{ name: 'Colour', option: 'Red' }],
      },
      { id: 122, price: '' },
    ]);
    expect(await quote(shop.handler, [['120-121', 1]])).toMatchObject({
      lines: [{ externalId: '120-121', title: 'Shirt - Red', stock: 4 }],
      total: eur(1550n),
    });
    expect(await quote(shop.handler, [['120-122', 1]])).toMatchObject({ status: 'refused', reason: 'closed' });
    expect(await quote(shop.handler, [['120', 1]])).toMatchObject({ status: 'refused', reason: 'closed' });
  });

  it.each([
    ['999', { reason: 'not-found' }],
    ['abc', { reason: 'not-found' }],
    ['1', { reason: 'closed' }],
    ['2', { reason: 'closed' }],
    ['3', { reason: 'closed' }],
    ['4', { reason: 'limit-exceeded', available: 1 }],
  ])('of %s is a refusal', async (id, expected) => {
    const shop = shopWith(
      { id: 1, price: '', regular_price: '' },
      { id: 2, status: 'draft', purchasable: true },
      { id: 3, type: 'external', price: '9' },
      { id: 4, sold_individually: true },
    );
    expect(await quote(shop.handler, [[id, 2]])).toMatchObject({ status: 'refused', ...expected, externalIds: [id] });
  });

  it('is refused where the shop delivers elsewhere, but not here', async () => {
    const shop = shopWith({ id: 1 });
    shop.routes.set('GET /shipping/zones', () => ({ body: [{ id: 0 }, { id: 1, order: 0 }] }));
    shop.routes.set('GET /shipping/zones/0/methods', () => ({ body: [] }));
    shop.routes.set('GET /shipping/zones/1/methods', () => ({
      body: [{ instance_id: 1, method_id: 'flat_rate', enabled: true, settings: { cost: { value: '5' } } }],
    }));
    shop.routes.set('GET /shipping/zones/1/locations', () => ({ body: [{ type: 'continent', code: 'AS' }] }));
    expect(await quote(shop.handler, [['1', 1]])).toMatchObject({ status: 'refused', reason: 'not-deliverable' });
    expect(await quote(shop.handler, [['1', 1]], { ...germany, country: 'CN' })).toMatchObject({ total: eur(1500n) });
  });

  it('takes free shipping from its minimum on', async () => {
    const shop = shopWith({ id: 1 });
    const method = (method_id: string, settings: object) => ({ instance_id: 3, method_id, title: method_id, enabled: true, settings });
    shop.routes.set('GET /shipping/zones', () => ({ body: [{ id: 0 }] }));
    shop.routes.set('GET /shipping/zones/0/methods', () => ({
      body: [
        method('local_pickup', {}),
        method('flat_rate', { cost: { value: '2 * [qty]' } }),
        method('free_shipping', { requires: { value: 'min_amount' }, min_amount: { value: '30' } }),
      ],
    }));
    expect(await quote(shop.handler, [['1', 2]])).toMatchObject({ shipping: { cost: eur(400n) }, total: eur(2400n) });
    expect(await quote(shop.handler, [['1', 3]])).toMatchObject({
      shipping: { methodId: 'free_shipping:3=0.00', cost: eur(0n) },
      total: eur(3000n),
    });
  });
});

describe('quotes asked together', () => {
  const shop = shopWith({ id: 1 }, { id: 2, price: '-5' });
  const request = (id: string) => ({ lines: [{ externalId: id, quantity: 1 }] });

  it('come in the order asked, read in one batch; one senseless price spoils only its own', async () => {
    const call = makeCall(shop.handler);
    const answers = await getQuotes([request('2'), request('1'), request('9')], call);
    expect(answers).toMatchObject([
      { status: 'refused', reason: 'other' },
      { total: eur(1000n) },
      { status: 'refused', reason: 'not-found' },
    ]);
    expect(call.sent.filter(({ query }) => query.get('include') === '2,1,9')).toHaveLength(1);
  });

  it('fail when a senseless price is all there is', async () => {
    await expect(getQuotes([request('2')], makeCall(shop.handler))).rejects.toMatchObject({ code: 'invalid-response' });
  });

  it('survive a server that ignores include', async () => {
    const deaf: Handler = sent => {
      sent.query.delete('include');
      return shop.handler(sent);
    };
    expect(await getQuotes([request('1'), request('9')], makeCall(deaf))).toMatchObject([{ total: eur(1000n) }, { reason: 'not-found' }]);
  });
});

describe('the currency', () => {
  const shop = shopWith({ id: 1 });
  const silent: Handler = request => (request.path.includes('/data/') ? { status: 404, body: {} } : shop.handler(request));

  it('is the one in the settings, else what the shop tells somewhere', async () => {
    expect(await quote(shop.handler, [['1', 1]], null, { currency: 'JPY' })).toMatchObject({ total: { minor: 10n, currency: 'JPY' } });
    const byOrder: Handler = request => (request.path.endsWith('/orders') ? { body: [{ id: 1, currency: 'CHF' }] } : silent(request));
    expect(await quote(byOrder, [['1', 1]], null)).toMatchObject({ total: { currency: 'CHF' } });
  });

  it('that nobody tells is asked for by name', async () => {
    await expect(quote(silent, [['1', 1]], null)).rejects.toThrow(/settings\.currency/);
    await expect(quote(silent, [['1', 1]], null)).rejects.toThrow(AdapterError);
  });
});

describe('a shop that answers badly', () => {
  it.each([
    [{ status: 401, body: { code: 'woocommerce_rest_authentication_error', data: { status: 401 } } }, 'unauthorized'],
    [{ status: 503, body: '<html>Down</html>' }, 'unavailable'],
    [{ status: 200, body: '<html>Welcome</html>' }, 'invalid-response'],
    [{ status: 200, body: '{"id": 1, "na' }, 'invalid-response'],
    [{ status: 200, body: 'null' }, 'invalid-response'],
    [{ status: 429, body: {}, headers: { 'retry-after': '3' } }, 'rate-limited'],
  ])('with %j is a failure with a code', async (reply, code) => {
    await expect(quote(() => reply, [['1', 1]])).rejects.toMatchObject({ name: 'AdapterError', code, outcome: 'not-done' });
  });
});
