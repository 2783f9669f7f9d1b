/** The time, injected so that tests can move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** An instant as documents hold it: fixed-width UTC text, so that text order is time order ("2026-11-25T05:04:00.000Z"). */
export function instant(date: Date): string {
  return date.toISOString();
}
