import codes from 'currency-codes';

declare const currencyCode: unique symbol;
/** An upper-case ISO 4217 code that is in the list. */
export type CurrencyCode = string & { readonly [currencyCode]: true };

const decimalsByCode = new Map(codes.data.map(entry => [entry.code, entry.digits]));

export function isCurrencyCode(text: string): text is CurrencyCode {
  return decimalsByCode.has(text);
}

/** The code as a `CurrencyCode`; throws `RangeError` when the ISO list does not know it. */
export function currency(text: string): CurrencyCode {
  if (!isCurrencyCode(text)) throw new RangeError(`not an ISO 4217 currency: ${JSON.stringify(text.slice(0, 20))}`);
  return text;
}

/** How many decimals the minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(code: CurrencyCode): number {
  return decimalsByCode.get(code) ?? 2;
}
