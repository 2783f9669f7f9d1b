import { createRegistry, type RegisteredConnection, type Registry } from '@onebasket/adapter-registry';
import type { ChannelListing, Quote } from '@onebasket/adapter-sdk';
import { isRefusal, sameMoney } from '@onebasket/core';
import { startWooCommerceTwin, type WooCommerceTwinOptions } from '@onebasket/twin-woocommerce';
import { afterEach, describe, expect, it } from 'vitest';
import { woocommerce } from '../src/index.ts';
import { destination, keys, requestFor, shipping, taxes } from './twin-options.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {} };
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function connect(options: WooCommerceTwinOptions): Promise<RegisteredConnection> {
  const twin = await startWooCommerceTwin({ ...options, ...keys });
  closers.push(() => twin.close());
  const registry: Registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'acme', adapter: 'woocommerce', settings: { baseUrl: twin.url, ...keys } } }],
    adapters: [woocommerce],
    log,
  });
  closers.push(() => registry.close());
  const channel = registry.channel('acme');
  if (!channel) throw new Error('no channel');
  return channel;
}

async function wholeFeed(channel: RegisteredConnection) {
  const listings: ChannelListing[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await channel.run('feed', (feed, call) => feed.pull(cursor, call));
    listings.push(...page.listings);
    cursor = page.cursor;
    if (!page.more) return { listings, cursor };
  }
}

async function quoteOf(channel: RegisteredConnection, lines: readonly { externalId: string; quantity: number }[]): Promise<Quote> {
  const [quote] = await channel.run('quotes', (quotes, call) => quotes.getQuotes([{ lines, destination }], call));
  if (!quote || isRefusal(quote)) throw new Error(`no quote: ${quote?.message}`);
  return quote;
}

function place(channel: RegisteredConnection, quote: Quote, key: string) {
  return channel.run('orders', (orders, call) => {
    if (orders.mode !== 'native') throw new Error('not native');
    return orders.place(requestFor(quote), { key, remember: () => Promise.resolve() }, call);
  });
}

describe('a demo shop', () => {
  it.each(taxes.map(tax => [JSON.stringify(tax), tax] as const))(
    'takes orders for exactly what was quoted, with tax %s',
    async (_, tax) => {
      const channel = await connect({ demo: 'lantern', country: 'DE', tax, shipping });
      const { listings } = await wholeFeed(channel);
      expect(listings.length).toBeGreaterThan(300);
      expect(new Set(listings.map(({ externalId }) => externalId)).size).toBe(listings.length);
      const buyable = listings.filter(
        ({ purchasable, availability, stock }) => purchasable && availability === 'IN_STOCK' && (stock ?? 10) > 9,
      );
      for (let at = 0; at < 5; at++) {
        const lines = [0, 1, 2].map(step => ({ externalId: buyable[at * 7 + step * 31]?.externalId ?? '', quantity: step * 2 + 1 }));
        const quote = await quoteOf(channel, lines);
        expect(quote.shipping).toBeDefined();
        const placed = await place(channel, quote, `key-${at}`);
        if (isRefusal(placed)) throw new Error(`refused: ${placed.message}`);
        expect(sameMoney(placed.total, quote.total)).toBe(true);
        expect(placed.lines).toMatchObject(
          quote.lines.map(({ externalId, quantity, subtotal }) => ({ externalId, quantity, total: subtotal })),
        );
      }
    },
  );

  it('is walked, ordered from, looked up, cancelled and refunded without pretty permalinks', async () => {
    const channel = await connect({ demo: 'harbor', prettyPermalinks: false });
    const { listings, cursor } = await wholeFeed(channel);
    const first = listings.find(({ purchasable, availability }) => purchasable && availability === 'IN_STOCK');
    const quote = await quoteOf(channel, [{ externalId: first?.externalId ?? '', quantity: 1 }]);
    const placed = await place(channel, quote, 'key-1');
    if (isRefusal(placed)) throw new Error(`refused: ${placed.message}`);
    const ref = { externalId: placed.externalId, key: 'key-1' };
    const found = await channel.run('orders', (orders, call) => {
      if (orders.mode !== 'native' || orders.repeats.by === 'nothing') throw new Error('cannot be asked');
      return orders.repeats.find({ key: 'key-1', since: new Date().toISOString() }, call);
    });
    expect(found).toMatchObject({ externalId: placed.externalId, state: 'ACCEPTED' });
    const one = { minor: 1n, currency: quote.total.currency };
    expect(await channel.run('refunds', (it, call) => it.refund(ref, one, { key: 'r1', reason: 'Scratch' }, call))).toMatchObject({
      status: 'refunded',
    });
    expect(await channel.run('refunds', (it, call) => it.refund(ref, quote.total, { key: 'r2', reason: 'All' }, call))).toMatchObject({
      reason: 'limit-exceeded',
    });
    expect(await channel.run('cancellation', (it, call) => it.cancel(ref, 'changed my mind', call))).toEqual({ status: 'cancelled' });
    expect(
      await channel.run('orders', async (orders, call) => (orders.mode === 'native' ? orders.get(ref, call) : undefined)),
    ).toMatchObject({
      state: 'CANCELLED',
      refunded: one,
    });
    const next = await channel.run('feed', (feed, call) => feed.pull(cursor, call));
    expect(next.gone).toEqual([]);
  });

  it('is found by its search, and tells how it is', async () => {
    const channel = await connect({ demo: 'lantern' });
    expect((await channel.run('health', (health, call) => health.check(call))).detail).toMatch(/products in [A-Z]{3}$/);
    const { listings } = await wholeFeed(channel);
    const wanted = listings.find(({ parentId }) => parentId === undefined);
    const page = await channel.run('search', (it, call) => it.search({ text: wanted?.title ?? '', first: 20 }, call));
    expect(page.items.map(({ externalId }) => externalId)).toContain(wanted?.externalId);
  });
});
