import type { ParcelEvent, ShipmentStatus, Tracking } from '@onebasket/adapter-sdk';
import type { ShipmentDoc } from './shipment-doc.ts';

const FINAL: ReadonlySet<ShipmentStatus> = new Set(['DELIVERED', 'RETURNED', 'CANCELLED']);
const RETURN: ReadonlySet<ShipmentStatus> = new Set(['RETURNING', 'RETURNED']);
const MAX_EVENTS = 500;

const keyOf = (event: ParcelEvent) => `${Date.parse(event.at)}|${event.code}|${event.message}`;

/**
 * The parcel with these scans added. Whatever the order of arrival and however often they come, the same set of scans ends in the same parcel:
 * each once, oldest first by instant; bookkeeping never moves the status; the carrier's own current status beats the scans;
 * a delivered parcel moves on only by an explicit return.
 */
export function foldTracking(doc: ShipmentDoc, tracking: Pick<Tracking, 'events' | 'current' | 'estimatedDelivery'>): ShipmentDoc {
  const byKey = new Map(doc.events.map(event => [keyOf(event), event]));
  for (const event of tracking.events) if (!Number.isNaN(Date.parse(event.at)) && !byKey.has(keyOf(event))) byKey.set(keyOf(event), event);
  const events = [...byKey.values()].sort(byInstant).slice(-MAX_EVENTS);
  const current = tracking.current ?? doc.current;
  const folded = statusOf(events, current);
  const status = folded?.status ?? channelStatus(doc.channelState);
  const delivered = events.find(event => event.status === 'DELIVERED' && event.changesStatus);
  const { subStatus: _sub, deliveredAt: _at, current: _current, ...rest } = doc;
  return {
    ...rest,
    events,
    status,
    ...(current ? { current } : {}),
    ...(folded?.subStatus ? { subStatus: folded.subStatus } : {}),
    ...(delivered ? { deliveredAt: delivered.at } : {}),
    ...(tracking.estimatedDelivery ? { estimatedDelivery: tracking.estimatedDelivery } : {}),
  };
}

// Scans of one second are told in the order of a parcel's life: whatever came first over the wire, the result is the same.
const LIFE: readonly ShipmentStatus[] = [
  'UNKNOWN',
  'INFO_RECEIVED',
  'PICKED_UP',
  'IN_TRANSIT',
  'EXCEPTION',
  'OUT_FOR_DELIVERY',
  'DELIVERY_FAILED',
  'READY_FOR_PICKUP',
  'DELIVERED',
  'RETURNING',
  'RETURNED',
  'CANCELLED',
  'EXPIRED',
];

function byInstant(a: ParcelEvent, b: ParcelEvent): number {
  const difference = Date.parse(a.at) - Date.parse(b.at) || LIFE.indexOf(a.status) - LIFE.indexOf(b.status);
  if (difference !== 0) return difference;
  const [x, y] = [`${a.code}|${a.message}`, `${b.code}|${b.message}`];
  return x < y ? -1 : x > y ? 1 : 0;
}

function statusOf(
  events: readonly ParcelEvent[],
  current: ShipmentStatus | undefined,
): { readonly status: ShipmentStatus; readonly subStatus?: string } | undefined {
  let reached: { status: ShipmentStatus; subStatus?: string } | undefined;
  for (const event of events) {
    if (!event.changesStatus) continue;
    if (reached && FINAL.has(reached.status) && !(reached.status === 'DELIVERED' && RETURN.has(event.status))) continue;
    reached = { status: event.status, ...(event.subStatus ? { subStatus: event.subStatus } : {}) };
  }
  if (current && !(reached && FINAL.has(reached.status) && !RETURN.has(current) && !FINAL.has(current)))
    return reached?.status === current ? reached : { status: current };
  return reached;
}

/** While no carrier has said anything, the channel's word stands: a label exists. "Delivered" at a shop is believed. */
function channelStatus(state: string | undefined): ShipmentStatus {
  switch (state) {
    case 'SHIPPED':
    case 'PENDING':
      return 'INFO_RECEIVED';
    case 'DELIVERED':
      return 'DELIVERED';
    case 'CANCELLED':
      return 'CANCELLED';
    default:
      return 'UNKNOWN';
  }
}

/** True when nothing more is to be expected. */
export function isFinal(doc: ShipmentDoc): boolean {
  return doc.status === 'DELIVERED' || doc.status === 'RETURNED' || doc.status === 'CANCELLED' || doc.status === 'EXPIRED';
}
