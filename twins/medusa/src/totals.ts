import { percent, portion, withoutTax, type Exact } from './exact.ts';
import type { Cart, Line, Promotion, Shop } from './shop.ts';

/** What one part of a basket costs, in all of Medusa's ways of telling. */
export interface Amounts {
  readonly subtotal: Exact;
  readonly taxTotal: Exact;
  readonly total: Exact;
  readonly originalTaxTotal: Exact;
  readonly originalTotal: Exact;
  readonly discountSubtotal: Exact;
}

export interface Adjustment {
  readonly promotion: Promotion;
  readonly amount: Exact;
}

export interface PricedLine {
  readonly line: Line;
  readonly adjustments: readonly Adjustment[];
  readonly amounts: Amounts;
}

/** A basket with everything that it costs. */
export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly shipping: readonly Amounts[];
  readonly taxRate: number;
  readonly total: Exact;
}

/** Where a basket goes, in lower case; `undefined` when nobody has said. */
export function countryOf({ address }: Pick<Cart, 'address'>): string | undefined {
  const country = address?.['country_code'];
  return typeof country === 'string' ? country : undefined;
}

/** The tax of the address's country; without an address there is none. */
export function taxRateOf(cart: Pick<Cart, 'region' | 'address'>): number {
  return cart.region.taxes.get(countryOf(cart) ?? '') ?? 0;
}

export function priceCart(shop: Shop, cart: Cart): PricedCart {
  const taxRate = taxRateOf(cart);
  const { pricesIncludeTax, currency } = cart.region;
  const lines = cart.lines.map(line => {
    const adjustments = adjustmentsOf(shop, cart, line);
    const discount = adjustments.reduce((sum, { amount }) => sum + amount, 0n);
    return { line, adjustments, amounts: amountsOf(line.unitPrice * BigInt(line.quantity), discount, taxRate, pricesIncludeTax) };
  });
  const shipping = cart.shipping.map(choice => amountsOf(choice.prices.get(currency) ?? 0n, 0n, taxRate, pricesIncludeTax));
  const total = [...lines.map(({ amounts }) => amounts), ...shipping].reduce((sum, part) => sum + part.total, 0n);
  return { lines, shipping, taxRate, total };
}

/** Adds up one way of telling over the parts. */
export function sumOf(parts: readonly Amounts[], key: keyof Amounts): Exact {
  return parts.reduce((sum, part) => sum + part[key], 0n);
}

/** Where tax is in the price, what comes before tax is worked out of it. */
function amountsOf(price: Exact, discountSubtotal: Exact, taxRate: number, pricesIncludeTax: boolean): Amounts {
  const subtotal = pricesIncludeTax ? withoutTax(price, taxRate) : price;
  const originalTaxTotal = pricesIncludeTax ? price - subtotal : percent(subtotal, taxRate);
  const taxTotal = discountSubtotal === 0n ? originalTaxTotal : portion(originalTaxTotal, subtotal - discountSubtotal, subtotal);
  return {
    subtotal,
    taxTotal,
    total: subtotal - discountSubtotal + taxTotal,
    originalTaxTotal,
    originalTotal: subtotal + originalTaxTotal,
    discountSubtotal,
  };
}

function adjustmentsOf(shop: Shop, cart: Cart, line: Line): readonly Adjustment[] {
  const handle = shop.variants.get(line.variantId)?.product.about.handle ?? '';
  return shop.promotions
    .filter(({ isAutomatic, code, products }) => (isAutomatic || cart.promoCodes.includes(code)) && (products?.includes(handle) ?? true))
    .map(promotion => ({ promotion, amount: percent(line.unitPrice * BigInt(line.quantity), promotion.percentOff) }));
}
