/** An exact amount in 10^-18 of a major unit: Medusa counts with decimals and rounds nothing. */
export type Exact = bigint;

const SCALE = 10n ** 18n;

/** From a JSON number or a decimal text. Throws `RangeError` when it is neither. */
export function exact(amount: number | string): Exact {
  const match = /^(-?)(\d+)(?:\.(\d{1,18}))?$/.exec(typeof amount === 'number' ? plain(amount) : amount);
  if (!match) throw new RangeError(`not an amount: ${amount}`);
  const value = BigInt(match[2] ?? '0') * SCALE + BigInt((match[3] ?? '').padEnd(18, '0'));
  return match[1] === '-' ? -value : value;
}

/** A share of an amount: `percent(12.39, 19)`. */
export function percent(amount: Exact, rate: number): Exact {
  return (amount * exact(rate)) / SCALE / 100n;
}

/** What is left of an amount when a tax of `rate` per cent is taken out of it. */
export function withoutTax(amount: Exact, rate: number): Exact {
  return (amount * 100n * SCALE) / (100n * SCALE + exact(rate));
}

/** A part of an amount: `amount × part / whole`. */
export function portion(amount: Exact, part: Exact, whole: Exact): Exact {
  return whole === 0n ? 0n : (amount * part) / whole;
}

/** As it is written in JSON: a number, with as many decimals as it takes. */
export function number(amount: Exact): number {
  return Number(text(amount));
}

/** As it is written in a `raw_…` member. */
export function raw(amount: Exact): { readonly value: string; readonly precision: number } {
  return { value: text(amount), precision: 20 };
}

/** In hundredths, rounded half up, as amounts are compared where money is taken or given back. */
export function rounded(amount: Exact): bigint {
  return (amount + SCALE / 200n) / (SCALE / 100n);
}

function text(amount: Exact): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(19, '0');
  const fraction = digits.slice(-18).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -18)}${fraction === '' ? '' : `.${fraction}`}`;
}

function plain(value: number): string {
  const digits = String(value);
  return digits.includes('e') ? value.toFixed(18) : digits;
}
