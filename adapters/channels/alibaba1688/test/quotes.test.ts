import type { Alibaba1688Twin } from '@onebasket/twin-alibaba1688';
import { afterEach, describe, expect, it } from 'vitest';
import { alibaba1688 } from '../src/index.ts';
import { asked, BLACK, callTo, LOTS, quoteOf, SINGLE, startShop, STRANGER, WHITE } from './serve.ts';

let twin: Alibaba1688Twin;
afterEach(() => twin.close());

describe('a quote with an address', () => {
  it('is the preview to the fen: goods, what the shop takes off, freight', async () => {
    twin = await startShop({ reduction: { from: 5000, off: 333 } });
    const quote = await quoteOf(callTo(twin), [
      [WHITE, 2],
      [BLACK, 1],
    ]);
    expect(quote).toMatchObject({
      total: { minor: 5867n, currency: 'CNY' },
      shipping: { cost: { minor: 800n } },
      lines: [
        {
          unitPrice: { minor: 1800n },
          subtotal: { minor: 3378n },
          promotions: [{ label: '店铺满减', saved: { minor: 222n } }],
          stock: 500,
        },
        { unitPrice: { minor: 1800n }, subtotal: { minor: 1689n }, promotions: [{ saved: { minor: 111n } }] },
      ],
      raw: { pointer: '/orderPreviewResuslt' },
    });
    expect(quote).not.toHaveProperty('isEstimate');
  });

  it('counts all variants of an offer for its tier', async () => {
    twin = await startShop();
    expect(
      await quoteOf(callTo(twin), [
        [WHITE, 6],
        [BLACK, 4],
      ]),
    ).toMatchObject({ lines: [{ unitPrice: { minor: 1650n } }, { unitPrice: { minor: 1650n } }], total: { minor: 17_300n } });
  });

  it('is refused for goods of two suppliers, and outside of China', async () => {
    twin = await startShop();
    expect(
      await quoteOf(callTo(twin), [
        [WHITE, 1],
        [STRANGER, 1],
      ]),
    ).toMatchObject({ status: 'refused', reason: 'other', message: expect.stringContaining('one supplier') as string });
    expect(await quoteOf(callTo(twin), [[WHITE, 1]], { destination: { country: 'DE' } })).toMatchObject({ reason: 'not-deliverable' });
  });

  it('adds up when 1688 splits the order', async () => {
    twin = await startShop({ splitsOrders: true });
    const quote = await quoteOf(callTo(twin), [
      [WHITE, 1],
      [SINGLE, 1],
    ]);
    expect(quote).toMatchObject({ total: { minor: 4400n }, shipping: { cost: { minor: 1600n } } });
  });
});

describe('a quote without an address', () => {
  it('is the tier that applies to the quantity, and an estimate', async () => {
    twin = await startShop();
    const call = callTo(twin);
    expect(await quoteOf(call, [[LOTS, 100]], {})).toMatchObject({
      total: { minor: 29_900n },
      isEstimate: true,
      lines: [{ unitPrice: { minor: 299n } }],
    });
    expect(asked(call)).toEqual(['product.search.queryProductDetail']);
  });
});

describe('what cannot be bought so', () => {
  it('is told with its reason, before anybody is asked for a preview', async () => {
    twin = await startShop();
    const call = callTo(twin);
    expect(await quoteOf(call, [[LOTS, 5]])).toMatchObject({
      reason: 'limit-exceeded',
      message: 'the smallest order of this offer is 10 pieces, from 10 on for 3.50 each',
    });
    expect(await quoteOf(call, [[LOTS, 12]])).toMatchObject({
      reason: 'limit-exceeded',
      message: 'this offer is sold in lots of 5 pieces',
    });
    expect(await quoteOf(call, [[WHITE, 501]])).toMatchObject({ reason: 'out-of-stock', available: 500 });
    expect(await quoteOf(call, [['610000000001', 1]])).toMatchObject({
      reason: 'other',
      message: expect.stringContaining('2 variants') as string,
    });
    expect(await quoteOf(call, [['610000000001-green', 1]])).toMatchObject({ reason: 'not-found' });
    expect(await quoteOf(call, [['699999999999', 1]])).toMatchObject({ reason: 'not-found' });
    expect(await quoteOf(call, [['no number', 1]])).toMatchObject({ reason: 'not-found' });
    expect(asked(call)).not.toContain('alibaba.createOrder.preview');
  });

  it('by the word of the preview is told in our words', async () => {
    twin = await startShop();
    twin.setOffer(610_000_000_002, { isTradable: false });
    expect(await quoteOf(callTo(twin), [[LOTS, 10]])).toMatchObject({ reason: 'closed', externalIds: [LOTS] });
  });
});

describe('a search', () => {
  it('for an offer by number or page gives its variants', async () => {
    twin = await startShop();
    for (const text of ['610000000001', 'https://detail.1688.com/offer/610000000001.html?spm=a']) {
      const page = await alibaba1688.capabilities.search?.search({ text, first: 1 }, callTo(twin));
      expect(page).toMatchObject({ items: [{ externalId: WHITE, parentId: '610000000001' }], next: 'at-1' });
      const rest = await alibaba1688.capabilities.search?.search({ text, first: 5, after: page?.next }, callTo(twin));
      expect(rest?.items.map(({ externalId }) => externalId)).toEqual([BLACK]);
      expect(rest).not.toHaveProperty('next');
    }
  });

  it('for digits that are no offer looks for them as words', async () => {
    twin = await startShop();
    twin.setOffer(610_000_000_002, { subject: '毛巾 6901234567892' });
    const page = await alibaba1688.capabilities.search?.search({ text: '6901234567892', first: 5 }, callTo(twin));
    expect(page?.items.map(({ externalId }) => externalId)).toEqual([LOTS]);
  });

  it('that 1688 turns away is a failure, not an empty page', async () => {
    twin = await startShop();
    await expect(alibaba1688.capabilities.search?.search({ text: '', first: 1 }, callTo(twin))).rejects.toMatchObject({
      code: 'invalid-response',
    });
  });
});

it('a listing is given by the id it was asked for', async () => {
  twin = await startShop();
  const found = await alibaba1688.capabilities.listings?.getListings([SINGLE, `${SINGLE}-only`, '610000000001', 'x'], callTo(twin));
  expect(found?.map(listing => listing?.externalId)).toEqual([SINGLE, `${SINGLE}-only`, '610000000001', undefined]);
  expect(found?.map(listing => listing?.parentId)).toEqual([undefined, SINGLE, undefined, undefined]);
});
