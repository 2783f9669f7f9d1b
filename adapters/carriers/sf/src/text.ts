import { isLosslessNumber } from '@onebasket/adapter-sdk';

/** A code or a number as text; `undefined` for nothing, blanks and anything else. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || isLosslessNumber(value) ? value.toString() : undefined;
}
