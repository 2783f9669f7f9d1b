import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { describeMapper } from '@onebasket/adapter-testkit';
import { formatAmount, isCurrencyCode, type CurrencyCode } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toListings } from '../src/index.ts';
import { fromExternalId, toExternalId } from '../src/external-id.ts';
import { moneyOf } from '../src/money.ts';

const CONTEXT = { storefrontUrl: 'https://shop.test', gtinAttribute: 'ean' };
const price = (regular: number | string, final: number | string) => `{
  "minimum_price": { "regular_price": { "value": ${regular}, "currency": "USD" }, "final_price": { "value": ${final}, "currency": "USD" } },
  "maximum_price": { "final_price": { "value": ${final}, "currency": "USD" } }
}`;

const SIMPLE = `{
  "__typename": "SimpleProduct", "sku": "24-UG01", "name": "Quest Lumaflex&trade; <b>Band</b>", "url_key": "quest-band", "url_suffix": ".html",
  "canonical_url": null, "stock_status": "IN_STOCK", "only_x_left_in_stock": 3, "rating_summary": 73, "review_count": 4,
  "description": { "html": "<p>A &amp; B</p>" }, "image": { "url": "https://shop.test/media/a.jpg", "label": "Band" },
  "media_gallery": [{ "url": "https://shop.test/media/a.jpg", "label": "Band", "disabled": false }, { "url": "https://shop.test/media/b.jpg", "label": null, "disabled": true }],
  "categories": [{ "name": "Gear", "breadcrumbs": null }, { "name": "Fitness", "breadcrumbs": [{ "category_name": "Gear", "category_level": 2 }] }],
  "price_range": ${price(19, '18.049999999999997')},
  "price_tiers": [{ "quantity": 5, "final_price": { "value": 17.1475, "currency": "USD" } }, { "quantity": 1, "final_price": { "value": 10, "currency": "USD" } }],
  "custom_attributesV2": { "items": [
    { "code": "ean", "value": "4006381333931" }, { "code": "manufacturer", "selected_options": [{ "label": "Luma", "value": "7" }] },
    { "code": "material", "selected_options": [{ "label": "Rubber", "value": "1" }, { "label": "Latex", "value": "2" }] }, { "code": "description", "value": "<p>x</p>" }
  ] }
}`;

const CONFIGURABLE = `{
  "__typename": "ConfigurableProduct", "sku": "WSH12", "name": "Erika Running Short", "stock_status": "IN_STOCK",
  "image": { "url": "https://shop.test/media/p.jpg", "label": "" }, "price_range": ${price(40, 40)},
  "configurable_options": [{ "attribute_code": "color", "label": "Color" }, { "attribute_code": "size", "label": "Size" }],
  "variants": [
    { "attributes": [{ "code": "color", "label": "Green" }, { "code": "size", "label": "28" }],
      "product": { "sku": "WSH12-28-Green", "name": "Erika Running Short-28-Green", "stock_status": "IN_STOCK", "price_range": ${price(45, 40.5)} } },
    { "attributes": [{ "code": "color", "label": "Red" }, { "code": "size", "label": "29" }],
      "product": { "sku": "WSH12 29/Red", "name": "x", "stock_status": "OUT_OF_STOCK", "price_range": ${price(45, 45)} } },
    { "attributes": [], "product": null }
  ]
}`;

const BUNDLE = `{
  "__typename": "BundleProduct", "sku": "24-WG080", "name": "Sprite Yoga Companion Kit", "stock_status": "IN_STOCK", "dynamic_price": true,
  "price_range": { "minimum_price": { "regular_price": { "value": 61, "currency": "USD" }, "final_price": { "value": 61, "currency": "USD" } },
    "maximum_price": { "final_price": { "value": 77, "currency": "USD" } } },
  "items": [
    { "title": "Ball", "required": true, "options": [
      { "uid": "YnVuZGxlLzEvMS8x", "quantity": 1, "is_default": false, "label": "55 cm", "product": { "price_range": ${price(23, 23)} } },
      { "uid": "YnVuZGxlLzEvMi8x", "quantity": 1, "is_default": true, "label": "65 cm", "product": { "price_range": ${price(27, 27)} } }] },
    { "title": "Brick", "required": true, "options": [
      { "uid": "YnVuZGxlLzIvNC8y", "quantity": 2, "is_default": false, "label": "Brick", "product": { "price_range": ${price(5, 5)} } }] },
    { "title": "Extra", "required": false, "options": [{ "uid": "YnVuZGxlLzMvNS8x", "quantity": 1, "is_default": false, "label": "Strap", "product": {} }] }
  ]
}`;

describeMapper('of products', {
  samples: { 'a simple product': SIMPLE, 'a configurable product': CONFIGURABLE, 'a bundle': BUNDLE },
  map: product => toListings(product, CONTEXT),
});

const listingsOf = (text: string) => toListings(parseLosslessJson(text), CONTEXT);

describe('a listing', () => {
  test('of a simple product carries name, prices to the cent, tiers, stock, stars, brand and GTIN in plain text', () => {
    const [listing] = listingsOf(SIMPLE);
    expect(listing).toMatchObject({
      externalId: '24-UG01',
      title: 'Quest Lumaflex™ Band',
      url: 'https://shop.test/quest-band.html',
      price: { minor: 1805n, currency: 'USD' },
      listPrice: { minor: 1900n, currency: 'USD' },
      otherPrices: [{ money: { minor: 1715n, currency: 'USD' }, basis: 'TIER', minQuantity: 5 }],
      availability: 'LOW_STOCK',
      stock: 3,
      rating: { average: 3.65, count: 4 },
      brand: 'Luma',
      gtins: ['4006381333931'],
      categoryPath: ['Gear', 'Fitness'],
      images: [{ url: 'https://shop.test/media/a.jpg', alt: 'Band' }],
      attributes: [{ name: 'Material', value: 'Rubber, Latex' }],
      description: 'A & B',
      purchasable: true,
    });
  });

  test('is made of each variant of a configurable product, with its own price and options; one that is hidden is left out', () => {
    const [green, red, ...others] = listingsOf(CONFIGURABLE);
    expect(green).toMatchObject({
      externalId: 'WSH12/WSH12-28-Green',
      parentId: 'WSH12',
      title: 'Erika Running Short',
      options: [
        { name: 'Color', value: 'Green' },
        { name: 'Size', value: '28' },
      ],
      price: { minor: 4050n },
      listPrice: { minor: 4500n },
      images: [{ url: 'https://shop.test/media/p.jpg' }],
    });
    expect(red).toMatchObject({ externalId: 'WSH12/WSH12%2029%2FRed', sku: 'WSH12 29/Red', availability: 'OUT_OF_STOCK', stock: 0 });
    expect(others).toEqual([]);
  });

  test('of a bundle is what is preset, and the first of what must be chosen, at what those cost together', () => {
    const [bundle] = listingsOf(BUNDLE);
    expect(bundle?.externalId).toBe('24-WG080*YnVuZGxlLzEvMi8x,YnVuZGxlLzIvNC8y');
    expect(bundle?.price).toEqual({ minor: 3700n, currency: 'USD' });
    expect(bundle?.options).toEqual([
      { name: 'Ball', value: '65 cm' },
      { name: 'Brick', value: 'Brick' },
    ]);
  });

  test('of a bundle whose price is fixed and depends on what is chosen names none', () => {
    expect(listingsOf(BUNDLE.replace('"dynamic_price": true', '"dynamic_price": false'))[0]?.price).toBeUndefined();
  });

  test.each([
    ['a gift card', SIMPLE.replace('SimpleProduct', 'GiftCardProduct')],
    ['a group of products', SIMPLE.replace('SimpleProduct', 'GroupedProduct')],
    ['what must be written on', SIMPLE.replace('"sku": "24-UG01"', '"sku": "24-UG01", "options": [{ "required": true }]')],
  ])('of %s cannot be bought here', (_, product) => {
    expect(listingsOf(product)[0]?.purchasable).toBe(false);
  });

  test('of a product without prices, as a short query brings it, has none', () => {
    const [listing] = listingsOf('{ "sku": "24-MB01", "name": "Joust Duffle Bag" }');
    expect(listing).toMatchObject({ externalId: '24-MB01', availability: 'UNKNOWN', purchasable: true });
    expect(listing).not.toHaveProperty('price');
  });
});

describe('an amount', () => {
  const usd = 'USD' as CurrencyCode;
  const read = (value: string, currency: CurrencyCode = usd) => {
    const money = moneyOf(parseLosslessJson(`{ "value": ${value}, "currency": "${currency}" }`));
    return money && formatAmount(money);
  };

  test.each([
    ['34.199999999999996', '34.20'],
    ['0.005', '0.01'],
    ['1.0E+2', '100.00'],
    ['5.0e-3', '0.01'],
    ['123456789012345.67', '123456789012345.67'],
    ['"12.30"', '12.30'],
  ])('of %s is read as %s', (value, amount) => expect(read(value)).toBe(amount));

  test.each(['-1', 'null', '""', '"free"', '1e30'])('of %s is none', value => expect(read(value)).toBeUndefined());

  test('of yen has no decimals', () => expect(read('1200', 'JPY' as CurrencyCode)).toBe('1200'));

  test('comes back to the cent, whatever float PHP makes of it', () => {
    expect(isCurrencyCode(usd)).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.integer({ min: 1, max: 99 }), (cents, quantity) => {
        const noisy = ((cents / 100) * quantity) / quantity;
        const money = moneyOf(parseLosslessJson(`{ "value": ${noisy}, "currency": "USD" }`));
        expect(money?.minor).toBe(BigInt(cents));
      }),
    );
  });
});

test('an id is read back as what it was made of, whatever is in a SKU', () => {
  const sku = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'Z', '9', ' ', '/', '*', ',', '%', '.', 'é', '+') });
  const item = fc.oneof(
    fc.record({ sku }),
    fc.record({ sku, parentSku: sku }),
    fc.record({ sku, selections: fc.uniqueArray(sku, { minLength: 1, maxLength: 3 }).map(all => all.toSorted()) }),
  );
  fc.assert(
    fc.property(item, it => {
      expect(fromExternalId(toExternalId(it))).toEqual(it);
    }),
  );
});
