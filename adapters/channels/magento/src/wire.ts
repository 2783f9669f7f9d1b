import { asList, asRecord, isLosslessNumber, textIn, type WireRecord } from '@onebasket/adapter-sdk';

/** Is it a JSON object? */
export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** The object at `key`, or an empty one: what an answer may lack. */
export function recordAt(from: WireRecord, key: string): WireRecord {
  const value = from[key];
  return isRecord(value) ? value : {};
}

/** The objects of the list at `key`; what is no object, and no list, is left out. */
export function recordsAt(from: WireRecord, key: string): readonly WireRecord[] {
  const value = from[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The object at `key`; throws `AdapterError('invalid-response')` when there is none. */
export function neededRecord(from: WireRecord, key: string, what: string): WireRecord {
  return asRecord(from[key], `magento: ${what}: ${key}`);
}

/** The objects of the list at `key`; throws `AdapterError('invalid-response')` when there is no list. */
export function neededRecords(from: WireRecord, key: string, what: string): readonly WireRecord[] {
  return asList(from[key], `magento: ${what}: ${key}`).filter(isRecord);
}

/** A number of pieces. Magento counts in decimals (2, 2.0, "2.0000"); a broken piece is none. */
export function piecesIn(value: unknown): number | undefined {
  const text = textIn(value)?.trim();
  return text !== undefined && /^\d{1,12}(\.0*)?$/.test(text) ? Number.parseInt(text, 10) : undefined;
}
