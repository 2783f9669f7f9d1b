import { isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import { endingOf, expectTold, deadlineFor, type Ending } from './failure.ts';
import type { Fault } from './fault-list.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { isWrite } from './page-key.ts';

/** The proxy of a bench whose adapter writes. */
export function proxyOf(bench: Bench): FaultProxy {
  if (!bench.proxy) throw new Error('an adapter that writes without a server cannot meet its faults');
  return bench.proxy;
}

/** Runs a write whose requests that write meet a fault from the `step`th on, and lets the vendor finish what reached it. Faults are gone afterwards. */
export async function strikeWrite<T>(
  bench: Bench,
  fault: Fault,
  write: (options: { deadlineMs: number }) => Promise<T>,
  step = 1,
): Promise<Ending<T>> {
  const proxy = proxyOf(bench);
  let writes = 0;
  await proxy.arm({ fault, when: request => isWrite(request) && ++writes >= step });
  const ending = await endingOf(bench, write, deadlineFor(fault));
  await proxy.idle();
  expectNoWriteTwice(bench, proxy, `${fault} at write ${step}`);
  await proxy.disarm();
  return ending;
}

/** What was said of a write against the truth: `isDone` is whether it happened, `undefined` where the vendor does not tell. */
export function expectTruth(bench: Bench, fault: Fault, ending: Ending<unknown>, isDone: boolean | undefined): void {
  if ('value' in ending && !isRefusal(ending.value)) return expect(isDone ?? true, 'was it done, as the answer says').toBe(true);
  expectTold(bench, fault, ending);
  if ('value' in ending) expect(isDone ?? false, 'was it done, although it was refused').toBe(false);
  else if (ending.failure.outcome === 'not-done') expect(isDone ?? false, "was it done, although outcome was 'not-done'").toBe(false);
}

/** More steps than this are not all tried. */
const MAX_STEPS = 10;

/** How many requests of a healthy run write. */
export async function countWrites(bench: Bench, work: () => Promise<unknown>): Promise<number> {
  const proxy = proxyOf(bench);
  await proxy.disarm();
  await work();
  return Math.min(MAX_STEPS, proxy.seen.filter(isWrite).length);
}

/** Runs `work` for each of the steps that a fault may strike. Nobody listening strikes them all. */
export async function atEachStep(fault: Fault, steps: number, work: (step: number) => Promise<void>): Promise<void> {
  for (let step = 1; step <= (fault === 'refused' ? 1 : steps); step++) {
    try {
      await work(step);
    } catch (cause) {
      throw new Error(`at write ${step} of ${steps}: ${(cause as Error).message}`, { cause });
    }
  }
}

/** The very same write never goes out twice within one call. */
function expectNoWriteTwice(bench: Bench, proxy: FaultProxy, when: string): void {
  const writes = proxy.seen
    .filter(request => isWrite(request) && !bench.control.mayRepeat?.(request))
    .map(({ method, path, body }) => `${method} ${path.split('?')[0]} ${body}`);
  const repeated = writes.filter((write, at) => writes.indexOf(write) !== at);
  expect(repeated, `writes that went out twice in one call, under ${when}`).toEqual([]);
}
