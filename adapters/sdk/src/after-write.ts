import { AdapterError } from '@onebasket/core';

/**
 * Reads the answer to a write that was accepted. What cannot be read says nothing about what was done, so that an `AdapterError` of the reading leaves
 * with `outcome: 'unknown'`: the host asks `find` before it repeats.
 */
export function afterWrite<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === 'unknown') throw error;
    throw new AdapterError(error.code, { outcome: 'unknown', message: error.message, retryAfterMs: error.retryAfterMs, cause: error });
  }
}
