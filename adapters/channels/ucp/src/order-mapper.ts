import type { ChannelOrderSnapshot, ChannelOrderState, Fulfilment } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import type { Order, OrderEvent, OrderLine } from './wire-order.ts';
import { told } from './wire.ts';

type FulfilmentState = Fulfilment['state'];

/** Words of the event log; the vocabulary is open, and a word that we do not know moves nothing. */
const stateByEvent: ReadonlyMap<string, FulfilmentState> = new Map([
  ['processing', 'PENDING'],
  ['shipped', 'SHIPPED'],
  ['fulfilled', 'SHIPPED'],
  ['in_transit', 'SHIPPED'],
  ['out_for_delivery', 'SHIPPED'],
  ['failed_attempt', 'SHIPPED'],
  ['delivered', 'DELIVERED'],
  ['picked_up', 'DELIVERED'],
  ['canceled', 'CANCELLED'],
  ['cancelled', 'CANCELLED'],
  ['undeliverable', 'CANCELLED'],
  ['returned_to_sender', 'CANCELLED'],
]);

/** Money that goes back is told by these, and not by a dispute or a promise. */
const REFUNDS: ReadonlySet<string> = new Set(['refund', 'return', 'credit', 'cancellation', 'price_adjustment']);

/** The order as it stands. Pure. The protocol has no status of an order: it follows from its lines, events and adjustments. */
export function toSnapshot(order: Order, currency: CurrencyCode, total: bigint): ChannelOrderSnapshot {
  const fulfilments = toFulfilments(order);
  const refunded = order.adjustments
    .filter(({ type, status }) => REFUNDS.has(type) && status === 'completed')
    .reduce((all, adjustment) => all + adjustment.refunded, 0n);
  const times = [...order.events, ...order.adjustments].flatMap(({ at }) => at ?? []).sort();
  return {
    externalId: order.id,
    state: stateOf(order, fulfilments, refunded, total),
    total: { minor: total, currency },
    fulfilments,
    ...(refunded > 0n ? { refunded: { minor: refunded, currency } } : {}),
    ...told({ number: order.label, updatedAt: times.at(-1) }),
  };
}

/** One parcel for each tracking number; events without one are a parcel of their own for each set of lines. */
function toFulfilments({ events, lines }: Order): readonly Fulfilment[] {
  const parcels = new Map<string, OrderEvent[]>();
  for (const event of events) {
    const key =
      event.trackingNumber ??
      `lines ${event.lines
        .map(({ id }) => id)
        .sort()
        .join(' ')}`;
    parcels.set(key, [...(parcels.get(key) ?? []), event]);
  }
  return [...parcels.values()].map(log => toFulfilment(log, lines));
}

function toFulfilment(log: readonly OrderEvent[], lines: readonly OrderLine[]): Fulfilment {
  const inOrder = log.every(({ at }) => at !== undefined) ? [...log].sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)) : log;
  const states = inOrder.flatMap(({ type }) => stateByEvent.get(type) ?? []);
  const named = log.find(event => event.lines.length > 0)?.lines ?? lines.map(({ id, quantity }) => ({ id, quantity }));
  const last = <K extends 'carrier' | 'trackingNumber' | 'trackingUrl'>(name: K) =>
    inOrder.findLast(event => event[name] !== undefined)?.[name];
  return {
    id: last('trackingNumber') ?? (inOrder[0] as OrderEvent).id,
    lines: named.flatMap(({ id, quantity }) => {
      const line = lines.find(one => one.id === id);
      return line && line.itemId !== '' ? [{ externalId: line.itemId, quantity }] : [];
    }),
    state: states.at(-1) ?? 'PENDING',
    ...told({
      carrierName: last('carrier'),
      trackingNumber: last('trackingNumber'),
      trackingUrl: last('trackingUrl'),
      shippedAt: inOrder.find(({ type }) => stateByEvent.get(type) === 'SHIPPED')?.at,
    }),
  };
}

function stateOf(order: Order, fulfilments: readonly Fulfilment[], refunded: bigint, total: bigint): ChannelOrderState {
  const standing = order.lines.filter(({ isRemoved, quantity }) => !isRemoved && quantity > 0);
  const isCancelled = order.adjustments.some(({ type, status }) => type === 'cancellation' && status === 'completed');
  if (order.lines.length > 0 && standing.length === 0) return 'CANCELLED';
  if (total > 0n && refunded >= total) return isCancelled ? 'CANCELLED' : 'REFUNDED';
  const alive = fulfilments.filter(({ state }) => state !== 'CANCELLED');
  const isOut =
    standing.length > 0 &&
    standing.every(line => line.fulfilled >= line.quantity || piecesOf(line, alive, ['SHIPPED', 'DELIVERED']) >= line.quantity);
  if (isOut) return alive.length > 0 && alive.every(({ state }) => state === 'DELIVERED') ? 'DELIVERED' : 'SHIPPED';
  return alive.length === 0 ? 'PLACED' : 'ACCEPTED';
}

function piecesOf({ itemId }: OrderLine, fulfilments: readonly Fulfilment[], states: readonly FulfilmentState[]): number {
  return fulfilments
    .filter(({ state }) => states.includes(state))
    .flatMap(({ lines }) => lines.filter(({ externalId }) => externalId === itemId))
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
