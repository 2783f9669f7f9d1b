import { isLosslessNumber } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';

/** A JSON object as it came: nothing is believed about it yet. */
export type Wire = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** Says that a shop's answer is not what its API promises. Nothing was to be changed by what was asked; `afterWrite` is for when it was. */
export function unreadable(what: string): AdapterError {
  return new AdapterError('invalid-response', { message: `medusa: ${what}`, outcome: 'not-done' });
}

/** The object at `key`; throws `AdapterError('invalid-response')` when there is none. */
export function objectAt(from: Wire, key: string): Wire {
  const value = from[key];
  if (!isRecord(value)) throw unreadable(`${key} is no object`);
  return value;
}

/** The object at `key`, or `undefined` for anything else. */
export function optionalObjectAt(from: Wire | undefined, key: string): Wire | undefined {
  const value = from?.[key];
  return isRecord(value) ? value : undefined;
}

/** The objects listed at `key`; throws `AdapterError('invalid-response')` when there is no list. Members that are no objects are passed over. */
export function objectsAt(from: Wire, key: string): readonly Wire[] {
  const value = from[key];
  if (!Array.isArray(value)) throw unreadable(`${key} is no list`);
  return value.filter(isRecord);
}

/** As `objectsAt`, but an empty list for anything that is no list. */
export function optionalObjectsAt(from: Wire | undefined, key: string): readonly Wire[] {
  const value = from?.[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The text at `key`, numbers as their digits; `undefined` for empty text and anything else. */
export function textAt(from: Wire | undefined, key: string): string | undefined {
  const value = from?.[key];
  if (typeof value === 'number' || isLosslessNumber(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** An id or whatever else must be there; throws `AdapterError('invalid-response')` when it is not. */
export function requiredTextAt(from: Wire, key: string): string {
  const text = textAt(from, key);
  if (text === undefined) throw unreadable(`${key} is missing`);
  return text;
}

/** A whole number, sent as a number or as text; `undefined` for anything else. */
export function integerAt(from: Wire | undefined, key: string): number | undefined {
  const text = textAt(from, key);
  const value = text === undefined ? NaN : Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
