import { textOf } from './wire.ts';

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** "2026-01-02 03:04:05" in Beijing: TOP's timestamps and time parameters. */
export function toBeijingText(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** RFC 3339 with Beijing's offset. */
export function toRfc3339(ms: number): string {
  return `${new Date(ms + OFFSET_MS).toISOString().replace(/\.000Z$|Z$/, '')}+08:00`;
}

/** Midnight in Beijing that comes next: when daily quotas begin anew. */
export function nextBeijingMidnight(now: Date): Date {
  return new Date(Math.floor((now.getTime() + OFFSET_MS) / DAY_MS + 1) * DAY_MS - OFFSET_MS);
}

interface Instant {
  readonly ms: number;
  /** How long the time that was named lasts: a day, a second, a millisecond. */
  readonly lastsMs: number;
}

/** A time as TOP's APIs write it: milliseconds as text or number, "2026-01-02", "2026-01-02 03:04:05" (Beijing). 0 and empty mean none. */
export function readInstant(value: unknown): Instant | undefined {
  const text = textOf(value) ?? '';
  if (/^\d{12,14}$/.test(text)) {
    const ms = Number(text);
    return { ms, lastsMs: ms % 1000 === 0 ? 1000 : 1 };
  }
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?/.exec(text);
  if (!match) return undefined;
  const ms = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}+08:00`);
  return Number.isNaN(ms) ? undefined : { ms, lastsMs: match[2] ? 1000 : DAY_MS };
}

/** A stated time as RFC 3339, `undefined` when there is none. */
export function readTime(value: unknown): string | undefined {
  const at = readInstant(value);
  return at && toRfc3339(at.ms);
}

/** From a first and a last moment, both still valid, to our window whose end is exclusive: the last day, second or millisecond counts whole. */
export function readWindow(first: unknown, last: unknown): { readonly from?: string; readonly to?: string } | undefined {
  const [from, to] = [readInstant(first), readInstant(last)];
  if (!from && !to) return undefined;
  return { ...(from ? { from: toRfc3339(from.ms) } : {}), ...(to ? { to: toRfc3339(to.ms + to.lastsMs) } : {}) };
}
