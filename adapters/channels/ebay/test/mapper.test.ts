import { readFile } from 'node:fs/promises';
import { parseLosslessJson, type WireRecord } from '@onebasket/adapter-sdk';
import { describeMapper } from '@onebasket/adapter-testkit';
import { formatAmount, isRefusal, type Money } from '@onebasket/core';
import { describe, expect, test } from 'vitest';
import { toGroupListings, toListing, toQuote } from '../src/index.ts';
import { recordIn, recordsIn } from '../src/wire.ts';

const asOf = new Date('2026-11-25T10:00:00Z');
const read = (name: string) => readFile(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8');
const [itemText, searchText] = [await read('item'), await read('search')];
const item = parseLosslessJson(itemText) as WireRecord;
const summaries = recordsIn((parseLosslessJson(searchText) as WireRecord)['itemSummaries']);
const amount = (money: Money | undefined) => money && `${formatAmount(money)} ${money.currency}`;

const quoteOf = (wire: WireRecord, quantity = 1, country = 'DE') =>
  toQuote(
    { lines: [{ externalId: 'v1|266000000001|560000000001', quantity }], destination: { country } },
    [{ found: true, item: wire, raw: { digest: 'd', pointer: '' } }],
    asOf,
  );

describeMapper('of items', { samples: { 'an item': itemText }, map: answer => toListing(recordIn(answer) ?? {}, { asOf }) });
describeMapper('of searches', {
  samples: { 'a page': searchText },
  map: answer => recordsIn(recordIn(answer)?.['itemSummaries']).map(summary => toListing(summary, { asOf })),
});
describeMapper('of item groups', {
  samples: {
    'a group': `{"items":[${itemText}],"commonDescriptions":[{"description":"<p>Mug</p>","itemIds":["v1|266000000001|560000000001"]}]}`,
  },
  map: answer => toGroupListings(recordIn(answer) ?? {}, { asOf }),
});
describeMapper('of quotes', { samples: { 'an item': itemText }, map: answer => quoteOf(recordIn(answer) ?? {}, 3) });

describe('an item', () => {
  const listing = toListing(item, { asOf, raw: { digest: 'abc', pointer: '' } });

  test('brings names, numbers, pictures and the affiliate’s page', () => {
    expect(listing).toMatchObject({
      externalId: 'v1|266000000001|560000000001',
      parentId: '266000000001',
      title: 'Nordhaus Travel Mug – 0.5 l, blue',
      brand: 'Nordhaus',
      model: 'NH-TM-05',
      gtins: ['4006381333931'],
      categoryPath: ['Home & Garden', 'Kitchen', 'Mugs'],
      images: [{ url: 'https://i.ebayimg.example/images/g/a/s-l1600.jpg' }, { url: 'https://i.ebayimg.example/images/g/b/s-l1600.jpg' }],
      seller: { id: 'nordlicht_shop', name: 'nordlicht_shop' },
      rating: { average: 4.6, count: 31 },
      salesVolume: 42,
      raw: { digest: 'abc', pointer: '' },
    });
    expect(listing?.url).toContain('campid=5338000000');
  });

  test('is priced in the marketplace’s currency, with what it was converted from beside it', () => {
    expect(amount(listing?.price)).toBe('24.90 EUR');
    expect(amount(listing?.listPrice)).toBe('29.90 EUR');
    expect(listing?.attributes).toContainEqual({ name: 'Converted from', value: '21.50', unit: 'GBP' });
  });

  test('tells the markdown that is inside the price, and the coupon whose code a buyer types in', () => {
    expect(listing?.promotions).toMatchObject([
      { kind: 'ITEM_DISCOUNT', appliedInPrice: true, tiers: [{ off: { minor: 500n } }] },
      { id: 'MUGS3', kind: 'COUPON', requires: ['code'], tiers: [{ off: { minor: 300n } }], window: { to: '2026-12-31T22:59:00.000Z' } },
    ]);
    expect(listing).not.toHaveProperty('couponedPrice');
  });

  test('of which there are more than a threshold is in stock, and nobody knows how many', () => {
    expect(listing?.availability).toBe('IN_STOCK');
    expect(listing).not.toHaveProperty('stock');
  });

  test('has the colour as the option that tells it from its siblings', () => {
    expect(listing?.options).toEqual([{ name: 'Colour', value: 'Blue' }]);
  });

  test('that has ended cannot be bought', () => {
    const ended = toListing({ ...item, itemEndDate: '2026-11-25T09:59:59.000Z' }, { asOf });
    expect(ended).toMatchObject({ availability: 'OUT_OF_STOCK', purchasable: false });
  });

  test.each(['Does not apply', 'Nicht zutreffend', '123'])('whose GTIN is "%s" has none', gtin => {
    expect(toListing({ ...item, gtin }, { asOf })?.gtins).toEqual([]);
  });

  test.each([
    ['LIMITED_STOCK', { estimatedAvailableQuantity: 2 }, 'LOW_STOCK', 2],
    ['OUT_OF_STOCK', { estimatedAvailableQuantity: 0 }, 'OUT_OF_STOCK', 0],
    ['quantum', {}, 'UNKNOWN', undefined],
  ])('said to be %s is %s', (estimatedAvailabilityStatus, more, availability, stock) => {
    const told = toListing({ ...item, estimatedAvailabilities: [{ estimatedAvailabilityStatus, ...more }] }, { asOf });
    expect([told?.availability, told?.stock]).toEqual([availability, stock]);
  });
});

describe('a search', () => {
  test('names categories from the root down, and knows no stock', () => {
    const [mug] = summaries;
    expect(toListing(mug ?? {}, { asOf })).toMatchObject({
      parentId: '266000000001',
      categoryPath: ['Home & Garden', 'Kitchen', 'Mugs'],
      availability: 'UNKNOWN',
      purchasable: true,
    });
  });

  test('shows an auction without a price that anybody could accept', () => {
    const vase = toListing(summaries[1] ?? {}, { asOf });
    expect(vase).toMatchObject({ purchasable: false });
    expect(vase).not.toHaveProperty('price');
    expect(vase?.attributes).toContainEqual({ name: 'Current bid', value: '1.00', unit: 'EUR' });
  });
});

test('the variations of a listing differ in their options and share the description', () => {
  const variation = (id: string, colour: string) => ({
    ...item,
    itemId: id,
    localizedAspects: [
      { name: 'Colour', value: colour },
      { name: 'Capacity', value: '0.5 l' },
    ],
    seller: { username: id },
  });
  const group = {
    items: [variation('v1|1|1', 'Blue'), variation('v1|1|2', 'Red')],
    commonDescriptions: [{ description: '<b>Mug</b>', itemIds: ['v1|1|2'] }],
  };
  const listings = toGroupListings(group, { asOf, digest: 'abc' });
  expect(listings.map(({ options }) => options)).toEqual([[{ name: 'Colour', value: 'Blue' }], [{ name: 'Colour', value: 'Red' }]]);
  expect(listings[1]).toMatchObject({ description: 'Mug', raw: { digest: 'abc', pointer: '/items/1' } });
});

describe('a quote', () => {
  test('adds shipping for every piece and import charges, as an estimate with days', () => {
    const quote = quoteOf(item, 3);
    if (isRefusal(quote)) throw new Error(quote.message);
    // 3 × 24.90, 6.10 and twice 2.05 more, 1.20 of duties.
    expect([amount(quote.shipping?.cost), amount(quote.tax), amount(quote.total)]).toEqual(['10.20 EUR', '1.20 EUR', '86.10 EUR']);
    expect(quote).toMatchObject({
      isEstimate: true,
      shipping: { methodId: 'Royal Mail International' },
      deliveryEstimate: { earliest: '2026-12-01T10:00:00.000Z', latest: '2026-12-08T10:00:00.000Z' },
    });
  });

  test('leaves shipping out where its cost is calculated later', () => {
    const quote = quoteOf({ ...item, shippingOptions: [{ shippingCostType: 'CALCULATED' }] });
    if (isRefusal(quote)) throw new Error(quote.message);
    expect(quote).not.toHaveProperty('shipping');
    expect(amount(quote.total)).toBe('24.90 EUR');
  });

  test.each([
    ['limit-exceeded', {}, 6, 'DE'],
    ['not-deliverable', {}, 1, 'BR'],
    ['closed', { itemEndDate: '2026-11-24T00:00:00.000Z' }, 1, 'DE'],
    ['out-of-stock', { estimatedAvailabilities: [{ estimatedAvailabilityStatus: 'IN_STOCK', estimatedAvailableQuantity: 2 }] }, 3, 'DE'],
    ['other', { buyingOptions: ['AUCTION'] }, 1, 'DE'],
  ])('is refused as %s', (reason, more, quantity, country) => {
    expect(quoteOf({ ...item, ...more }, quantity, country)).toMatchObject({ status: 'refused', reason });
  });
});
