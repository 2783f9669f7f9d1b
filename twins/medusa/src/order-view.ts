import { both, lineView, totalsView } from './cart-view.ts';
import { number, raw, rounded, type Exact } from './exact.ts';
import type { Fulfilment, Order, Shop } from './shop.ts';
import { priceCart } from './totals.ts';

/** Which API is asked: only the Admin API tells payments, and what is in a parcel and on it. */
export type Side = 'store' | 'admin';

/** What is not shown unless it is asked for. */
const HIDDEN: Readonly<Record<Side, readonly string[]>> = {
  store: ['metadata', 'payment_status', 'fulfillment_status', 'fulfillments'],
  admin: ['email', 'currency_code', 'discount_subtotal', 'payment_status', 'fulfillment_status', 'fulfillments'],
};

/** An order with the members that were asked for: names alone replace the defaults, names with a sign come on top. */
export function orderView(shop: Shop, order: Order, fields: string, side: Side): Readonly<Record<string, unknown>> {
  const names = fields === '' ? [] : fields.split(',');
  const isReplacing = names.some(name => /^[a-z]/.test(name));
  const asked = new Set(['id', 'status', ...names.map(name => name.replace(/^[*+]/, '').split('.')[0])]);
  const isShown = (key: string) => asked.has(key) || (!isReplacing && !HIDDEN[side].includes(key));
  return Object.fromEntries(Object.entries(wholeOrder(shop, order, fields, side)).filter(([key]) => isShown(key)));
}

function wholeOrder(shop: Shop, order: Order, fields: string, side: Side) {
  const { cart } = order;
  const priced = priceCart(shop, cart);
  const refunded = refundedOf(order);
  return {
    id: order.id,
    status: order.isCancelled ? 'canceled' : 'pending',
    display_id: order.number,
    custom_display_id: null,
    currency_code: cart.region.currency,
    region_id: cart.region.id,
    email: cart.email ?? null,
    metadata: cart.metadata,
    ...totalsView(priced),
    // What is given back is taken off.
    total: number(order.total - refunded),
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    summary: summaryView(order),
    shipping_address: cart.address ?? null,
    items: priced.lines.map(line => ({
      ...lineView(shop, line, priced.taxRate, cart.region),
      raw_unit_price: raw(line.line.unitPrice),
      ...both('total', line.amounts.total),
      ...both('tax_total', line.amounts.taxTotal),
      detail: { quantity: line.line.quantity },
    })),
    fulfillments: order.fulfilments.map(fulfilment => fulfilmentView(fulfilment, side)),
    payment_status: paymentStatusOf(order),
    fulfillment_status: fulfilmentStatusOf(order, fields),
    ...(side === 'admin' ? { payment_collections: [{ id: cart.collectionId ?? '', payments: [wholePayment(order)] }] } : {}),
  };
}

/** A payment as an order of the Admin API shows it; captures and refunds answer with one that says less. */
function wholePayment(order: Order) {
  return {
    id: order.paymentId,
    currency_code: order.cart.region.currency,
    provider_id: order.cart.session ?? 'pp_system_default',
    ...both('amount', order.total),
    captures: capturesOf(order).map(amount => ({ payment_id: order.paymentId, ...both('amount', amount) })),
    refunds: order.refunds.map(({ id, amount, note }) => ({ id, payment_id: order.paymentId, note, ...both('amount', amount) })),
  };
}

/** What capturing and refunding answer. */
export function paymentView(order: Order) {
  return {
    id: order.paymentId,
    currency_code: order.cart.region.currency,
    amount: number(order.total),
    captures: capturesOf(order).map(amount => ({ amount: number(amount) })),
    refunds: order.refunds.map(({ id, amount, note }) => ({ id, payment_id: order.paymentId, note, amount: number(amount) })),
  };
}

function capturesOf({ captured }: Order): readonly Exact[] {
  return captured === 0n ? [] : [captured];
}

export function refundedOf(order: Order): Exact {
  return order.refunds.reduce((sum, { amount }) => sum + amount, 0n);
}

/** `original_order_total` is that of the order's last version, and every refund makes a version. */
function summaryView(order: Order) {
  const refunded = refundedOf(order);
  const last = order.refunds.at(-1)?.amount ?? 0n;
  return {
    ...both('paid_total', order.captured),
    ...both('refunded_total', refunded),
    ...both('current_order_total', order.total - refunded),
    ...both('original_order_total', order.total - refunded + last),
  };
}

function paymentStatusOf(order: Order): string {
  const refunded = refundedOf(order);
  if (refunded > 0n) return rounded(refunded) >= rounded(order.captured) ? 'refunded' : 'partially_refunded';
  if (order.isCancelled) return 'canceled';
  return order.captured > 0n ? 'captured' : 'authorized';
}

/** A part reads as the whole unless the items' details are asked for. */
function fulfilmentStatusOf(order: Order, fields: string): string {
  const pieces = (of: readonly Fulfilment[]) => of.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0);
  const whole = order.cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const stages = [
    ['delivered', order.fulfilments.filter(({ deliveredAt }) => deliveredAt !== null)],
    ['shipped', order.fulfilments.filter(({ shippedAt }) => shippedAt !== null)],
    ['fulfilled', order.fulfilments],
  ] as const;
  for (const [stage, reached] of stages) {
    if (reached.length === 0) continue;
    const isPart = pieces(reached) < whole && (fields === '' || fields.includes('items.detail'));
    return isPart ? `partially_${stage}` : stage;
  }
  return 'not_fulfilled';
}

function fulfilmentView({ id, items, labels, shippedAt, deliveredAt }: Fulfilment, side: Side) {
  return {
    id,
    shipped_at: shippedAt,
    delivered_at: deliveredAt,
    canceled_at: null,
    ...(side === 'admin' ? { items: items.map(({ lineId, quantity }) => ({ line_item_id: lineId, quantity })), labels } : {}),
  };
}
