import type { FeedPage, HttpClient } from '@onebasket/adapter-sdk';
import { describe, expect, it } from 'vitest';
import { pullFeed } from '../src/feed.ts';
import type { Wire } from '../src/wire.ts';
import { directCall, httpResponse } from './direct-call.ts';
import { recordedProducts } from './replay.ts';

const template = recordedProducts()[1] as Wire;

/** A catalogue that people work on while it is read. */
class Catalogue implements HttpClient {
  products: Wire[];
  /** Runs after so many requests. */
  readonly events = new Map<number, () => void>();
  requests = 0;

  constructor(count: number) {
    this.products = Array.from({ length: count }, (_, index) => product(String(index + 1)));
  }

  async request({ body }: { readonly body?: string | Uint8Array }) {
    const { options } = (
      JSON.parse(String(body)) as { variables: { options: { skip: number; take: number; filter?: { updatedAt?: { after: string } } } } }
    ).variables;
    const after = options.filter?.updatedAt?.after ?? '';
    const all = this.products.filter(one => String(one['updatedAt']) > after);
    const items = all.slice(options.skip, options.skip + options.take);
    this.events.get(++this.requests)?.();
    return httpResponse(200, {}, JSON.stringify({ data: { products: { totalItems: all.length, items } } }));
  }

  remove(...ids: string[]): void {
    this.products = this.products.filter(one => !ids.includes(String(one['id'])));
  }
}

function product(id: string, change: Wire = {}): Wire {
  const [variant] = template['variants'] as Wire[];
  return { ...template, id, updatedAt: '2026-01-01T00:00:00.000Z', variants: [{ ...variant, id: `v${id}` }], ...change };
}

const START = Date.parse('2026-06-01T00:00:00Z');
const at = (http: HttpClient, minutes = 0) =>
  directCall({ settings: { baseUrl: 'http://shop.test' }, http, now: () => new Date(START + minutes * 60_000) });

async function walk(http: HttpClient, cursor?: string, minutes = 0): Promise<{ ids: Set<string>; gone: string[]; last: FeedPage }> {
  const ids = new Set<string>();
  const gone: string[] = [];
  for (let from = cursor, pages = 0; pages < 50; pages++) {
    const last = await pullFeed(from, at(http, minutes));
    for (const listing of last.listings) ids.add(listing.externalId);
    gone.push(...last.gone);
    if (!last.more) return { ids, gone, last };
    from = last.cursor;
  }
  throw new Error('the walk does not end');
}

describe('the feed', () => {
  it('walks a catalogue of several pages, each of which can be taken up again by its cursor', async () => {
    const { ids, gone } = await walk(new Catalogue(250));
    expect(ids.size).toBe(250);
    expect(gone).toEqual([]);
  });

  it('misses nothing when products in front of it are taken off while it walks', async () => {
    const shop = new Catalogue(250);
    shop.events.set(1, () => shop.remove(...Array.from({ length: 40 }, (_, index) => String(index + 10))));
    const { ids } = await walk(shop);
    for (const one of shop.products) expect(ids).toContain(`${String(one['id'])}.v${String(one['id'])}`);
  });

  it('ends when the last product of a page is itself taken off', async () => {
    const shop = new Catalogue(120);
    shop.events.set(1, () => shop.remove('100'));
    expect((await walk(shop)).ids).toContain('120.v120');
  });

  it('then brings what has changed, and walks anew when the sweep is due, naming what is gone', async () => {
    const shop = new Catalogue(120);
    const { last } = await walk(shop);
    shop.products[4] = product('5', { updatedAt: new Date(START + 60_000).toISOString(), name: 'New name' });
    const changes = await walk(shop, last.cursor, 10);
    expect([...changes.ids]).toEqual(['5.v5']);
    shop.remove('7');
    expect((await walk(shop, changes.last.cursor, 20)).gone).toEqual([]);
    const sweep = await walk(shop, changes.last.cursor, 31);
    expect(sweep.gone).toEqual(['7.v7']);
    expect(sweep.ids.size).toBe(119);
  });

  it('names a variant that a changed product has lost', async () => {
    const shop = new Catalogue(3);
    const { last } = await walk(shop);
    shop.products[1] = product('2', { updatedAt: new Date(START + 60_000).toISOString(), variants: [] });
    expect((await walk(shop, last.cursor, 5)).gone).toEqual(['2.v2']);
  });

  it('leaves out a product that cannot be read without calling it gone', async () => {
    const shop = new Catalogue(3);
    const { last } = await walk(shop);
    shop.products[1] = product('2', { name: null });
    const sweep = await walk(shop, last.cursor, 31);
    expect([...sweep.ids]).toEqual(['1.v1', '3.v3']);
    expect(sweep.gone).toEqual([]);
  });

  it('does not take an empty page for the end of the catalogue', async () => {
    const shop = new Catalogue(250);
    shop.events.set(
      1,
      () =>
        (shop.products = new Proxy(shop.products, {
          get: (list, key) => (key === 'filter' ? () => Object.assign([], { length: 250, slice: () => [] }) : Reflect.get(list, key)),
        })),
    );
    const first = await pullFeed(undefined, at(shop));
    await expect(pullFeed(first.cursor, at(shop))).rejects.toMatchObject({ code: 'invalid-response' });
  });

  it('calls nothing gone that it cannot remember, in a catalogue too large for its cursor', async () => {
    const shop = new Catalogue(300);
    shop.products = shop.products.map((_, index) =>
      product(`0b2f8a4e-1111-4222-8333-${String(index).padStart(12, '0')}`, {
        variants: Array.from({ length: 12 }, (_unused, at) => ({
          ...(template['variants'] as Wire[])[0],
          id: `0b2f8a4e-9999-4222-8333-${String(index * 12 + at).padStart(12, '0')}`,
        })),
      }),
    );
    const { last, ids } = await walk(shop);
    expect(ids.size).toBe(3600);
    expect(last.cursor.length).toBeLessThan(1000);
    shop.products.shift();
    expect((await walk(shop, last.cursor, 31)).gone).toEqual([]);
  });

  it.each([
    ['a few variants have changed, reads their products again', 1, 1],
    ['more variants have changed than are worth naming, walks anew', 500, 120],
  ])('when %s', async (_, totalItems, expected) => {
    const shop = new Catalogue(120);
    const { last } = await walk(shop);
    const http: HttpClient = {
      async request(request) {
        if (!request.url.includes('/admin-api')) return String(request.body).includes('"in":["7"]') ? only('7') : shop.request(request);
        return httpResponse(200, {}, JSON.stringify({ data: { productVariants: { totalItems, items: [{ productId: '7' }] } } }));
      },
    };
    const only = (id: string) => httpResponse(200, {}, JSON.stringify({ data: { products: { totalItems: 1, items: [product(id)] } } }));
    const settings = { baseUrl: 'http://shop.test', adminToken: 'token', sweepMinutes: 600 };
    const ids = new Set<string>();
    for (let cursor = last.cursor, more = true; more;) {
      const page = await pullFeed(cursor, directCall({ settings, http, now: () => new Date(START + 60_000) }));
      for (const listing of page.listings) ids.add(listing.externalId);
      ({ cursor, more } = page);
    }
    expect(ids.size).toBe(expected);
  });

  it.each([['nonsense'], ['{}'], ['[]'], ['null']])('refuses %s as a cursor', async cursor => {
    await expect(pullFeed(cursor, at(new Catalogue(1)))).rejects.toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
  });
});
