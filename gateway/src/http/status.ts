import type { FormattedExecutionResult } from 'graphql';
import type { AnswerType } from './negotiate.ts';

/** Refusals whose HTTP status means something to whatever stands between us and the client; told whatever the media type. */
const ALWAYS_TOLD: ReadonlyMap<unknown, number> = new Map([
  ['RATE_LIMITED', 429],
  ['METHOD_NOT_ALLOWED', 405],
  ['IDEMPOTENCY_IN_PROGRESS', 409],
]);

/**
 * The status of an answer by its media type. `application/json` cannot be told from another server's, so a well-formed request gets 200;
 * `application/graphql-response+json` says 4xx when nothing was run.
 */
export function statusOf(result: FormattedExecutionResult, type: AnswerType): number {
  const code = result.errors?.[0]?.extensions?.['code'];
  const told = result.data ? undefined : ALWAYS_TOLD.get(code);
  if (told !== undefined) return told;
  if (type === 'application/json' || 'data' in result) return 200;
  if (code === 'UNAUTHENTICATED') return 401;
  return code === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
}

/** Headers that go with the status. */
export function headersOf(result: FormattedExecutionResult, status: number): Record<string, string> {
  if (status === 405) return { allow: 'POST' };
  const waitMs = result.errors?.[0]?.extensions?.['retryAfterMs'];
  return status === 429 && typeof waitMs === 'number' ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : {};
}
