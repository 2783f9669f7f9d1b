import { isLosslessNumber, moneyIn, parseLosslessJson, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { currency, type Money } from '@onebasket/core';

export const CNY = currency('CNY');

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** Some results, and some lists inside of results, are JSON in a text: that text read, anything else as it is. */
export function decoded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseLosslessJson(value);
  } catch {
    return value;
  }
}

/** A list of objects, also as JSON in a text; anything else counts as not told. */
export function recordsIn(value: unknown): readonly WireRecord[] {
  const list = decoded(value);
  return Array.isArray(list) ? list.map(decoded).filter(isRecord) : [];
}

/** A part of an answer; whatever is no object counts as not told. */
export function partIn(value: unknown): WireRecord {
  const part = decoded(value);
  return isRecord(part) ? part : {};
}

/** Text with something in it, without blanks around it. */
export function filledIn(value: unknown): string | undefined {
  return textIn(value)?.trim();
}

/** An id as text; 0 and -1 stand for none. */
export function idIn(value: unknown): string | undefined {
  const text = filledIn(value);
  return text === undefined || /^(0+|-1)$/.test(text) ? undefined : text;
}

/** true and false, also as 1 and 0 and as text. */
export function flagIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = filledIn(value)?.toLowerCase();
  if (text === '1' || text === 'true') return true;
  return text === '0' || text === 'false' ? false : undefined;
}

/** An amount in yuan; -1, which JD writes for "not found", is unknown. */
export function yuanIn(value: unknown): Money | undefined {
  return moneyIn(value, CNY);
}

/** A price: an amount of more than nothing. */
export function priceIn(value: unknown): Money | undefined {
  const price = yuanIn(value);
  return price && price.minor > 0n ? price : undefined;
}
