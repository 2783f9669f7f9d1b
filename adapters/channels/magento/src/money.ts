import { currencyIn, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { parseMoney, type CurrencyCode, type Money } from '@onebasket/core';

/** More digits than this after the point are the noise of PHP's floats: 34.199999999999996. */
const MOST_DECIMALS = 8;

/**
 * A `Money` of the vendor, `{ value, currency }`: value is a JSON number in major units that was computed as a float but is read as text. `fallback` is for
 * shops that name no currency beside it. `undefined` when there is none, and below zero.
 */
export function moneyOf(value: unknown, fallback?: CurrencyCode): Money | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { value: amount, currency: named } = value as WireRecord;
  const currency = named === null || named === undefined ? fallback : currencyIn(named);
  return currency === undefined ? undefined : amountOf(amount, currency);
}

/** A bare JSON number in major units, as REST has them. `undefined` when there is none, and below zero. */
export function amountOf(value: unknown, currency: CurrencyCode): Money | undefined {
  const decimal = plainDecimal(textIn(value));
  return decimal === undefined ? undefined : parseMoney(decimal, currency);
}

/** "1.5E1" and "34.199999999999996" as plain decimals of at most eight places, rounded half up. */
function plainDecimal(text: string | undefined): string | undefined {
  const match = /^\+?(\d{1,18})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text?.trim() ?? '');
  if (!match?.[1]) return undefined;
  const fraction = match[2] ?? '';
  const scale = fraction.length - Number(match[3] ?? 0);
  const digits = BigInt(match[1] + fraction);
  const eighths = scale > MOST_DECIMALS ? roundAt(digits, scale - MOST_DECIMALS) : digits * 10n ** BigInt(MOST_DECIMALS - scale);
  const padded = eighths.toString().padStart(MOST_DECIMALS + 1, '0');
  const whole = padded.slice(0, -MOST_DECIMALS);
  return whole.length > 18 ? undefined : `${whole}.${padded.slice(-MOST_DECIMALS)}`;
}

function roundAt(digits: bigint, places: number): bigint {
  const unit = 10n ** BigInt(places);
  return (digits + unit / 2n) / unit;
}
