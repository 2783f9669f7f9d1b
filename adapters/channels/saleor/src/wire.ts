import { isLosslessNumber, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';

/** The object, or `undefined` for anything else. */
export function recordIn(value: unknown): WireRecord | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
  return isRecord ? (value as WireRecord) : undefined;
}

/** The object that lies at this path, or `undefined`. */
export function recordAt(value: unknown, ...path: readonly string[]): WireRecord | undefined {
  return path.reduce<WireRecord | undefined>((from, name) => recordIn(from?.[name]), recordIn(value));
}

/** The objects of a list, each with its place in it; what is no list has none, and members that are no objects are passed over. */
export function placedIn(value: unknown): readonly { readonly at: number; readonly record: WireRecord }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((member: unknown, at) => {
    const record = recordIn(member);
    return record ? [{ at, record }] : [];
  });
}

/** The objects of a list. */
export function listIn(value: unknown): readonly WireRecord[] {
  return placedIn(value).map(({ record }) => record);
}

/** An instant with its offset; `undefined` for anything else. */
export function instantIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value) ? value : undefined;
}

/** Says that an answer is not what Saleor promises. Nothing was to be changed by what was asked; `afterWrite` is for when it was. */
export function unreadable(what: string): AdapterError {
  return new AdapterError('invalid-response', { message: `saleor: ${what}`, outcome: 'not-done' });
}
