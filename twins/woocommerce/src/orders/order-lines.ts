import { couponProblem, discountPerLine, type Coupon, type DiscountLine } from '../coupons.ts';
import { formatMicros, fromMicros, taxOnNet, toMicros, trimZeros } from '../decimal.ts';
import { priceMarkup, titleEntities } from '../html.ts';
import type { Product } from '../catalogue/product.ts';
import { currentPrice } from '../prices.ts';
import { currencyFacts } from '../settings.ts';
import type { Shop } from '../shop.ts';
import { WooError } from '../woo-error.ts';
import type { Order, OrderLine } from './order.ts';
import { netAmount, rateFor, splitDiscount, taxCountry } from './totals.ts';

/** A line for so many pieces of a product at today's price. Nothing is looked at: sold out, draft or without a price, it is taken. */
export function productLine(shop: Shop, product: Product, quantity: number): OrderLine {
  const parent = product.type === 'variation' ? shop.products.get(product.parentId) : undefined;
  const net = fromMicros(netAmount(shop, currentPrice(shop, product).price, quantity, product.taxStatus === 'taxable'));
  return {
    ...unknownLine(shop, quantity),
    name: titleEntities(product.name),
    productId: parent?.id ?? product.id,
    variationId: parent === undefined ? 0 : product.id,
    taxClass: product.taxClass,
    isTaxable: product.taxStatus === 'taxable',
    subtotal: net,
    total: net,
    sku: product.sku,
    parentName: parent === undefined ? null : titleEntities(parent.name),
    meta:
      parent === undefined
        ? []
        : product.attributes.map(({ name, options }) => ({ id: shop.nextMetaId(), key: name.toLowerCase(), value: options[0] ?? '' })),
  };
}

/** What an unknown product or SKU becomes: a line about nothing. */
export function unknownLine(shop: Shop, quantity: number): OrderLine {
  return {
    id: shop.nextItemId(),
    name: '',
    productId: 0,
    variationId: 0,
    quantity,
    taxClass: '',
    isTaxable: true,
    subtotal: '0.000000',
    subtotalTax: '0',
    total: '0.000000',
    totalTax: '0',
    sku: null,
    parentName: null,
    meta: [],
    reducedStock: 0,
  };
}

/** The coupon of that code, or the refusal of it for these goods. */
export function usableCoupon(shop: Shop, code: string, lines: readonly DiscountLine[], money: (micros: bigint) => string): Coupon {
  const coupon = [...shop.coupons.values()].find(coupon => coupon.code === code.toLowerCase());
  const problem =
    coupon === undefined
      ? `Coupon "${code.toLowerCase()}" does not exist!`
      : couponProblem(coupon, lines, shop.clock.now().getTime(), money);
  if (coupon === undefined || problem !== undefined) throw new WooError(400, 'woocommerce_rest_invalid_coupon', problem ?? '');
  return coupon;
}

/** Takes the coupons off the lines, one after another, and writes the coupon lines. Throws at the first that is refused, the rest undone. */
export function applyCoupons(shop: Shop, order: Order, codes: readonly string[]): void {
  const places = currencyFacts(order.currency).decimals;
  const rate = rateFor(shop, taxCountry(order));
  const { pricesIncludeTax, currency } = shop.settings;
  const seen = discountLines(shop, order, rate);
  const coupons = [...new Set(codes.map(code => code.toLowerCase()))].map(code =>
    usableCoupon(shop, code, seen, micros => priceMarkup(fromMicros(micros), currency)),
  );
  for (const line of order.lines) line.total = line.subtotal;
  order.couponLines = coupons.map(coupon => {
    const shares = discountPerLine(coupon, discountLines(shop, order, rate), places);
    let [net, tax] = [0n, 0n];
    order.lines.forEach((line, index) => {
      const share = splitDiscount(shares[index] ?? 0n, line.isTaxable ? rate : undefined, pricesIncludeTax);
      line.total = fromMicros(toMicros(line.total) - share.net);
      net += share.net;
      tax += share.tax;
    });
    return {
      id: shop.nextItemId(),
      code: coupon.code,
      discount: trimZeros(formatMicros(net, places)),
      discountTax: trimZeros(formatMicros(tax, places)),
    };
  });
}

/** The lines at the price a buyer sees: with tax when the shop's prices have it inside. */
function discountLines(shop: Shop, order: Order, rate: string | undefined): DiscountLine[] {
  return order.lines.map(line => {
    const isGross = rate !== undefined && shop.settings.pricesIncludeTax && line.isTaxable;
    const seen = (net: bigint) => (isGross ? net + taxOnNet(net, rate) : net);
    return { productId: line.productId, quantity: line.quantity, price: seen(toMicros(line.subtotal)), left: seen(toMicros(line.total)) };
  });
}
