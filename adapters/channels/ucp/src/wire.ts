import { asRecord, integerIn, isLosslessNumber, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { isCurrencyCode, type CurrencyCode, type Money } from '@onebasket/core';

/**
 * The same JSON without null members, at any depth: some servers write every optional member as null, which the schemas forbid.
 * List items stay where they are, so that pointers into the original hold.
 */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null || isLosslessNumber(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (member === null ? [] : [[key, withoutNulls(member)]])));
}

/** A member that is an object; `undefined` for anything else. */
export function recordIn(value: unknown): WireRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value) ? asRecord(value, '') : undefined;
}

/** The objects of a list; what is no list counts as empty. */
export function recordsIn(value: unknown): readonly WireRecord[] {
  return Array.isArray(value) ? value.flatMap<WireRecord>(item => recordIn(item) ?? []) : [];
}

/** The texts of a list. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap<string>(item => textIn(item) ?? []) : [];
}

/** How many; `undefined` for anything that counts nothing, and below zero. */
export function countIn(value: unknown): number | undefined {
  const count = integerIn(value);
  return count !== undefined && count >= 0 ? count : undefined;
}

/** A whole number of minor units with its sign; `undefined` for anything else. */
export function signedMinorIn(value: unknown): bigint | undefined {
  const digits = /^(-?\d{1,18})(\.0+)?$/.exec(textIn(value)?.trim() ?? '')?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}

/** A currency of the ISO list, however it is written. */
export function currencyIn(value: unknown): CurrencyCode | undefined {
  const code = textIn(value)?.trim().toUpperCase();
  return code !== undefined && isCurrencyCode(code) ? code : undefined;
}

/** A price: `{amount, currency}`, or bare minor units of a currency that is known otherwise. `undefined` when there is none, and below zero. */
export function priceIn(value: unknown, currency?: CurrencyCode): Money | undefined {
  const record = recordIn(value);
  const minor = signedMinorIn(record ? record['amount'] : value);
  const of = record ? (currencyIn(record['currency']) ?? (record['currency'] === undefined ? currency : undefined)) : currency;
  return minor === undefined || minor < 0n || of === undefined ? undefined : { minor, currency: of };
}

/** An address for people to open. */
export function webUrlIn(value: unknown): string | undefined {
  const address = textIn(value);
  return address !== undefined && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined;
}

/** A time as RFC 3339; `undefined` for what is none. */
export function timeIn(value: unknown): string | undefined {
  const text = textIn(value);
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** The object without its undefined members. */
export function told<T extends object>(members: { [K in keyof T]: T[K] | undefined }): { [K in keyof T]?: T[K] & ({} | null) } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: T[K] & ({} | null) };
}
