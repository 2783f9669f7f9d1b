import { setTimeout as sleep } from 'node:timers/promises';
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
/** How long an adapter may take to notice that its call is over. */
const REST_MS = 1_500;

/** How a call ended. */
export type Ending<T> = { readonly value: T } | { readonly failure: AdapterError };

export function deadlineFor(fault: Fault): number {
  return fault === 'slow' ? SLOW_DEADLINE_MS : DEADLINE_MS;
}

/**
 * Runs a call whose end must come in time, as a value or as an `AdapterError`; anything else fails the check, and so does an adapter that goes on
 * working although nobody waits for it any more.
 */
export async function endingOf<T>(
  bench: Bench,
  work: (options: { deadlineMs: number }) => Promise<T>,
  deadlineMs: number,
): Promise<Ending<T>> {
  const tooLate = new AbortController();
  const late = sleep(deadlineMs + GRACE_MS, undefined, { signal: tooLate.signal }).then(() => {
    throw new Error(`the call did not end within ${deadlineMs} ms, which was its deadline`);
  });
  try {
    const ending = await Promise.race([work({ deadlineMs }).then(value => ({ value }), toEnding), late]);
    await expectAtRest(bench);
    return ending;
  } finally {
    tooLate.abort();
    late.catch(() => undefined);
  }
}

function toEnding(error: unknown): { readonly failure: AdapterError } {
  if (error instanceof AdapterError) return { failure: error };
  throw error;
}

/** The host gives up at the deadline whatever the adapter does; the adapter has to end, too. */
async function expectAtRest({ trace }: Bench): Promise<void> {
  for (let waitedMs = 0; waitedMs < REST_MS && trace.underWay.size > 0; waitedMs += 25) await sleep(25);
  if (trace.underWay.size > 0) {
    throw new Error(`${REST_MS} ms after the call had ended the adapter was still at work: it waits without call.signal`);
  }
}

/** A fault has no good answer: it is told as what it was, by a failure or by a refusal that claims nothing about the goods. */
export function expectTold(bench: Bench, fault: Fault, ending: Ending<unknown>): void {
  if ('value' in ending) {
    if (isRefusal(ending.value) && ending.value.reason === 'other') return expectDiscreet(bench, new Error(ending.value.message));
    const seen = inspect(ending.value, { depth: 3 }).slice(0, 300);
    throw new Error(`${FAULT_FACTS[fault].what}, and the answer was as if nothing had happened: ${seen}`);
  }
  const { failure } = ending;
  const { what, codes } = FAULT_FACTS[fault];
  expect(codes, `${what}, and the failure was told as ${failure.code} (${failure.message})`).toContain(failure.code);
  expectDiscreet(bench, failure);
}

/**
 * No secret in anything that an error says, its causes included, nor in what the adapter threw before the host took its secrets out; nothing sent to
 * strangers.
 */
export function expectDiscreet(bench: Bench, error: unknown): void {
  for (const said of [error, ...bench.trace.thrown].map(everythingSaid)) {
    for (const secret of bench.secrets) {
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
        if (said.includes(form)) throw new Error(`a failure says a secret setting: "${said.split('\n')[0]?.replaceAll(form, '•••')}"`);
      }
    }
  }
  expect(bench.proxy?.strangerSaw ?? [], 'requests that reached a stranger').toEqual([]);
}

function everythingSaid(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack}\n${everythingSaid(error.cause)}` : (JSON.stringify(error) ?? '');
}
