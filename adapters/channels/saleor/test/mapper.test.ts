import { LosslessNumber, parseLosslessJson, type WireRecord } from '@onebasket/adapter-sdk';
import { describeMapper, makeCall } from '@onebasket/adapter-testkit';
import { formatAmount, type Money } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saleor, toBasket, toListing, toPlacedOrder, toSnapshot } from '../src/index.ts';
import { graphqlUrl, jwksUrl } from '../src/addresses.ts';
import { plainDescription } from '../src/description.ts';
import { moneyOf } from '../src/money.ts';
import { toQuote } from '../src/quoted-basket.ts';
import { listIn, recordAt, recordIn } from '../src/wire.ts';
import { fixture } from './fixture.ts';

const settings = { baseUrl: 'http://shop.test/graphql/', storefrontUrl: 'https://store.test/p/{slug}?v={variant}' };
const call = makeCall(() => ({}), { settings: { ...settings, channel: 'eur' } });
const products = fixture('products');
const baskets = fixture('baskets');
const orders = fixture('orders');
const shown = (money: Money | undefined) => money && `${formatAmount(money)} ${money.currency}`;

const kettle = (channel: 'eur' | 'pln', at = 0) => {
  const product = recordAt(products, channel) ?? {};
  return toListing(listIn(product['variants'])[at] ?? {}, settings, { product });
};
/** The recording did not ask for the catalogue's prices beside those of the basket: they were recorded a moment before. */
const withPrices = (checkout: WireRecord | undefined) => {
  const variants = listIn(recordAt(products, 'variants', 'data', 'productVariants')?.['edges']).map(edge => recordIn(edge['node']));
  const lines = listIn(checkout?.['lines']).map(line => {
    const variant = recordIn(line['variant']);
    return { ...line, variant: { ...variant, pricing: variants.find(of => of?.['id'] === variant?.['id'])?.['pricing'] } };
  });
  return { ...checkout, lines, shippingMethods: baskets['methods'] };
};
const quoteOf = (name: 'voucher' | 'net' | 'short') => {
  const checkout = recordAt(baskets, name);
  const basket = toBasket(name === 'voucher' ? withPrices(checkout) : (checkout ?? {}), {});
  const lines = basket.lines.map(({ externalId, quantity }) => ({ externalId, quantity }));
  return toQuote({ lines }, basket, undefined, undefined, call);
};

describe('a recorded product', () => {
  test('has the gross price, the price before the promotion, and the promotion told as inside of the price', () => {
    const listing = kettle('eur');
    expect([listing.price, listing.listPrice].map(shown)).toEqual(['23.92 EUR', '29.90 EUR']);
    expect(listing.promotions).toMatchObject([{ appliedInPrice: true, kind: 'ITEM_DISCOUNT', tiers: [{ off: { minor: 598n } }] }]);
  });

  test('costs with tax in a channel whose prices are entered without', () => {
    expect(shown(kettle('pln').price)).toBe('121.77 PLN');
    expect(kettle('pln').listPrice).toBeUndefined();
  });

  test('is described in plain text, named with its variant, found by the EAN of its metadata', () => {
    expect(kettle('eur')).toMatchObject({
      title: 'Kettle 1 litre',
      description: 'Kettle, a fine thing & more',
      gtins: ['4000000000010'],
      sku: 'KET-1',
      parentId: 'UHJvZHVjdDox',
      url: 'https://store.test/p/kettle?v=UHJvZHVjdFZhcmlhbnQ6MQ%3D%3D',
    });
  });

  test('says how many are left only below the cap of fifty', () => {
    expect(kettle('eur')).toMatchObject({ availability: 'IN_STOCK' });
    expect(kettle('eur')).not.toHaveProperty('stock');
    expect(kettle('eur', 1)).toMatchObject({ availability: 'OUT_OF_STOCK', stock: 0 });
  });

  test('comes by ids in the order asked, `undefined` for what the channel does not sell', async () => {
    const asked = makeCall(() => ({ body: JSON.stringify(JSON.parse(textOf(products['variants']))) }), {
      settings: { ...settings, channel: 'eur' },
    });
    const ids = ['UHJvZHVjdFZhcmlhbnQ6NA==', 'UHJvZHVjdFZhcmlhbnQ6OA==', 'UHJvZHVjdFZhcmlhbnQ6MQ==', 'garbage'];
    const listings = await saleor.capabilities.listings?.getListings(ids, asked);
    expect(listings?.map(listing => listing?.sku)).toEqual(['MUG-1', undefined, 'KET-1', undefined]);
    expect(asked.sent).toHaveLength(1);
    expect(asked.sent[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('a recorded basket', () => {
  test('with a voucher: each line says what the promotion and what the voucher took, and all adds up', () => {
    const quote = quoteOf('voucher');
    expect(shown(quote.total)).toBe('62.27 EUR');
    expect(quote.lines.map(line => [shown(line.unitPrice), shown(line.subtotal)])).toEqual([
      ['21.53 EUR', '43.06 EUR'],
      ['7.16 EUR', '14.31 EUR'],
    ]);
    expect(quote.lines.map(line => line.promotions.map(({ kind, saved }) => `${kind} ${shown(saved)}`))).toEqual([
      ['ITEM_DISCOUNT 11.96 EUR', 'COUPON 4.78 EUR'],
      ['COUPON 1.59 EUR'],
    ]);
    expect(quote.lines.reduce((total, { subtotal }) => total + subtotal.minor, 0n)).toBe(5737n);
  });

  test('of a channel with net prices costs with tax, and its list price is no net price', () => {
    const quote = quoteOf('net');
    expect([quote.total, quote.lines[0]?.listPrice].map(shown)).toEqual(['30.74 PLN', '30.74 PLN']);
    expect(quote.tax).toBeUndefined();
  });

  test('that has become short says how many are left', () => {
    expect(quoteOf('short').lines[0]).toMatchObject({ availability: 'OUT_OF_STOCK', stock: 2 });
  });
});

test('a recorded order is what was placed', () => {
  const order = recordAt(orders, 'placed') ?? {};
  expect(toSnapshot(order)).toMatchObject({ number: '246', state: 'ACCEPTED', total: { minor: 6227n, currency: 'EUR' }, fulfilments: [] });
});

describe('amounts', () => {
  test('are read from the whole number of minor units where the shop tells it, else from the decimal text', () => {
    const money = {
      currency: 'EUR',
      amount: new LosslessNumber('0.1'),
      fractionalAmount: new LosslessNumber('12'),
      fractionDigits: new LosslessNumber('2'),
    };
    expect(moneyOf(money)).toEqual({ minor: 12n, currency: 'EUR' });
    expect(moneyOf({ currency: 'EUR', amount: new LosslessNumber('4.35') })).toEqual({ minor: 435n, currency: 'EUR' });
    expect(moneyOf({ ...money, fractionDigits: new LosslessNumber('3') })).toEqual({ minor: 1n, currency: 'EUR' });
    expect(moneyOf({ currency: 'JPY', amount: new LosslessNumber('1200'), fractionalAmount: '1200', fractionDigits: '0' })).toEqual({
      minor: 1200n,
      currency: 'JPY',
    });
  });

  test('are unknown rather than wrong', () => {
    for (const money of [null, {}, { currency: 'EUR' }, { currency: 'QQQ', amount: '1' }, { currency: 'EUR', amount: '-1' }]) {
      expect(moneyOf(money)).toBeUndefined();
    }
  });

  test('keep every unit, whatever the digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), minor => {
        const money = { currency: 'EUR', fractionalAmount: String(minor), fractionDigits: 2 };
        expect(moneyOf(money)).toEqual({ minor, currency: 'EUR' });
      }),
    );
  });
});

test('descriptions of every kind of block become words, and broken ones stay as they are', () => {
  const blocks = [
    { type: 'list', data: { items: [{ content: 'one', items: [{ content: 'two', items: [] }] }, 'three'] } },
    { data: { text: 'a &amp; <i>b</i>' } },
  ];
  expect(plainDescription(JSON.stringify({ blocks }))).toBe('one two three a & b');
  expect(plainDescription('{"blocks": [')).toBe('{"blocks": [');
  expect(plainDescription('')).toBeUndefined();
});

test.each(['https://shop.test', 'https://shop.test/', 'https://shop.test/graphql', 'https://shop.test/graphql/'])(
  '%s is the same shop',
  baseUrl => {
    expect([graphqlUrl(baseUrl), jwksUrl(baseUrl)]).toEqual(['https://shop.test/graphql/', 'https://shop.test/.well-known/jwks.json']);
  },
);

const variantText = textOf({
  ...listIn(recordAt(products, 'eur')?.['variants'])[0],
  product: { ...recordAt(products, 'eur'), variants: [] },
});
describeMapper('of listings', { samples: { 'a variant': variantText }, map: answer => toListing(recordIn(answer) ?? {}, settings) });
describeMapper('of baskets', {
  samples: { 'a basket': textOf(withPrices(recordAt(baskets, 'voucher'))) },
  map: answer => {
    const basket = toBasket(recordIn(answer) ?? {}, {});
    return toQuote({ lines: basket.lines }, basket, basket.methods[0], undefined, call);
  },
});
const line = { id: 'T3JkZXJMaW5lOjE=', productVariantId: 'UHJvZHVjdFZhcmlhbnQ6NA==', quantity: 1 };
const parcel = {
  id: 'RnVsZmlsbG1lbnQ6OQ==',
  status: 'FULFILLED',
  trackingNumber: 'T-1',
  created: '2026-11-25T03:05:14.115107+00:00',
  lines: [{ quantity: 1, orderLine: line }],
};
const shipped = textOf({
  ...recordAt(orders, 'placed'),
  lines: [line],
  fulfillments: [parcel, { ...parcel, trackingNumber: 'http://carrier.test/T1' }],
});
describeMapper('of orders', { samples: { 'a shipped order': shipped }, map: answer => toSnapshot(recordIn(answer) ?? {}) });
describeMapper('of placed orders', { samples: { 'an order': shipped }, map: answer => toPlacedOrder(recordIn(answer) ?? {}) });

test('a parcel’s number may be an address', () => {
  const { fulfilments } = toSnapshot(parseLosslessJson(shipped) as WireRecord);
  expect(fulfilments.map(({ trackingNumber, trackingUrl }) => [trackingNumber, trackingUrl])).toEqual([
    ['T-1', undefined],
    [undefined, 'http://carrier.test/T1'],
  ]);
});

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (member instanceof LosslessNumber ? Number(member.toString()) : member));
}
