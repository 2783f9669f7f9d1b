import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import { checksOf, needed } from '../check.ts';
import { insteadFor, isStanding, prepareErrand } from './shopper.ts';

/** Of every order mode. */
export const refusalChecks = checksOf('orders', 'orders-refusals', {
  'unknown-is-refused': [
    'an order of what the channel does not know is refused, and nothing is left behind',
    bench => expectRefused(bench, needed(bench.sample.unknownId, 'unknownId')),
  ],
  'sold-out-is-refused': [
    'an order of what is sold out is refused, and nothing is left behind',
    bench => expectRefused(bench, needed(bench.sample.soldOutId, 'soldOutId')),
  ],
});

async function expectRefused(bench: Bench, externalId: string): Promise<void> {
  const errand = await prepareErrand(bench);
  const answer = await errand.place(undefined, insteadFor(errand, externalId));
  expect(answer.status, `the answer to an order of ${externalId}`).toBe('refused');
  const { orders } = bench.adapter.capabilities;
  if (orders?.mode !== 'handoff') expect(isStanding(await errand.find()), 'an order stands although it was refused').toBe(false);
  if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(0);
}
