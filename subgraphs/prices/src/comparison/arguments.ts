import { GraphQLError } from 'graphql';

const bad = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const DEFAULT_MAX_AGE_MS = 60_000;
const DEFAULT_DEADLINE_MS = 5_000;
const DEADLINE_CAP_MS = 30_000;
const MAX_QUANTITY = 10_000;

/** 1 to 10,000. */
export function checkQuantity(quantity: number | null | undefined): number {
  const wanted = quantity ?? 1;
  if (wanted < 1 || wanted > MAX_QUANTITY) throw bad(`quantity must be 1 to ${MAX_QUANTITY}`);
  return wanted;
}

/** Left out: a minute. 0 = live. */
export function checkMaxAge(maxAgeMs: number | null | undefined): number {
  if (maxAgeMs != null && maxAgeMs < 0) throw bad('maxAgeMs must not be negative');
  return maxAgeMs ?? DEFAULT_MAX_AGE_MS;
}

/** Left out: 5 s. More than 30 s is capped. */
export function checkDeadline(deadlineMs: number | null | undefined): number {
  if (deadlineMs != null && deadlineMs < 0) throw bad('deadlineMs must not be negative');
  return Math.min(deadlineMs ?? DEFAULT_DEADLINE_MS, DEADLINE_CAP_MS);
}
