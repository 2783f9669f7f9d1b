import { ADAPTER_ERROR_CODES, AdapterError, type AdapterErrorCode, type Outcome } from '@onebasket/core';

/** An error as it goes over the pipe. */
export interface WireFailure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** Of an `AdapterError`. */
  readonly code?: string;
  readonly outcome?: string;
  readonly retryAfterMs?: number;
  readonly cause?: WireFailure;
}

const MAX_CAUSES = 4;
const MAX_MESSAGE = 2_000;
const MAX_STACK = 8_000;
const LONGEST_RETRY_MS = 24 * 60 * 60_000;

/** Whatever was thrown, as data. Never throws itself, not even for values that throw when they are looked at. */
export function describeFailure(thrown: unknown, depth = 0): WireFailure {
  try {
    if (!(thrown instanceof Error)) return { name: 'Error', message: `threw ${typeof thrown}: ${String(thrown).slice(0, MAX_MESSAGE)}` };
    // Whoever threw it may have put anything there.
    const { name, message, stack, code, outcome, retryAfterMs, cause } = thrown as unknown as Readonly<Record<string, unknown>>;
    const isOurs = name === 'AdapterError';
    return {
      name: String(name).slice(0, 100),
      message: String(message).slice(0, MAX_MESSAGE),
      stack: String(stack).slice(0, MAX_STACK),
      ...(isOurs && typeof code === 'string' ? { code } : {}),
      ...(isOurs && typeof outcome === 'string' ? { outcome } : {}),
      ...(isOurs && typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
      ...(cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeFailure(cause, depth + 1) }),
    };
  } catch {
    return { name: 'Error', message: 'threw something that cannot be looked at' };
  }
}

/** The error that data from the pipe speak of; what they do not say rightly is taken for an ordinary error. */
export function toError(failure: WireFailure): Error {
  const cause = failure.cause && toError(failure.cause);
  const { code, outcome, retryAfterMs } = failure;
  if (isCode(code) && isOutcome(outcome)) {
    const isTold = retryAfterMs !== undefined && retryAfterMs >= 0 && retryAfterMs <= LONGEST_RETRY_MS;
    return new AdapterError(code, { outcome, message: failure.message, cause, ...(isTold ? { retryAfterMs } : {}) });
  }
  const error = new Error(failure.message, cause === undefined ? undefined : { cause });
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}

function isCode(code: string | undefined): code is AdapterErrorCode {
  return (ADAPTER_ERROR_CODES as readonly (string | undefined)[]).includes(code);
}

function isOutcome(outcome: string | undefined): outcome is Outcome {
  return outcome === 'not-done' || outcome === 'unknown';
}
