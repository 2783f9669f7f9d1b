import { aggregateFields, parkedIndexes, type Aggregate } from '@onebasket/runtime';
import type { CollectionSpec } from '@onebasket/runtime/storage';
import { SHIPMENT_STATUSES, type ParcelEvent, type ShipmentStatus } from '@onebasket/adapter-sdk';
import { Type } from 'typebox';

/** One parcel: what the channel said of it and every scan of its carrier, each once. */
export interface ShipmentDoc extends Aggregate {
  /** Configured carrier; absent while the carrier that the channel named is not connected here. */
  readonly carrierId?: string;
  /** As the channel named it. */
  readonly carrierName?: string;
  readonly trackingNumber: string;
  readonly status: ShipmentStatus;
  readonly subStatus?: string;
  readonly estimatedDelivery?: { readonly earliest?: string; readonly latest?: string };
  readonly deliveredAt?: string;
  readonly events: readonly ParcelEvent[];
  /** The carrier's own statement of the status, when it makes one. */
  readonly current?: ShipmentStatus;
  /** What the channel says, while the carrier says nothing. */
  readonly channelState?: string;
  /** The order part it belongs to; absent for parcels that were only tracked. */
  readonly order?: { readonly orderId: string; readonly partId: string; readonly fulfilmentId: string; readonly ownerKey?: string };
  readonly phoneLast4?: string;
  readonly createdAt: string;
  /** When its carrier was last asked. */
  readonly askedAt?: string;
}

const text = Type.String({ maxLength: 4000 });
const optional = Type.Optional;
const status = Type.Enum([...SHIPMENT_STATUSES]);

export type ShipmentIndex = 'wakeAt' | 'parked' | 'decided' | 'number' | 'order';

export const shipments: CollectionSpec<ShipmentDoc, ShipmentIndex> = {
  name: 'shipments',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ...aggregateFields,
    carrierId: optional(text),
    carrierName: optional(text),
    trackingNumber: text,
    status,
    subStatus: optional(text),
    estimatedDelivery: optional(Type.Object({ earliest: optional(text), latest: optional(text) })),
    deliveredAt: optional(text),
    events: Type.Array(
      Type.Object({
        at: text,
        status,
        subStatus: optional(text),
        changesStatus: Type.Boolean(),
        code: text,
        message: text,
        location: optional(text),
      }),
      { maxItems: 500 },
    ),
    current: optional(status),
    channelState: optional(text),
    order: optional(Type.Object({ orderId: text, partId: text, fulfilmentId: text, ownerKey: optional(text) })),
    phoneLast4: optional(text),
    createdAt: text,
    askedAt: optional(text),
  }),
  lift: [],
  indexes: {
    ...parkedIndexes,
    wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]),
    number: doc => [[doc.trackingNumber.toUpperCase()]],
    order: doc => (doc.order ? [[doc.order.orderId, doc.order.partId]] : []),
  },
};
