import { announced } from '@onebasket/runtime';
import type { ShipmentDoc } from '../parcel/shipment-doc.ts';

/** The parcel with the event that its status brings with it; parcels that are only tracked belong to nobody, and nobody is told. */
export function withShipmentNews(doc: ShipmentDoc, now: Date): ShipmentDoc {
  const { order, status, trackingNumber, carrierId = null } = doc;
  if (!order) return doc;
  return announced(
    doc,
    JSON.stringify({ status, trackingNumber }),
    () => ({
      types: ['shipment.updated'],
      ownerKey: order.ownerKey ?? 'guest',
      data: { shipmentId: doc._id, orderId: order.orderId, partId: `${order.orderId}.${order.partId}`, trackingNumber, carrierId, status },
    }),
    now,
  );
}
