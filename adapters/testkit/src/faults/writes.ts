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

/** A write that met a fault at its only step was not answered: a failure tells it, or a refusal that claims nothing. */
export function expectWriteTold(bench: Bench, fault: Fault, ending: Ending<unknown>, isDone: boolean): void {
  expectTold(bench, fault, ending);
  if ('failure' in ending && ending.failure.outcome === 'not-done')
    expect(isDone, "it was done although outcome was 'not-done'").toBe(false);
  if ('value' in ending && isRefusal(ending.value)) expect(isDone, 'it was done although it was refused').toBe(false);
}

/** The very same write never goes out twice within one call. */
function expectNoWriteTwice(bench: Bench, proxy: FaultProxy, when: string): void {
  const writes = proxy.seen
    .filter(request => isWrite(request) && !bench.control.mayRepeat?.(request))
    .map(({ method, path, body }) => `${method} ${path.split('?')[0]} ${body}`);
  const repeated = writes.filter((write, at) => writes.indexOf(write) !== at);
  expect(repeated, `writes that went out twice in one call, under ${when}`).toEqual([]);
}
