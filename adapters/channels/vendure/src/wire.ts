import { isLosslessNumber } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';

/** A JSON object as it came: nothing is believed about it yet. */
export type Wire = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** Says that a shop's answer is not what its API promises. Nothing was to be changed by what was asked; see `afterChange` for when it was. */
export function unreadable(what: string): AdapterError {
  return new AdapterError('invalid-response', { message: `vendure: ${what}`, outcome: 'not-done' });
}

/** Reads the answer to a change: when it cannot be read, the change may have happened all the same. */
export function afterChange<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    throw new AdapterError(error.code, { message: error.message, outcome: 'unknown', cause: error });
  }
}

/** The object at `key`; throws `AdapterError('invalid-response')` when there is none. */
export function objectAt(from: Wire, key: string): Wire {
  const value = from[key];
  if (!isRecord(value)) throw unreadable(`${key} is no object`);
  return value;
}

/** The object at `key`, or `undefined` for null and absent. */
export function optionalObjectAt(from: Wire, key: string): Wire | undefined {
  return from[key] === null || from[key] === undefined ? undefined : objectAt(from, key);
}

/** The objects listed at `key`; throws `AdapterError('invalid-response')` when there is no list of objects. */
export function objectsAt(from: Wire, key: string): readonly Wire[] {
  const value = from[key];
  if (!Array.isArray(value) || !value.every(isRecord)) throw unreadable(`${key} is no list`);
  return value;
}

/** As `objectsAt`, but an empty list for null and absent. */
export function optionalObjectsAt(from: Wire, key: string): readonly Wire[] {
  return from[key] === null || from[key] === undefined ? [] : objectsAt(from, key);
}

/** The text at `key`; throws `AdapterError('invalid-response')` when there is none. */
export function textAt(from: Wire, key: string): string {
  const value = from[key];
  if (typeof value !== 'string') throw unreadable(`${key} is no text`);
  return value;
}

/** The text at `key`; `undefined` for null, absent and empty. */
export function optionalTextAt(from: Wire, key: string): string | undefined {
  const value = from[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id: text that is not empty. A server may send numbers. */
export function idAt(from: Wire, key: string): string {
  const value = from[key];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' || isLosslessNumber(value)) return String(value);
  throw unreadable(`${key} is no id`);
}

/** A whole number, not negative. */
export function countAt(from: Wire, key: string): number {
  const value = Number(from[key]);
  if (from[key] === null || !Number.isSafeInteger(value) || value < 0) throw unreadable(`${key} is no count`);
  return value;
}
