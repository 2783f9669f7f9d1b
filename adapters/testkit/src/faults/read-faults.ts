import type { Capabilities } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import type { Check } from '../check.ts';
import { prepareErrand, type ApiOrders, type Errand } from '../checks/shopper.ts';
import { deadlineFor, endingOf, expectTold } from './failure.ts';
import { FAULT_FACTS, FAULTS, type Fault } from './fault-list.ts';
import { readsOf } from './reads.ts';

/** What every read has to do with a fault. */
function wantsOf(fault: Fault): string {
  const { what, codes } = FAULT_FACTS[fault];
  return `${what}: a read throws AdapterError(${codes.map(code => `'${code}'`).join(' or ')}), outcome 'not-done', in time and without secrets`;
}

/** Every fault against every ability that reads, each with a connection that knows nothing yet. */
export function readFaultChecks(capabilities: Capabilities): readonly Check[] {
  const reads = readsOf(capabilities);
  return FAULTS.flatMap(fault =>
    reads.map(([ability, read]) => ({
      name: `faults/${fault}/${ability}`,
      ability,
      wants: wantsOf(fault),
      section: 'faults-reads',
      run: async (bench: Bench) => {
        await bench.proxy?.arm({ fault });
        const ending = await endingOf(bench, options => read(bench, bench.connect(), options), deadlineFor(fault));
        expectTold(bench, fault, ending);
        if ('failure' in ending) expect(ending.failure.outcome, 'the outcome of a read').toBe('not-done');
      },
    })),
  );
}

/** Reads about an order: what cannot be read is never "there is none". */
export function orderReadFaultChecks(orders: ApiOrders): readonly Check[] {
  const facts = { ability: 'orders', section: 'faults-reads' } as const;
  return FAULTS.flatMap(fault => [
    {
      ...facts,
      name: `faults/${fault}/get-order`,
      wants: `${wantsOf(fault)}; \`undefined\` would say that there is no such order`,
      run: async (bench: Bench) => {
        const errand = await prepareErrand(bench);
        const externalId = await placeAny(errand);
        await bench.proxy?.arm({ fault });
        expectTold(bench, fault, await endingOf(bench, options => errand.get(externalId, options), deadlineFor(fault)));
      },
    },
    ...(orders.repeats.by === 'nothing'
      ? []
      : [
          {
            ...facts,
            name: `faults/${fault}/find-order`,
            wants: `${wantsOf(fault)}; \`undefined\` would let the host order a second time`,
            run: async (bench: Bench) => {
              const errand = await prepareErrand(bench);
              // Placed, so that whatever the adapter keeps of an order is there to be asked about.
              await placeAny(errand);
              await bench.proxy?.arm({ fault });
              expectTold(bench, fault, await endingOf(bench, options => errand.find(options), deadlineFor(fault)));
            },
          },
        ]),
  ]);
}

/** The channel's id of an order, or of what it prepared on its own page. */
async function placeAny(errand: Errand): Promise<string> {
  const placed = await errand.place();
  if (isRefusal(placed)) throw new Error(`the order of sample.listingIds[0] was refused: ${placed.reason}, ${placed.message}`);
  return placed.externalId ?? '1';
}
