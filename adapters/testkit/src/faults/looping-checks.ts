import { expect } from 'vitest';
import { use } from '../bench.ts';
import { needed, type Check } from '../check.ts';
import { sinceOf, walkReport } from '../checks/order-report.ts';
import { walkFeed } from '../checks/reads.ts';
import { DEADLINE_MS, endingOf, expectDiscreet } from './failure.ts';

const WALK_MS = 60_000;

/** A server that gives the same page for ever keeps nobody walking for ever. */
export const loopingFeedCheck: Check = {
  name: 'faults/looping-pages/feed',
  ability: 'feed',
  wants: 'the vendor gives one page for ever: the walk ends all the same, or fails with an AdapterError',
  section: 'faults-looping',
  run: async bench => {
    bench.proxy?.loopPages();
    const ending = await endingOf(bench, () => walkFeed(bench), WALK_MS);
    if ('failure' in ending) expectDiscreet(bench, ending.failure);
    else expect(ending.value.listings.length, 'listings of the walk').toBeGreaterThan(0);
  },
};

export const loopingReportCheck: Check = {
  name: 'faults/looping-pages/orderReport',
  ability: 'orderReport',
  wants: 'the vendor gives one page for ever: the walk ends all the same, or fails with an AdapterError',
  section: 'faults-looping',
  run: async bench => {
    bench.proxy?.loopPages();
    const ending = await endingOf(bench, () => walkReport(bench, sinceOf(bench)), WALK_MS);
    if ('failure' in ending) expectDiscreet(bench, ending.failure);
  },
};

/** A search that is given one page for ever ends with each call: nobody but the shopper asks for the next. */
export const loopingSearchCheck: Check = {
  name: 'faults/looping-pages/search',
  ability: 'search',
  wants: 'the vendor gives one page for ever: each call for a page ends in time',
  section: 'faults-looping',
  run: async bench => {
    const text = needed(bench.sample.query, 'query');
    const connection = bench.connect();
    bench.proxy?.loopPages();
    let after: string | undefined;
    for (let pages = 0; pages < 5; pages++) {
      const from = after;
      const ending = await endingOf(
        bench,
        options => use(connection, 'search', (it, call) => it.search({ text, first: 2, after: from }, call), options),
        DEADLINE_MS,
      );
      if ('failure' in ending) return expectDiscreet(bench, ending.failure);
      after = ending.value.next;
      if (after === undefined) return;
    }
  },
};
