import { divideRounded, formatMicros, fromMicros, netOfGross, roundMicros, taxOnNet, toMicros } from '../decimal.ts';
import { currencyFacts } from '../settings.ts';
import type { Shop } from '../shop.ts';
import type { Order, OrderLine } from './order.ts';

/** Amounts of an order in millionths. */
export interface OrderTotals {
  readonly discount: bigint;
  readonly discountTax: bigint;
  readonly shipping: bigint;
  readonly shippingTax: bigint;
  readonly cartTax: bigint;
  readonly total: bigint;
}

/** The rate that holds for an order's destination; `undefined` where the shop takes no tax. Without a destination the shop's own country counts. */
export function rateFor(shop: Shop, country: string): string | undefined {
  const { calcTaxes, taxRate } = shop.settings;
  return calcTaxes && (country === '' || country.toUpperCase() === shop.settings.country) ? taxRate : undefined;
}

/** The country tax goes by: where it is shipped to, else where the bill goes. */
export function taxCountry(order: Pick<Order, 'shipping' | 'billing'>): string {
  return order.shipping.country || order.billing.country;
}

/** The net amount of so many pieces at a price as typed: tax that is inside the shop's prices comes off, wherever the goods go. */
export function netAmount(shop: Shop, price: string, quantity: number, isTaxable: boolean): bigint {
  const whole = toMicros(price) * BigInt(Math.max(quantity, 0));
  return shop.settings.calcTaxes && shop.settings.pricesIncludeTax && isTaxable ? netOfGross(whole, shop.settings.taxRate) : whole;
}

/** Works out the tax of every line again, each by itself, and keeps the rate that was used. */
export function applyTax(shop: Shop, order: Order): void {
  const rate = rateFor(shop, taxCountry(order));
  const taxOf = (net: string, isTaxable: boolean) => (rate === undefined || !isTaxable ? '0' : fromMicros(taxOnNet(toMicros(net), rate)));
  for (const line of order.lines) {
    line.subtotalTax = taxOf(line.subtotal, line.isTaxable);
    line.totalTax = taxOf(line.total, line.isTaxable);
  }
  for (const line of [...order.shippingLines, ...order.feeLines]) line.totalTax = taxOf(line.total, true);
  const hasItems = order.lines.some(line => line.isTaxable) || order.shippingLines.length > 0 || order.feeLines.length > 0;
  order.taxRate = rate ?? '';
  if (rate === undefined || !hasItems) order.taxLineId = 0;
  else if (order.taxLineId === 0) order.taxLineId = shop.nextItemId();
}

/** Adds an order up: lines are rounded one by one, or only their sum when the shop rounds at the subtotal. */
export function totalsOf(shop: Shop, order: Order): OrderTotals {
  const places = currencyFacts(order.currency).decimals;
  const each = (text: string) => roundMicros(toMicros(text), places);
  const sum = (texts: readonly string[], round = each) => texts.reduce((total, text) => total + round(text), 0n);
  const sumTax = (texts: readonly string[]) => (shop.settings.taxRoundAtSubtotal ? roundMicros(sum(texts, toMicros), places) : sum(texts));
  const sumNet = (texts: readonly string[]) => (shop.settings.taxRoundAtSubtotal ? sum(texts, toMicros) : sum(texts));
  const shipping = sum(order.shippingLines.map(line => line.total));
  const shippingTax = sumTax(order.shippingLines.map(line => line.totalTax));
  const cartTax = sumTax([...order.lines, ...order.feeLines].map(line => line.totalTax));
  const unroundedTax = sum(
    [...order.lines, ...order.feeLines].map(line => line.totalTax),
    toMicros,
  );
  const goods = sumNet(order.lines.map(line => line.total));
  const fees = sum(order.feeLines.map(line => line.total));
  const taxInTotal = shop.settings.taxRoundAtSubtotal ? unroundedTax : cartTax;
  return {
    discount: sum(order.lines.map(line => line.subtotal)) - sum(order.lines.map(line => line.total)),
    discountTax: sum(order.lines.map(line => line.subtotalTax)) - sum(order.lines.map(line => line.totalTax)),
    shipping,
    shippingTax,
    cartTax,
    total: roundMicros(goods + fees + shipping + taxInTotal + shippingTax, places),
  };
}

/** What is still to be given back. */
export function refundable(shop: Shop, order: Order): bigint {
  return totalsOf(shop, order).total - order.refunds.reduce((sum, refund) => sum + toMicros(refund.amount), 0n);
}

/** A line's price per piece as the REST API shows it: a JSON number, with all the noise of one. */
export function unitPrice(line: Pick<OrderLine, 'total' | 'quantity'>): number {
  return line.quantity <= 0 ? 0 : Number(line.total) / line.quantity;
}

/** Discount of a coupon that takes this from the buyer's price of a line, split into net and tax. */
export function splitDiscount(
  discount: bigint,
  rate: string | undefined,
  pricesIncludeTax: boolean,
): { readonly net: bigint; readonly tax: bigint } {
  if (rate === undefined) return { net: discount, tax: 0n };
  const net = pricesIncludeTax ? netOfGross(discount, rate) : discount;
  return { net, tax: pricesIncludeTax ? discount - net : taxOnNet(net, rate) };
}

/** The rate as the JSON number of `rate_percent`. */
export function ratePercent(rate: string): number {
  return Number(formatMicros(divideRounded(toMicros(rate), 100n) * 100n, 4));
}
