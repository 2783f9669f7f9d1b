import { AdapterError } from '@onebasket/core';

/** Runs what fills and prices a basket: however it fails, no order has been made by it. */
export async function notDoneYet<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === 'not-done') throw error;
    throw new AdapterError(error.code, { message: error.message, outcome: 'not-done', retryAfterMs: error.retryAfterMs, cause: error });
  }
}
