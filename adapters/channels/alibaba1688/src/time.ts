import { textIn } from './wire.ts';

/** `20170913231708000-0700` as RFC 3339: the offset is whatever the server's was, and is kept. */
export function serverTimeIn(value: unknown): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})?([+-]\d{2})(\d{2})$/.exec(textIn(value) ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, , offset, offsetMinutes] = match;
  return valid(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}:${offsetMinutes}`);
}

/** `2018-07-24 21:55:33`, which says no zone and is Beijing's. */
export function beijingTimeIn(value: unknown): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(textIn(value) ?? '');
  return match ? valid(`${match[1]}T${match[2]}+08:00`) : undefined;
}

function valid(time: string): string | undefined {
  return Number.isNaN(Date.parse(time)) ? undefined : time;
}
