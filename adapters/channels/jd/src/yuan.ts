import { currency, type Money } from '@onebasket/core';
import { textIn } from './wire.ts';

export const CNY = currency('CNY');

/** JD computes some amounts in doubles: what lies this close to a fen is that fen. In hundred-millionths of a yuan. */
const DUST = 100n;
const FEN = 1_000_000n;

/**
 * An amount that JD writes in yuan, as number or text. `undefined` for what is missing, negative or no whole number of fen: unknown is never zero.
 * Never passes through a float.
 */
export function yuanIn(value: unknown): Money | undefined {
  const match = /^(\d{1,15})(?:\.(\d+))?$/.exec(plainDecimal(textIn(value)?.trim() ?? ''));
  if (!match) return undefined;
  const units = BigInt(`${match[1]}${(match[2] ?? '').padEnd(8, '0').slice(0, 8)}`);
  const minor = (units + FEN / 2n) / FEN;
  const off = units - minor * FEN;
  return off > DUST || off < -DUST ? undefined : { minor, currency: CNY };
}

/** A price: an amount of more than nothing. JD fills in 0 where there is none. */
export function priceIn(value: unknown): Money | undefined {
  const price = yuanIn(value);
  return price && price.minor > 0n ? price : undefined;
}

/** Java writes large doubles as `1.0E7`; the point is moved in the text. */
function plainDecimal(text: string): string {
  const match = /^(\d+)(?:\.(\d+))?[eE]\+?(-?\d{1,2})$/.exec(text);
  if (!match) return text;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = shift >= 0 ? whole + fraction.padEnd(shift, '0') : whole.padStart(1 - shift, '0') + fraction;
  const point = (shift >= 0 ? whole.length : Math.max(whole.length, 1 - shift)) + shift;
  return `${digits.slice(0, point)}.${digits.slice(point) || '0'}`;
}
