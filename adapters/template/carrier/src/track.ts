import type { Call, ParcelRef, Tracking } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { read } from './client.ts';
import { toTracking } from './mapper.ts';
import { readParcel } from './wire.ts';

/** "AC" and twelve digits. */
export function isTrackingNumber(trackingNumber: string): boolean {
  return /^AC\d{12}$/i.test(trackingNumber.trim());
}

export async function track({ trackingNumber }: ParcelRef, call: Call): Promise<Tracking | Refusal> {
  const response = await read(call, `/parcels/${encodeURIComponent(trackingNumber)}`, '/parcels/{number}');
  // Read before it is believed: a 404 that is no answer of the API is a wrong address, not an unknown parcel.
  const body = response.json();
  if (response.status === 404) return refuse('not-found', 'Acme knows no such parcel');
  return toTracking(readParcel(body, 'Acme GET /parcels/{number}'));
}
