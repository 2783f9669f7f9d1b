import type { PlacedOrder } from '@onebasket/adapter-sdk';
import { stateOf, totalOf, type VendureOrder } from './order.ts';

/** The order as placed; after a cancellation as it was before, as far as the shop still knows. */
export function toPlacedOrder(order: VendureOrder): PlacedOrder {
  const standing = order.vendorState !== 'Cancelled';
  return {
    status: 'placed',
    externalId: order.code,
    number: order.code,
    state: stateOf(order),
    lines: order.lines.map(line => ({
      externalId: line.externalId,
      quantity: line.placedQuantity || line.quantity,
      ...(standing && line.subtotal.minor >= 0n ? { total: line.subtotal } : {}),
    })),
    total: totalOf(order),
  };
}
