import { integerIn, isLosslessNumber, textIn, type WireRecord } from '@onebasket/adapter-sdk';

export { integerIn, textIn };

/** A JSON object from JD, not yet believed. */
export type Wire = WireRecord;

const NOTHING: Wire = {};

export function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** A part of an answer; whatever is no object counts as not told. */
export function partIn(value: unknown): Wire {
  return isRecord(value) ? value : NOTHING;
}

/**
 * A list of objects. JD's documentation writes a list as `{"coupon": {…}}` or `[{"coupon": {…}}]` where its servers send `[{…}]`: all three are read.
 * Anything else counts as not told.
 */
export function recordsIn(value: unknown): readonly Wire[] {
  if (Array.isArray(value)) return value.filter(isRecord).map(item => only(item, isRecord) ?? item);
  if (!isRecord(value)) return [];
  const wrapped = only(value, (inner): inner is Wire | unknown[] => isRecord(inner) || Array.isArray(inner));
  return wrapped === undefined ? (Object.keys(value).length > 0 ? [value] : []) : recordsIn(wrapped);
}

/** The single member of a wrapper, when it is of the kind that is looked for. */
function only<T>(value: Wire, isKind: (inner: unknown) => inner is T): T | undefined {
  const members = Object.values(value);
  return members.length === 1 && isKind(members[0]) ? members[0] : undefined;
}

/** Text with something in it. */
export function filledIn(value: unknown): string | undefined {
  return textIn(value)?.trim();
}

/** An id as text; 0 stands for none. */
export function idIn(value: unknown): string | undefined {
  const text = filledIn(value);
  return text === undefined || /^0+$/.test(text) ? undefined : text;
}

/** The instant of a time in milliseconds since 1970; 0 stands for none. */
export function instantIn(value: unknown): number | undefined {
  const ms = integerIn(value);
  return ms !== undefined && ms > 0 && ms < 8.64e15 ? ms : undefined;
}
