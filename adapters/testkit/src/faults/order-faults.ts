import { isRefusal } from '@onebasket/core';
import type { NativeOrders } from '@onebasket/adapter-sdk';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import type { Check } from '../check.ts';
import { isStanding, prepareErrand, type Errand } from '../checks/shopper.ts';
import { deadlineFor, endingOf, expectDiscreet, expectTold } from './failure.ts';
import { FAULTS, type Fault } from './fault-list.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { isWrite } from './page-key.ts';

/**
 * Placing an order while one of its writes, and all that follow, meet a fault. Afterwards the truth is asked for: an order that stands was not told as
 * `not-done`; and a host that asks before it repeats ends with one order.
 */
export const placeFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/place`,
  run: async bench => {
    const proxy = proxyOf(bench);
    const steps = fault === 'refused' ? 1 : await writesOfAnOrder(bench, proxy);
    for (let step = 1; step <= steps; step++) await placeUnderFault(bench, proxy, fault, step);
  },
}));

async function placeUnderFault(bench: Bench, proxy: FaultProxy, fault: Fault, step: number): Promise<void> {
  const connection = bench.connect();
  const errand = await prepareErrand(bench, connection);
  let writes = 0;
  await proxy.arm({ fault, when: request => isWrite(request) && ++writes >= step });
  const ending = await endingOf(options => errand.place(options), deadlineFor(fault));
  await proxy.idle();
  expectNoWriteTwice(bench, proxy, `${fault} at write ${step}`);
  await proxy.disarm();

  const found = await askUntilTold(bench, errand);
  if ('failure' in ending) {
    expectTold(bench, fault, ending);
    if (ending.failure.outcome === 'not-done') expect(isStanding(found), `"not-done" was true at write ${step}`).toBe(false);
  } else if (isRefusal(ending.value)) {
    expect(isStanding(found), `a refusal at write ${step} left an order behind: ${ending.value.message}`).toBe(false);
  } else {
    expect(found?.externalId, 'what was placed is found').toBe(ending.value.externalId);
  }

  if (!isStanding(found)) {
    const again = await errand.place();
    if (isRefusal(again)) throw new Error(`after ${fault} at write ${step} the order was refused: ${again.reason}, ${again.message}`);
  }
  const standing = await errand.find();
  expect(isStanding(standing), `one order after ${fault} at write ${step}`).toBe(true);
  if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), 'orders at the vendor').toBe(1);
}

/** Cancelling under faults: told as it was, and true after it was asked for again. */
export const cancelFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/cancel`,
  run: async bench => {
    const proxy = proxyOf(bench);
    const connection = bench.connect();
    const errand = await prepareErrand(bench, connection);
    const placed = await errand.place();
    if (isRefusal(placed)) throw new Error(`refused: ${placed.message}`);
    const ref = errand.ref(placed.externalId);
    const cancel = (options?: { deadlineMs: number }) =>
      use(connection, 'cancellation', (it, call) => it.cancel(ref, 'changed my mind', call), options);
    const state = async () => (await use(connection, 'orders', (it, call) => (it as NativeOrders).get(ref, call)))?.state;

    await proxy.arm({ fault, when: isWrite });
    const ending = await endingOf(cancel, deadlineFor(fault));
    await proxy.idle();
    expectNoWriteTwice(bench, proxy, fault);
    await proxy.disarm();
    expectTold(bench, fault, ending);
    const isCancelled = (await state()) === 'CANCELLED';
    if ('failure' in ending && ending.failure.outcome === 'not-done') expect(isCancelled, '"not-done" was true').toBe(false);
    if (!isCancelled) expect(await cancel()).toMatchObject({ status: 'cancelled' });
    expect(await state()).toBe('CANCELLED');
  },
}));

function proxyOf(bench: Bench): FaultProxy {
  if (!bench.proxy) throw new Error('an adapter that takes orders without a server cannot meet its faults');
  return bench.proxy;
}

/** More steps than this are not all tried. */
const MAX_STEPS = 10;

/** How many writes a healthy order takes. */
async function writesOfAnOrder(bench: Bench, proxy: FaultProxy): Promise<number> {
  const errand = await prepareErrand(bench, bench.connect());
  await proxy.disarm();
  const placed = await errand.place();
  if (isRefusal(placed)) throw new Error(`refused: ${placed.message}`);
  return Math.min(MAX_STEPS, proxy.seen.filter(isWrite).length);
}

/** The very same write never goes out twice within one call. */
function expectNoWriteTwice(bench: Bench, proxy: FaultProxy, when: string): void {
  const writes = proxy.seen
    .filter(request => isWrite(request) && !bench.control.mayRepeat?.(request))
    .map(({ method, path, body }) => `${method} ${path.split('?')[0]} ${body}`);
  const repeated = writes.filter((write, at) => writes.indexOf(write) !== at);
  expect(repeated, `repeated writes under ${when}`).toEqual([]);
}

async function askUntilTold(bench: Bench, errand: Errand) {
  const found = await endingOf(options => errand.find(options), 15_000);
  if ('value' in found) return found.value;
  expectDiscreet(bench, found.failure);
  throw found.failure;
}
