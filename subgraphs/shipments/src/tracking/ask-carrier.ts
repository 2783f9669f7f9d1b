import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { Tracking } from '@onebasket/adapter-sdk';
import { AdapterError, type Refusal } from '@onebasket/core';

const DEADLINE_MS = 8_000;

/** One carrier's answer about one parcel, with how long it took; failures come back as values. */
export async function askCarrier(
  carrier: RegisteredConnection,
  trackingNumber: string,
  phoneLast4: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly carrier: RegisteredConnection; readonly answer: Tracking | Refusal | AdapterError; readonly elapsedMs: number }> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  try {
    const answer = await carrier.run('tracking', (tracking, call) => tracking.track({ trackingNumber, phoneLast4 }, call), {
      signal,
      deadlineMs: DEADLINE_MS,
    });
    return { carrier, answer, elapsedMs: elapsed() };
  } catch (error) {
    if (error instanceof AdapterError) return { carrier, answer: error, elapsedMs: elapsed() };
    throw error;
  }
}
