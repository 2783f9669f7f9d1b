import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currency, money } from '@onebasket/core';
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
      listPrice: money(5900, currency('USD')),
      couponedPrice: money(4400, currency('USD')),
      otherPrices: [{ money: money(4500, currency('USD')), basis: 'GROUP', label: '拼团价' }],
      platformFinalPrice: { money: money(4300, currency('USD')), basis: 'PLATFORM_ESTIMATE' },
      promotions: [
        {
          id: 'c1',
          title: '满49减5',
          effect: 'amount',
          kind: 'COUPON',
          stage: 'shop',
          tiers: [{ minAmount: money(4900, currency('USD')), off: money(500, currency('USD')) }],
          auto: false,
          requires: ['claim'],
          window: { to: '2027-01-01T00:00:00+08:00' },
          limits: { remaining: 7 },
          appliedInPrice: false,
          link: 'https://coupons.example/c1?x=%2F',
        },
      ],
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
  it('keeps every price with its basis, and the promotions in the words of the channel', async () => {
    const { a, b } = await graph.data<Record<'a' | 'b', unknown>>(
      `{ a: listing(id: "north:2") { ...Prices } b: listing(id: "north:1") { ...Prices } }
       fragment Prices on Listing { prices { money { amount } basis label } listPrice { amount } couponedPrice { amount }
         platformFinalPrice { money { amount } basis }
         promotions { id kind label threshold { amount } off { amount } requires endsAt remaining appliedInPrice url } }`,
    );
    expect(a).toEqual({
      prices: [
        { money: { amount: '49.00' }, basis: 'SELLING', label: null },
        { money: { amount: '45.00' }, basis: 'GROUP', label: '拼团价' },
      ],
      listPrice: { amount: '59.00' },
      couponedPrice: { amount: '44.00' },
      platformFinalPrice: { money: { amount: '43.00' }, basis: 'PLATFORM_ESTIMATE' },
      promotions: [
        {
          id: 'c1',
          kind: 'COUPON',
          label: '满49减5',
          threshold: { amount: '49.00' },
          off: { amount: '5.00' },
          requires: ['claim'],
          endsAt: '2027-01-01T00:00:00+08:00',
          remaining: 7,
          appliedInPrice: false,
          url: 'https://coupons.example/c1?x=%2F',
        },
      ],
    });
    expect(b).toMatchObject({ prices: [{ basis: 'SELLING' }], couponedPrice: null, platformFinalPrice: null, promotions: [] });
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
