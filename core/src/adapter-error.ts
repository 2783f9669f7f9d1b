export const ADAPTER_ERROR_CODES = [
  'unauthorized',
  'rate-limited',
  'unavailable',
  'timeout',
  'invalid-response',
  'misconfigured',
  'unsupported',
] as const;
export type AdapterErrorCode = (typeof ADAPTER_ERROR_CODES)[number];

/** Whether the thing that was asked for may have happened all the same. */
export type Outcome = 'not-done' | 'unknown';

/**
 * No usable answer came. Reads and `not-done` may be tried again; after `unknown` on a write, `find` is asked first.
 * `message` names the vendor, the call and the fact; never tokens, addresses of people or bodies.
 */
export class AdapterError extends Error {
  readonly code: AdapterErrorCode;
  readonly outcome: Outcome;
  /** When the vendor said how long to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(code: AdapterErrorCode, options: { message: string; outcome: Outcome; retryAfterMs?: number | undefined; cause?: unknown }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AdapterError';
    this.code = code;
    this.outcome = options.outcome;
    this.retryAfterMs = options.retryAfterMs;
  }
}
