import { readFileSync } from 'node:fs';
import { bendings, expectSound } from '@onebasket/adapter-testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generationOf, readTotals, toListings, type Generation } from '../src/index.ts';
import { withoutNulls } from '../src/wire.ts';
import { readCheckout } from '../src/wire-checkout.ts';

const generation = (version: string) => generationOf(version) as Generation;

/** The product of the specification's examples, with all that its schema knows. */
const RUNNER = {
  id: 'prod_abc123',
  handle: 'blue-runner-pro',
  title: 'Blue Runner Pro',
  brand: 'Blue &amp; Co',
  description: { html: '<p>Lightweight <b>shoes</b>.</p>' },
  url: 'https://business.example.com/products/blue-runner-pro',
  categories: [
    { value: '187', taxonomy: 'google_product_category' },
    { value: 'aa-8-1', taxonomy: 'shopify' },
    { value: 'Footwear > Running', taxonomy: 'merchant' },
  ],
  price_range: { min: { amount: 12000, currency: 'USD' }, max: { amount: 15000, currency: 'USD' } },
  media: [
    { type: 'video', url: 'https://cdn.example.com/a.mp4' },
    { type: 'image', url: 'https://cdn.example.com/a.jpg', alt_text: 'Runner' },
  ],
  rating: { value: 9, scale_max: 10, count: 128 },
  variants: [
    {
      id: 'gid://shopify/ProductVariant/9007199254740993',
      sku: 'BRP-BLU-10',
      barcodes: [{ type: 'UPC', value: '036000291452' }],
      title: 'Blue, Size 10',
      price: { amount: 12000, currency: 'USD' },
      list_price: { amount: 15000, currency: 'USD' },
      availability: { available: true, status: 'in_stock' },
      options: [
        { name: 'Color', label: 'Blue' },
        { name: 'Size', label: '10' },
      ],
      seller: { name: 'Example Store', links: [] },
    },
    { id: 'v2', title: 'Default Title', price: { amount: 0, currency: 'JPY' }, availability: { available: false, status: 'preorder' } },
    { id: 'v3', title: 'Red', selected_options: [{ name: 'Color', label: 'Red' }] },
    { title: 'no id' },
  ],
};

describe('a product becomes a listing for each variant', () => {
  const [first, second, third, ...more] = toListings(RUNNER, 'digest', '/products/0');

  it('with everything that is told', () => {
    expect(first).toEqual({
      externalId: 'gid://shopify/ProductVariant/9007199254740993',
      parentId: 'prod_abc123',
      title: 'Blue Runner Pro – Blue, Size 10',
      url: 'https://business.example.com/products/blue-runner-pro',
      brand: 'Blue & Co',
      sku: 'BRP-BLU-10',
      gtins: ['036000291452'],
      description: 'Lightweight shoes .',
      images: [{ url: 'https://cdn.example.com/a.jpg', alt: 'Runner' }],
      attributes: [
        { name: 'Color', value: 'Blue' },
        { name: 'Size', value: '10' },
      ],
      options: [
        { name: 'Color', value: 'Blue' },
        { name: 'Size', value: '10' },
      ],
      categoryPath: ['Footwear', 'Running'],
      seller: { id: 'Example Store', name: 'Example Store' },
      rating: { average: 4.5, count: 128 },
      price: { minor: 12000n, currency: 'USD' },
      listPrice: { minor: 15000n, currency: 'USD' },
      availability: 'IN_STOCK',
      purchasable: true,
      raw: { digest: 'digest', pointer: '/products/0/variants/0' },
    });
  });

  it('with the unknown left out and the merchant’s words kept', () => {
    expect(second).toMatchObject({ title: 'Blue Runner Pro', price: { minor: 0n, currency: 'JPY' }, availability: 'PREORDER' });
    expect(third).toMatchObject({
      availability: 'UNKNOWN',
      options: [{ name: 'Color', value: 'Red' }],
      raw: { pointer: '/products/0/variants/2' },
    });
    expect(third).not.toHaveProperty('price');
    expect(more).toEqual([]);
  });

  it('never throws, gives what is sound, and no price that is not there, whatever becomes of the answer', () => {
    fc.assert(
      fc.property(bendings(RUNNER), ({ answer }) => {
        for (const listing of toListings(answer, 'digest', '/products/0')) {
          expectSound(listing);
          // Zero is only where the merchant says zero.
          if (listing.price?.minor === 0n) expect(listing.price.currency).toBe('JPY');
        }
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), value => void toListings(value, 'digest', '')));
  });
});

describe('totals', () => {
  const total = (type: string, amount: number) => ({ type, amount });

  it('have positive discounts in January, and a subtotal that is net of the goods’ own', () => {
    const totals = [
      total('items_base_amount', 5000),
      total('items_discount', 800),
      total('subtotal', 4200),
      total('discount', 1000),
      total('fulfillment', 500),
      total('total', 3700),
    ];
    expect(readTotals(totals, generation('2026-01-11'))).toMatchObject({ discount: -1000n, itemsDiscount: 0n, total: 3700n, addsUp: true });
    const gross = [total('subtotal', 5000), total('items_discount', 800), total('total', 4200)];
    expect(readTotals(gross, generation('2026-01-23'))).toMatchObject({ itemsDiscount: -800n, addsUp: true });
  });

  it('have negative ones from April on, and positive ones add up to nothing', () => {
    const totals = [
      total('subtotal', 5000),
      total('items_discount', -800),
      total('discount', -200),
      total('tax', 400),
      total('fee', 50),
      total('total', 4450),
    ];
    expect(readTotals(totals, generation('2026-04-08'))).toMatchObject({
      itemsDiscount: -800n,
      discount: -200n,
      tax: 400n,
      others: [{ amount: 50n }],
      addsUp: true,
    });
    const wrong = [total('subtotal', 5000), total('discount', 200), total('total', 5200)];
    expect(readTotals(wrong, generation('2026-08-25'))?.addsUp).toBe(false);
  });

  it('are none without exactly one total that is not below zero', () => {
    for (const totals of [[], [total('subtotal', 1)], [total('total', 1), total('total', 1)], [total('total', -1)], null, 'x']) {
      expect(readTotals(totals, generation('2026-04-08'))).toBeUndefined();
    }
  });
});

describe('a checkout', () => {
  const recorded = (file: string) =>
    (
      JSON.parse(readFileSync(new URL(`../../../../twins/ucp/test/fixtures/${file}.json`, import.meta.url), 'utf8')) as {
        exchanges: readonly { note: string; response?: { status: number; body: unknown } }[];
      }
    ).exchanges;
  const answer = (body: unknown) => ({
    status: 200,
    body: withoutNulls(body) as Readonly<Record<string, unknown>>,
    messages: [],
    raw: { digest: '', pointer: '' },
  });

  it.each(['python-2026-01-11', 'python-2026-01-23', 'node-2026-01-11'])(
    'is read in every answer that the official samples gave (%s)',
    folder => {
      const fallback = generation(folder.slice(-10));
      const files = folder === 'python-2026-01-23' ? ['happy', 'lines', 'payment'] : ['happy', 'lines', 'payment', 'idempotency'];
      const sessions = files
        .flatMap(file => recorded(`${folder}/${file}`))
        .flatMap(({ response }) => (response && response.status < 300 ? [response.body as object] : []))
        .filter(body => 'line_items' in body && 'status' in body)
        // The Node sample lets less than nothing and one and a half through.
        .filter(body => !/"quantity":(-1|1\.5)/.test(JSON.stringify(body)));
      expect(sessions.length).toBeGreaterThan(5);
      for (const body of sessions) {
        const session = readCheckout(answer(body), fallback, 'recorded');
        expectSound(session.lines);
        expect(session.totals.addsUp, session.id).toBe(true);
        if (session.status === 'completed') expect(session.order?.id).toBeTruthy();
      }
    },
  );
});
