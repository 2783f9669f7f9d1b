import { readFile } from 'node:fs/promises';
import { parseLosslessJson, type WireRecord } from '@onebasket/adapter-sdk';
import { describeMapper } from '@onebasket/adapter-testkit';
import { formatAmount, isRefusal, type CurrencyCode, type Money } from '@onebasket/core';
import { describe, expect, test } from 'vitest';
import { readOrder, readSession, readTotals, toListings, toQuote, toSnapshot } from '../src/index.ts';
import { recordIn } from '../src/wire.ts';

const read = (name: string) => readFile(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
const [sessionText, oldText, orderText, productText] = [
  await read('session'),
  await read('session-2026-01-16'),
  await read('order'),
  await read('product'),
];
const raw = { digest: 'abc', pointer: '' };
const USD = 'USD' as CurrencyCode;
const basket = {
  lines: [
    { externalId: 'jacket_m', quantity: 2 },
    { externalId: 'cap', quantity: 1 },
  ],
  place: { country: 'US' },
};
const oldBasket = { lines: [{ externalId: 'item_123', quantity: 1 }], place: { country: 'US' } };
const sessionOf = (answer: unknown) => readSession({ body: recordIn(answer) ?? {}, raw }, 'GET');
const context = { currency: USD, total: 9450n, itemIdByLine: new Map([['li_jacket', 'jacket_m']]) };
const amount = (money: Money | undefined) => money && `${formatAmount(money)} ${money.currency}`;
const json = (text: string) => parseLosslessJson(text) as WireRecord;

describeMapper('of sessions', {
  samples: { 'a session': sessionText, 'a session of 2026-01-16': oldText },
  map: answer => {
    const session = sessionOf(answer);
    return toQuote(session, session.lines.some(({ itemId }) => itemId === 'item_123') ? oldBasket : basket);
  },
});
describeMapper('of orders', {
  samples: { 'an order': orderText },
  map: answer => {
    const order = readOrder(answer);
    return order && toSnapshot(order, context);
  },
});
describeMapper('of products', { samples: { 'a product': productText }, map: answer => toListings(answer, raw) });

describe('a quote', () => {
  test('is the session’s own total, its parts add up, and the discount of the whole is spread', () => {
    const quote = toQuote(sessionOf(json(sessionText)), basket);
    if (isRefusal(quote)) throw new Error(quote.message);
    expect(quote.lines.map(({ subtotal }) => amount(subtotal))).toEqual(['72.00 USD', '8.00 USD']);
    expect([amount(quote.shipping?.cost), amount(quote.tax), amount(quote.total)]).toEqual(['5.50 USD', '9.00 USD', '94.50 USD']);
    expect(quote.shipping).toMatchObject({ methodId: 'ship_slow', title: 'Standard + Service fee' });
    expect(quote).not.toHaveProperty('isEstimate');
    expect(quote.lines[0]).toMatchObject({
      availability: 'LOW_STOCK',
      stock: 3,
      promotions: [{ id: 'SAVE20', kind: 'COUPON', label: 'Twenty off', saved: { minor: 2800n } }],
      rejectedPromotions: [{ id: 'OLD', reason: 'This code has expired' }],
    });
    expect(quote.deliveryEstimate).toEqual({ earliest: '2026-12-01T07:20:50.52Z', latest: '2026-12-04T07:20:50.52Z' });
  });

  test('reads the older form: amounts beside the line, the choice inside of its type, costs as texts', () => {
    const session = sessionOf(json(oldText));
    expect([session.selected, session.options[0]?.cost, session.paymentHandlers]).toEqual([['option_123'], 100n, ['stripe']]);
    const quote = toQuote(session, oldBasket);
    expect(quote).toMatchObject({
      total: { minor: 430n },
      tax: { minor: 30n },
      shipping: { cost: { minor: 100n } },
      lines: [{ subtotal: { minor: 300n } }],
    });
  });

  test('that does not add up is an estimate', () => {
    const wire = json(sessionText);
    const totals = (wire['totals'] as WireRecord[]).map(entry => (entry['type'] === 'fee' ? { ...entry, amount: 70 } : entry));
    expect(toQuote(sessionOf({ ...wire, totals }), basket)).toMatchObject({ isEstimate: true, total: { minor: 9450n } });
  });

  test.each([
    ['out-of-stock', { code: 'out_of_stock', param: '$.line_items[1]' }, ['cap']],
    ['limit-exceeded', { code: 'quantity_exceeded', param: '$.items[0].quantity' }, ['jacket_m']],
  ])('is refused as %s when a message says so', (reason, message, externalIds) => {
    const messages = [{ type: 'error', content_type: 'plain', content: 'No', ...message }];
    expect(toQuote(sessionOf({ ...json(sessionText), messages }), basket)).toMatchObject({ status: 'refused', reason, externalIds });
  });

  test('is refused when a line has fewer pieces or is gone', () => {
    const wanted = {
      ...basket,
      lines: [
        { externalId: 'jacket_m', quantity: 5 },
        { externalId: 'cap', quantity: 1 },
      ],
    };
    expect(toQuote(sessionOf(json(sessionText)), wanted)).toMatchObject({ reason: 'out-of-stock', available: 2 });
    expect(toQuote(sessionOf(json(sessionText)), { lines: [...basket.lines, { externalId: 'scarf', quantity: 1 }] })).toMatchObject({
      reason: 'closed',
    });
  });
});

describe('totals', () => {
  const totals = (...entries: readonly (readonly [string, number])[]) =>
    readTotals(entries.map(([type, value]) => ({ type, amount: value, display_text: type })));

  test.each([
    [
      'discounts are positive',
      [
        ['subtotal', 1000],
        ['discount', 100],
        ['tax', 90],
        ['total', 990],
      ],
    ],
    [
      'discounts bear a sign',
      [
        ['subtotal', 1000],
        ['discount', -100],
        ['tax', 90],
        ['total', 990],
      ],
    ],
    [
      'the subtotal is net of the discount',
      [
        ['items_base_amount', 1000],
        ['subtotal', 900],
        ['discount', 100],
        ['tax', 90],
        ['total', 990],
      ],
    ],
    [
      'store credit pays a part',
      [
        ['subtotal', 1000],
        ['store_credit', 100],
        ['tip', 90],
        ['total', 990],
      ],
    ],
  ] as const)('add up when %s', (_when, entries) => {
    expect(totals(...entries)).toMatchObject({ addsUp: true, isTaxOnTop: true });
  });

  test('add up when prices include the tax', () => {
    expect(totals(['subtotal', 1190], ['tax', 190], ['total', 1190])).toMatchObject({ addsUp: true, isTaxOnTop: false });
  });

  test('do not add up when something is missing, and are none without one total', () => {
    expect(totals(['subtotal', 1000], ['total', 990])?.addsUp).toBe(false);
    expect(totals(['subtotal', 1000])).toBeUndefined();
    expect(totals(['total', 990], ['total', 990])).toBeUndefined();
    expect(totals(['total', -1])).toBeUndefined();
  });
});

describe('an order', () => {
  test('brings parcels with the goods’ own ids, and the refunds that were paid', () => {
    const order = readOrder(json(orderText));
    if (!order) throw new Error('no order');
    expect(toSnapshot(order, context)).toEqual({
      externalId: 'ord_1',
      number: 'ORD-1',
      state: 'SHIPPED',
      total: { minor: 9450n, currency: USD },
      refunded: { minor: 1000n, currency: USD },
      updatedAt: '2026-02-11T14:30:00Z',
      fulfilments: [
        {
          id: 'ful_1',
          state: 'SHIPPED',
          carrierName: 'UPS',
          trackingNumber: '1Z999AA10123456784',
          trackingUrl: 'https://ups.example/1Z999AA10123456784',
          shippedAt: '2026-02-02T10:00:00Z',
          lines: [{ externalId: 'jacket_m', quantity: 2 }],
        },
        { id: 'ful_2', state: 'PENDING', lines: [{ externalId: 'cap', quantity: 1 }] },
      ],
    });
  });

  test.each([
    ['created', 'PLACED'],
    ['manual_review', 'PENDING'],
    ['processing', 'ACCEPTED'],
    ['fulfilled', 'DELIVERED'],
    ['canceled', 'CANCELLED'],
    ['quantum', 'PLACED'],
  ])('that is %s is %s', (status, state) => {
    const order = readOrder({ id: 'o', status });
    expect(order && toSnapshot(order, context).state).toBe(state);
  });
});

test('a product of the feed is a listing for each variant; a price that is not told stays unknown', () => {
  const [blue, red] = toListings(json(productText), raw);
  expect(blue).toMatchObject({
    externalId: 'mug_blue',
    parentId: 'mug',
    description: 'Holds tea',
    gtins: ['4006381333931'],
    options: [{ name: 'Color', value: 'Blue' }],
    price: { minor: 1250n, currency: 'EUR' },
    listPrice: { minor: 1500n },
    availability: 'IN_STOCK',
    categoryPath: ['Home', 'Kitchen'],
    seller: { id: 'Potters', name: 'Potters' },
    raw: { digest: 'abc', pointer: '/variants/0' },
  });
  expect(red).toMatchObject({ externalId: 'mug_red', availability: 'UNKNOWN' });
  expect(red).not.toHaveProperty('price');
});
