/** A quotient of whole numbers to the nearest whole one, halves up. */
export function quotient(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor));
}

/** Digits after the point. */
export function decimalsOf(currency: string): number {
  if (['JPY', 'KRW'].includes(currency)) return 0;
  return ['KWD', 'BHD', 'OMR', 'JOD', 'TND'].includes(currency) ? 3 : 2;
}

/** Major units, as people enter them, in minor ones. */
export function minorOf(major: number | string, currency: string): number {
  return Math.round(Number(major) * 10 ** decimalsOf(currency));
}

/** An amount as Saleor shows it. */
export interface MoneyView {
  readonly currency: string;
  readonly amount: number;
  readonly fractionalAmount: number;
  readonly fractionDigits: number;
}

/** An amount before and after tax, in minor units. */
export interface Taxed {
  readonly gross: number;
  readonly net: number;
}

export function moneyView(minor: number, currency: string): MoneyView {
  const fractionDigits = decimalsOf(currency);
  return { currency, amount: minor / 10 ** fractionDigits, fractionalAmount: minor, fractionDigits };
}

export function taxedView({ gross, net }: Taxed, currency: string) {
  return {
    currency,
    gross: moneyView(gross, currency),
    net: moneyView(net, currency),
    tax: moneyView(gross - net, currency),
  };
}

/** What was entered, with or without tax, as both. */
export function taxedOf(entered: number, rate: number, includesTax: boolean): Taxed {
  return includesTax
    ? { gross: entered, net: quotient(entered * 100, 100 + rate) }
    : { gross: quotient(entered * (100 + rate), 100), net: entered };
}

export function sumOf(parts: readonly Taxed[]): Taxed {
  return { gross: parts.reduce((sum, part) => sum + part.gross, 0), net: parts.reduce((sum, part) => sum + part.net, 0) };
}
