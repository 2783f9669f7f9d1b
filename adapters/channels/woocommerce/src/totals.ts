import type { Destination } from '@onebasket/adapter-sdk';
import { roundTo, type Micro } from './micro.ts';
import { ratesFor, taxOn, taxWithin, type TaxSettings } from './tax.ts';

/** One line as the shop's price list has it. */
export interface PricedLine {
  /** One piece, as typed: with or without tax as the shop keeps its prices. */
  readonly price: Micro;
  readonly quantity: number;
  readonly isTaxable: boolean;
  readonly taxClass: string;
}

export interface LineTotals {
  /** Rounded as the order will show it. */
  readonly net: Micro;
  readonly tax: Micro;
}

export interface Totals {
  readonly lines: readonly LineTotals[];
  readonly shipping: LineTotals;
  readonly tax: Micro;
  /** To the cent what an order of this costs. */
  readonly total: Micro;
}

/**
 * An order's figures as WooCommerce computes them: tax of the shop's own place is taken off prices that include it, that of the destination is put on;
 * nets are rounded half up, tax inside prices half down; each line by itself unless the shop rounds at the subtotal. `settings` undefined: no tax is known.
 */
export function computeTotals(
  lines: readonly PricedLine[],
  shipping: { readonly net: Micro; readonly isTaxable: boolean } | undefined,
  destination: Destination | undefined,
  settings: TaxSettings | undefined,
  decimals: number,
): Totals {
  const half = settings?.pricesIncludeTax ? 'down' : 'up';
  const roundTax = (tax: Micro) => roundTo(tax, decimals, half);
  const exact = lines.map(line => exactLine(line, destination, settings));
  const shippingTaxes = shipping?.isTaxable && settings ? taxOn(shipping.net, shippingRates(lines, destination, settings)) : [];
  const shippingLine = { net: roundTo(shipping?.net ?? 0n, decimals), tax: total(shippingTaxes.map(roundTax)) };
  const rounded = exact.map(({ net, taxes }) => ({ net: roundTo(net, decimals), tax: total(taxes.map(roundTax)) }));
  if (!settings?.roundsAtSubtotal) {
    const tax = total(rounded.map(line => line.tax)) + shippingLine.tax;
    return { lines: rounded, shipping: shippingLine, tax, total: total(rounded.map(({ net }) => net)) + shippingLine.net + tax };
  }
  const net = roundTo(total(exact.map(line => line.net)), decimals);
  const tax = roundTax(total(exact.flatMap(({ taxes }) => taxes))) + shippingLine.tax;
  return { lines: rounded, shipping: shippingLine, tax, total: net + shippingLine.net + tax };
}

function exactLine(
  line: PricedLine,
  destination: Destination | undefined,
  settings: TaxSettings | undefined,
): { readonly net: Micro; readonly taxes: readonly Micro[] } {
  const typed = line.price * BigInt(line.quantity);
  if (!settings?.isOn || !line.isTaxable) return { net: typed, taxes: [] };
  const rates = ratesFor(settings, destination ?? assumedPlace(settings), line.taxClass);
  const net = settings.pricesIncludeTax
    ? typed - taxWithin(typed, ratesFor({ ...settings, basedOn: 'base' }, undefined, line.taxClass))
    : typed;
  return { net, taxes: taxOn(net, rates) };
}

/** The shipping line's class is that of the goods unless the shop names one; goods without tax make shipping without tax. */
function shippingRates(lines: readonly PricedLine[], destination: Destination | undefined, settings: TaxSettings) {
  const classes = new Set(lines.filter(({ isTaxable }) => isTaxable).map(({ taxClass }) => taxClass));
  const own = settings.shippingTaxClass === 'inherit' ? (classes.has('') ? '' : [...classes][0]) : settings.shippingTaxClass;
  return own === undefined
    ? []
    : ratesFor(settings, destination ?? assumedPlace(settings), own).filter(({ isForShipping }) => isForShipping);
}

/** Before anyone said where to: prices with tax are shown as the shop's own pages show them, tax on top stays unknown. */
function assumedPlace(settings: TaxSettings): Destination | undefined {
  return settings.pricesIncludeTax ? settings.base : undefined;
}

function total(amounts: readonly Micro[]): Micro {
  return amounts.reduce((a, b) => a + b, 0n);
}
