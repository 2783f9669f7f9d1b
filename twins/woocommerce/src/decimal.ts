/**
 * Amounts as WooCommerce keeps them: decimal text with six places, calculated as whole millionths. Numbers never pass through a float.
 */
const MICROS = 1_000_000n;

/** Millionths of a decimal text, half up; anything that is no number counts as 0, as `wc_format_decimal` has it. */
export function toMicros(text: string): bigint {
  const match = /^\s*(-?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  if (match === null || `${match[2]}${match[3] ?? ''}` === '') return 0n;
  const digits = (match[3] ?? '').padEnd(7, '0').slice(0, 7);
  const tenths = BigInt(match[2] === '' ? '0' : (match[2] ?? '0')) * MICROS * 10n + BigInt(digits);
  const micros = (tenths + 5n) / 10n;
  return match[1] === '-' ? -micros : micros;
}

/** Six places, e.g. `33.613445`. */
export function fromMicros(micros: bigint): string {
  return formatMicros(micros, 6);
}

/** Rounded half up (away from zero) to so many places, zeros kept. */
export function formatMicros(micros: bigint, places: number): string {
  const rounded = roundMicros(micros, places);
  const isNegative = rounded < 0n;
  const digits = (isNegative ? -rounded : rounded).toString().padStart(7, '0');
  const whole = digits.slice(0, -6);
  const fraction = digits.slice(-6).slice(0, places);
  return `${isNegative ? '-' : ''}${whole}${places === 0 ? '' : `.${fraction.padEnd(places, '0')}`}`;
}

/** Rounded half up (away from zero) to so many places, still in millionths. */
export function roundMicros(micros: bigint, places: number): bigint {
  if (places >= 6) return micros;
  const unit = 10n ** BigInt(6 - places);
  return divideRounded(micros, unit) * unit;
}

/** Quotient rounded half away from zero; the divisor is positive. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  return value < 0n ? -((-value * 2n + divisor) / (divisor * 2n)) : (value * 2n + divisor) / (divisor * 2n);
}

/** Without zeros at the end: `4.20` → `4.2`, `1.00` → `1`. */
export function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Minor units as text, the Store API's way: `10.00` → `1000`. */
export function minorUnits(micros: bigint, places: number): string {
  return (roundMicros(micros, places) / 10n ** BigInt(6 - places)).toString();
}

/** The tax rate `19.0000` in ten-thousandths of a per cent, so that a share is exact. */
export function rateParts(rate: string): bigint {
  return toMicros(rate) / 100n;
}

/** Tax on a net amount. */
export function taxOnNet(net: bigint, rate: string): bigint {
  return divideRounded(net * rateParts(rate), 1_000_000n);
}

/** The net part of an amount that has the tax inside. */
export function netOfGross(gross: bigint, rate: string): bigint {
  return divideRounded(gross * 1_000_000n, 1_000_000n + rateParts(rate));
}

/**
 * A price as typed by a merchant, cleaned as WooCommerce cleans it: everything but digits, point and minus goes, so that `10,50` becomes
 * `1050` and `abc` no price at all.
 */
export function cleanPrice(text: string): string {
  const kept = text.trim().replace(/[^0-9.-]/g, '');
  return /\d/.test(kept) ? kept : '';
}
