import { describe, expect, it } from 'vitest';
import { toListings } from '../src/product.ts';
import type { Wire } from '../src/wire.ts';
import { recordedProducts } from './replay.ts';

const settings = { baseUrl: 'http://shop.test', gtinField: 'gtin', storefrontUrl: 'https://www.shop.test/p' };
const items = recordedProducts();

function product(slug: string, change: Wire = {}, variant: Wire = {}): Wire {
  const found = items.find(item => item['slug'] === slug);
  const variants = found?.['variants'] as Wire[];
  return { ...found, variants: variants.map(one => ({ ...one, ...variant })), ...change };
}

describe('a product of the shop', () => {
  it('gives one listing per variant, told apart by its options', () => {
    const jackets = toListings(product('orrin-field-jacket'), settings);
    expect(jackets.map(({ externalId, title, availability }) => [externalId, title, availability])).toEqual([
      ['3.4', 'Orrin Field Jacket moss S', 'IN_STOCK'],
      ['3.5', 'Orrin Field Jacket moss L', 'LOW_STOCK'],
      ['3.6', 'Orrin Field Jacket slate S', 'OUT_OF_STOCK'],
      ['3.7', 'Orrin Field Jacket slate L', 'IN_STOCK'],
    ]);
    expect(jackets[0]).toMatchObject({
      parentId: '3',
      brand: 'Orrin',
      sku: 'JAC-MS',
      url: 'https://www.shop.test/p/orrin-field-jacket',
      categoryPath: ['Clothing'],
      price: { minor: 11_900n, currency: 'EUR' },
      options: [
        { name: 'colour', value: 'moss' },
        { name: 'size', value: 'S' },
      ],
    });
    expect(jackets[2]?.gtins).toEqual([]);
  });

  it('reads as plain text', () => {
    const [kettle] = toListings(product('steamwell-kettle'), settings);
    expect(kettle?.description).toBe('A steel kettle with a whistle & a cool handle.');
  });

  it('leaves out what the shop does not say', () => {
    const [tea] = toListings(product('gift-voucher', { description: '' }), { baseUrl: 'http://shop.test' });
    expect(tea).not.toHaveProperty('description');
    expect(tea).not.toHaveProperty('brand');
    expect(tea).not.toHaveProperty('url');
    expect(tea).not.toHaveProperty('stock');
    expect(tea?.gtins).toEqual([]);
  });

  it('takes the deepest collection for its category', () => {
    const crumbs = (...names: string[]) => ({ name: names.at(-1), breadcrumbs: ['__root_collection__', ...names].map(name => ({ name })) });
    const collections = [crumbs('Sale'), crumbs('Home', 'Lighting'), crumbs('Home')];
    expect(toListings(product('halden-desk-lamp', { collections }), settings)[0]?.categoryPath).toEqual(['Home', 'Lighting']);
  });

  it.each([
    ['17', { availability: 'IN_STOCK', stock: 17 }],
    ['0', { availability: 'OUT_OF_STOCK', stock: 0 }],
    ['coming soon', { availability: 'UNKNOWN' }],
  ])('reads a stock level of %s as what it says', (stockLevel, expected) => {
    expect(toListings(product('halden-desk-lamp', {}, { stockLevel }), settings)[0]).toMatchObject(expected);
  });

  it('is not for sale at a negative price', () => {
    const [lamp] = toListings(product('halden-desk-lamp', {}, { priceWithTax: -1 }), settings);
    expect(lamp).toMatchObject({ purchasable: false });
    expect(lamp).not.toHaveProperty('price');
  });

  it('shows pictures by whole addresses, each once', () => {
    const asset = { id: '1', preview: '/assets/lamp.jpg' };
    const [lamp] = toListings(
      product('halden-desk-lamp', { featuredAsset: asset, assets: [asset, { id: '2', preview: 'https://cdn.test/2.jpg' }] }),
      settings,
    );
    expect(lamp?.images).toEqual([{ url: 'http://shop.test/assets/lamp.jpg' }, { url: 'https://cdn.test/2.jpg' }]);
  });

  it.each([
    ['no variants', { variants: null }],
    ['a name that is no text', { name: 7 }],
    ['no id', { id: '' }],
  ])('with %s is called unreadable', (_, change) => {
    expect(() => toListings(product('halden-desk-lamp', change), settings)).toThrow(expect.objectContaining({ code: 'invalid-response' }));
  });
});
