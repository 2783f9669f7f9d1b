import { decimalsOf, type CurrencyCode, type Money } from '@onebasket/core';

/** Millionths of the major unit: WooCommerce computes with six decimals and rounds to the currency's at the end. Exact, never a float. */
export type Micro = bigint;

export const ONE: Micro = 1_000_000n;

/** Reads plain decimal text; digits below the millionth are rounded half up. `undefined` for anything else. */
export function toMicro(text: string): Micro | undefined {
  const match = /^(-?)(\d{0,15})(?:\.(\d{0,18}))?$/.exec(text.trim());
  if (!match || (!match[2] && !match[3])) return undefined;
  const fraction = (match[3] ?? '').padEnd(7, '0');
  const value = BigInt((match[2] || '0') + fraction.slice(0, 6)) + (fraction.charAt(6) >= '5' ? 1n : 0n);
  return match[1] ? -value : value;
}

/** `a / b`, rounded half away from zero; `b` is positive. */
export function divide(a: bigint, b: bigint): bigint {
  return a < 0n ? -((-a * 2n + b) / (2n * b)) : (a * 2n + b) / (2n * b);
}

export function multiply(a: Micro, b: Micro): Micro {
  return divide(a * b, ONE);
}

/** Rounded to that many decimals: half up as prices are, or half down as WooCommerce rounds tax that is inside the prices. */
export function roundTo(value: Micro, decimals: number, half: 'up' | 'down' = 'up'): Micro {
  const unit = 10n ** BigInt(6 - Math.min(6, decimals));
  if (half === 'up') return divide(value, unit) * unit;
  const low = (value / unit) * unit;
  return (value - low) * 2n > unit ? low + unit : low;
}

export function fromMoney(value: Money): Micro {
  return value.minor * 10n ** BigInt(6 - decimalsOf(value.currency));
}

export function asMoney(value: Micro, currency: CurrencyCode): Money {
  return { minor: divide(value, 10n ** BigInt(6 - decimalsOf(currency))), currency };
}

/** As the shop wants amounts: at least the currency's decimals, more only when there are more. */
export function writeMicro(value: Micro, decimals: number): string {
  const digits = value.toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '').padEnd(decimals, '0');
  return fraction ? `${digits.slice(0, -6)}.${fraction}` : digits.slice(0, -6);
}
