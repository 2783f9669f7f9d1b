import type { Capabilities } from '@onebasket/adapter-sdk';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { needed, type Check } from '../check.ts';
import { COUNTED, type Counted } from '../options.ts';
import { sinceOf } from './order-report.ts';
import { destinationOf } from './reads.ts';

/** As many as are asked for at once. */
const MANY = 20;
/** Every batch has to carry as many at least. */
const BATCH = 5;
/** What a page may take beside its batches: a login, a list, a count. */
const PAGE_REQUESTS = 5;

/** What one call took: how many it was about, and how many requests went to the vendor; `one` is what a single one takes. */
interface Count {
  readonly items: number;
  readonly requests: number;
  readonly one?: number;
}

const COUNTS: Readonly<Record<Counted, (bench: Bench) => Promise<Count>>> = {
  feed: bench => countPage(bench, () => use(bench.connect(), 'feed', async (it, call) => (await it.pull(undefined, call)).listings.length)),
  search: async bench => {
    const text = needed(bench.sample.query, 'query');
    const connection = bench.connect();
    const search = (first: number) => () =>
      use(connection, 'search', async (it, call) => (await it.search({ text, first }, call)).items.length);
    // Once to warm it, once to see what a page of one takes.
    await search(1)();
    const { requests: one } = await countPage(bench, search(1));
    const { items, requests } = await countPage(bench, search(MANY));
    return { items, requests, one: one + 1 };
  },
  orderReport: bench => {
    const since = sinceOf(bench);
    return countPage(bench, () => use(bench.connect(), 'orderReport', async (it, call) => (await it.pull({ since }, call)).items.length));
  },
  listings: async bench => {
    const connection = bench.connect();
    return countBatch(bench, ids => use(connection, 'listings', (it, call) => it.getListings(ids, call)));
  },
  quotes: async bench => {
    const connection = bench.connect();
    return countBatch(bench, ids =>
      use(connection, 'quotes', (it, call) =>
        it.getQuotes(
          ids.map(externalId => ({ lines: [{ externalId, quantity: 1 }], ...destinationOf(bench) })),
          call,
        ),
      ),
    );
  },
};

/** No chatty adapters: requests grow by batches, not by items. */
export function callChecks(capabilities: Capabilities): readonly Check[] {
  return COUNTED.filter(ability => capabilities[ability]).map(ability => ({
    name: `calls/${ability}`,
    ability,
    wants: 'the requests of one call grow by batches, not by items, unless options.calls says how many the vendor needs, and why',
    section: 'calls',
    run: async bench => {
      const count = await COUNTS[ability](bench);
      const own = bench.calls[ability];
      const allowed = own ? own.allowed(count.items) : allowedFor(count);
      expect(count.requests, `requests for ${count.items} items, of which ${allowed} are allowed`).toBeLessThanOrEqual(allowed);
    },
  }));
}

/** `one` request or several for each batch; a page has a few beside. */
function allowedFor({ items, one }: Count): number {
  const batches = Math.ceil(items / BATCH);
  return one === undefined ? PAGE_REQUESTS + batches : Math.max(1, one) * batches;
}

async function countPage(bench: Bench, work: () => Promise<number>): Promise<Count> {
  await bench.proxy?.disarm();
  const items = await work();
  return { items, requests: bench.proxy?.seen.length ?? 0 };
}

/** On a connection that is warm: what is kept for later was asked for before. */
async function countBatch(bench: Bench, ask: (ids: readonly string[]) => Promise<unknown>): Promise<Count> {
  const ids = await manyIds(bench);
  const requestsOf = async (some: readonly string[]) => {
    await bench.proxy?.disarm();
    await ask(some);
    return bench.proxy?.seen.length ?? 0;
  };
  const [warm] = ids;
  if (warm === undefined) throw new Error('nothing yet: this check needs sample.listingIds');
  await requestsOf([warm]);
  const one = await requestsOf([warm]);
  return { items: ids.length, requests: await requestsOf(ids), one };
}

/** Ids of different listings: those of the sample, and what the feed's first page or a search shows. */
async function manyIds(bench: Bench): Promise<readonly string[]> {
  const { capabilities } = bench.adapter;
  const ids = new Set(bench.sample.listingIds);
  if (capabilities.feed) {
    const page = await use(bench.connect(), 'feed', (it, call) => it.pull(undefined, call));
    for (const { externalId } of page.listings) ids.add(externalId);
  } else if (capabilities.search && bench.sample.query !== undefined) {
    const text = bench.sample.query;
    const page = await use(bench.connect(), 'search', (it, call) => it.search({ text, first: MANY }, call));
    for (const { externalId } of page.items) ids.add(externalId);
  }
  return [...ids].slice(0, MANY);
}
