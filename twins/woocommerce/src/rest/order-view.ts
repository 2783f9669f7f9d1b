import type { Product } from '../catalogue/product.ts';
import type { Coupon } from '../coupons.ts';
import { formatMicros, taxOnNet, toMicros } from '../decimal.ts';
import type { FeeLine, Order, OrderLine, Refund, ShippingLine } from '../orders/order.ts';
import { ratePercent, totalsOf, unitPrice } from '../orders/totals.ts';
import { currencyFacts } from '../settings.ts';
import type { Shop } from '../shop.ts';
import { absolute } from './product-view.ts';
import { links } from './rest-answer.ts';

/** An order as `/orders` shows it, amounts with `dp` places. */
export function orderView(shop: Shop, order: Order, home: string, dp = currencyFacts(order.currency).decimals): Record<string, unknown> {
  const { clock } = shop;
  const totals = totalsOf(shop, order);
  const money = (micros: bigint) => formatMicros(micros, dp);
  const base = `${home}/wp-json/wc/v3/orders`;
  const needsPayment = (order.status === 'pending' || order.status === 'failed') && totals.total > 0n;
  const { email = '', phone, ...billing } = order.billing;
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: order.currency,
    version: '9.2.5',
    prices_include_tax: order.pricesIncludeTax,
    date_created: clock.local(order.createdAt),
    date_modified: clock.local(order.modifiedAt),
    discount_total: money(totals.discount),
    discount_tax: money(totals.discountTax),
    shipping_total: money(totals.shipping),
    shipping_tax: money(totals.shippingTax),
    cart_tax: money(totals.cartTax),
    total: money(totals.total),
    total_tax: money(totals.cartTax + totals.shippingTax),
    customer_id: order.customerId,
    order_key: order.orderKey,
    billing: { ...billing, email, phone },
    shipping: order.shipping,
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethodTitle,
    transaction_id: order.transactionId,
    customer_ip_address: '',
    customer_user_agent: '',
    created_via: order.createdVia,
    customer_note: order.customerNote,
    date_completed: clock.local(order.completedAt),
    date_paid: clock.local(order.paidAt),
    cart_hash: '',
    number: String(order.id),
    meta_data: order.meta,
    line_items: order.lines.map(line => lineView(shop, order, line, home, money)),
    tax_lines: taxLines(order, order.taxLineId, totals.cartTax, totals.shippingTax, money, shop),
    shipping_lines: order.shippingLines.map(line => shippingView(order, line, money)),
    fee_lines: order.feeLines.map(line => feeView(order, line, money)),
    coupon_lines: order.couponLines.map(line => couponLineView(shop, line)),
    refunds: order.refunds.map(refund => ({ id: refund.id, reason: refund.reason, total: `-${money(toMicros(refund.amount))}` })),
    payment_url: `${home}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`,
    is_editable: order.status === 'pending' || order.status === 'on-hold' || order.status === 'auto-draft',
    needs_payment: needsPayment,
    needs_processing: order.lines.length > 0,
    date_created_gmt: clock.gmt(order.createdAt),
    date_modified_gmt: clock.gmt(order.modifiedAt),
    date_completed_gmt: clock.gmt(order.completedAt),
    date_paid_gmt: clock.gmt(order.paidAt),
    currency_symbol: currencyFacts(order.currency).symbol,
    _links: links(`${base}/${order.id}`, base),
  };
}

/** A refund as `/orders/{id}/refunds` shows it. */
export function refundView(shop: Shop, order: Order, refund: Refund, home: string): Record<string, unknown> {
  const money = (micros: bigint) => formatMicros(micros, currencyFacts(order.currency).decimals);
  const base = `${home}/wp-json/wc/v3/orders/${order.id}`;
  const tax = refund.lines.reduce((sum, line) => sum + toMicros(line.totalTax), 0n);
  return {
    id: refund.id,
    date_created: shop.clock.local(refund.createdAt),
    date_created_gmt: shop.clock.gmt(refund.createdAt),
    amount: money(toMicros(refund.amount)),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [],
    line_items: refund.lines.map(line => lineView(shop, order, line, home, money)),
    shipping_lines: [],
    tax_lines: taxLines(order, refund.taxLineId, tax, 0n, money, shop),
    fee_lines: [],
    _links: links(`${base}/refunds/${refund.id}`, `${base}/refunds`, { up: base }),
  };
}

type Format = (micros: bigint) => string;

function lineView(shop: Shop, order: Order, line: OrderLine, home: string, money: Format): object {
  const product = shop.products.get(line.variationId === 0 ? line.productId : line.variationId);
  const [picture] = product?.images.length === 0 ? (shop.products.get(line.productId)?.images ?? []) : (product?.images ?? []);
  const isTaxed = order.taxRate !== '' && line.isTaxable && toMicros(line.totalTax) + toMicros(line.subtotalTax) !== 0n;
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: line.taxClass,
    subtotal: money(toMicros(line.subtotal)),
    subtotal_tax: money(toMicros(line.subtotalTax)),
    total: money(toMicros(line.total)),
    total_tax: money(toMicros(line.totalTax)),
    taxes: isTaxed ? [{ id: 1, total: sixPlaces(line.totalTax), subtotal: sixPlaces(line.subtotalTax) }] : [],
    meta_data: line.meta.map(({ id, key, value }) => ({ id, key, value, display_key: labelOf(product, key), display_value: value })),
    sku: line.sku,
    price: Math.abs(line.quantity < 0 && toMicros(line.total) < 0n ? Number(line.total) / line.quantity : unitPrice(line)),
    image:
      picture === undefined
        ? { id: product === undefined || line.variationId !== 0 ? 0 : '', src: '' }
        : { id: String(picture.id), src: absolute(home, picture.src) },
    parent_name: line.parentName,
  };
}

/** Chosen attributes are kept by a small name and shown by the merchant's. */
function labelOf(product: Product | undefined, key: string): string {
  return product?.attributes.find(attribute => attribute.name.toLowerCase() === key)?.name ?? key;
}

function taxLines(order: Order, id: number, cartTax: bigint, shippingTax: bigint, money: Format, shop: Shop): object[] {
  if (id === 0 || order.taxRate === '') return [];
  const { country, taxName } = shop.settings;
  return [
    {
      id,
      rate_code: `${country}-${taxName.toUpperCase()}-1`,
      rate_id: 1,
      label: taxName,
      compound: false,
      tax_total: money(cartTax),
      shipping_tax_total: money(shippingTax),
      rate_percent: ratePercent(order.taxRate),
      meta_data: [],
    },
  ];
}

function shippingView(order: Order, line: ShippingLine, money: Format): object {
  return {
    id: line.id,
    method_title: line.methodTitle,
    method_id: line.methodId,
    instance_id: line.instanceId,
    total: money(toMicros(line.total)),
    total_tax: money(toMicros(line.totalTax)),
    taxes: taxesOf(order, line.total),
    meta_data: line.meta.map(({ id, key, value }) => ({ id, key, value, display_key: key, display_value: value })),
  };
}

function feeView(order: Order, line: FeeLine, money: Format): object {
  return {
    id: line.id,
    name: line.name,
    tax_class: '',
    tax_status: 'taxable',
    amount: '',
    total: money(toMicros(line.total)),
    total_tax: money(toMicros(line.totalTax)),
    taxes: taxesOf(order, line.total),
    meta_data: [],
  };
}

function taxesOf(order: Order, net: string): object[] {
  return order.taxRate === '' ? [] : [{ id: 1, total: sixPlaces(formatMicros(taxOnNet(toMicros(net), order.taxRate), 6)), subtotal: '' }];
}

function couponLineView(shop: Shop, line: Order['couponLines'][number]): object {
  const coupon = [...shop.coupons.values()].find(coupon => coupon.code === line.code);
  const info = couponInfo(coupon);
  return {
    id: line.id,
    code: line.code,
    discount: line.discount,
    discount_tax: line.discountTax,
    meta_data: [{ id: line.id, key: 'coupon_info', value: info, display_key: 'coupon_info', display_value: info }],
    discount_type: coupon?.discountType ?? 'fixed_cart',
    nominal_amount: Number(coupon?.amount ?? '0'),
    free_shipping: coupon?.freeShipping ?? false,
  };
}

function couponInfo(coupon: Coupon | undefined): string {
  if (coupon === undefined) return '[]';
  const type = coupon.discountType === 'fixed_cart' ? null : coupon.discountType;
  return JSON.stringify([coupon.id, coupon.code, type, Number(coupon.amount), ...(coupon.freeShipping ? [true] : [])]);
}

function sixPlaces(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
