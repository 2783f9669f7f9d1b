import { decimalsOf, isCurrencyCode, type CurrencyCode } from './currency.ts';

/** An exact amount: minor units (cents, fen; yen have none) of one currency. Unknown is `undefined`, never zero. */
export interface Money {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
}

const PLAIN_DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,8}))?$/;

/** True for plain digits with at most one point: no exponent, at most 18 digits before it and 8 after (the graph's `Decimal`). */
export function isDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text);
}

/**
 * Reads a decimal text of major units ("12.30") without passing through a float; digits below the minor unit are rounded half away from zero.
 * Throws `RangeError` when the text is no plain decimal.
 */
export function parseMoney(text: string, currency: CurrencyCode): Money {
  const match = PLAIN_DECIMAL.exec(text);
  if (!match) throw new RangeError(`not a decimal amount: ${JSON.stringify(text.slice(0, 40))}`);
  const decimals = decimalsOf(currency);
  const fraction = (match[3] ?? '').padEnd(decimals + 1, '0');
  let minor = BigInt(match[2] + fraction.slice(0, decimals));
  if (fraction.charCodeAt(decimals) >= 53 /* '5' */) minor += 1n;
  return { minor: match[1] ? -minor : minor, currency };
}

/** As `parseMoney`, but `undefined` for text that is no decimal or empty (vendors write "" for "no price"). */
export function parseMoneyOrNothing(text: string | null | undefined, currency: CurrencyCode): Money | undefined {
  return text != null && PLAIN_DECIMAL.test(text) ? parseMoney(text, currency) : undefined;
}

/** The amount in major units with exactly the currency's decimals: "12.30", "1200" for yen. */
export function formatAmount({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const sign = minor < 0n ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function money(minor: bigint | number, currency: CurrencyCode): Money {
  return { minor: BigInt(minor), currency };
}

export function zero(currency: CurrencyCode): Money {
  return { minor: 0n, currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`two currencies in one sum: ${a.currency} and ${b.currency}`);
}

export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { minor: a.minor + b.minor, currency: a.currency };
}

export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return { minor: a.minor - b.minor, currency: a.currency };
}

export function times(a: Money, quantity: number): Money {
  return { minor: a.minor * BigInt(quantity), currency: a.currency };
}

/** Sums amounts of one currency; an empty list is zero. */
export function sum(amounts: Iterable<Money>, currency: CurrencyCode): Money {
  let total = zero(currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`; throws `RangeError` for two currencies. */
export function compareMoney(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0;
}

export function sameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.minor === b.minor;
}

/**
 * Splits an amount by weights so that the parts add up to the whole, to the last minor unit.
 * Leftover units go to the largest fractions, the earlier part first on a tie. Throws `RangeError` when the weights sum to zero.
 */
export function allocate(whole: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  if (total <= 0n) throw new RangeError('weights must sum to more than zero');
  const sign = whole.minor < 0n ? -1n : 1n;
  const amount = whole.minor * sign;
  const parts = weights.map(weight => (amount * weight) / total);
  let left = amount - parts.reduce((a, b) => a + b, 0n);
  const byFraction = weights
    .map((weight, index) => ({ index, fraction: (amount * weight) % total }))
    .sort((a, b) => (a.fraction === b.fraction ? a.index - b.index : a.fraction < b.fraction ? 1 : -1));
  for (const { index } of byFraction) {
    if (left === 0n) break;
    parts[index] = (parts[index] as bigint) + 1n;
    left -= 1n;
  }
  return parts.map(minor => ({ minor: minor * sign, currency: whole.currency }));
}

/** Money as it is stored in documents and sent over the graph: decimal text. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: CurrencyCode;
}

export function toMoneyJson(value: Money): MoneyJson {
  return { amount: formatAmount(value), currency: value.currency };
}

/** Throws `RangeError` for a currency that is not in the ISO list. */
export function fromMoneyJson(value: { readonly amount: string; readonly currency: string }): Money {
  if (!isCurrencyCode(value.currency)) throw new RangeError(`not an ISO 4217 currency: ${JSON.stringify(value.currency)}`);
  return parseMoney(value.amount, value.currency);
}
