import { AdapterError, type AdapterErrorCode } from '@onebasket/core';
import type { HttpResponse } from './call.ts';
import { retryAfterMs } from './retry-after.ts';

/** What is known of the request that was answered. */
export interface AnsweredRequest {
  /** Vendor and call, for the message: "acme GET /products". Never a secret. */
  readonly what: string;
  /** Did it ask for a change? Then what a 5xx leaves behind is unknown. */
  readonly effect: 'read' | 'write';
  readonly now: Date;
  /** The vendor's own words or code, when its error body was read. */
  readonly detail?: string | undefined;
}

const CODES: Readonly<Record<number, AdapterErrorCode>> = { 401: 'unauthorized', 403: 'unauthorized', 408: 'timeout', 429: 'rate-limited' };

/**
 * The failure that an HTTP status means where the vendor says nothing more precise: 401 and 403 `unauthorized`, 429 `rate-limited` with the wait it asks
 * for, 5xx `unavailable`, anything else `invalid-response`. A 4xx did nothing; a 5xx to a write may have. Read the vendor's own codes first.
 */
export function statusFailure(
  response: Pick<HttpResponse, 'status' | 'headers'>,
  { what, effect, now, detail }: AnsweredRequest,
): AdapterError {
  const { status, headers } = response;
  const wasRefused = status >= 400 && status < 500 && status !== 408;
  return new AdapterError(CODES[status] ?? (status >= 500 ? 'unavailable' : 'invalid-response'), {
    outcome: effect === 'write' && !wasRefused ? 'unknown' : 'not-done',
    message: `${what} answered ${status}${detail ? `: ${detail.slice(0, 200)}` : ''}`,
    retryAfterMs: retryAfterMs(headers, now),
  });
}
