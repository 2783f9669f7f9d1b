import { isLosslessNumber } from '@onebasket/adapter-sdk';
import { invalidResponse } from './errors.ts';

/** A JSON object from the shop, not yet believed. */
export type Wire = Readonly<Record<string, unknown>>;

/** The object, or `AdapterError('invalid-response')` naming where it was expected. */
export function asRecord(value: unknown, where: string): Wire {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isLosslessNumber(value))
    throw invalidResponse(`${where} sent no object`);
  return value as Wire;
}

/** The list, or `AdapterError('invalid-response')`. */
export function asList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalidResponse(`${where} sent no list`);
  return value;
}

/** A list of objects; anything else (absent, null, foreign members) counts as not told. */
export function recordsIn(value: unknown): readonly Wire[] {
  return Array.isArray(value)
    ? value.filter((item): item is Wire => typeof item === 'object' && item !== null && !Array.isArray(item))
    : [];
}

/** Text, or a number as text: plugins differ on which of the two an amount is. Empty text stays empty. */
export function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return isLosslessNumber(value) ? value.toString() : undefined;
}

/** Text with something in it. */
export function filledIn(value: unknown): string | undefined {
  const text = textIn(value)?.trim();
  return text ? text : undefined;
}

/** A whole number, also when written as text. */
export function integerIn(value: unknown): number | undefined {
  const text = textIn(value)?.trim();
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** How many there are; less than none is not told. */
export function countIn(value: unknown): number | undefined {
  const count = integerIn(value);
  return count !== undefined && count >= 0 ? count : undefined;
}

/** A decimal for ratings and the like, never for money. */
export function numberIn(value: unknown): number | undefined {
  const text = filledIn(value);
  const number = text === undefined ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** true and false, also as "yes"/"no" and "1"/"0". */
export function flagIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textIn(value)?.toLowerCase();
  if (text === 'yes' || text === 'true' || text === '1') return true;
  return text === 'no' || text === 'false' || text === '0' ? false : undefined;
}

/** A positive id, or `AdapterError('invalid-response')`. */
export function requireId(value: unknown, where: string): number {
  const id = integerIn(value);
  if (id === undefined || id <= 0) throw invalidResponse(`${where} sent no id`);
  return id;
}

/** A time as RFC 3339: WooCommerce's `*_gmt` fields are UTC without saying so. */
export function gmtIn(value: unknown): string | undefined {
  const text = filledIn(value);
  if (text === undefined) return undefined;
  const date = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The meta data as a map from key to value; the last one of a key counts. */
export function metaIn(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(recordsIn(value).map(entry => [textIn(entry['key']) ?? '', entry['value']]));
}
