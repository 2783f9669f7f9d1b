import { currency, decimalsOf, isCurrencyCode, type Money } from '@onebasket/core';

export interface Rates {
  readonly base: string;
  readonly date: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Converted {
  readonly money: Money;
  /** Units of the target for one unit of the source, decimal text. */
  readonly rate: string;
  readonly rateDate: string;
}

const SCALE = 8;

/** The amount in another currency by the configured table, half up; `undefined` without a rate. An amount in that currency already has rate 1. */
export function convert(amount: Money, target: string, rates: Rates | undefined, today: string): Converted | undefined {
  if (!isCurrencyCode(target)) return undefined;
  if (amount.currency === target) return { money: amount, rate: '1', rateDate: today };
  const from = rateOf(amount.currency, rates);
  const to = rateOf(target, rates);
  if (!rates || !from || !to) return undefined;
  // minor(to) = minor(from) × to/from × 10^(decimals(to) − decimals(from)), all in integers.
  const numerator = amount.minor * to * 10n ** BigInt(decimalsOf(currency(target)));
  const denominator = from * 10n ** BigInt(decimalsOf(amount.currency));
  return {
    money: { minor: divideHalfUp(numerator, denominator), currency: currency(target) },
    rate: ratioText(to, from),
    rateDate: rates.date,
  };
}

function rateOf(code: string, rates: Rates | undefined): bigint | undefined {
  if (!rates) return undefined;
  const text = code === rates.base ? '1' : rates.values[code];
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text ?? '');
  if (!match) return undefined;
  const scaled = BigInt(match[1] + (match[2] ?? '').padEnd(SCALE, '0').slice(0, SCALE));
  return scaled > 0n ? scaled : undefined;
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  return (sign * (2n * sign * numerator + denominator)) / (2n * denominator);
}

function ratioText(to: bigint, from: bigint): string {
  const digits = divideHalfUp(to * 10n ** BigInt(SCALE), from)
    .toString()
    .padStart(SCALE + 1, '0');
  return `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, '') || '0';
}
