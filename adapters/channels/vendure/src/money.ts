import { isLosslessNumber } from '@onebasket/adapter-sdk';
import { decimalsOf, isCurrencyCode, parseMoney, type CurrencyCode, type Money } from '@onebasket/core';
import type { VendureSettings } from './manifest.ts';
import { textAt, unreadable, type Wire } from './wire.ts';

/**
 * A shop's money is an integer with the decimals of its MoneyStrategy (2 unless changed) in *every* currency:
 * 120 yen are 12000 there. Shipping quotes may have a fraction, which the order then rounds.
 */
const DEFAULT_PRECISION = 2;

/** Reads the money at a key of an object from the shop; throws `AdapterError('invalid-response')` for anything that is no number. */
export interface MoneyReader {
  at(from: Wire, key: string): Money;
}

/** A reader for amounts that stand beside a `currencyCode`. Throws `AdapterError('invalid-response')` for an unknown currency or another than the configured one. */
export function moneyBeside(from: Wire, settings: VendureSettings): MoneyReader {
  const code = textAt(from, 'currencyCode');
  if (!isCurrencyCode(code)) throw unreadable('currencyCode is not in the ISO list');
  if (settings.currency !== undefined && settings.currency !== code) {
    throw unreadable(`the shop answers in ${code} where ${settings.currency} is configured`);
  }
  const precision = settings.moneyPrecision ?? DEFAULT_PRECISION;
  return { at: (object, key) => toMoney(object[key], key, code, precision) };
}

function toMoney(value: unknown, key: string, currency: CurrencyCode, precision: number): Money {
  if (typeof value !== 'number' && !isLosslessNumber(value)) throw unreadable(`${key} is no amount`);
  const digits = /^(-?)(\d{1,18})(?:\.(\d{1,40}))?$/.exec(String(value));
  if (!digits) throw unreadable(`${key} is no amount`);
  const [, sign = '', whole = '', fraction = ''] = digits;
  const padded = whole.padStart(precision + 1, '0');
  const split = padded.length - precision;
  return parseMoney(`${sign}${padded.slice(0, split)}.${(padded.slice(split) + fraction).slice(0, 8) || '0'}`, currency);
}

/** The amount as the shop writes it, for an input; `undefined` when it cannot be written there exactly. */
export function toVendorAmount({ minor, currency }: Money, settings: VendureSettings): number | undefined {
  const shift = (settings.moneyPrecision ?? DEFAULT_PRECISION) - decimalsOf(currency);
  const scale = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && minor % scale !== 0n) return undefined;
  const amount = Number(shift < 0 ? minor / scale : minor * scale);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
