import { isLosslessNumber, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { isCurrencyCode, type CurrencyCode } from '@onebasket/core';

/** A JSON object, or nothing. */
export function recordIn(value: unknown): WireRecord | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
  return isRecord ? (value as WireRecord) : undefined;
}

/** The objects of a list; nothing for anything else. */
export function recordsIn(value: unknown): readonly WireRecord[] {
  return Array.isArray(value) ? value.map(recordIn).filter(record => record !== undefined) : [];
}

/** The texts of a list. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((member: unknown) => textIn(member) ?? []) : [];
}

/** Minor units with a sign: discounts are positive by the book, and negative at some merchants. */
export function signedMinorIn(value: unknown): bigint | undefined {
  const text = textIn(value)?.trim();
  return text !== undefined && /^-?\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}

/** Minor units, not below zero. */
export function minorIn(value: unknown): bigint | undefined {
  const minor = signedMinorIn(value);
  return minor !== undefined && minor >= 0n ? minor : undefined;
}

/** A currency, usually in lower case. */
export function currencyIn(value: unknown): CurrencyCode | undefined {
  const code = textIn(value)?.trim().toUpperCase();
  return code !== undefined && isCurrencyCode(code) ? code : undefined;
}

/** An address of the web, byte for byte. */
export function webAddressIn(value: unknown): string | undefined {
  const address = textIn(value)?.trim();
  return address !== undefined && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant with its offset, as it was sent. */
export function instantIn(value: unknown): string | undefined {
  const text = textIn(value);
  return text !== undefined && INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}
