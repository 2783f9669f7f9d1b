import { isLosslessNumber } from '@onebasket/adapter-sdk';
import { currency, money, type Money } from '@onebasket/core';

/** Everything on Pinduoduo is in renminbi. */
export const CNY = currency('CNY');

/** An object as Pinduoduo sent it: any field may be missing, `null`, or a number where a text was promised and the other way round. */
export type Wire = Readonly<Record<string, unknown>>;

/** A text or a number as text; `undefined` for nothing, blanks and anything else. */
export function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || isLosslessNumber(value) ? value.toString() : undefined;
}

export function recordIn(value: unknown): Wire | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value) ? (value as Wire) : undefined;
}

/** The objects of a list with their place in it; a single object counts as a list of one. */
export function entriesIn(value: unknown): readonly { readonly at: number; readonly it: Wire }[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((item, at) => {
    const it = recordIn(item);
    return it ? [{ at, it }] : [];
  });
}

export function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap(item => textIn(item) ?? []);
}

/** A whole number of zero or more. */
export function countIn(value: unknown): number | undefined {
  const text = textIn(value);
  return text !== undefined && /^\d{1,15}(\.0+)?$/.test(text) ? Number(text) : undefined;
}

/** An amount in fen; `undefined` for zero, for less and for what is no number: Pinduoduo gives nothing away, and no price is not a price of nothing. */
export function fenIn(value: unknown): Money | undefined {
  const fen = countIn(value);
  return fen !== undefined && fen > 0 ? money(fen, CNY) : undefined;
}

export function flagIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textIn(value);
  if (text === '1' || text === 'true') return true;
  return text === '0' || text === 'false' ? false : undefined;
}

/** Unix seconds as RFC 3339; 0 means "not yet". */
export function timeIn(value: unknown, plusSeconds = 0): string | undefined {
  const seconds = countIn(value);
  if (seconds === undefined || seconds === 0 || seconds > 99_999_999_999) return undefined;
  return new Date((seconds + plusSeconds) * 1000).toISOString();
}

/** A web address; Pinduoduo leaves the scheme out at times. */
export function urlIn(value: unknown): string | undefined {
  const text = textIn(value);
  const full = text?.startsWith('//') ? `https:${text}` : text;
  return full !== undefined && /^https?:\/\//i.test(full) && URL.canParse(full) ? full : undefined;
}
