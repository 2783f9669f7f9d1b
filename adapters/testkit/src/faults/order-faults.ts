import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import { use, type Bench } from '../bench.ts';
import type { Check } from '../check.ts';
import { isHandoff, isStanding, placeByApi, prepareErrand, type Errand } from '../checks/shopper.ts';
import { expectSound } from '../checks/sound.ts';
import { endingOf, expectDiscreet, expectTold } from './failure.ts';
import { FAULT_FACTS, FAULTS, type Fault } from './fault-list.ts';
import { atEachStep, countWrites, expectTruth, strikeWrite } from './writes.ts';

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
    await atEachStep(fault, await writesOfAnOrder(bench), step => placeUnderFault(bench, fault, step));
  },
}));

async function placeUnderFault(bench: Bench, fault: Fault, step: number): Promise<void> {
  const errand = await prepareErrand(bench);
  const ending = await strikeWrite(bench, fault, options => errand.place(options), step);
  errand.reconnect();
  // Where nobody can ask afterwards, a person is asked; only what was said can be looked at.
  if (!canFind(bench)) return 'failure' in ending ? expectTold(bench, fault, ending) : expectSound(ending.value);

  const found = await askUntilTold(bench, errand);

  if ('failure' in ending) {
    expectTold(bench, fault, ending);
    if (ending.failure.outcome === 'not-done') expect(isStanding(found), `an order stands although outcome was 'not-done'`).toBe(false);
  } else if (isRefusal(ending.value)) {
    expect(isStanding(found), `an order stands although it was refused (${ending.value.message})`).toBe(false);
  } else if (!isHandoff(ending.value)) {
    expect(found?.externalId, `what \`find\` knows, against what was placed`).toBe(ending.value.externalId);
  }

  if (!isStanding(found)) {
    const again = await errand.place();
    if (isRefusal(again)) throw new Error(`the second try was refused: ${again.reason}, ${again.message}`);
    if (isHandoff(again)) return;
  }
  expect(isStanding(await errand.find()), `does one order stand in the end`).toBe(true);
  if (bench.control.countOrders) expect(await bench.control.countOrders(errand.key), `orders at the vendor in the end`).toBe(1);
}

/** Cancelling under faults: told as it was, and true after it was asked for again. */
export const cancelFaultChecks: readonly Check[] = FAULTS.map(fault => ({
  name: `faults/${fault}/cancel`,
  ability: 'cancellation',
  wants: `${FAULT_FACTS[fault].what} while an order is cancelled: 'not-done' is only said when it still stands, and asking again ends with a cancelled order`,
  section: 'faults-writes',
  run: async bench => {
    const steps = await writesOfACancellation(bench);
    await atEachStep(fault, steps, async step => {
      const { errand, externalId, cancel } = await prepareCancellation(bench);
      const ending = await strikeWrite(bench, fault, cancel, step);
      errand.reconnect();
      const state = async () => (await errand.get(externalId))?.state;
      const isCancelled = (await state()) === 'CANCELLED';
      expectTruth(bench, fault, ending, isCancelled);
      if (!isCancelled) expect(await cancel(), 'the answer to the second try').toMatchObject({ status: 'cancelled' });
      expect(await state(), 'the state in the end').toBe('CANCELLED');
    });
  },
}));

async function prepareCancellation(bench: Bench) {
  const errand = await prepareErrand(bench);
  const { externalId } = await placeByApi(errand);
  const cancel = (options?: { deadlineMs: number }) =>
    use(errand.connection, 'cancellation', (it, call) => it.cancel(errand.ref(externalId), 'changed my mind', call), options);
  return { errand, externalId, cancel };
}

async function writesOfACancellation(bench: Bench): Promise<number> {
  const { cancel } = await prepareCancellation(bench);
  return countWrites(bench, cancel);
}

/** How many writes a healthy order takes. */
async function writesOfAnOrder(bench: Bench): Promise<number> {
  const errand = await prepareErrand(bench);
  return countWrites(bench, async () => {
    const placed = await errand.place();
    if (isRefusal(placed)) throw new Error(`a healthy order is refused: ${placed.reason}, ${placed.message}`);
  });
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
