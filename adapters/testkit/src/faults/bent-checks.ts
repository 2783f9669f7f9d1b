import type { Capabilities } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import type { Check } from '../check.ts';
import { expectHandoff } from '../checks/page.ts';
import { isHandoff, isStanding, prepareErrand } from '../checks/shopper.ts';
import { expectSound } from '../checks/sound.ts';
import { BENDS, type Bend } from './bend-answer.ts';
import { DEADLINE_MS, endingOf, expectDiscreet } from './failure.ts';
import { readsOf } from './reads.ts';

const WHAT: Readonly<Record<Bend, string>> = {
  'unknown-value': 'the vendor says a word that nobody knows',
  'unknown-currency': 'the vendor names a currency that does not exist',
  'wrong-currency': "the vendor names another currency than the shop's",
  'negative-price': 'the vendor says amounts below zero',
};

/** Reads of answers that say what no vendor should: a typed failure, a refusal, or an answer that is sound all the same. */
export function bentReadChecks(capabilities: Capabilities): readonly Check[] {
  return BENDS.flatMap(bend =>
    readsOf(capabilities).map(([ability, read]) => ({
      name: `faults/${bend}/${ability}`,
      ability,
      wants: `${WHAT[bend]}: an AdapterError, a refusal, or an answer that is sound all the same`,
      section: 'faults-nonsense',
      run: async (bench: Bench) => {
        bench.proxy?.bend(bend);
        const ending = await endingOf(bench, options => read(bench, bench.connect(), options), DEADLINE_MS);
        if ('failure' in ending) expectDiscreet(bench, ending.failure);
        else expectSound(ending.value);
      },
    })),
  );
}

/** Placing while the vendor talks nonsense: nothing else than what was agreed is believed, and one order stands in the end. */
export const bentPlaceChecks: readonly Check[] = BENDS.map(bend => ({
  name: `faults/${bend}/place`,
  ability: 'orders',
  wants: `${WHAT[bend]} while an order is placed: nothing but what was agreed is believed, and one order stands in the end`,
  section: 'faults-nonsense',
  run: async bench => {
    const errand = await prepareErrand(bench);
    bench.proxy?.bend(bend);
    const ending = await endingOf(bench, options => errand.place(options), DEADLINE_MS);
    await bench.proxy?.idle();
    await bench.proxy?.disarm();
    errand.reconnect();

    const found = await errand.find();
    if ('value' in ending) expectSound(ending.value);
    if ('failure' in ending) {
      expectDiscreet(bench, ending.failure);
      if (ending.failure.outcome === 'not-done') expect(isStanding(found), "an order stands although outcome was 'not-done'").toBe(false);
    } else if (isRefusal(ending.value)) {
      expect(isStanding(found), `an order stands although it was refused (${ending.value.message})`).toBe(false);
    } else if (isHandoff(ending.value)) {
      return expectHandoff(bench, ending.value);
    } else {
      expect(ending.value.total, 'the total, against the one that was agreed').toEqual(errand.request.quote.total);
      expect(found?.externalId, 'what `find` knows, against what was placed').toBe(ending.value.externalId);
    }
    if (!isStanding(found) && isHandoff(await errand.place())) return;
    expect(isStanding(await errand.find()), 'does one order stand in the end').toBe(true);
    if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(1);
  },
}));
