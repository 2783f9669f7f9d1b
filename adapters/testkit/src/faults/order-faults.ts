import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import type { Check } from '../check.ts';
import { isHandoff, isStanding, placeByApi, prepareErrand, type Errand } from '../checks/shopper.ts';
import { expectSound } from '../checks/sound.ts';
import { endingOf, expectDiscreet, expectTold } from './failure.ts';
import { FAULT_FACTS, FAULTS, type Fault } from './fault-list.ts';
import { isWrite } from './page-key.ts';
import { expectWriteTold, proxyOf, strikeWrite } from './writes.ts';

/**
 * Placing an order while one of its writes, and all that follow, meet a fault. Afterwards the truth is asked for: an order that stands was not told as
 * `not-done`; and a host that asks before it repeats ends with one order.
 */
export const placeFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/place`,
  ability: 'orders',
  wants: `${FAULT_FACTS[fault].what} while an order is placed: 'not-done' is only said when nothing stands, no write goes out twice, and a host that asks \`find\` before it tries again ends with one order`,
  section: 'faults-writes',
  run: async bench => {
    const steps = fault === 'refused' ? 1 : await writesOfAnOrder(bench);
    for (let step = 1; step <= steps; step++) await placeUnderFault(bench, fault, step);
  },
}));

async function placeUnderFault(bench: Bench, fault: Fault, step: number): Promise<void> {
  const errand = await prepareErrand(bench);
  const ending = await strikeWrite(bench, fault, options => errand.place(options), step);
  errand.reconnect();
  // Where nobody can ask afterwards, a person is asked; only what was said can be looked at.
  if (!canFind(bench)) return 'failure' in ending ? expectTold(bench, fault, ending) : expectSound(ending.value);

  const found = await askUntilTold(bench, errand);
  const when = `${fault} at write ${step}`;
  if ('failure' in ending) {
    expectTold(bench, fault, ending);
    if (ending.failure.outcome === 'not-done')
      expect(isStanding(found), `an order stands although outcome was 'not-done' (${when})`).toBe(false);
  } else if (isRefusal(ending.value)) {
    expect(isStanding(found), `an order stands although it was refused (${when}: ${ending.value.message})`).toBe(false);
  } else if (!isHandoff(ending.value)) {
    expect(found?.externalId, `what \`find\` knows, against what was placed (${when})`).toBe(ending.value.externalId);
  }

  if (!isStanding(found)) {
    const again = await errand.place();
    if (isRefusal(again)) throw new Error(`after ${when} the second try was refused: ${again.reason}, ${again.message}`);
    if (isHandoff(again)) return;
  }
  expect(isStanding(await errand.find()), `does one order stand after ${when}`).toBe(true);
  if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), `orders at the vendor after ${when}`).toBe(1);
}

/** Cancelling under faults: told as it was, and true after it was asked for again. */
export const cancelFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/cancel`,
  ability: 'cancellation',
  wants: `${FAULT_FACTS[fault].what} while an order is cancelled: 'not-done' is only said when it still stands, and asking again ends with a cancelled order`,
  section: 'faults-writes',
  run: async bench => {
    const errand = await prepareErrand(bench);
    const placed = await placeByApi(errand);
    const ref = errand.ref(placed.externalId);
    const cancel = (options?: { deadlineMs: number }) =>
      use(errand.connection, 'cancellation', (it, call) => it.cancel(ref, 'changed my mind', call), options);
    const state = async () => (await errand.get(placed.externalId))?.state;

    const ending = await strikeWrite(bench, fault, cancel);
    errand.reconnect();
    const isCancelled = (await state()) === 'CANCELLED';
    expectWriteTold(bench, fault, ending, isCancelled);
    if (!isCancelled) expect(await cancel(), 'the answer to the second try').toMatchObject({ status: 'cancelled' });
    expect(await state(), 'the state in the end').toBe('CANCELLED');
  },
}));

/** More steps than this are not all tried. */
const MAX_STEPS = 10;

/** How many writes a healthy order takes. */
async function writesOfAnOrder(bench: Bench): Promise<number> {
  const proxy = proxyOf(bench);
  const errand = await prepareErrand(bench);
  await proxy.disarm();
  const placed = await errand.place();
  if (isRefusal(placed)) throw new Error(`a healthy order is refused: ${placed.reason}, ${placed.message}`);
  return Math.min(MAX_STEPS, proxy.seen.filter(isWrite).length);
}

function canFind({ adapter }: Bench): boolean {
  const { orders } = adapter.capabilities;
  return orders !== undefined && orders.mode !== 'handoff' && orders.repeats.by !== 'nothing';
}

async function askUntilTold(bench: Bench, errand: Errand) {
  const found = await endingOf(bench, options => errand.find(options), 15_000);
  if ('value' in found) return found.value;
  expectDiscreet(bench, found.failure);
  throw found.failure;
}
