import type { MetaData } from '../catalogue/product.ts';
import { fromMicros, toMicros } from '../decimal.ts';
import { boolField, intField, objectField, objectList, textField } from '../rest/params.ts';
import type { JsonObject } from '../rest/rest-request.ts';
import { CURRENCIES } from '../settings.ts';
import type { Shop } from '../shop.ts';
import { WooError, notInEnum } from '../woo-error.ts';
import { applyCoupons, productLine, unknownLine } from './order-lines.ts';
import { emptyAddress, ORDER_STATUSES, type Address, type Order, type OrderLine, type OrderStatus } from './order.ts';
import { countCoupons, setStatus } from './status.ts';
import { take } from '../stock.ts';
import { applyTax } from './totals.ts';

/** An order with nothing in it. */
export function blankOrder(shop: Shop, via: Order['createdVia'], status: OrderStatus, id = shop.nextPostId()): Order {
  const now = shop.clock.second();
  return {
    id,
    status,
    currency: shop.settings.currency,
    pricesIncludeTax: shop.settings.calcTaxes && shop.settings.pricesIncludeTax,
    createdAt: now,
    modifiedAt: now,
    completedAt: null,
    paidAt: null,
    orderKey: shop.newOrderKey(),
    customerId: 0,
    billing: { ...emptyAddress(), email: '' },
    shipping: emptyAddress(),
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    createdVia: via,
    customerNote: '',
    meta: [],
    lines: [],
    shippingLines: [],
    feeLines: [],
    couponLines: [],
    taxLineId: 0,
    taxRate: '',
    refunds: [],
    notes: [],
    couponsCounted: false,
  };
}

/**
 * `POST /orders`. Goods are never refused. A refused coupon throws and leaves the order behind, pending and without it: the caller's next
 * list shows it.
 */
export function createOrder(shop: Shop, body: JsonObject): Order {
  checkOrder(shop, body);
  const order = blankOrder(shop, 'rest-api', 'pending');
  writeFields(shop, order, body);
  const codes = couponCodes(body);
  applyTax(shop, order);
  if (codes !== undefined && codes.length > 0) {
    try {
      applyCoupons(shop, order, codes);
    } catch (refused) {
      shop.saveOrder(order, 'created');
      throw refused;
    }
    applyTax(shop, order);
  }
  const status = textField(body, 'status', 'status') as OrderStatus | undefined;
  countCoupons(shop, order);
  if (status !== undefined && status !== 'pending') setStatus(shop, order, status);
  if (boolField(body, 'set_paid') === true) markPaid(shop, order, true);
  shop.saveOrder(order, 'created');
  return order;
}

/** `PUT /orders/{id}`: what is named changes, stock follows quantity and status at once, totals follow only the amounts that are sent. */
export function updateOrder(shop: Shop, order: Order, body: JsonObject): Order {
  checkOrder(shop, body);
  const touchesAmounts = ['line_items', 'shipping_lines', 'fee_lines', 'coupon_lines', 'billing', 'shipping'].some(
    key => body[key] !== undefined,
  );
  writeFields(shop, order, body);
  const codes = couponCodes(body);
  if (codes !== undefined) applyCoupons(shop, order, codes);
  if (touchesAmounts) applyTax(shop, order);
  const status = textField(body, 'status', 'status') as OrderStatus | undefined;
  if (status !== undefined) {
    if (order.status === 'trash')
      order.meta.push(
        trashMeta(shop, '_wp_trash_meta_status', 'wc-pending'),
        trashMeta(shop, '_wp_trash_meta_time', String(shop.clock.second() / 1000)),
      );
    setStatus(shop, order, status);
  }
  if (boolField(body, 'set_paid') === true) markPaid(shop, order, false);
  shop.saveOrder(order, 'updated');
  return order;
}

function markPaid(shop: Shop, order: Order, isNew: boolean): void {
  // On on-hold and later states `set_paid` of an update does nothing, without a word.
  if (!isNew && order.status !== 'pending' && order.status !== 'failed') return;
  if (order.status === 'completed') return;
  const isAllVirtual =
    order.lines.length > 0 && order.lines.every(line => shop.products.get(line.variationId || line.productId)?.downloadable === true);
  setStatus(shop, order, isAllVirtual ? 'completed' : 'processing');
}

/** Every check happens before anything is written, as the schema check of the real server does. */
function checkOrder(shop: Shop, body: JsonObject): void {
  const currency = textField(body, 'currency', 'currency');
  if (currency !== undefined && !CURRENCIES.includes(currency)) throw notInEnum('currency', 'currency', CURRENCIES);
  const status = textField(body, 'status', 'status');
  if (status !== undefined && !ORDER_STATUSES.includes(status as (typeof ORDER_STATUSES)[number]))
    throw notInEnum('status', 'status', ORDER_STATUSES);
  objectList(body, 'line_items')?.forEach((line, index) => {
    for (const key of ['product_id', 'variation_id', 'quantity', 'id']) intField(line, 'line_items', key, `line_items[${index}][${key}]`);
    for (const key of ['subtotal', 'total', 'sku']) textField(line, 'line_items', key, `line_items[${index}][${key}]`);
    const isKnown = intField(line, 'line_items', 'id') !== undefined;
    const names = [line['product_id'], line['variation_id'], line['sku']];
    if (!isKnown && names.every(value => value === undefined || value === null || value === 0 || value === '')) {
      throw new WooError(400, 'woocommerce_rest_required_product_reference', 'Product ID or SKU is required.');
    }
  });
  for (const list of ['shipping_lines', 'fee_lines'] as const) {
    objectList(body, list)?.forEach((line, index) => textField(line, list, 'total', `${list}[${index}][total]`));
  }
  objectList(body, 'shipping_lines')?.forEach(line => {
    if (line['id'] === undefined && !line['method_id'])
      throw new WooError(400, 'woocommerce_rest_invalid_shipping_item', 'Shipping method ID is required.');
  });
  const email = objectField(body, 'billing')?.['email'];
  if (typeof email === 'string' && email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw new WooError(400, 'rest_invalid_param', 'Invalid parameter(s): billing', { status: 400, params: {}, details: {} });
  }
  const customerId = intField(body, 'customer_id', 'customer_id');
  if (customerId !== undefined && customerId !== 0 && !shop.customers.has(customerId))
    throw new WooError(400, 'woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.');
}

function writeFields(shop: Shop, order: Order, body: JsonObject): void {
  order.currency = textField(body, 'currency', 'currency') ?? order.currency;
  order.customerId = intField(body, 'customer_id', 'customer_id') ?? order.customerId;
  order.paymentMethod = textField(body, 'payment_method', 'payment_method') ?? order.paymentMethod;
  order.paymentMethodTitle = textField(body, 'payment_method_title', 'payment_method_title') ?? order.paymentMethodTitle;
  order.transactionId = textField(body, 'transaction_id', 'transaction_id') ?? order.transactionId;
  order.customerNote = textField(body, 'customer_note', 'customer_note') ?? order.customerNote;
  writeAddress(order.billing, objectField(body, 'billing'));
  writeAddress(order.shipping, objectField(body, 'shipping'));
  writeMeta(shop, order, objectList(body, 'meta_data') ?? []);
  for (const item of objectList(body, 'line_items') ?? []) writeLine(shop, order, item);
  for (const item of objectList(body, 'shipping_lines') ?? []) writeShipping(shop, order, item);
  for (const item of objectList(body, 'fee_lines') ?? []) {
    order.feeLines.push({ id: shop.nextItemId(), name: word(item['name'], 'Fee'), total: amount(item['total']), totalTax: '0' });
  }
}

function writeLine(shop: Shop, order: Order, item: JsonObject): void {
  const id = intField(item, 'line_items', 'id');
  if (id !== undefined) return changeLine(shop, order, id, item);
  const quantity = intField(item, 'line_items', 'quantity') ?? 1;
  if (quantity === 0) return;
  const line = newLine(shop, item, quantity);
  if (typeof item['total'] === 'string') {
    line.total = amount(item['total']);
    // An amount that is none leaves the subtotal at today's price.
    if (toMicros(line.total) > toMicros(line.subtotal) || /\d/.test(item['total'])) line.subtotal = line.total;
  }
  if (typeof item['subtotal'] === 'string') line.subtotal = amount(item['subtotal']);
  if (typeof item['name'] === 'string' && item['name'] !== '') line.name = item['name'];
  for (const meta of objectList(item, 'meta_data') ?? [])
    line.meta.push({ id: shop.nextMetaId(), key: word(meta['key'], ''), value: meta['value'] });
  order.lines.push(line);
}

function newLine(shop: Shop, item: JsonObject, quantity: number): OrderLine {
  const sku = typeof item['sku'] === 'string' ? shop.bySku(item['sku']) : undefined;
  const variation = shop.products.get(intField(item, 'line_items', 'variation_id') ?? 0);
  const product = variation ?? shop.products.get(intField(item, 'line_items', 'product_id') ?? 0) ?? sku;
  return product === undefined || product.status === 'trash' ? unknownLine(shop, quantity) : productLine(shop, product, quantity);
}

function changeLine(shop: Shop, order: Order, id: number, item: JsonObject): void {
  const line = order.lines.find(line => line.id === id);
  if (line === undefined)
    throw new WooError(400, 'woocommerce_rest_invalid_item_id', 'Order item ID provided is not associated with order.');
  const quantity = intField(item, 'line_items', 'quantity');
  // A null product reference is the documented way to remove a line, a quantity of 0 works too.
  const isRemoved = quantity === 0 || item['product_id'] === null;
  if (isRemoved) {
    if (line.reducedStock !== 0) take(shop, line, -line.reducedStock);
    order.lines = order.lines.filter(other => other.id !== id);
    return;
  }
  if (quantity !== undefined && quantity !== line.quantity) {
    const difference = quantity - (line.reducedStock === 0 ? line.quantity : line.reducedStock);
    line.quantity = quantity;
    take(shop, line, difference);
  }
  if (typeof item['subtotal'] === 'string') line.subtotal = amount(item['subtotal']);
  if (typeof item['total'] === 'string') line.total = amount(item['total']);
}

function writeShipping(shop: Shop, order: Order, item: JsonObject): void {
  const id = intField(item, 'shipping_lines', 'id');
  const known = order.shippingLines.find(line => line.id === id);
  if (id !== undefined && known === undefined)
    throw new WooError(400, 'woocommerce_rest_invalid_item_id', 'Order item ID provided is not associated with order.');
  if (known !== undefined && item['method_id'] === null) {
    order.shippingLines = order.shippingLines.filter(line => line.id !== id);
    return;
  }
  const line = known ?? { id: shop.nextItemId(), methodId: '', methodTitle: '', instanceId: '', total: '0', totalTax: '0', meta: [] };
  if (typeof item['method_id'] === 'string') line.methodId = item['method_id'];
  if (typeof item['method_title'] === 'string') line.methodTitle = item['method_title'];
  if (item['instance_id'] !== undefined) line.instanceId = word(item['instance_id'], '');
  if (typeof item['total'] === 'string') line.total = amount(item['total']);
  if (known === undefined) order.shippingLines.push(line);
}

/** Takes over the fields of an address that are given. */
export function writeAddress(address: Address, given: JsonObject | undefined): void {
  for (const key of Object.keys(address) as (keyof Address)[]) {
    const value = given?.[key];
    if (typeof value === 'string') address[key] = key === 'country' ? value.toUpperCase().slice(0, 2) : value;
  }
}

/** By id or, when the key is there already, by key; `null` as value removes. New ones are added. */
export function writeMeta(shop: Shop, owner: { meta: MetaData[] }, entries: readonly JsonObject[]): void {
  for (const entry of entries) {
    const key = word(entry['key'], '');
    const at = owner.meta.findIndex(meta => (entry['id'] === undefined ? meta.key === key : meta.id === entry['id']));
    if (entry['value'] === null) owner.meta = owner.meta.filter((_, index) => index !== at);
    else if (at >= 0) owner.meta[at] = { id: owner.meta[at]?.id ?? 0, key: key || (owner.meta[at]?.key ?? ''), value: entry['value'] };
    else owner.meta.push({ id: shop.nextMetaId(), key, value: entry['value'] });
  }
}

function couponCodes(body: JsonObject): readonly string[] | undefined {
  return objectList(body, 'coupon_lines')?.map(line => {
    if (typeof line['code'] !== 'string' || line['code'] === '')
      throw new WooError(400, 'woocommerce_rest_invalid_coupon', 'Coupon code is required.');
    return line['code'];
  });
}

function trashMeta(shop: Shop, key: string, value: string): MetaData {
  return { id: shop.nextMetaId(), key, value };
}

function amount(value: unknown): string {
  return fromMicros(toMicros(typeof value === 'string' ? value : ''));
}

/** A text or number as text. */
function word(value: unknown, fallback: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fallback;
}
