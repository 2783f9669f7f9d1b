import { currencyIn, isLosslessNumber, moneyIn, textIn, type WireRecord } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';

/** A JSON object, or nothing. */
export function recordIn(value: unknown): WireRecord | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
  return isRecord ? (value as WireRecord) : undefined;
}

/** The objects of a list, with their places in it; nothing for anything else. */
export function entriesIn(value: unknown): readonly (readonly [at: number, entry: WireRecord])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((member: unknown, at) => {
    const entry = recordIn(member);
    return entry ? [[at, entry] as const] : [];
  });
}

/** The objects of a list. */
export function recordsIn(value: unknown): readonly WireRecord[] {
  return entriesIn(value).map(([, entry]) => entry);
}

/** The texts of a list. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((member: unknown) => textIn(member) ?? []) : [];
}

/** `{value, currency}` as money; nothing without an amount, below zero, and for a currency that does not exist. */
export function amountIn(value: unknown): Money | undefined {
  const amount = recordIn(value);
  const currency = currencyIn(amount?.['currency']);
  return amount && currency ? moneyIn(amount['value'], currency) : undefined;
}

/** A price that somebody could pay: above zero. */
export function priceIn(value: unknown): Money | undefined {
  const price = amountIn(value);
  return price && price.minor > 0n ? price : undefined;
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
