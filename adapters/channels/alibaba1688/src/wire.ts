import { isLosslessNumber } from '@onebasket/adapter-sdk';
import { currency, money, type Money } from '@onebasket/core';

/** Everything on 1688 is in renminbi. */
export const CNY = currency('CNY');

/** An object as 1688 sent it: any field may be missing, `null`, or a number where a text was promised and the other way round. */
export type Wire = Readonly<Record<string, unknown>>;

/** A text or a number as text, ids beyond 2^53 to the last digit; `undefined` for nothing, blanks and anything else. */
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

export function recordsIn(value: unknown): readonly Wire[] {
  return entriesIn(value).map(({ it }) => it);
}

export function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap(item => textIn(item) ?? []);
}

/** A whole number of zero or more; quantities come as `5` and as `5.0`. */
export function countIn(value: unknown): number | undefined {
  const text = textIn(value);
  return text !== undefined && /^\d{1,15}(\.0+)?$/.test(text) ? Number(text) : undefined;
}

export function flagIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textIn(value)?.toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

/** Whole fen, zero allowed: totals of previews and new orders, fees, refunds. */
export function fenIn(value: unknown): Money | undefined {
  const fen = countIn(value);
  return fen === undefined ? undefined : money(fen, CNY);
}

const NANO = 10n ** 10n;

/**
 * Yuan as text or number, zero allowed: prices of offers, amounts of order views. A JSON number may carry the dust of a double (6.409999999999999), which is
 * blown off; an amount that is really finer than a fen is no amount.
 */
export function yuanIn(value: unknown): Money | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,20}))?$/.exec(textIn(value) ?? '');
  if (!match) return undefined;
  const whole = BigInt(match[1] ?? '0');
  const fraction = BigInt((match[2] ?? '').padEnd(12, '0').slice(0, 12));
  const fen = (fraction + NANO / 2n) / NANO;
  const dust = fraction - fen * NANO;
  const isDust = typeof value !== 'string' && dust < 10_000n && dust > -10_000n;
  return dust === 0n || isDust ? money(whole * 100n + fen, CNY) : undefined;
}

/** Yuan that somebody asks for something: zero is no price. */
export function priceIn(value: unknown): Money | undefined {
  const amount = yuanIn(value);
  return amount && amount.minor > 0n ? amount : undefined;
}

/** A web address. Pictures come without scheme (`//cbu01…`) and without host (`img/ibank/…`). */
export function urlIn(value: unknown): string | undefined {
  const text = textIn(value) ?? '';
  const full = text.startsWith('//')
    ? `https:${text}`
    : /^\/?img\//.test(text)
      ? `https://cbu01.alicdn.com/${text.replace(/^\//, '')}`
      : text;
  return /^https?:\/\//i.test(full) && URL.canParse(full) ? full : undefined;
}
