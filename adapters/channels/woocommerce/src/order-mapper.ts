import type { ChannelOrderSnapshot, ChannelOrderState, Fulfilment, PlacedOrder } from '@onebasket/adapter-sdk';
import { sum, zero, type Money } from '@onebasket/core';
import { invalidResponse } from './errors.ts';
import { filledIn, integerIn, recordsIn } from './wire.ts';
import { externalIdOf, type WireOrder } from './wire-order.ts';

const stateByStatus: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['pending', 'PENDING'],
  ['checkout-draft', 'PENDING'],
  ['auto-draft', 'PENDING'],
  ['on-hold', 'PLACED'],
  ['processing', 'ACCEPTED'],
  ['completed', 'COMPLETED'],
  ['cancelled', 'CANCELLED'],
  ['trash', 'CANCELLED'],
  ['refunded', 'REFUNDED'],
  ['failed', 'FAILED'],
  // Names that shipping plugins add.
  ['shipped', 'SHIPPED'],
  ['partial-shipped', 'SHIPPED'],
  ['delivered', 'DELIVERED'],
]);

/** A status that a plugin made up says only that the order stands. */
export function toOrderState(status: string): ChannelOrderState {
  return stateByStatus.get(status.replace(/^wc-/, '')) ?? 'PLACED';
}

/** Below zero no order stands; of one that was undone nothing is left to pay. */
function believable({ total, status }: WireOrder): Money {
  if (total.minor >= 0n) return total;
  if (toOrderState(status) === 'CANCELLED') return zero(total.currency);
  throw invalidResponse('an order costs less than nothing');
}

export function toPlacedOrder(order: WireOrder): PlacedOrder {
  return {
    status: 'placed',
    externalId: String(order.id),
    ...(order.number === undefined ? {} : { number: order.number }),
    state: toOrderState(order.status),
    lines: order.lines.map(line => ({
      externalId: externalIdOf(line),
      quantity: line.quantity,
      ...(line.total === undefined ? {} : { total: line.total }),
    })),
    total: believable(order),
  };
}

/** A shop that calls an order completed when its parcels leave has shipped it, no more. */
export function toSnapshot(order: WireOrder): ChannelOrderSnapshot {
  const fulfilments = fulfilmentsOf(order);
  const state = toOrderState(order.status);
  const refunded = sum(
    order.refunds.map(({ amount }) => amount),
    order.total.currency,
  );
  return {
    externalId: String(order.id),
    ...(order.number === undefined ? {} : { number: order.number }),
    state: fulfilments.length > 0 && underWay.has(state) ? 'SHIPPED' : state,
    total: believable(order),
    ...(refunded.minor > 0n ? { refunded } : {}),
    fulfilments,
    ...(order.updatedAt === undefined ? {} : { updatedAt: order.updatedAt }),
  };
}

const underWay: ReadonlySet<ChannelOrderState> = new Set(['PLACED', 'ACCEPTED', 'COMPLETED']);

/** WooCommerce has no parcels: plugins keep them in the meta data, either as a list (Shipment Tracking and its relatives) or as one number. */
export function fulfilmentsOf(order: WireOrder): readonly Fulfilment[] {
  const items = recordsIn(order.meta.get('_wc_shipment_tracking_items'));
  const listed = items.flatMap(item => {
    const trackingNumber = filledIn(item['tracking_number']);
    const id = filledIn(item['tracking_id']) ?? trackingNumber;
    if (id === undefined) return [];
    return [
      {
        id,
        trackingNumber,
        carrierName: filledIn(item['custom_tracking_provider']) ?? filledIn(item['tracking_provider']),
        trackingUrl: filledIn(item['custom_tracking_link']),
        shippedAt: sentAt(item['date_shipped']),
      },
    ];
  });
  const parcels = listed.length > 0 ? listed : singleParcel(order.meta);
  return parcels.map(({ id, trackingNumber, carrierName, trackingUrl, shippedAt }) => ({
    id,
    ...(carrierName === undefined ? {} : { carrierName }),
    ...(trackingNumber === undefined ? {} : { trackingNumber }),
    ...(trackingUrl === undefined ? {} : { trackingUrl }),
    // One parcel holds everything; which of several holds what, the plugins do not say.
    lines: parcels.length === 1 ? order.lines.map(line => ({ externalId: externalIdOf(line), quantity: line.quantity })) : [],
    state: 'SHIPPED' as const,
    ...(shippedAt === undefined ? {} : { shippedAt }),
  }));
}

const numberKeys = ['_tracking_number', 'tracking_number', '_aftership_tracking_number'];
const carrierKeys = ['_tracking_provider', 'tracking_provider', '_tracking_company', '_aftership_tracking_provider_name'];
const linkKeys = ['_tracking_url', 'tracking_url', '_tracking_link'];

function singleParcel(meta: ReadonlyMap<string, unknown>) {
  const first = (keys: readonly string[]) => keys.map(key => filledIn(meta.get(key))).find(text => text !== undefined);
  const trackingNumber = first(numberKeys);
  return trackingNumber === undefined
    ? []
    : [{ id: trackingNumber, trackingNumber, carrierName: first(carrierKeys), trackingUrl: first(linkKeys), shippedAt: undefined }];
}

/** Seconds since 1970 in some plugins, a date in others. */
function sentAt(value: unknown): string | undefined {
  const seconds = integerIn(value);
  const date = seconds === undefined ? new Date(filledIn(value) ?? NaN) : new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
