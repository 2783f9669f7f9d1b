import { readFileSync } from 'node:fs';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { isCurrencyCode } from '@onebasket/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toListings } from '../src/index.ts';
import { objectsAt, type Wire } from '../src/wire.ts';

const RECORDED = new URL('../../../../twins/medusa/test/fixtures/shop.json', import.meta.url);
const RAW = { digest: 'd'.repeat(64), pointer: '/products/0' };

/** What a real shop was recorded to say, at a step of the twin's scenario. */
function recordedProducts(step: string): readonly Wire[] {
  const answers = parseLosslessJson(readFileSync(RECORDED, 'utf8')) as Readonly<Record<string, { readonly body: Wire }>>;
  return objectsAt(answers[step]?.body ?? {}, 'products');
}

describe('a product that was recorded becomes listings', () => {
  it('with sale and list price, tax included where country and region are known', () => {
    const [product = {}] = recordedProducts('a product on sale');
    const [white] = toListings(product, RAW, {}).filter(listing => listing.sku === 'MOU-W');
    expect(white).toMatchObject({
      title: 'Vireo Wireless Mouse white',
      price: { minor: 2379n, currency: 'EUR' },
      listPrice: { minor: 2825n, currency: 'EUR' },
      promotions: [{ effect: 'price', kind: 'ITEM_DISCOUNT', appliedInPrice: true, auto: true }],
      options: [{ name: 'colour', value: 'white' }],
      brand: 'Vireo',
      categoryPath: ['Electronics'],
      stock: 40,
      availability: 'IN_STOCK',
      raw: { digest: RAW.digest, pointer: expect.stringMatching(/^\/products\/0\/variants\/[01]$/) },
    });
  });

  it('with the bare price where the country is not known', () => {
    const [product = {}] = recordedProducts('a product without country');
    const [kettle] = toListings(product, RAW, {}).filter(listing => listing.sku === 'KET-1');
    expect(kettle).toMatchObject({ price: { minor: 2840n, currency: 'EUR' }, parentId: product['id'] });
    expect(kettle).not.toHaveProperty('listPrice');
  });

  it('with the price as it is where tax is inside', () => {
    const [product = {}] = recordedProducts('a product with tax inside');
    expect(toListings(product, RAW, {})[0]?.price).toEqual({ minor: 2249n, currency: 'GBP' });
  });
});

describe('a product that says little or odd things', () => {
  const listing = (variant: Wire, product: Wire = {}) =>
    toListings({ id: 'prod_1', title: 'Lamp', ...product, variants: [{ id: 'variant_1', ...variant }] }, RAW, {})[0];
  const price = (members: Wire) => listing({ calculated_price: members })?.price;

  it('has no price that it does not say, and none below zero', () => {
    expect(price({})).toBeUndefined();
    expect(price({ calculated_amount: null, currency_code: 'eur' })).toBeUndefined();
    expect(price({ calculated_amount: 10 })).toBeUndefined();
    expect(price({ calculated_amount: 10, currency_code: 'qqq' })).toBeUndefined();
    expect(price({ calculated_amount: -10, currency_code: 'eur' })).toBeUndefined();
    expect(listing({})).toMatchObject({ purchasable: false, availability: 'UNKNOWN' });
  });

  it('has the price of nothing only when it says so', () => {
    expect(price({ calculated_amount: 0, currency_code: 'eur' })).toEqual({ minor: 0n, currency: 'EUR' });
  });

  it('takes an override of the price for no sale', () => {
    const overridden = { calculated_amount: 8, original_amount: 10, currency_code: 'usd' };
    const chosen = { price_list_id: 'plist_1', price_list_type: 'override' };
    expect(listing({ calculated_price: { ...overridden, calculated_price: chosen } })).not.toHaveProperty('promotions');
  });

  it.each([
    [{ manage_inventory: false }, 'IN_STOCK', undefined],
    [{ manage_inventory: true, inventory_quantity: 3 }, 'IN_STOCK', 3],
    [{ manage_inventory: true, inventory_quantity: '3' }, 'IN_STOCK', 3],
    [{ manage_inventory: true, inventory_quantity: 0 }, 'OUT_OF_STOCK', 0],
    [{ manage_inventory: true, inventory_quantity: -2 }, 'OUT_OF_STOCK', 0],
    [{ manage_inventory: true, inventory_quantity: -2, allow_backorder: true }, 'BACKORDER', 0],
    [{ manage_inventory: true, allow_backorder: true }, 'BACKORDER', undefined],
    [{ manage_inventory: true }, 'UNKNOWN', undefined],
    [{ manage_inventory: true, inventory_quantity: null }, 'UNKNOWN', undefined],
  ])('of stock %j is %s', (variant, availability, stock) => {
    expect(listing(variant)?.availability).toBe(availability);
    expect(listing(variant)?.stock).toBe(stock);
  });

  it('names its options by the product where the variant does not, and none that mean none', () => {
    const options = [{ id: 'opt_1', title: 'Size' }];
    expect(listing({ title: 'L', options: [{ value: 'L', option_id: 'opt_1' }] }, { options })).toMatchObject({
      title: 'Lamp L',
      options: [{ name: 'Size', value: 'L' }],
    });
    const none = { title: 'Default variant', options: [{ value: 'Default option value', option: { title: 'Default option' } }] };
    expect(listing(none)).toMatchObject({ title: 'Lamp', options: [] });
  });

  it('walks its categories up to the root, and not in circles', () => {
    const kitchen: Record<string, unknown> = { name: 'Kitchen', parent_category: { name: 'Home &amp; Garden', parent_category: null } };
    expect(listing({}, { categories: [kitchen] })?.categoryPath).toEqual(['Home & Garden', 'Kitchen']);
    kitchen['parent_category'] = kitchen;
    expect(listing({}, { categories: [kitchen] })?.categoryPath.length).toBeLessThan(20);
  });

  it('never throws, and invents no amount, whatever it holds', () => {
    const scalar = fc.oneof(fc.constant(null), fc.boolean(), fc.double(), fc.string(), fc.constant([]), fc.constant({}));
    const amount = fc.oneof(scalar, fc.record({ value: scalar }));
    const prices = fc.dictionary(
      fc.constantFrom('calculated_amount', 'original_amount', 'calculated_amount_with_tax', 'raw_calculated_amount', 'currency_code'),
      amount,
    );
    const variant = fc.dictionary(
      fc.constantFrom(
        'id',
        'title',
        'options',
        'manage_inventory',
        'inventory_quantity',
        'ean',
        'images',
        'calculated_price',
        'updated_at',
      ),
      fc.oneof(scalar, fc.array(scalar), prices),
    );
    const product = fc.dictionary(
      fc.constantFrom('id', 'title', 'description', 'handle', 'options', 'categories', 'metadata', 'images', 'thumbnail', 'variants'),
      fc.oneof(scalar, fc.array(scalar), fc.array(variant)),
    );
    fc.assert(
      fc.property(product, variant, (members, first) => {
        for (const one of toListings({ variants: [first], ...members }, RAW, { storefrontUrl: 'https://shop.example' })) {
          expect(one.externalId).not.toBe('');
          for (const money of [one.price, one.listPrice]) {
            if (money === undefined) continue;
            expect(money.minor >= 0n && isCurrencyCode(money.currency)).toBe(true);
          }
        }
      }),
    );
  });
});
