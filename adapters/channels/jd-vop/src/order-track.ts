import type { Call, ParcelEvent, ParcelRef, ShipmentStatus, Tracking, WireRecord } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { fromBeijingText } from './beijing-time.ts';
import { ask } from './client.ts';
import { filledIn, idIn, partIn, recordsIn } from './wire.ts';

export interface Waybill {
  readonly number: string;
  readonly carrier?: string;
}

/** The way of one order (or part): `undefined` when JD tells none. */
export async function trackOrder(orderId: string, call: Call): Promise<WireRecord | undefined> {
  const answer = await ask(call, 'api/order/orderTrack', { jdOrderId: orderId, waybillCode: 1 });
  return answer.ok ? partIn(answer.result) : undefined;
}

export function waybillsIn(track: WireRecord | undefined): readonly Waybill[] {
  const waybills = recordsIn(track?.['waybillCode']).flatMap((row): readonly Waybill[] => {
    const number = idIn(row['deliveryOrderId']);
    const carrier = filledIn(row['carrier']);
    return number === undefined ? [] : [{ number, ...(carrier === undefined ? {} : { carrier }) }];
  });
  return [...new Map(waybills.map(waybill => [waybill.number, waybill])).values()];
}

/** Follows by JD's order number: JD tells the way of its own orders, not of waybills. */
export async function track({ trackingNumber }: ParcelRef, call: Call): Promise<Tracking | Refusal> {
  const found = isOrderNumber(trackingNumber) ? await trackOrder(trackingNumber, call) : undefined;
  const tracking = found && toTracking(found, trackingNumber);
  return tracking && tracking.events.length > 0 ? tracking : refuse('not-found', 'JD shows no way for this order number');
}

export function isOrderNumber(text: string): boolean {
  return /^[1-9]\d{8,17}$/.test(text);
}

/** JD's list comes in no order, and its texts carry no code. */
export function toTracking(track: WireRecord, trackingNumber: string): Tracking {
  const events = recordsIn(track['orderTrack']).flatMap(row => toEvent(row) ?? []);
  return { status: 'found', trackingNumber, events: events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
}

/** Words that JD's couriers use; all others are bookkeeping that moves nothing. */
const WORDS: readonly (readonly [RegExp, ShipmentStatus])[] = [
  [/签收|妥投/, 'DELIVERED'],
  [/拒收/, 'EXCEPTION'],
  [/自提点|自提柜|待自提/, 'READY_FOR_PICKUP'],
  [/派送|配送员|正在配送/, 'OUT_FOR_DELIVERY'],
  [/揽收/, 'PICKED_UP'],
  [/分拣|运输|发往|到达|出库|发货/, 'IN_TRANSIT'],
];

function toEvent(row: WireRecord): ParcelEvent | undefined {
  const at = fromBeijingText(filledIn(row['msgTime']) ?? '');
  const message = filledIn(row['content']) ?? '';
  if (!at) return undefined;
  const status = WORDS.find(([words]) => words.test(message))?.[1];
  return {
    at: at.toISOString(),
    status: status ?? 'UNKNOWN',
    changesStatus: status !== undefined,
    code: '',
    message: message.slice(0, 500),
  };
}
