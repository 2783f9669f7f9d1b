import { AdapterError, isCurrencyCode, type CurrencyCode, type Money, parseMoney } from '@onebasket/core';
import { isLosslessNumber } from 'lossless-json';

// Readers for a vendor's JSON at the border of an adapter. What an answer cannot do without throws; what it may lack comes as `undefined`, so that the
// unknown stays unknown. Vendors swap numbers and texts between versions: both are read.

/** A JSON object as a vendor sent it: nothing is known of its members yet. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** A JSON object; anything else is an invalid response. `what` names the place for the message: "GET /products". */
export function asRecord(value: unknown, what: string): WireRecord {
  if (isObject(value)) return value;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `${what}: an object was expected, ${nameOf(value)} came` });
}

/** A JSON array; anything else is an invalid response. */
export function asList(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `${what}: a list was expected, ${nameOf(value)} came` });
}

/** The value; `undefined` is an invalid response. For what an answer cannot do without: `needed(textIn(item['id']), 'acme: id of an item')`. */
export function needed<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new AdapterError('invalid-response', { outcome: 'not-done', message: `${what} is missing or cannot be read` });
}

/** Text, or a number as its digits (ids beyond 2^53 keep every one); `undefined` for anything else and for blank text. */
export function textIn(value: unknown): string | undefined {
  const text = isLosslessNumber(value) || typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** A whole number, also when it comes as text; `undefined` for anything else and beyond 2^53. */
export function integerIn(value: unknown): number | undefined {
  const text = textIn(value)?.trim();
  const number = text !== undefined && /^-?\d+(\.0+)?$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A currency of the ISO 4217 list; `undefined` for anything else. */
export function currencyIn(value: unknown): CurrencyCode | undefined {
  return typeof value === 'string' && isCurrencyCode(value) ? value : undefined;
}

/** An amount in major units ("12.30", 12.3), never through a float; `undefined` when there is none, and below zero: no vendor sells for less. */
export function moneyIn(value: unknown, currency: CurrencyCode): Money | undefined {
  const text = textIn(value)?.trim();
  return text !== undefined && /^\d{1,18}(\.\d{1,8})?$/.test(text) ? parseMoney(text, currency) : undefined;
}

/** An amount in minor units (cents, fen: 1230); `undefined` when there is none, and below zero. */
export function minorMoneyIn(value: unknown, currency: CurrencyCode): Money | undefined {
  const text = textIn(value)?.trim();
  return text !== undefined && /^\d{1,18}$/.test(text) ? { minor: BigInt(text), currency } : undefined;
}

/**
 * An instant that says its offset ("2026-11-25T10:00:00+08:00", "…Z"), as it came; `undefined` for anything else. A time without offset is some clock's: which
 * one, only the adapter knows.
 */
export function instantIn(value: unknown): string | undefined {
  const isInstant = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  return isInstant && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** Those of the members that are known: what is `undefined` is left out, as the contract wants it. `{ externalId, title, ...known({ brand, price }) }`. */
export function known<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function isObject(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : `a ${isLosslessNumber(value) ? 'number' : typeof value}`;
}
