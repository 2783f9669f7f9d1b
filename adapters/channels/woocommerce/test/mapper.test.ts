import { AdapterError, currency } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isListed, toListing, type MapperContext } from '../src/mapper.ts';
import { currentPriceText } from '../src/price.ts';
import { stockOf } from '../src/stock.ts';
import { readProduct } from '../src/wire-product.ts';
import { exchange, recorded } from './fixture.ts';

const context: MapperContext = {
  currency: currency('EUR'),
  categories: new Map([
    [5, { name: 'Shirts', parentId: 2 }],
    [2, { name: 'Clothing', parentId: 0 }],
  ]),
};
const product = (name: string) => readProduct((exchange('product-values', name).response.body as unknown[])[0], 'test');
const listing = (name: string) => toListing(product(name), undefined, context);
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });

describe('a product of a real shop', () => {
  it('keeps name, barcode, price and link', () => {
    expect(listing('plain, with EAN')).toMatchObject({
      externalId: '13',
      title: 'Häger Desk lamp No. 3',
      gtins: ['2900000000032'],
      sku: 'B-003',
      price: eur(3401n),
      availability: 'IN_STOCK',
      purchasable: true,
      url: 'http://shop.test/product/hager-desk-lamp-no-3/',
    });
    expect(listing('plain, with EAN')).not.toHaveProperty('listPrice');
  });

  it.each(['on sale', 'running scheduled sale'])('shows the price before the sale while it runs: %s', name => {
    const { price, listPrice } = listing(name);
    expect(listPrice?.minor).toBeGreaterThan(price?.minor ?? 0n);
  });

  it.each(['coming sale', 'past sale'])('does not believe a sale that is not on: %s', name => {
    expect(listing(name)).not.toHaveProperty('listPrice');
  });

  it('without a price has none, and is not purchasable; a price of zero is a price', () => {
    expect(listing('no price')).not.toHaveProperty('price');
    expect(listing('no price').purchasable).toBe(false);
    expect(listing('price 0').price).toEqual(eur(0n));
  });

  it('reads a price typed as "3"', () => expect(listing('price typed as "3"').price).toEqual(eur(300n)));

  it('that is a draft or private is not listed and not purchasable, although the shop says purchasable', () => {
    for (const name of ['draft', 'private']) {
      expect(isListed(product(name))).toBe(false);
      expect(listing(name).purchasable).toBe(false);
    }
    expect(isListed(product('hidden'))).toBe(false);
  });

  it('tells its stock as the shop counts it', () => {
    expect(listing('managed stock 0')).toMatchObject({ availability: 'OUT_OF_STOCK', stock: 0 });
    expect(listing('out of stock, not managed')).toMatchObject({ availability: 'OUT_OF_STOCK' });
    expect(listing('out of stock, not managed')).not.toHaveProperty('stock');
    expect(listing('stock 0, backorders notify')).toMatchObject({ availability: 'BACKORDER' });
    expect(listing('stock 2, backorders yes')).toMatchObject({ availability: 'LOW_STOCK', stock: 2 });
  });

  it('has its markup taken out of the name', () =>
    expect(listing('markup and quotes in the name').title).toBe('Schöne Vase & "Krug" 5" – groß'));
});

describe('a variation of a real shop', () => {
  const parent = product('variable, stock at the parent');
  const variations = (exchange('variations', 'variations of V-11').response.body as unknown[]).map(row => ({
    ...readProduct(row, 'test'),
    type: 'variation',
  }));

  it('carries its options in title and attributes, and its parent in the id', () => {
    const [first] = variations.map(variation => toListing(variation, parent, context));
    expect(first).toMatchObject({
      externalId: '160-204',
      parentId: '160',
      title: 'Adler & Söhne Shirt 11 - Grün',
      options: [{ name: 'Colour', value: 'Grün' }],
    });
  });

  it('counts at its parent where the shop says so', () => {
    const [first] = variations;
    expect(first && stockOf(first, parent)).toMatchObject({ stock: 4, countedAt: 160 });
  });
});

describe('any product', () => {
  const odd = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.constant(undefined),
    fc.boolean(),
    fc.constant([]),
    fc.constant({}),
    fc.constantFrom('', '10.00', '-5', '1e9', 'abc', 'publish', 'parent', 'instock'),
  );
  const fields = [
    'name',
    'type',
    'status',
    'price',
    'regular_price',
    'sale_price',
    'on_sale',
    'sku',
    'permalink',
    'stock_quantity',
    'manage_stock',
    'stock_status',
    'attributes',
    'images',
    'categories',
    'meta_data',
    'brands',
    'variations',
    'average_rating',
    'rating_count',
    'date_created_gmt',
    'parent_id',
    'global_unique_id',
    'description',
  ];
  const wire = fc.record(
    { id: fc.integer({ min: 1, max: 1e9 }), ...Object.fromEntries(fields.map(name => [name, odd])) },
    { requiredKeys: ['id'] },
  );

  it('becomes a listing without a crash', () => {
    fc.assert(
      fc.property(wire, wire, (a, b) => {
        const [one, other] = [readProduct(a, 'test'), readProduct(b, 'test')];
        const made = [toListing(one, undefined, context), toListing(one, other, context)];
        for (const { title, externalId, price } of made) {
          expect(title).not.toBe('');
          expect(externalId).toMatch(/^\d+(-\d+)?$/);
          expect((price?.minor ?? 0n) >= 0n).toBe(true);
        }
      }),
    );
  });

  it.each(['-5.00', '10,50', 'abc', '1e3'])('that names the price %j is an answer we do not believe', price => {
    expect(() => currentPriceText(readProduct({ id: 1, price }, 'test'))).toThrow(AdapterError);
  });

  it('that is no object, or has no id, is refused at the border', () => {
    for (const value of [null, 'x', [], {}, { id: 'abc' }, { id: 0 }]) expect(() => readProduct(value, 'test')).toThrow(AdapterError);
  });

  it('finds its deepest category, a brand among the attributes, and drops links that are none', () => {
    const made = toListing(
      readProduct(
        {
          id: 1,
          categories: [
            { id: 2, name: 'Clothing' },
            { id: 5, name: 'Shirts' },
          ],
          attributes: [{ name: '品牌', options: ['小米'] }],
          permalink: 'javascript:alert(1)',
        },
        'test',
      ),
      undefined,
      context,
    );
    expect(made).toMatchObject({ categoryPath: ['Clothing', 'Shirts'], brand: '小米' });
    expect(made).not.toHaveProperty('url');
  });

  it('of every recorded kind maps', () => {
    const rows = recorded('product-values').flatMap(({ response }) => response.body as unknown[]);
    expect(rows.map(row => toListing(readProduct(row, 'test'), undefined, context).externalId)).toHaveLength(rows.length);
  });
});
