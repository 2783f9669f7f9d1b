import { decimalsOf, type CurrencyCode } from '@onebasket/core';

/** One unit of `base` in each currency, as decimal text. */
export interface Rates {
  readonly base: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Amounts are compared in 10⁻⁸ of a major unit, which every currency's minor unit divides. */
const SCALE = 8;

/** Puts prices of several currencies on one scale, for filters and sorting alone; nothing that is shown or paid. */
export class PriceScale {
  private readonly rates: Rates | undefined;

  constructor(rates: Rates | undefined) {
    this.rates = rates;
  }

  /** The price in 10⁻⁸ of the currency's major unit; `undefined` without a rate. */
  on(price: { readonly minor: bigint; readonly currency: string }, currency: string): bigint | undefined {
    const amount = price.minor * 10n ** BigInt(SCALE - decimalsOf(price.currency as CurrencyCode));
    if (price.currency === currency) return amount;
    const from = this.rate(price.currency);
    const to = this.rate(currency);
    return from === undefined || to === undefined ? undefined : (amount * to) / from;
  }

  private rate(currency: string): bigint | undefined {
    if (!this.rates) return undefined;
    const text = currency === this.rates.base ? '1' : this.rates.values[currency];
    const rate = text === undefined ? undefined : scaled(text);
    return rate === undefined || rate <= 0n ? undefined : rate;
  }
}

/** Decimal text times 10⁸. */
export function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, '0'));
}
