import { describeMapper } from '@onebasket/adapter-testkit';
import { formatAmount, isRefusal, type Money } from '@onebasket/core';
import type { WireRecord } from '@onebasket/adapter-sdk';
import { describe, expect, test } from 'vitest';
import { toListings, toPlacedOrder, toQuote, toSnapshot } from '../src/index.ts';
import { fieldsOf, rowsOf } from '../src/wire.ts';
import { fixture } from './fixture.ts';

const text = (money: Money | undefined) => money && `${formatAmount(money)} ${money.currency}`;
const ICE = 'gid://shopify/ProductVariant/43696932520244';
const DAWN = 'gid://shopify/ProductVariant/43696932553012';
const TWO = [{ externalId: ICE, quantity: 2 }];

function listingsOf(answer: unknown) {
  return rowsOf(fieldsOf(fieldsOf(answer)['data'])['products'], '/data/products').flatMap(({ fields, pointer }) =>
    toListings(fields, { raw: { digest: 'd', pointer } }),
  );
}

describe('a product', () => {
  test('becomes a listing for each variant, with what Shopify says of it', () => {
    const [ice, dawn] = listingsOf(fixture('products'));
    expect(ice).toEqual({
      externalId: ICE,
      parentId: 'gid://shopify/Product/6985216477236',
      title: 'The Complete Snowboard - Ice',
      url: 'https://snowdevil.example/products/the-complete-snowboard?variant=43696932520244',
      brand: 'Snowboard Vendor',
      sku: 'SNOW-ICE',
      gtins: ['4006381333931'],
      description: 'This PREMIUM snowboard is so SUPERDUPER awesome!',
      images: [
        { url: 'https://cdn.shopify.com/s/files/1/ice.jpg?v=1' },
        { url: 'https://cdn.shopify.com/s/files/1/snowboard.jpg?v=1', alt: 'Top and bottom view' },
      ],
      attributes: [{ name: 'Color', value: 'Ice' }],
      options: [{ name: 'Color', value: 'Ice' }],
      categoryPath: ['Sporting Goods', 'Outdoor Recreation', 'Skiing & Snowboarding', 'Snowboards'],
      rating: { average: 4.5, count: 120 },
      price: { minor: 69_995n, currency: 'CAD' },
      listPrice: { minor: 79_900n, currency: 'CAD' },
      otherPrices: [{ money: { minor: 65_000n, currency: 'CAD' }, basis: 'TIER', minQuantity: 10 }],
      availability: 'IN_STOCK',
      stock: 10,
      purchasable: true,
      createdAt: '2023-01-09T13:46:43Z',
      updatedAt: '2023-05-02T08:00:01Z',
      raw: { digest: 'd', pointer: '/data/products/edges/0/node/variants/edges/0/node' },
    });
    expect(dawn).toMatchObject({ externalId: DAWN, gtins: [], availability: 'OUT_OF_STOCK', stock: 0 });
    expect(dawn).not.toHaveProperty('listPrice');
    expect(dawn).not.toHaveProperty('sku');
  });

  test('without options keeps its own title, and its own address', () => {
    const variant = { id: 1, title: 'Default Title', selectedOptions: [{ name: 'Title', value: 'Default Title' }] };
    const product = { title: 'Mug', onlineStoreUrl: 'https://shop.example/products/mug', variants: [variant] };
    expect(toListings(product)[0]).toMatchObject({
      externalId: 'gid://shopify/ProductVariant/1',
      title: 'Mug',
      options: [],
      url: 'https://shop.example/products/mug',
    });
  });

  test.each([
    ['5.0', 'USD', '5.00 USD'],
    ['1200.0', 'JPY', '1200 JPY'],
    ['12.345', 'KWD', '12.345 KWD'],
    ['0.0', 'EUR', '0.00 EUR'],
    ['19.999', 'EUR', '20.00 EUR'],
    ['-1.0', 'EUR', undefined],
    ['', 'EUR', undefined],
    ['5.0', 'QQQ', undefined],
  ])('a price of %j %s is %s', (amount, currencyCode, price) => {
    const [listing] = toListings({ title: 'Mug', variants: [{ id: '1', price: { amount, currencyCode } }] });
    expect(text(listing?.price)).toBe(price);
  });

  test('stock that nobody counts, and what is sold beyond the last piece, are no zero', () => {
    const of = (variant: WireRecord) => toListings({ title: 'Mug', variants: [{ id: '1', ...variant }] })[0];
    expect(of({ availableForSale: true, quantityAvailable: 0 })).toMatchObject({ availability: 'IN_STOCK' });
    expect(of({ availableForSale: true, quantityAvailable: 0 })).not.toHaveProperty('stock');
    expect(of({ availableForSale: true, currentlyNotInStock: true, quantityAvailable: -2 })).toMatchObject({ availability: 'BACKORDER' });
    expect(of({ availableForSale: true, quantityAvailable: null })).not.toHaveProperty('stock');
    expect(of({})).toMatchObject({ availability: 'UNKNOWN' });
  });
});

describe('a cart', () => {
  const quoteOf = (payload: WireRecord, lines = TWO, isBinding = false) => {
    const quote = toQuote(payload, { lines, isBinding });
    if (isRefusal(quote)) throw new Error(`refused: ${quote.reason}`);
    return quote;
  };

  test('is quoted with the discount of the whole cart on its lines and the cheapest delivery that is sent', () => {
    const quote = quoteOf(fixture('cart'));
    expect(quote.lines[0]).toMatchObject({ title: 'The Complete Snowboard - Ice', quantity: 2, stock: 10, availability: 'IN_STOCK' });
    expect(text(quote.lines[0]?.unitPrice)).toBe('699.95 CAD');
    expect(text(quote.lines[0]?.listPrice)).toBe('799.00 CAD');
    expect(text(quote.lines[0]?.subtotal)).toBe('1259.91 CAD');
    expect(quote.lines[0]?.promotions).toEqual([
      { id: 'WINTER10', kind: 'COUPON', label: 'WINTER10', saved: { minor: 13_999n, currency: 'CAD' } },
    ]);
    expect(quote.shipping).toEqual({ methodId: 'std', title: 'Standard', cost: { minor: 1_550n, currency: 'CAD' } });
    expect(text(quote.total)).toBe('1275.41 CAD');
    expect(quote).toMatchObject({ isEstimate: true, platformFinalPrice: { basis: 'PLATFORM_ESTIMATE', money: { minor: 125_991n } } });
    expect(quote).not.toHaveProperty('tax');
  });

  const withTotal = (amount: string): WireRecord => {
    const payload = fixture('cart');
    const cart = fieldsOf(payload['cart']);
    return { ...payload, cart: { ...cart, cost: { totalAmount: { amount, currencyCode: 'CAD' } } } };
  };

  test.each([
    ['1399.9', '1415.40 CAD', undefined],
    ['1410.0', '1425.50 CAD', '10.10 CAD'],
    ['1415.4', '1415.40 CAD', undefined],
    ['1445.5', '1445.50 CAD', '30.10 CAD'],
  ])('a total of %s is told as %s, of which %s is tax on top', (amount, total, tax) => {
    const quote = quoteOf(withTotal(amount));
    expect([text(quote.total), text(quote.tax)]).toEqual([total, tax]);
  });

  test('the delivery that is selected goes before a cheaper one', () => {
    const payload = fixture('cart');
    const cart = fieldsOf(payload['cart']);
    const [group] = rowsOf(cart['deliveryGroups'], '');
    const deliveryGroups = { nodes: [{ ...group?.fields, selectedDeliveryOption: { handle: 'exp' } }] };
    expect(quoteOf({ ...payload, cart: { ...cart, deliveryGroups } }).shipping?.title).toBe('Express');
  });

  test('with lines that tell no cost is quoted by its subtotal where there is one line only', () => {
    const merchandise = { id: ICE };
    const cost = { subtotalAmount: money('2517.0'), totalAmount: money('2629.95') };
    const quote = quoteOf({ cart: { cost, lines: { edges: [{ node: { merchandise } }] } } }, [{ externalId: ICE, quantity: 1 }]);
    expect([text(quote.lines[0]?.subtotal), text(quote.tax), text(quote.total)]).toEqual(['2517.00 CAD', '112.95 CAD', '2629.95 CAD']);
  });

  const money = (amount: string) => ({ amount, currencyCode: 'CAD' });

  test.each([
    ['MERCHANDISE_OUT_OF_STOCK', 0, { reason: 'out-of-stock', available: 0, externalIds: [ICE] }],
    ['MERCHANDISE_NOT_ENOUGH_STOCK', 1, { reason: 'out-of-stock', available: 1, externalIds: [ICE] }],
  ])('with the warning %s is refused', (code, quantity, refusal) => {
    const payload = fixture('cart');
    const cart = fieldsOf(payload['cart']);
    const [line] = rowsOf(cart['lines'], '');
    const lines = { nodes: quantity === 0 ? [] : [{ ...line?.fields, quantity }] };
    const answer = toQuote({ ...payload, cart: { ...cart, lines }, warnings: [{ code }] }, { lines: TWO, isBinding: false });
    expect(answer).toMatchObject({ status: 'refused', ...refusal });
  });

  test.each([
    ['INVALID', ['input', 'lines', '0', 'merchandiseId'], 'not-found'],
    ['MAXIMUM_EXCEEDED', ['input', 'lines', '0', 'quantity'], 'limit-exceeded'],
    ['INVALID_ZIP_CODE_FOR_COUNTRY', ['input', 'delivery'], 'address-refused'],
    ['ZIP_CODE_NOT_SUPPORTED', ['input', 'delivery'], 'not-deliverable'],
    ['MERCHANDISE_NOT_ENOUGH_STOCK', ['input', 'lines', '0'], 'out-of-stock'],
    ['SOMETHING_NEW', null, 'other'],
  ])('with the error %s at %j is refused as %s', (code, field, reason) => {
    const answer = toQuote({ cart: null, userErrors: [{ code, field, message: '…' }] }, { lines: TWO, isBinding: false });
    expect(answer).toMatchObject({ status: 'refused', reason });
  });

  test.each(['SERVICE_UNAVAILABLE', 'PENDING_DELIVERY_GROUPS'])('that Shopify cannot make just now (%s) is a failure', code => {
    const payload = { cart: null, userErrors: [{ code }] };
    expect(() => toQuote(payload, { lines: TWO, isBinding: false })).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });

  test('whose delivery is not reckoned yet is quoted without, unless an order would be made of it', () => {
    const payload = fixture('cart');
    const cart = { ...fieldsOf(payload['cart']), deliveryGroups: { nodes: [{ id: 'g', deliveryOptions: [] }] } };
    const waiting = { ...payload, cart, userErrors: [{ code: 'PENDING_DELIVERY_GROUPS' }] };
    expect(quoteOf(waiting)).not.toHaveProperty('shipping');
    expect(toQuote(waiting, { lines: TWO, isBinding: true })).toMatchObject({ reason: 'not-deliverable' });
  });
});

describe('an order', () => {
  test('is told in the money that the buyer paid with, with each parcel', () => {
    const snapshot = toSnapshot(fixture('order'));
    const lines = [{ externalId: 'gid://shopify/ProductVariant/39072856', quantity: 2 }];
    const shipped = { carrierName: 'UPS', shippedAt: '2026-01-10T12:00:00Z', lines, state: 'SHIPPED' };
    expect(snapshot).toEqual({
      externalId: 'gid://shopify/Order/450789469',
      number: '#1001',
      state: 'SHIPPED',
      total: { minor: 37_850n, currency: 'EUR' },
      refunded: { minor: 3_872n, currency: 'EUR' },
      updatedAt: '2026-01-11T11:00:00-05:00',
      fulfilments: [
        {
          ...shipped,
          id: 'gid://shopify/Fulfillment/255858046',
          trackingNumber: '1Z2345',
          trackingUrl: 'https://www.ups.com/track?num=1Z2345',
        },
        { ...shipped, id: 'gid://shopify/Fulfillment/255858046#2', trackingNumber: '1Z2346' },
      ],
    });
  });

  const stateOf = (fields: WireRecord) => toSnapshot({ ...fixture('order'), fulfillments: [], ...fields }).state;

  test.each([
    ['CANCELLED', { cancelledAt: '2026-01-12T00:00:00Z', displayFinancialStatus: 'REFUNDED' }],
    ['REFUNDED', { displayFinancialStatus: 'REFUNDED' }],
    ['ACCEPTED', { displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'UNFULFILLED' }],
    ['PLACED', { displayFinancialStatus: 'PENDING', displayFulfillmentStatus: 'UNFULFILLED' }],
    ['PLACED', { displayFinancialStatus: 'QUANTUM', displayFulfillmentStatus: 'QUANTUM' }],
    ['DELIVERED', { fulfillments: [{ id: 'f', status: 'SUCCESS', displayStatus: 'DELIVERED' }] }],
  ])('is %s', (state, fields) => {
    expect(stateOf(fields)).toBe(state);
  });
});

describeMapper('of products', { samples: { products: fixture('products') }, map: listingsOf });
describeMapper('of carts', { samples: { cart: fixture('cart') }, map: cart => toQuote(fieldsOf(cart), { lines: TWO, isBinding: false }) });
describeMapper('of orders', {
  samples: { order: fixture('order') },
  map: order => [toPlacedOrder(fieldsOf(order)), toSnapshot(fieldsOf(order))],
});
