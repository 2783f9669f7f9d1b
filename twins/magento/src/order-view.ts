import { money } from './cents.ts';
import type { Orders, TwinOrder } from './orders.ts';

const STATUS = { new: 'Pending', processing: 'Processing', complete: 'Complete', closed: 'Closed', canceled: 'Canceled' } as const;

/** An order as its guest sees it. */
export function guestView(order: TwinOrder, orders: Orders, currency: string) {
  return {
    number: order.number,
    token: order.token,
    status: STATUS[order.state],
    items: order.items.map(item => ({
      product_sku: item.sku,
      quantity_ordered: item.ordered,
      quantity_invoiced: item.invoiced,
      quantity_shipped: item.shipped,
      quantity_refunded: item.refunded,
      quantity_canceled: item.cancelled,
    })),
    total: { grand_total: money(order.totalCents, currency) },
    shipments: order.shipments.map(({ id, number, carrier, title, trackingNumber, items }) => ({
      id: Buffer.from(String(id)).toString('base64'),
      number,
      tracking: [{ title, carrier, number: trackingNumber }],
      items: items.map(({ sku, quantity }) => ({ product_sku: sku, quantity_shipped: quantity })),
    })),
    credit_memos: orders.memosOf(order.entityId).map(({ cents }) => ({ total: { grand_total: money(cents, currency) } })),
  };
}

/** An order as REST shows it to the merchant: amounts are floats, times are UTC without saying so. */
export function merchantView(order: TwinOrder, currency: string) {
  const amount = (cents: bigint) => Number(cents) / 100;
  return {
    entity_id: order.entityId,
    increment_id: order.number,
    quote_id: order.quoteId,
    state: order.state,
    status: order.state === 'new' ? 'pending' : order.state,
    customer_email: order.email,
    customer_is_guest: 1,
    base_currency_code: currency,
    order_currency_code: currency,
    grand_total: amount(order.totalCents),
    base_grand_total: amount(order.totalCents),
    ...(order.paidCents > 0n ? { total_paid: amount(order.paidCents) } : {}),
    ...(order.refundedCents > 0n ? { total_refunded: amount(order.refundedCents) } : {}),
    updated_at: sqlTime(order.updatedAt),
    items: order.items.map(item => ({
      item_id: item.itemId,
      sku: item.sku,
      name: item.name,
      qty_ordered: item.ordered,
      qty_invoiced: item.invoiced,
      qty_shipped: item.shipped,
      qty_refunded: item.refunded,
      qty_canceled: item.cancelled,
      row_total: amount(item.cents),
    })),
  };
}

export function shipmentView({ shipments, entityId }: TwinOrder) {
  return shipments.map(({ id, number, createdAt, carrier, title, trackingNumber, items }) => ({
    entity_id: entityId * 10 + id,
    increment_id: number,
    order_id: entityId,
    created_at: sqlTime(createdAt),
    items: items.map(({ sku, quantity }) => ({ sku, qty: quantity })),
    tracks: [{ track_number: trackingNumber, title, carrier_code: carrier }],
  }));
}

export function sqlTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
