import type { Credentials } from '@onebasket/adapter-sdk';

const SHORTEST_AHEAD_MS = 60_000;
const LONGEST_AHEAD_MS = 24 * 3_600_000;

/**
 * When credentials should be refreshed: when a fifth of their life is left, but at least a minute and at most a day ahead of expiry. `undefined` when they do
 * not expire.
 */
export function refreshDue({ expiresAt }: Credentials, now: Date): string | undefined {
  if (expiresAt === undefined) return undefined;
  const lifeMs = Date.parse(expiresAt) - now.getTime();
  const aheadMs = Math.min(LONGEST_AHEAD_MS, Math.max(SHORTEST_AHEAD_MS, lifeMs / 5));
  return new Date(Math.max(now.getTime(), Date.parse(expiresAt) - aheadMs)).toISOString();
}

/** When to try again after so many failures in a row: half a minute, doubling, an hour at most. */
export function tryAgainAt(failures: number, now: Date): string {
  return new Date(now.getTime() + Math.min(3_600_000, 30_000 * 2 ** Math.max(0, failures - 1))).toISOString();
}
