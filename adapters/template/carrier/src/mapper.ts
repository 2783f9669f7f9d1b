import { known, type ParcelEvent, type ShipmentStatus, type Tracking } from '@onebasket/adapter-sdk';
import type { Parcel, Scan } from './wire.ts';

const statusByCode: ReadonlyMap<string, ShipmentStatus> = new Map([
  ['ANNOUNCED', 'INFO_RECEIVED'],
  ['COLLECTED', 'PICKED_UP'],
  ['SORTED', 'IN_TRANSIT'],
  ['IN_DELIVERY', 'OUT_FOR_DELIVERY'],
  ['AT_SHOP', 'READY_FOR_PICKUP'],
  ['DELIVERED', 'DELIVERED'],
  ['NOT_HOME', 'DELIVERY_FAILED'],
  ['DAMAGED', 'EXCEPTION'],
  ['RETURNING', 'RETURNING'],
  ['RETURNED', 'RETURNED'],
]);

/** Pure: the carrier's parcel in the words of the contract. */
export function toTracking({ number, expected, scans }: Parcel): Tracking {
  return {
    status: 'found',
    trackingNumber: number,
    ...known({ estimatedDelivery: expected === undefined ? undefined : { latest: expected } }),
    events: scans.map(toEvent),
  };
}

/** A code that we do not know stays `UNKNOWN` and moves nothing; the carrier's own code and words travel beside it. */
function toEvent({ time, code, text, place }: Scan): ParcelEvent {
  const status = statusByCode.get(code);
  return {
    at: time,
    status: status ?? 'UNKNOWN',
    changesStatus: status !== undefined,
    code,
    message: text,
    ...known({ location: place }),
  };
}
