import { inspect } from 'node:util';
import { AdapterError, isRefusal } from '@onebasket/core';
import { expect } from 'vitest';
import type { Bench } from '../bench.ts';
import { FAULT_FACTS, type Fault } from './fault-list.ts';

/** Long enough for a healthy vendor and the repeats of a read. */
export const DEADLINE_MS = 6_000;
const SLOW_DEADLINE_MS = 900;
/** How late an end may be and still count as in time, on a machine that is busy with other tests. */
const GRACE_MS = 4_000;

/** How a call ended. */
export type Ending<T> = { readonly value: T } | { readonly failure: AdapterError };

export function deadlineFor(fault: Fault): number {
  return fault === 'slow' ? SLOW_DEADLINE_MS : DEADLINE_MS;
}

/** Runs a call whose end must come in time, as a value or as an `AdapterError`; anything else fails the check. */
export async function endingOf<T>(work: (options: { deadlineMs: number }) => Promise<T>, deadlineMs: number): Promise<Ending<T>> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the deadline was not kept')), deadlineMs + GRACE_MS);
  });
  try {
    return { value: await Promise.race([work({ deadlineMs }), tooLate]) };
  } catch (error) {
    if (error instanceof AdapterError) return { failure: error };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A fault has no good answer: it is told as what it was, by a failure or by a refusal that claims nothing about the goods. */
export function expectTold(bench: Bench, fault: Fault, ending: Ending<unknown>): void {
  if ('value' in ending) {
    if (isRefusal(ending.value) && ending.value.reason === 'other') return expectDiscreet(bench, new Error(ending.value.message));
    throw new Error(`the fault went unnoticed: ${inspect(ending.value, { depth: 3 }).slice(0, 300)}`);
  }
  const { failure } = ending;
  expect(FAULT_FACTS[fault].codes, `${failure.code}: ${failure.message}`).toContain(failure.code);
  expectDiscreet(bench, failure);
}

/** No secret in anything that an error says, its causes included; nothing sent to strangers. */
export function expectDiscreet(bench: Bench, error: unknown): void {
  const said = everythingSaid(error);
  for (const secret of bench.secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      expect(said.includes(form), 'a secret was said').toBe(false);
    }
  }
  expect(bench.proxy?.strangerSaw ?? []).toEqual([]);
}

function everythingSaid(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack}\n${everythingSaid(error.cause)}` : (JSON.stringify(error) ?? '');
}
