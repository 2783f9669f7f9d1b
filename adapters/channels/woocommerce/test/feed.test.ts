import type { ChannelListing } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pull } from '../src/feed.ts';
import { readKnownIds, writeKnownIds } from '../src/id-set.ts';
import { FakeShop } from './fake-shop.ts';
import { makeCall, type Handler } from './make-call.ts';

function bigShop(count: number): FakeShop {
  const shop = new FakeShop();
  for (let id = 1; id <= count; id++) shop.add({ id });
  return shop;
}

async function drain(call: ReturnType<typeof makeCall>, from?: string, after?: (step: number) => void) {
  const listings: ChannelListing[] = [];
  const gone: string[] = [];
  let cursor = from;
  for (let step = 1; ; step++) {
    const page = await pull(cursor, call);
    listings.push(...page.listings);
    gone.push(...page.gone);
    cursor = page.cursor;
    after?.(step);
    if (!page.more) return { ids: listings.map(({ externalId }) => externalId), gone, cursor };
  }
}

describe('the feed', () => {
  it('yields each product of a large shop once, in the order of ids, which is the only one that loses none', async () => {
    const shop = bigShop(251);
    const call = makeCall(shop.handler);
    const { ids } = await drain(call);
    expect(ids).toEqual(Array.from({ length: 251 }, (_, at) => String(at + 1)));
    const lists = call.sent.filter(({ path, query }) => path.endsWith('/products') && query.has('page'));
    expect(lists.every(({ query }) => query.get('orderby') === 'id' && query.get('order') === 'asc')).toBe(true);
  });

  it('hands out variations under their own ids and leaves out drafts, hidden and grouped products', async () => {
    const shop = bigShop(1);
    shop.add({ id: 2, type: 'variable', variations: [21, 22] });
    shop.variations.set(2, [
      { id: 21, price: '5.00', attributes: [{ name: 'Size', option: 'S' }] },
      { id: 22, price: '6.00', status: 'private' },
    ]);
    shop.add({ id: 3, status: 'draft' });
    shop.add({ id: 4, catalog_visibility: 'hidden' });
    shop.add({ id: 5, type: 'grouped' });
    expect((await drain(makeCall(shop.handler))).ids).toEqual(['1', '2-21']);
  });

  it('loses nothing when a product goes away in the middle of the walk', async () => {
    const shop = bigShop(205);
    const { ids } = await drain(makeCall(shop.handler), undefined, step => {
      if (step === 1) shop.products = shop.products.filter(({ id }) => id !== 7);
    });
    expect(new Set(ids)).toEqual(new Set(Array.from({ length: 205 }, (_, at) => String(at + 1))));
  });

  it('then tells what changed, what came, what was drafted and what was deleted', async () => {
    const shop = bigShop(5);
    const call = makeCall(shop.handler);
    const first = await drain(call);
    expect(await drain(call, first.cursor)).toMatchObject({ ids: [], gone: [] });
    Object.assign(shop.products[0] as object, { price: '12.00', date_modified_gmt: '2026-11-25T10:00:01' });
    Object.assign(shop.products[1] as object, { status: 'draft', date_modified_gmt: '2026-11-25T10:00:01' });
    shop.products.splice(2, 1);
    shop.add({ id: 6, date_modified_gmt: '2026-11-25T10:00:01' });
    const second = await drain(call, first.cursor);
    expect(second.ids).toEqual(['1', '6']);
    expect(second.gone).toEqual(['2', '3']);
    expect((await drain(call, second.cursor)).gone).toEqual([]);
  });

  it('tells which variations went, by the product that changed or by the list of ids', async () => {
    const shop = bigShop(1);
    shop.add({ id: 2, type: 'variable', variations: [21, 22, 23] });
    shop.variations.set(
      2,
      [21, 22, 23].map(id => ({ id, price: '5.00' })),
    );
    const call = makeCall(shop.handler);
    const first = await drain(call);
    shop.variations.get(2)?.pop();
    Object.assign(shop.products[1] as object, { variations: [21, 22], date_modified_gmt: '2026-11-25T10:00:01' });
    const second = await drain(call, first.cursor);
    expect(second).toMatchObject({ ids: ['2-21', '2-22'], gone: ['2-23'] });
    shop.variations.get(2)?.pop();
    Object.assign(shop.products[1] as object, { variations: [21], date_modified_gmt: '2026-01-01T00:00:00' });
    shop.add({ id: 3 });
    expect((await drain(call, second.cursor)).gone).toEqual(['2-22']);
  });

  it('finds a product that came while another went, although the count stayed, within twenty rounds', async () => {
    const shop = bigShop(5);
    const call = makeCall(shop.handler);
    let { cursor } = await drain(call);
    shop.products.splice(2, 1);
    shop.add({ id: 6 });
    const ids: string[] = [];
    const gone: string[] = [];
    for (let round = 0; round < 20; round++) {
      const next = await drain(call, cursor);
      ids.push(...next.ids);
      gone.push(...next.gone);
      cursor = next.cursor;
    }
    expect({ ids, gone }).toEqual({ ids: ['6'], gone: ['3'] });
  });

  it('ends on a server that ignores the page', async () => {
    const shop = bigShop(100);
    const circling: Handler = async request => {
      request.query.delete('page');
      return { ...(await shop.handler(request)), headers: { 'x-wp-totalpages': '1000' } };
    };
    const call = makeCall(circling);
    const first = await drain(call);
    expect(new Set(first.ids).size).toBe(100);
    for (const product of shop.products) product['date_modified_gmt'] = '2026-11-25T10:00:01';
    expect(new Set((await drain(call, first.cursor)).ids).size).toBe(100);
  });

  it('ends on a variable product whose variations ignore the page', async () => {
    const shop = new FakeShop();
    shop.add({ id: 2, type: 'variable' });
    shop.variations.set(
      2,
      Array.from({ length: 100 }, (_, at) => ({ id: 100 + at, price: '5.00' })),
    );
    const circling: Handler = async request => {
      request.query.delete('page');
      return { ...(await shop.handler(request)), headers: {} };
    };
    expect((await drain(makeCall(circling))).ids).toHaveLength(100);
  });

  it('refuses a cursor that is none of its own', async () => {
    for (const cursor of ['', 'x', '{}', '{"phase":"walk"}'])
      await expect(pull(cursor, makeCall(bigShop(1).handler))).rejects.toThrow(AdapterError);
  });

  it('keeps a product with a senseless price, without the price', async () => {
    const shop = new FakeShop();
    shop.add({ id: 1, price: '-5.00' });
    const { listings } = await pull(undefined, makeCall(shop.handler));
    expect(listings).toMatchObject([{ externalId: '1', purchasable: false }]);
    expect(listings[0]).not.toHaveProperty('price');
  });
});

describe('the ids in a cursor', () => {
  it('read back as they were written', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2 ** 40 }), ids), { selector: ([id]) => id }), entries => {
        const known = new Map(entries.map(([id, variations]) => [id, [...variations].sort((a, b) => a - b)]));
        expect(readKnownIds(writeKnownIds(known))).toEqual(new Map([...known].sort(([a], [b]) => a - b)));
      }),
    );
  });
});
