import type { Attempt, NativeOrders, OrderRequest, Quote } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { startMagentoTwin, type MagentoTwin, type MagentoTwinOptions, type TwinProduct } from '@onebasket/twin-magento';
import { afterEach, describe, expect, test } from 'vitest';
import { magento } from '../src/index.ts';
import { callTo } from './wired-call.ts';

const GREEN = 'WSH12/WSH12-28-Green';
const PRODUCTS: readonly TwinProduct[] = [
  { sku: '24-MB04', name: 'Strive Shoulder Pack', price: '32.00', stock: 4 },
  { sku: '24-WG085', name: 'Sprite Yoga Strap', price: '14.00', stock: 30 },
  { sku: 'E-BOOK', name: 'Yoga for Life', price: '9.90', stock: 30, isVirtual: true },
  {
    sku: 'KIT',
    name: 'Companion Kit',
    price: '0',
    stock: 0,
    selections: [
      { title: 'Pack', sku: '24-MB04' },
      { title: 'Strap', sku: '24-WG085' },
    ],
  },
  {
    sku: 'WSH12',
    name: 'Erika Running Short',
    price: '45.00',
    stock: 0,
    options: [{ code: 'color', label: 'Color' }],
    variants: [{ sku: 'WSH12-28-Green', price: '45.00', stock: 20, values: { color: 'Green' } }],
  },
];
const CALIFORNIA = { country: 'US', region: 'California', city: 'Culver City', postalCode: '90230' };

const { quotes, orders, cancellation, refunds, search, health } = magento.capabilities;
const native = orders as NativeOrders & { readonly repeats: Extract<NativeOrders['repeats'], { readonly by: 'vendor-key' | 'lookup' }> };

let twin: MagentoTwin;
afterEach(() => twin.close());

async function start(options: MagentoTwinOptions = {}): Promise<void> {
  twin = await startMagentoTwin({
    products: PRODUCTS,
    tax: 8.25,
    regions: { US: [{ id: 12, code: 'CA', name: 'California' }] },
    ...options,
  });
}

const open = (settings: object = {}) => callTo(twin.url, settings);

async function quoteOf(externalId: string, quantity = 1, call = open()) {
  const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId, quantity }], destination: CALIFORNIA }], call)) ?? [];
  if (quote === undefined) throw new Error('no answer');
  return quote;
}

async function goodQuote(externalId: string, quantity = 1, call = open()): Promise<Quote> {
  const quote = await quoteOf(externalId, quantity, call);
  if (isRefusal(quote)) throw new Error(quote.message);
  return quote;
}

function orderOf(quote: Quote, more: Partial<OrderRequest> = {}): OrderRequest {
  return {
    lines: quote.lines.map(({ externalId, quantity, title }) => ({ externalId, quantity, title, options: [] })),
    contact: { name: 'Veronica Costello', email: 'roni@shop.test', phone: '(555) 229-3326' },
    address: { ...CALIFORNIA, line1: '6146 Honey Bluff Parkway' },
    quote,
    ...more,
  };
}

function attemptOf(key = 'key-1'): Attempt & { note: string | undefined } {
  const attempt: Attempt & { note: string | undefined } = {
    key,
    note: undefined,
    remember: note => {
      attempt.note = note;
      return Promise.resolve();
    },
  };
  return attempt;
}

const find = ({ key, note }: Attempt, call = open()) => native.repeats.find({ key, note, since: new Date(0).toISOString() }, call);

describe.each(['2.4.6', '2.4.8'] as const)('a guest of Magento %s', version => {
  test.each([
    ['a simple product', '24-MB04', 3964n],
    ['a variant', GREEN, 5371n],
    ['something that is not sent', 'E-BOOK', 1072n],
  ])('orders %s for what it was quoted at', async (_, externalId, total) => {
    await start({ version });
    const quote = await goodQuote(externalId);
    const placed = await native.place(orderOf(quote), attemptOf(), open());
    expect(placed).toMatchObject({ status: 'placed', number: '000000001', total: quote.total, lines: [{ externalId, quantity: 1 }] });
    expect(quote.total.minor).toBe(total);
  });

  test('who asks for more than there is is refused', async () => {
    await start({ version });
    expect(await quoteOf('24-MB04', 5)).toMatchObject({ reason: 'out-of-stock', ...(version === '2.4.8' ? { available: 4 } : {}) });
  });
});

describe('a quote', () => {
  test('of a bundle is of the parts that it comes with, and so is its order', async () => {
    await start();
    const found = await search?.search({ text: 'companion', first: 1 }, open());
    const id = found?.items[0]?.externalId ?? '';
    expect(id).toBe('KIT*YnVuZGxlLzEvMS8x,YnVuZGxlLzIvMi8x');
    const quote = await goodQuote(id);
    expect(quote).toMatchObject({ lines: [{ externalId: id, subtotal: { minor: 4600n } }], raw: { pointer: '/data/estimateTotals/cart' } });
    expect(await native.place(orderOf(quote), attemptOf(), open())).toMatchObject({
      status: 'placed',
      lines: [{ externalId: id, quantity: 1 }],
    });
  });

  test('to where the shop does not ship is refused', async () => {
    await start({ shipsTo: ['DE'] });
    expect(await quoteOf('24-MB04')).toMatchObject({ reason: 'not-deliverable' });
  });

  test('uses the coupon of the settings, and says why one does not hold', async () => {
    await start({ coupon: { code: 'NEW', label: 'NEW customers', percent: 10 } });
    expect(await goodQuote('24-MB04', 1, open({ couponCode: 'NEW' }))).toMatchObject({
      lines: [{ subtotal: { minor: 2880n }, promotions: [{ kind: 'COUPON', saved: { minor: 320n } }] }],
    });
    expect(await goodQuote('24-MB04', 1, open({ couponCode: 'OLD' }))).toMatchObject({
      lines: [{ subtotal: { minor: 3200n }, rejectedPromotions: [{ id: 'OLD', kind: 'COUPON' }] }],
    });
  });

  test('of a shop whose prices hold the tax is in those prices', async () => {
    await start({ pricesIncludeTax: true, tax: 19 });
    const quote = await goodQuote('24-MB04', 3);
    expect(quote.lines[0]).toMatchObject({ unitPrice: { minor: 3200n }, subtotal: { minor: 9600n } });
    expect(quote).not.toHaveProperty('tax');
  });
});

describe('an order', () => {
  test.each([
    ['a human is wanted (reCAPTCHA)', { wantsHumans: true }, 'closed'],
    ['guests are not served', { allowsGuests: false }, 'closed'],
    ['the payment method is not offered', { paymentMethods: ['banktransfer'] }, 'payment-refused'],
  ] as const)('is refused where %s, and nothing stands', async (_, options, reason) => {
    await start(options);
    const attempt = attemptOf();
    expect(await native.place(orderOf(await goodQuote('24-MB04')), attempt, open())).toMatchObject({ status: 'refused', reason });
    expect(await find(attempt)).toBeUndefined();
    expect(twin.orders()).toEqual([]);
  });

  test('of what was sold after it was quoted is refused as out of stock', async () => {
    await start();
    const quote = await goodQuote('24-MB04', 4);
    twin.sell('24-MB04', 1);
    expect(await native.place(orderOf(quote), attemptOf(), open())).toMatchObject({ reason: 'out-of-stock' });
  });

  test.each([
    ['without a city', { address: { country: 'US', region: 'CA', line1: 'x' } }],
    ['to a region that is none', { address: { ...CALIFORNIA, region: 'Bavaria', line1: 'x' } }],
    ['without e-mail address', { contact: { name: 'Veronica Costello', phone: '1' } }],
    ['without a telephone number, where one is wanted', { contact: { name: 'Veronica Costello', email: 'roni@shop.test' } }],
  ])('%s is refused for its address', async (_, more) => {
    await start();
    expect(await native.place(orderOf(await goodQuote('24-MB04'), more), attemptOf(), open())).toMatchObject({ reason: 'address-refused' });
  });

  test('whose answer was lost is found by its basket, and the same key does not order again', async () => {
    await start();
    const quote = await goodQuote('24-MB04');
    const attempt = attemptOf();
    const lost = callTo(twin.url);
    const request = lost.http.request.bind(lost.http);
    const http = {
      request: async (sent: Parameters<typeof request>[0]) => {
        const response = await request(sent);
        if (sent.label?.endsWith('placeOrder')) throw new Error('the line went dead');
        return response;
      },
    };
    await expect(native.place(orderOf(quote), attempt, { ...lost, http })).rejects.toThrow('the line went dead');
    expect(await find(attempt)).toMatchObject({ number: '000000001', total: quote.total });
    expect(await native.place(orderOf(quote), attemptOf(), open())).toMatchObject({ status: 'placed', number: '000000001' });
    expect(twin.orders()).toHaveLength(1);
  });

  test('that was not placed leaves an empty basket behind once it was asked for, and the next try fills it', async () => {
    await start();
    const quote = await goodQuote('24-MB04');
    const attempt = attemptOf();
    const cut = callTo(twin.url);
    const request = cut.http.request.bind(cut.http);
    const http = {
      request: (sent: Parameters<typeof request>[0]) =>
        sent.label?.endsWith('placeOrder') ? Promise.reject(new Error('the line went dead')) : request(sent),
    };
    await expect(native.place(orderOf(quote), attempt, { ...cut, http })).rejects.toThrow('the line went dead');
    expect(await find(attempt)).toBeUndefined();
    expect(await native.place(orderOf(quote), attempt, open())).toMatchObject({ status: 'placed', total: quote.total });
    expect(twin.orders()).toHaveLength(1);
  });

  test('is followed by its guest: paid, shipped with its parcel, cancelled on request', async () => {
    await start({ allowsGuestCancel: true });
    const attempt = attemptOf();
    const call = open();
    const placed = await native.place(orderOf(await goodQuote('24-MB04')), attempt, call);
    if (placed.status !== 'placed') throw new Error('not placed');
    const ref = { externalId: placed.externalId, key: attempt.key, note: attempt.note };
    expect(await native.get(ref, call)).toMatchObject({ state: 'PLACED', total: placed.total });
    expect(await cancellation?.cancel(ref, 'Other', call)).toEqual({ status: 'requested' });
    twin.ship(placed.externalId, { trackingNumber: 'SF1234567890' });
    expect(await native.get(ref, call)).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [
        { carrierName: 'United Parcel Service', trackingNumber: 'SF1234567890', lines: [{ externalId: '24-MB04', quantity: 1 }] },
      ],
    });
    expect(await cancellation?.cancel(ref, 'Other', call)).toMatchObject({ reason: 'not-cancellable' });
    await expect(refunds?.refund(ref, placed.total, { key: 'k', reason: 'r' }, call)).rejects.toMatchObject({ code: 'misconfigured' });
  });

  test('of a version without guest orders is only seen through an integration', async () => {
    await start({ version: '2.4.6', integrationToken: 'integration-token' });
    const attempt = attemptOf();
    const placed = await native.place(orderOf(await goodQuote('24-MB04')), attempt, open());
    if (placed.status !== 'placed') throw new Error('not placed');
    const ref = { externalId: placed.externalId, key: attempt.key, note: attempt.note };
    await expect(native.get(ref, open())).rejects.toMatchObject({ code: 'unauthorized' });
    const merchant = open({ integrationToken: 'integration-token' });
    twin.ship(placed.externalId);
    twin.invoice(placed.externalId);
    expect(await native.get(ref, merchant)).toMatchObject({ state: 'SHIPPED', fulfilments: [{ trackingNumber: '1Z999AA10123456784' }] });
    expect(await cancellation?.cancel(ref, 'late', merchant)).toMatchObject({ reason: 'not-cancellable' });
    expect(await refunds?.refund(ref, placed.total, { key: 'k', reason: 'broken' }, merchant)).toMatchObject({ status: 'refunded' });
    expect(await native.get(ref, merchant)).toMatchObject({ state: 'REFUNDED', refunded: placed.total });
  });
});

describe('the shop', () => {
  test('that does not tell its schema is taken for the newest', async () => {
    await start({ hasIntrospection: false });
    const call = open();
    const placed = await native.place(orderOf(await goodQuote('24-MB04', 1, call)), attemptOf(), call);
    expect(placed.status).toBe('placed');
  });

  test('is asked for its store view and currency', async () => {
    await start({ stores: ['german'], currency: 'EUR' });
    const call = open({ store: 'german', currency: 'EUR' });
    expect(await health?.check(call)).toEqual({ detail: 'Twin Goods, EUR; orders as a guest' });
    expect(call.sent[0]?.headers).toMatchObject({ store: 'german', 'content-currency': 'EUR' });
    await expect(health?.check(open({ store: 'french' }))).rejects.toMatchObject({ code: 'misconfigured' });
  });

  test('whose integration was revoked is unauthorized', async () => {
    await start({ integrationToken: 'integration-token' });
    await expect(health?.check(open({ integrationToken: 'another-token' }))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
