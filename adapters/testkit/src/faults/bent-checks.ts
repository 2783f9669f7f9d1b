import type { Capabilities } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import { needed, type Check } from '../check.ts';
import { isStanding, prepareErrand } from '../checks/shopper.ts';
import { expectSound } from '../checks/sound.ts';
import { BENDS } from './bend-answer.ts';
import { DEADLINE_MS, endingOf, expectDiscreet } from './failure.ts';
import { readsOf } from './read-faults.ts';

/** Reads of answers that say what no vendor should: a typed failure, a refusal, or an answer that is sound all the same. */
export function bentReadChecks(capabilities: Capabilities): readonly Check[] {
  return BENDS.flatMap(bend =>
    readsOf(capabilities).map(([ability, read]) => ({
      name: `faults/${bend}/${ability}`,
      run: async (bench: Bench) => {
        bench.proxy?.bend(bend);
        const ending = await endingOf(options => read(bench, bench.connect(), options), DEADLINE_MS);
        if ('failure' in ending) expectDiscreet(bench, ending.failure);
        else expectSound(ending.value);
      },
    })),
  );
}

/** Placing while the vendor talks nonsense: nothing else than what was agreed is believed, and one order stands in the end. */
export const bentPlaceChecks: readonly Check[] = BENDS.map(bend => ({
  name: `faults/${bend}/place`,
  run: async bench => {
    const connection = bench.connect();
    const errand = await prepareErrand(bench, connection);
    bench.proxy?.bend(bend);
    const ending = await endingOf(options => errand.place(options), DEADLINE_MS);
    await bench.proxy?.idle();
    await bench.proxy?.disarm();

    const found = await errand.find();
    if ('value' in ending) expectSound(ending.value);
    if ('failure' in ending) {
      expectDiscreet(bench, ending.failure);
      if (ending.failure.outcome === 'not-done') expect(isStanding(found), '"not-done" was true').toBe(false);
    } else if (isRefusal(ending.value)) {
      expect(isStanding(found), `a refusal left an order behind: ${ending.value.message}`).toBe(false);
    } else {
      expect(ending.value.total, 'what was agreed').toEqual(errand.request.quote.total);
      expect(found?.externalId, 'what was placed is found').toBe(ending.value.externalId);
    }
    if (!isStanding(found)) await errand.place();
    expect(isStanding(await errand.find()), 'one order in the end').toBe(true);
    if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(1);
  },
}));

/** A search that is given one page for ever ends with each call. */
export const loopingSearchCheck: Check = {
  name: 'faults/looping-pages/search',
  run: async bench => {
    const text = needed(bench.sample.query, 'query');
    const connection = bench.connect();
    bench.proxy?.loopPages();
    let after: string | undefined;
    for (let pages = 0; pages < 5; pages++) {
      const from = after;
      const ending = await endingOf(
        options => use(connection, 'search', (it, call) => it.search({ text, first: 2, after: from }, call), options),
        DEADLINE_MS,
      );
      if ('failure' in ending) return expectDiscreet(bench, ending.failure);
      after = ending.value.next;
      if (after === undefined) return;
    }
  },
};
