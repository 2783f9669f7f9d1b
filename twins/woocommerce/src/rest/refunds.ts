import { setTimeout as sleep } from 'node:timers/promises';
import { formatMicros, fromMicros, roundMicros, toMicros } from '../decimal.ts';
import type { Order, OrderLine, Refund } from '../orders/order.ts';
import { refundable } from '../orders/totals.ts';
import { currencyFacts } from '../settings.ts';
import type { Shop } from '../shop.ts';
import { take } from '../stock.ts';
import { WooError } from '../woo-error.ts';
import { boolField, objectList, textField } from './params.ts';
import type { JsonObject } from './rest-request.ts';

/** How long the real shop takes between looking at what was refunded and writing the next refund. */
const WINDOW_MS = 15;
const GATEWAYS = ['bacs', 'cheque', 'cod'];

/**
 * `POST /orders/{id}/refunds`. Two that arrive together both look before either writes, so both succeed. Only lines with a quantity come back
 * into stock.
 */
export async function createRefund(shop: Shop, order: Order, body: JsonObject): Promise<Refund> {
  const places = currencyFacts(order.currency).decimals;
  const text = textField(body, 'amount', 'amount');
  const items = objectList(body, 'line_items') ?? [];
  const amount = text === undefined ? items.reduce((sum, item) => sum + lineAmount(item) + lineTax(item), 0n) : toMicros(text);
  if (amount < 0n) throw new WooError(500, 'woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.', 400);
  const isAmount = text === undefined || /^\s*\d*\.?\d+\s*$/.test(text);
  if (!isAmount || roundMicros(amount, places) > refundable(shop, order)) throw cannotCreate('Invalid refund amount.');
  if ((boolField(body, 'api_refund') ?? true) && amount > 0n) throw cannotCreate(gatewayProblem(order));
  await sleep(WINDOW_MS);

  const lines = items.flatMap(item => refundLine(shop, order, item));
  const refund: Refund = {
    id: shop.nextPostId(),
    createdAt: shop.clock.second(),
    amount: formatMicros(amount, places),
    reason: textField(body, 'reason', 'reason') ?? '',
    lines,
    taxLineId: lines.some(line => toMicros(line.totalTax) !== 0n) ? shop.nextItemId() : 0,
  };
  if (boolField(body, 'api_restock') ?? true) for (const item of items) restock(shop, order, item);
  order.refunds.unshift(refund);
  if (amount > 0n && refundable(shop, order) <= 0n) order.status = 'refunded';
  shop.saveOrder(order, 'updated');
  return refund;
}

/** The refund of that id, with the two different errors of the real one. */
export function refundOf(shop: Shop, order: Order, id: number): Refund {
  const refund = order.refunds.find(refund => refund.id === id);
  if (refund !== undefined) return refund;
  const isAnothers = [...shop.orders.values()].some(other => other.refunds.some(refund => refund.id === id));
  if (isAnothers) throw new WooError(500, 'woocommerce_rest_invalid_order_refund_id', 'Invalid order refund ID.', 404);
  throw new WooError(404, 'woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.');
}

function refundLine(shop: Shop, order: Order, item: JsonObject): OrderLine[] {
  const line = order.lines.find(line => line.id === item['id']);
  if (line === undefined) return [];
  const total = fromMicros(-lineAmount(item));
  const tax = fromMicros(-lineTax(item));
  const quantity = typeof item['quantity'] === 'number' ? -item['quantity'] : 0;
  const meta = [{ id: shop.nextMetaId(), key: '_refunded_item_id', value: String(line.id) }];
  return [{ ...line, id: shop.nextItemId(), quantity, subtotal: total, subtotalTax: tax, total, totalTax: tax, meta, reducedStock: 0 }];
}

function restock(shop: Shop, order: Order, item: JsonObject): void {
  const line = order.lines.find(line => line.id === item['id']);
  const quantity = typeof item['quantity'] === 'number' ? item['quantity'] : 0;
  if (line !== undefined && line.reducedStock > 0) take(shop, line, -Math.min(quantity, line.reducedStock));
}

function lineAmount(item: JsonObject): bigint {
  return decimal(item['refund_total']);
}

function lineTax(item: JsonObject): bigint {
  return (objectList(item, 'refund_tax') ?? []).reduce((sum, tax) => sum + decimal(tax['refund_total']), 0n);
}

/** Refund lines, unlike all other amounts, may be JSON numbers. */
function decimal(value: unknown): bigint {
  return typeof value === 'number' || typeof value === 'string' ? toMicros(String(value)) : 0n;
}

function gatewayProblem(order: Order): string {
  return GATEWAYS.includes(order.paymentMethod)
    ? 'The payment gateway for this order does not support automatic refunds.'
    : 'The payment gateway for this order does not exist.';
}

function cannotCreate(message: string): WooError {
  return new WooError(500, 'woocommerce_rest_cannot_create_order_refund', message, 500);
}
