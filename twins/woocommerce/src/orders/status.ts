import type { Shop } from '../shop.ts';
import { moveStockFor } from '../stock.ts';
import type { Order, OrderStatus } from './order.ts';
import { refundable } from './totals.ts';
import { formatMicros } from '../decimal.ts';
import { currencyFacts } from '../settings.ts';

const PAID: readonly OrderStatus[] = ['processing', 'completed'];

/** Puts an order into a status with everything WooCommerce hangs on it: dates, stock, coupons' use, the refund of "refunded". Does not save. */
export function setStatus(shop: Shop, order: Order, status: OrderStatus): void {
  if (order.status === status) return;
  const before = order.status;
  order.status = status;
  const now = shop.clock.second();
  if (PAID.includes(status)) order.paidAt ??= now;
  if (status === 'completed') order.completedAt ??= now;
  moveStockFor(shop, order);
  countCoupons(shop, order);
  if (status === 'refunded') refundTheRest(shop, order);
  addNote(shop, order, `Order status changed from ${label(before)} to ${label(status)}.`);
}

/** Counts the coupons of a live order as used, and frees those of a cancelled one. */
export function countCoupons(shop: Shop, order: Order): void {
  const shouldCount =
    order.status === 'cancelled' ? false : order.couponsCounted || ['pending', 'processing', 'on-hold', 'completed'].includes(order.status);
  if (shouldCount === order.couponsCounted) return;
  order.couponsCounted = shouldCount;
  for (const line of order.couponLines) {
    const coupon = [...shop.coupons.values()].find(coupon => coupon.code === line.code);
    if (coupon === undefined) continue;
    coupon.usageCount += shouldCount ? 1 : -1;
    shop.saveCoupon(coupon);
  }
}

/** A note in the order's history, written by the shop unless said otherwise. */
export function addNote(
  shop: Shop,
  order: Order,
  note: string,
  options: { readonly forCustomer?: boolean; readonly author?: string } = {},
): Order['notes'][number] {
  const added = {
    id: shop.nextNoteId(),
    author: options.author ?? 'WooCommerce',
    createdAt: shop.clock.second(),
    note,
    customerNote: options.forCustomer === true,
  };
  order.notes.push(added);
  return added;
}

function refundTheRest(shop: Shop, order: Order): void {
  const rest = refundable(shop, order);
  if (rest <= 0n) return;
  const amount = formatMicros(rest, currencyFacts(order.currency).decimals);
  order.refunds.unshift({
    id: shop.nextPostId(),
    createdAt: shop.clock.second(),
    amount,
    reason: 'Order fully refunded.',
    lines: [],
    taxLineId: 0,
  });
}

function label(status: OrderStatus): string {
  const labels: Partial<Record<OrderStatus, string>> = { pending: 'Pending payment', 'on-hold': 'On hold', 'checkout-draft': 'Draft' };
  return labels[status] ?? status.charAt(0).toUpperCase() + status.slice(1);
}
