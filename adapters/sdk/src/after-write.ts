import { AdapterError } from '@onebasket/core';

/**
 * Reads the answer to a write that was accepted. What cannot be read says nothing about what was done, so that an `AdapterError` of the reading leaves
 * with `outcome: 'unknown'`: the host asks `find` before it repeats.
 */
export function afterWrite<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw leftUnknown(error);
  }
}

/** As `afterWrite`, for what is asked once a write was accepted: when that fails, the whole is no longer "not done". */
export async function afterWriteAsync<T>(follow: () => Promise<T>): Promise<T> {
  try {
    return await follow();
  } catch (error) {
    throw leftUnknown(error);
  }
}

function leftUnknown(error: unknown): unknown {
  if (!(error instanceof AdapterError) || error.outcome === 'unknown') return error;
  return new AdapterError(error.code, { outcome: 'unknown', message: error.message, retryAfterMs: error.retryAfterMs, cause: error });
}
