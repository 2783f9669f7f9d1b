import type { ChannelListing } from '@onebasket/adapter-sdk';
import { isRefusal, sum, zero } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { needed, type Check } from '../check.ts';

/** More than any sample catalogue has pages; a walk that is longer goes in circles. */
const MAX_PAGES = 300;

export const healthChecks: readonly Check[] = [
  {
    name: 'health/says-how-it-is',
    run: async bench => {
      const { detail } = await use(bench.connect(), 'health', (health, call) => health.check(call));
      expect(detail).not.toBe('');
    },
  },
];

export const feedChecks: readonly Check[] = [
  {
    name: 'feed/each-item-once',
    run: async bench => {
      const { listings } = await walkFeed(bench);
      const ids = listings.map(({ externalId }) => externalId);
      expect(ids.length).toBeGreaterThan(0);
      expect(new Set(ids).size, 'different ids').toBe(ids.length);
      listings.forEach(checkListing);
    },
  },
  {
    name: 'feed/goes-on-with-what-changes',
    run: async bench => {
      const { cursor } = await walkFeed(bench);
      // A killed process starts with nothing but the cursor.
      const next = await walkFeed(bench, cursor);
      expect(next.gone, 'gone without reason').toEqual([]);
    },
  },
];

export const searchChecks: readonly Check[] = [
  {
    name: 'search/pages',
    run: async bench => {
      const text = needed(bench.sample.query, 'query');
      const connection = bench.connect();
      const ids: string[] = [];
      let after: string | undefined;
      let pages = 0;
      do {
        const page = await use(connection, 'search', (it, call) => it.search({ text, first: 2, after }, call));
        page.items.forEach(checkListing);
        ids.push(...page.items.map(({ externalId }) => externalId));
        after = page.next;
        pages++;
      } while (after !== undefined && pages < 5);
      expect(ids.length, 'found').toBeGreaterThan(0);
      expect(new Set(ids).size, 'different ids').toBe(ids.length);
    },
  },
  {
    name: 'search/finds-nothing-for-nonsense',
    run: async bench => {
      const text = 'qxzvkjwqxzvkjw';
      const page = await use(bench.connect(), 'search', (it, call) => it.search({ text, first: 5 }, call));
      expect(page).toEqual({ items: [] });
    },
  },
];

export const listingChecks: readonly Check[] = [
  {
    name: 'listings/in-the-order-asked',
    run: async bench => {
      const [first, second] = twoListings(bench);
      const asked = [second, needed(bench.sample.unknownId, 'unknownId'), first, second];
      const answer = await use(bench.connect(), 'listings', (it, call) => it.getListings(asked, call));
      expect(answer.map(listing => listing?.externalId)).toEqual([second, undefined, first, second]);
      for (const listing of answer) if (listing) checkListing(listing);
    },
  },
];

export const quoteChecks: readonly Check[] = [
  {
    name: 'quotes/in-the-order-asked',
    run: async bench => {
      const [first, second] = twoListings(bench);
      const unknown = needed(bench.sample.unknownId, 'unknownId');
      const requests = [second, unknown, first].map(externalId => ({ lines: [{ externalId, quantity: 1 }], ...destinationOf(bench) }));
      const answers = await use(bench.connect(), 'quotes', (it, call) => it.getQuotes(requests, call));
      expect(answers.map(answer => (isRefusal(answer) ? answer.reason : answer.lines[0]?.externalId))).toEqual([
        second,
        'not-found',
        first,
      ]);
    },
  },
  {
    name: 'quotes/parts-add-up',
    run: async bench => {
      const [first, second] = twoListings(bench);
      const lines = [
        { externalId: first, quantity: 2 },
        { externalId: second, quantity: 1 },
      ];
      const [quote] = await use(bench.connect(), 'quotes', (it, call) => it.getQuotes([{ lines, ...destinationOf(bench) }], call));
      if (!quote || isRefusal(quote)) throw new Error(`refused: ${quote?.message}`);
      expect(quote.lines.map(({ externalId, quantity }) => ({ externalId, quantity }))).toEqual(lines);
      const { currency } = quote.total;
      const parts = [...quote.lines.map(({ subtotal }) => subtotal), quote.shipping?.cost ?? zero(currency), quote.tax ?? zero(currency)];
      expect(sum(parts, currency), 'lines, shipping and tax').toEqual(quote.total);
      for (const { listPrice, unitPrice } of quote.lines) expect([listPrice.currency, unitPrice.currency]).toEqual([currency, currency]);
    },
  },
  {
    name: 'quotes/sold-out-is-told',
    run: async bench => {
      const externalId = needed(bench.sample.soldOutId, 'soldOutId');
      const request = { lines: [{ externalId, quantity: 1 }], ...destinationOf(bench) };
      const [answer] = await use(bench.connect(), 'quotes', (it, call) => it.getQuotes([request], call));
      // A price may be shown all the same, as long as nobody takes it for goods.
      const told = answer && (isRefusal(answer) ? answer.reason : answer.lines[0]?.availability);
      expect(['out-of-stock', 'OUT_OF_STOCK']).toContain(told);
    },
  },
];

/** Walks a feed to its end, each page with a connection that knows only the cursor. */
export async function walkFeed(
  bench: Bench,
  from?: string,
): Promise<{ readonly listings: readonly ChannelListing[]; readonly gone: readonly string[]; readonly cursor: string }> {
  const listings: ChannelListing[] = [];
  const gone: string[] = [];
  let cursor = from;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await use(bench.connect(), 'feed', (feed, call) => feed.pull(cursor, call));
    listings.push(...page.listings);
    gone.push(...page.gone);
    if (!page.more) return { listings, gone, cursor: page.cursor };
    expect(page.cursor, 'the cursor moves on').not.toBe(cursor);
    cursor = page.cursor;
  }
  throw new Error(`the feed did not end within ${MAX_PAGES} pages`);
}

/** What must hold for any listing. */
function checkListing(listing: ChannelListing): void {
  expect(listing.externalId).not.toBe('');
  expect(listing.title, `title of ${listing.externalId}`).not.toMatch(/^\s*$|<\/?[a-z][^>]*>|&(amp|#\d+|[lg]t);/i);
  for (const price of [listing.price, listing.listPrice]) {
    if (price) expect(price.minor, `price of ${listing.externalId}`).toBeGreaterThanOrEqual(0n);
  }
  for (const option of listing.options) expect(listing.attributes, 'options are attributes').toContainEqual(option);
}

export function destinationOf({ sample }: Bench) {
  const destination = sample.destination ?? sample.address;
  return destination ? { destination } : {};
}

export function twoListings({ sample }: Bench): readonly [string, string] {
  const [first, second] = needed(sample.listingIds, 'listingIds');
  return [needed(first, 'listingIds[0]'), needed(second, 'listingIds[1]')];
}
