import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICE } from '@onebasket/runtime';
import { removeFolders, run, type RunningGraph } from './support/graph.ts';
import { listing, Shop } from './support/shop.ts';

afterAll(removeFolders);

describe('products and listings', () => {
  let graph: RunningGraph;
  const north = new Shop('north', [
    listing('1', 'Acme X100 Drill', {
      brand: 'Acme',
      model: 'X100',
      gtins: ['4006381333931'],
      amount: 9900,
      url: 'https://north.example/product/acme-x100/',
      categoryPath: ['Tools', 'Drills'],
      attributes: [
        { name: 'Chuck', value: '10', unit: 'mm' },
        { name: 'Screen', value: '6.1', unit: 'in' },
      ],
      images: [{ url: 'javascript:alert(1)' }, { url: 'https://north.example/x.png' }],
    }),
    listing('2', 'Acme Y20 Drill', {
      brand: 'Acme',
      model: 'Y20',
      amount: 4900,
      categoryPath: ['Tools', 'Drills'],
      attributes: [
        { name: 'chuck', value: '1 cm' },
        { name: 'Screen', value: '15.5', unit: 'cm' },
        { name: 'Weight', value: '2', unit: 'kg' },
      ],
    }),
    listing('3', 'Bit set fits Acme X100', { amount: 900, categoryPath: ['Tools', 'Bits'], description: 'Bits for the X100 drill' }),
    listing('4', 'T-Shirt red', {
      parentId: 'shirt',
      url: 'http://127.0.0.1:9001/shop/T-Shirt?attribute_colour=red',
      options: [{ name: 'Colour', value: 'Red' }],
    }),
    listing('5', 'T-Shirt blue', {
      parentId: 'shirt',
      url: 'http://127.0.0.1:9001/shop/T-Shirt?attribute_colour=blue',
      options: [{ name: 'Colour', value: 'Blue' }],
    }),
  ]);
  const south = new Shop('south', [listing('a', 'X100 drill by Acme', { gtins: ['04006381333931'], amount: 8900, salesVolume: 3 })]);
  beforeAll(async () => {
    graph = await run([north, south]);
  });
  afterAll(() => graph.stop());

  it('finds a product by any spelling of its GTIN, with all its listings and its lowest price', async () => {
    expect(
      await graph.data(
        '{ productByGtin(gtin: "4006381333931") { brand model gtins category { id name } images { url } listings { id match { method } } priceFrom { money { amount currency } channel { id } } } }',
      ),
    ).toEqual({
      productByGtin: {
        brand: 'Acme',
        model: 'X100',
        gtins: ['4006381333931'],
        category: { id: 'tools/drills', name: 'Drills' },
        images: [{ url: 'https://north.example/x.png' }],
        listings: [
          { id: 'north:1', match: { method: 'GTIN' } },
          { id: 'south:a', match: { method: 'GTIN' } },
        ],
        priceFrom: { money: { amount: '89.00', currency: 'USD' }, channel: { id: 'south' } },
      },
    });
  });
  it('refuses a GTIN with a wrong check digit', async () => {
    expect((await graph.ask('{ productByGtin(gtin: "4006381333932") { id } }')).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
  it.each([
    ['https://NORTH.example/product/acme-x100?utm_source=x&gclid=1#top', 'north:1'],
    ['http://127.0.0.1:9001/shop/T-Shirt/?attribute_colour=blue&fbclid=z', 'north:5'],
    ['http://127.0.0.1:9001/shop/T-Shirt?attribute_colour=red', 'north:4'],
    ['http://127.0.0.1:9002/shop/T-Shirt', undefined],
    ['https://north.example/product/other', undefined],
  ])('leads from the address %s to its listing', async (url, id) => {
    const { listingByUrl } = await graph.data<{ listingByUrl: { id: string } | null }>(
      'query ($url: URL!) { listingByUrl(url: $url) { id } }',
      { url },
    );
    expect(listingByUrl?.id).toBe(id);
  });
  it('aligns attributes and knows units', async () => {
    const { a, b } = await graph.data<{ a: { product: { id: string } }; b: { product: { id: string } } }>(
      '{ a: listing(id: "north:1") { product { id } } b: listing(id: "north:2") { product { id } } }',
    );
    const { compareProducts } = await graph.data<{ compareProducts: { rows: unknown[] } }>(
      'query ($ids: [ID!]!) { compareProducts(ids: $ids) { rows { name values verdict } } }',
      { ids: [a.product.id, b.product.id] },
    );
    expect(compareProducts.rows).toEqual([
      { name: 'brand', values: ['Acme', 'Acme'], verdict: 'SAME' },
      { name: 'model', values: ['X100', 'Y20'], verdict: 'DIFFERS' },
      { name: 'Chuck', values: ['10 mm', '1 cm'], verdict: 'SAME' },
      { name: 'Screen', values: ['6.1 in', '15.5 cm'], verdict: 'SAME' },
      { name: 'Weight', values: [null, '2 kg'], verdict: 'UNKNOWN' },
    ]);
  });
  it('names substitutes of the same category and things made for it, never the product itself', async () => {
    const { listing: found } = await graph.data<{ listing: { product: { substitutes: unknown; compatible: unknown } } }>(
      '{ listing(id: "north:1") { product { substitutes { title } compatible { title } } } }',
    );
    expect(found.product).toEqual({ substitutes: [{ title: 'Acme Y20 Drill' }], compatible: [{ title: 'Bit set fits Acme X100' }] });
  });
  it('knows nothing under ids that look like queries', async () => {
    expect(await graph.data('{ product(id: "{\\"$ne\\":null}") { id } listing(id: "north:1\\u0000") { id } }')).toEqual({
      product: null,
      listing: null,
    });
  });
  it('asks no channel to answer about many products', async () => {
    north.calls.length = 0;
    await graph.data(
      '{ search(query: "") { nodes { title listings { channel { id } product { priceFrom { money { amount } } } } } } recommendations(first: 3) { product { title } reasons } }',
    );
    expect(north.calls.filter(call => call !== 'feed')).toEqual([]);
  });
  it('reads a listing again with one call when it is told that it changed', async () => {
    north.items = north.items
      .map(item => (item.parentId === 'shirt' ? { ...item, title: `${item.title} new` } : item))
      .filter(item => item.externalId !== '5');
    north.calls.length = 0;
    const refresh = 'mutation { internalRefreshListing(channelId: "north", externalId: "shirt") }';
    expect((await graph.ask(refresh)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(await graph.data(refresh, {}, SERVICE)).toEqual({ internalRefreshListing: true });
    expect(north.calls.filter(call => call === 'listings')).toHaveLength(1);
    expect(
      await graph.data('{ listing(id: "north:4") { title provenance { source } } search(query: "shirt") { nodes { title } } }'),
    ).toEqual({
      listing: { title: 'T-Shirt red new', provenance: { source: 'WEBHOOK' } },
      search: { nodes: [{ title: 'T-Shirt red new' }] },
    });
  });
});
