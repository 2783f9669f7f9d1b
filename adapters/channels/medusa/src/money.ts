import { isCurrencyCode, parseMoney, type CurrencyCode, type Money } from '@onebasket/core';
import { isRecord, textAt, unreadable, type Wire } from './wire.ts';

const NUMBER = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;
/** Digits behind the point that are kept; what lies beyond moves no minor unit of any currency. */
const KEPT_DECIMALS = 8;

/**
 * The exact decimal text of an amount: Medusa's own text in `raw_KEY.value` where it is sent, otherwise the digits of the JSON number. Amounts are major
 * units and not rounded: "20.24904". `undefined` when there is none.
 */
export function decimalAt(from: Wire | undefined, key: string): string | undefined {
  const raw = from?.[`raw_${key}`];
  return (isRecord(raw) ? plainDecimal(textAt(raw, 'value')) : undefined) ?? plainDecimal(textAt(from, key));
}

/** The amount at `key`, rounded half up to the currency's minor unit, as Medusa compares what is paid with what is owed. */
export function moneyAt(from: Wire | undefined, key: string, currency: CurrencyCode): Money | undefined {
  const text = decimalAt(from, key);
  return text === undefined ? undefined : parseMoney(text, currency);
}

/** As `moneyAt`; throws `AdapterError('invalid-response')` when there is none, or when it is negative. */
export function requiredMoneyAt(from: Wire, key: string, currency: CurrencyCode): Money {
  const amount = moneyAt(from, key, currency);
  if (amount === undefined || amount.minor < 0n) throw unreadable(`${key} is no amount`);
  return amount;
}

/** The currency at `currency_code`, which Medusa writes in lower case; `undefined` for one that is not in the ISO list. */
export function currencyOf(from: Wire | undefined): CurrencyCode | undefined {
  const code = textAt(from, 'currency_code')?.toUpperCase();
  return code !== undefined && isCurrencyCode(code) ? code : undefined;
}

/** As `currencyOf`; throws `AdapterError('invalid-response')` when there is none. */
export function requiredCurrencyOf(from: Wire): CurrencyCode {
  const currency = currencyOf(from);
  if (currency === undefined) throw unreadable('currency_code is not in the ISO list');
  return currency;
}

/** An exact amount in millionths of a major unit, for sharing out what rounding leaves over. */
export function millionths(decimal: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = NUMBER.exec(decimal) ?? [];
  const value = BigInt(whole + fraction.padEnd(6, '0').slice(0, 6));
  return sign === '-' ? -value : value;
}

/** Digits with at most one point, from whatever form a number takes: "1e-7", "12.". */
function plainDecimal(text: string | undefined): string | undefined {
  const match = text === undefined ? null : NUMBER.exec(text.trim());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = shift < 0 ? whole.padStart(1 - shift, '0') + fraction : whole + fraction.padEnd(Math.max(shift, 0), '0');
  const point = shift < 0 ? Math.max(whole.length, 1 - shift) + shift : whole.length + shift;
  const major = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  if (major.length > 18) return undefined;
  const minor = digits.slice(point, point + KEPT_DECIMALS);
  return `${sign}${major}${minor === '' ? '' : `.${minor}`}`;
}
