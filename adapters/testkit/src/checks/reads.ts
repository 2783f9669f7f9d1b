import type { ChannelListing } from '@onebasket/adapter-sdk';
import { isRefusal, sum, zero } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { expectSound } from './sound.ts';

/** More than any sample catalogue has pages; a walk that is longer goes in circles. */
export const MAX_PAGES = 300;

export const healthChecks = checksOf('health', 'health', {
  'says-how-it-is': [
    'a healthy account answers with a few words about it',
    async bench => {
      const { detail } = await use(bench.connect(), 'health', (health, call) => health.check(call));
      expect(detail, 'detail is empty').not.toBe('');
    },
  ],
});

export const feedChecks = checksOf('feed', 'feed', {
  'each-item-once': [
    'a walk from the start to `more: false`, with nothing kept but the cursor, brings every listing once',
    async bench => {
      const { listings } = await walkFeed(bench);
      const ids = listings.map(({ externalId }) => externalId);
      expect(ids.length, 'the feed has no listing').toBeGreaterThan(0);
      expectNoneTwice(ids, 'the feed');
      listings.forEach(checkListing);
    },
  ],
  'goes-on-with-what-changes': [
    'the last cursor gives what changed since, and nothing is gone that is still sold',
    async bench => {
      const { cursor } = await walkFeed(bench);
      // A killed process starts with nothing but the cursor.
      const next = await walkFeed(bench, cursor);
      expect(next.gone, 'told as gone although nothing changed').toEqual([]);
    },
  ],
});

const PAGE = 2;

export const searchChecks = checksOf('search', 'search', {
  pages: [
    'a search brings items once, page by page, never more on a page than `first`',
    async bench => {
      const text = needed(bench.sample.query, 'query');
      const connection = bench.connect();
      const ids: string[] = [];
      let after: string | undefined;
      let pages = 0;
      do {
        const from = after;
        const page = await use(connection, 'search', (it, call) => it.search({ text, first: PAGE, after: from }, call));
        expect(page.items.length, `items on a page of ${PAGE}`).toBeLessThanOrEqual(PAGE);
        page.items.forEach(checkListing);
        ids.push(...page.items.map(({ externalId }) => externalId));
        after = page.next;
        expect(after ?? 'the end', 'the cursor of the next page is the one that was asked for').not.toBe(from);
        pages++;
      } while (after !== undefined && pages < 5);
      expect(ids.length, `"${text}" (sample.query) found nothing`).toBeGreaterThan(0);
      expectNoneTwice(ids, 'the pages of a search');
    },
  ],
  'finds-nothing-for-nonsense': [
    'a search that finds nothing is an empty page without `next`, no failure',
    async bench => {
      const text = 'qxzvkjwqxzvkjw';
      const page = await use(bench.connect(), 'search', (it, call) => it.search({ text, first: 5 }, call));
      expect(page, `the answer to "${text}"`).toEqual({ items: [] });
    },
  ],
});

export const listingChecks = checksOf('listings', 'listings', {
  'in-the-order-asked': [
    'listings come in the order of the ids that were asked for, `undefined` in the place of an unknown one, twice when asked twice',
    async bench => {
      const [first, second] = twoListings(bench);
      const asked = [second, needed(bench.sample.unknownId, 'unknownId'), first, second];
      const answer = await use(bench.connect(), 'listings', (it, call) => it.getListings(asked, call));
      expect(
        answer.map(listing => listing?.externalId),
        `asked for ${asked.join(', ')}`,
      ).toEqual([second, undefined, first, second]);
      for (const listing of answer) if (listing) checkListing(listing);
    },
  ],
});

export const quoteChecks = checksOf('quotes', 'quotes', {
  'in-the-order-asked': [
    'quotes come in the order of the baskets that were asked for; a basket with an unknown id is refused as not-found, the others are not',
    async bench => {
      const [first, second] = twoListings(bench);
      const unknown = needed(bench.sample.unknownId, 'unknownId');
      const asked = [second, unknown, first];
      const requests = asked.map(externalId => ({ lines: [{ externalId, quantity: 1 }], ...destinationOf(bench) }));
      const answers = await use(bench.connect(), 'quotes', (it, call) => it.getQuotes(requests, call));
      expectSound(answers, 'quotes');
      const told = answers.map(answer => (isRefusal(answer) ? answer.reason : answer.lines[0]?.externalId));
      expect(told, `asked for ${asked.join(', ')}`).toEqual([second, 'not-found', first]);
    },
  ],
  'parts-add-up': [
    'lines + shipping + tax on top are the total to the last minor unit, all in one currency, for the lines that were asked for',
    async bench => {
      const [first, second] = twoListings(bench);
      const lines = [
        { externalId: first, quantity: 2 },
        { externalId: second, quantity: 1 },
      ];
      const [quote] = await use(bench.connect(), 'quotes', (it, call) => it.getQuotes([{ lines, ...destinationOf(bench) }], call));
      if (!quote || isRefusal(quote)) throw new Error(`a basket of sample.listingIds is refused: ${quote?.reason}, ${quote?.message}`);
      expectSound(quote, 'quote');
      expect(
        quote.lines.map(({ externalId, quantity }) => ({ externalId, quantity })),
        'the lines that were asked for',
      ).toEqual(lines);
      const { currency } = quote.total;
      const parts = [...quote.lines.map(({ subtotal }) => subtotal), quote.shipping?.cost ?? zero(currency), quote.tax ?? zero(currency)];
      const currencies = [...parts, ...quote.lines.flatMap(({ listPrice, unitPrice }) => [listPrice, unitPrice])].map(
        money => money.currency,
      );
      expect([...new Set(currencies)], 'currencies of the quote').toEqual([currency]);
      expect(sum(parts, currency), 'lines + shipping + tax, against the total').toEqual(quote.total);
    },
  ],
  'sold-out-is-told': [
    'nobody takes what is sold out for goods: the quote is refused as out-of-stock, or its line says OUT_OF_STOCK',
    async bench => {
      const externalId = needed(bench.sample.soldOutId, 'soldOutId');
      const request = { lines: [{ externalId, quantity: 1 }], ...destinationOf(bench) };
      const [answer] = await use(bench.connect(), 'quotes', (it, call) => it.getQuotes([request], call));
      // A price may be shown all the same.
      const told = answer && (isRefusal(answer) ? answer.reason : answer.lines[0]?.availability);
      expect(['out-of-stock', 'OUT_OF_STOCK'], `what the quote says of ${externalId}`).toContain(told);
    },
  ],
});

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
    expect(page.cursor, 'more: true, and the cursor stands still').not.toBe(cursor);
    cursor = page.cursor;
  }
  throw new Error(`the feed did not end within ${MAX_PAGES} pages`);
}

/** What must hold for any listing. */
export function checkListing(listing: ChannelListing): void {
  const name = `listing ${listing.externalId}`;
  expect(listing.externalId, 'a listing without externalId').not.toBe('');
  expect(listing.title, `the title of ${name} is empty or has markup in it`).not.toMatch(/^\s*$|<\/?[a-z][^>]*>|&(amp|#\d+|[lg]t);/i);
  for (const option of listing.options) expect(listing.attributes, `${name}: an option that is no attribute`).toContainEqual(option);
  expectSound(listing, name);
}

/** Says which ones come twice. */
export function expectNoneTwice(ids: readonly string[], where: string): void {
  const repeated = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  expect([...repeated].slice(0, 10), `what ${where} brings twice`).toEqual([]);
}

export function destinationOf({ sample }: Bench) {
  const destination = sample.destination ?? sample.address;
  return destination ? { destination } : {};
}

export function twoListings({ sample }: Bench): readonly [string, string] {
  const [first, second] = needed(sample.listingIds, 'listingIds');
  return [needed(first, 'listingIds[0]'), needed(second, 'listingIds[1]')];
}
