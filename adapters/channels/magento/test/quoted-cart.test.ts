import { parseLosslessJson, type WireRecord } from '@onebasket/adapter-sdk';
import { describeMapper } from '@onebasket/adapter-testkit';
import { add, sum, zero } from '@onebasket/core';
import { expect, test } from 'vitest';
import { asAsked } from '../src/basket-lines.ts';
import { readCart, toQuote } from '../src/index.ts';

interface Amounts {
  readonly row: number;
  readonly rowWithTax: number;
  readonly catalogue: number;
  readonly discount?: number;
  readonly shipping: readonly [number, number];
  readonly shippingDiscount?: number;
  readonly tax: number;
  readonly total: number;
}

const usd = (value: number) => ({ value, currency: 'USD' });

/** A basket of two belts, as the shop tells of it. */
function cartOf({ row, rowWithTax, catalogue, discount = 0, shipping, shippingDiscount = 0, tax, total }: Amounts): string {
  const method = { carrier_code: 'flatrate', carrier_title: 'Flat Rate', method_code: 'flatrate', method_title: 'Fixed' };
  const off = (value: number, applied_to: string) => (value > 0 ? [{ label: 'Autumn', amount: usd(value), applied_to }] : []);
  return JSON.stringify({
    id: 'x',
    is_virtual: false,
    itemsV2: {
      items: [
        {
          uid: 'MQ==',
          quantity: 2,
          product: { sku: 'BELT', name: 'Belt', stock_status: 'IN_STOCK', price_range: { minimum_price: { final_price: usd(catalogue) } } },
          prices: {
            row_total: usd(row),
            row_total_including_tax: usd(rowWithTax),
            total_item_discount: usd(discount),
            discounts: off(discount, 'ITEM'),
          },
        },
      ],
    },
    shipping_addresses: [
      {
        selected_shipping_method: {
          ...method,
          amount: usd(shipping[0]),
          price_excl_tax: usd(shipping[0]),
          price_incl_tax: usd(shipping[1]),
        },
      },
    ],
    prices: {
      grand_total: usd(total),
      applied_taxes: tax > 0 ? [{ label: 'Tax', amount: usd(tax) }] : [],
      discounts: [...off(discount, 'ITEM'), ...off(shippingDiscount, 'SHIPPING')],
    },
  });
}

const request = { lines: [{ externalId: 'BELT', quantity: 2 }] };
const quoteOf = (amounts: Amounts) => toQuote(request, readCart(parseLosslessJson(cartOf(amounts)) as WireRecord));

const ON_TOP: Amounts = { row: 20, rowWithTax: 21.65, catalogue: 10, discount: 2, shipping: [5, 5], tax: 1.49, total: 24.49 };
const INCLUDED: Amounts = {
  row: 16.81,
  rowWithTax: 20,
  catalogue: 10,
  discount: 2,
  shipping: [4.2, 5],
  shippingDiscount: 1,
  tax: 3.51,
  total: 22,
};

test('tax that comes on top is told beside lines and shipping', () => {
  const quote = quoteOf(ON_TOP);
  expect([quote.lines[0]?.subtotal.minor, quote.shipping?.cost.minor, quote.tax?.minor]).toEqual([1800n, 500n, 149n]);
  expect(quote.lines[0]).toMatchObject({
    unitPrice: { minor: 900n },
    listPrice: { minor: 1000n },
    promotions: [{ label: 'Autumn', saved: { minor: 200n } }],
  });
});

test('prices that hold their tax are told as the catalogue shows them, and shipping less its own discount', () => {
  const quote = quoteOf(INCLUDED);
  expect([quote.lines[0]?.subtotal.minor, quote.shipping?.cost.minor, quote.tax]).toEqual([1800n, 400n, undefined]);
});

test.each<[string, Amounts]>([
  ['tax on top', ON_TOP],
  ['tax included', INCLUDED],
  ['a fee that no line tells of', { ...ON_TOP, total: 27.77 }],
  ['a gift card that pays for more than the tax', { ...ON_TOP, total: 19.99 }],
  ['nothing to pay', { ...ON_TOP, total: 0 }],
])('the parts add up to the total with %s', (_, amounts) => {
  const { lines, shipping, tax, total } = quoteOf(amounts);
  const goods = sum(
    lines.map(line => line.subtotal),
    total.currency,
  );
  expect(add(add(goods, shipping?.cost ?? zero(total.currency)), tax ?? zero(total.currency))).toEqual(total);
});

describeMapper('of baskets', {
  samples: { 'with tax on top': cartOf(ON_TOP), 'with tax included': cartOf(INCLUDED) },
  map: cart => toQuote(request, readCart(cart as WireRecord)),
});

test('a bundle that the basket spells otherwise than the catalogue is known again when there is only one', () => {
  const [line] = readCart(parseLosslessJson(cartOf(ON_TOP)) as WireRecord).lines;
  if (!line) throw new Error('no line');
  const spelled = [{ ...line, externalId: 'KIT*b3RoZXI' }];
  const ids = (asked: readonly string[]) =>
    asAsked(
      spelled,
      asked.map(externalId => ({ externalId, quantity: 1 })),
    ).map(({ externalId }) => externalId);
  expect(ids(['KIT*b25l', 'BELT'])).toEqual(['KIT*b25l']);
  expect(ids(['KIT*b25l', 'KIT*dHdv'])).toEqual(['KIT*b3RoZXI']);
});
