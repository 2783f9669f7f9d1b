import type { Handoff } from '@onebasket/adapter-sdk';
import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { checksOf, type Check } from '../check.ts';
import { expectHandoff } from './page.ts';
import { refusalChecks } from './refusals.ts';
import { isHandoff, prepareErrand, type Errand } from './shopper.ts';

/** Of orders that the buyer finishes on the channel's own page. */
export const handoffChecks: readonly Check[] = [
  ...checksOf('orders', 'orders-handoff', {
    'hands-over-a-page': [
      'the buyer gets the whole address of a page of the channel (https), without secrets, still good, and nothing is bought yet',
      async bench => {
        const errand = await prepareErrand(bench);
        expectHandoff(bench, await handOver(errand));
        if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(0);
      },
    ],
    'hands-over-again': [
      'preparing may be repeated with the same key: it gives a page again and buys nothing, and the mark for the order report stays the same',
      async bench => {
        const errand = await prepareErrand(bench);
        const first = await handOver(errand);
        const again = await handOver(errand);
        expectHandoff(bench, again);
        expect(again.attribution, 'the mark of the second try, against that of the first').toBe(first.attribution);
        if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(0);
      },
    ],
  }),
  ...refusalChecks,
];

async function handOver(errand: Errand): Promise<Handoff> {
  const answer = await errand.place();
  if (isRefusal(answer)) throw new Error(`the handoff of sample.listingIds[0] was refused: ${answer.reason}, ${answer.message}`);
  if (!isHandoff(answer)) throw new Error(`orders are declared as handoff, and the answer is "${answer.status}"`);
  return answer;
}
