/** The graph's `ShipmentStatus`. */
export const SHIPMENT_STATUSES = [
  'UNKNOWN',
  'INFO_RECEIVED',
  'PICKED_UP',
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'READY_FOR_PICKUP',
  'DELIVERED',
  'DELIVERY_FAILED',
  'EXCEPTION',
  'RETURNING',
  'RETURNED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

export interface ParcelRef {
  readonly trackingNumber: string;
  readonly phoneLast4?: string | undefined;
}

/** One scan. `changesStatus: false` marks bookkeeping and unknown codes, which never move the parcel. */
export interface ParcelEvent {
  /** RFC 3339 with the carrier's own offset. */
  readonly at: string;
  readonly status: ShipmentStatus;
  readonly subStatus?: string;
  readonly changesStatus: boolean;
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}

export interface Tracking {
  readonly status: 'found';
  readonly trackingNumber: string;
  /** The carrier's own statement of the current status, where it makes one: it beats the events. */
  readonly current?: ShipmentStatus;
  readonly estimatedDelivery?: { readonly earliest?: string; readonly latest?: string };
  readonly events: readonly ParcelEvent[];
}
