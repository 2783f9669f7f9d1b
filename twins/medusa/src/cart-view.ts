import { number, raw, type Exact } from './exact.ts';
import type { Cart, Line, Region, Shop } from './shop.ts';
import { priceCart, sumOf, type Amounts, type PricedCart, type PricedLine } from './totals.ts';

/** A basket as the Store API shows it; totals of lines only when they are asked for. */
export function cartView(shop: Shop, cart: Cart, fields: string) {
  const priced = priceCart(shop, cart);
  const used = new Set(priced.lines.flatMap(({ adjustments }) => adjustments.map(({ promotion }) => promotion)));
  return {
    id: cart.id,
    currency_code: cart.region.currency,
    email: cart.email ?? null,
    region_id: cart.region.id,
    completed_at: cart.completedAt ?? null,
    ...totalsView(priced),
    metadata: cart.metadata,
    items: priced.lines.map(line => ({
      ...lineView(shop, line, priced.taxRate, cart.region),
      ...(fields.includes('items.total') ? { total: number(line.amounts.total), tax_total: number(line.amounts.taxTotal) } : {}),
    })),
    shipping_methods: cart.shipping.map(choice => ({
      amount: number(choice.prices.get(cart.region.currency) ?? 0n),
      is_tax_inclusive: cart.region.pricesIncludeTax,
      shipping_option_id: choice.id,
    })),
    shipping_address: cart.address ?? null,
    region: regionView(cart.region),
    promotions: [...used].map(({ id, code, isAutomatic, percentOff }) => ({
      id,
      code,
      is_automatic: isAutomatic,
      is_tax_inclusive: false,
      application_method: { value: percentOff, type: 'percentage', currency_code: null },
    })),
  };
}

/** A region as `GET /store/regions` shows it. */
export function regionView(region: Region) {
  return {
    id: region.id,
    name: region.name,
    currency_code: region.currency,
    countries: [...region.taxes.keys()].map(country => ({ iso_2: country, region_id: region.id, metadata: null })),
  };
}

/** The totals of a basket or an order. */
export function totalsView({ lines, shipping, total }: PricedCart) {
  const items = lines.map(({ amounts }) => amounts);
  const all = [...items, ...shipping];
  const of = (parts: readonly Amounts[], key: keyof Amounts) => number(sumOf(parts, key));
  return {
    total: number(total),
    subtotal: of(all, 'subtotal'),
    tax_total: of(all, 'taxTotal'),
    discount_total: number(sumOf(all, 'originalTotal') - total),
    discount_subtotal: of(all, 'discountSubtotal'),
    original_total: of(all, 'originalTotal'),
    original_tax_total: of(all, 'originalTaxTotal'),
    item_total: of(items, 'total'),
    item_subtotal: of(items, 'subtotal'),
    item_tax_total: of(items, 'taxTotal'),
    shipping_total: of(shipping, 'total'),
    shipping_subtotal: of(shipping, 'subtotal'),
    shipping_tax_total: of(shipping, 'taxTotal'),
    credit_line_total: 0,
  };
}

/** What baskets and orders say alike of a line. */
export function lineView(shop: Shop, { line, adjustments }: PricedLine, taxRate: number, region: Region) {
  const known = shop.variants.get(line.variantId);
  return {
    id: line.id,
    title: known?.product.about.title ?? '',
    variant_id: line.variantId,
    product_id: known?.product.id ?? null,
    product_title: known?.product.about.title ?? null,
    product_handle: known?.product.about.handle ?? null,
    variant_sku: known?.variant.sku ?? null,
    variant_title: known?.variant.title ?? null,
    requires_shipping: true,
    is_giftcard: false,
    metadata: {},
    quantity: line.quantity,
    unit_price: number(line.unitPrice),
    compare_at_unit_price: optionalNumber(line),
    is_tax_inclusive: region.pricesIncludeTax,
    tax_lines: taxRate === 0 ? [] : [{ description: `VAT ${taxRate}`, code: 'vat', rate: taxRate }],
    adjustments: adjustments.map(({ promotion, amount }) => ({
      code: promotion.code,
      promotion_id: promotion.id,
      amount: number(amount),
      is_tax_inclusive: false,
    })),
  };
}

/** A number and its exact text, as orders tell amounts. */
export function both(name: string, amount: Exact): Readonly<Record<string, unknown>> {
  return { [name]: number(amount), [`raw_${name}`]: raw(amount) };
}

function optionalNumber({ compareAt }: Line): number | null {
  return compareAt === undefined ? null : number(compareAt);
}
