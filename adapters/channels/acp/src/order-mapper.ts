import { known, type ChannelOrderSnapshot, type ChannelOrderState, type Fulfilment } from '@onebasket/adapter-sdk';
import type { CurrencyCode } from '@onebasket/core';
import type { Order, OrderFulfillment } from './order-wire.ts';

/** The vocabulary is open: a word that we do not know leaves an order placed. */
const stateByStatus: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['created', 'PLACED'],
  ['manual_review', 'PENDING'],
  ['confirmed', 'ACCEPTED'],
  ['processing', 'ACCEPTED'],
  ['shipped', 'SHIPPED'],
  ['delivered', 'DELIVERED'],
  ['fulfilled', 'DELIVERED'],
  ['completed', 'DELIVERED'],
  ['canceled', 'CANCELLED'],
]);

const stateByFulfillment: ReadonlyMap<string, Fulfilment['state']> = new Map([
  ['pending', 'PENDING'],
  ['processing', 'PENDING'],
  ['shipped', 'SHIPPED'],
  ['in_transit', 'SHIPPED'],
  ['out_for_delivery', 'SHIPPED'],
  ['ready_for_pickup', 'SHIPPED'],
  ['failed_attempt', 'SHIPPED'],
  ['delivered', 'DELIVERED'],
  ['failed', 'CANCELLED'],
  ['canceled', 'CANCELLED'],
  ['undeliverable', 'CANCELLED'],
  ['returned_to_sender', 'CANCELLED'],
  ['returned', 'CANCELLED'],
]);

/** Money that goes back is told by these, and not by a dispute or a promise. */
const REFUNDS: ReadonlySet<string> = new Set(['refund', 'credit', 'return', 'cancellation', 'price_adjustment']);

/** What a session knows of an order: what it cost, and which goods its lines were. */
export interface OrderContext {
  readonly currency: CurrencyCode;
  readonly total: bigint;
  /** Ids of goods by ids of lines. */
  readonly itemIdByLine: ReadonlyMap<string, string>;
}

/** The order as it stands. Pure. */
export function toSnapshot(order: Order, { currency, total, itemIdByLine }: OrderContext): ChannelOrderSnapshot {
  const told = order.adjustments
    .filter(({ type, status }) => REFUNDS.has(type) && status === 'completed')
    .reduce((all, { amount }) => all + amount, 0n);
  const refunded = order.totals && order.totals.refunded > 0n ? order.totals.refunded : told;
  const charged = order.totals?.total ?? total;
  const state = stateByStatus.get(order.status ?? 'created') ?? 'PLACED';
  const instants = [...order.fulfillments.flatMap(({ events }) => events), ...order.adjustments].flatMap(({ at }) => at ?? []);
  return {
    externalId: order.id,
    state: charged > 0n && refunded >= charged && state !== 'CANCELLED' ? 'REFUNDED' : state,
    total: { minor: charged, currency },
    fulfilments: order.fulfillments.map(fulfillment => toFulfilment(fulfillment, order, itemIdByLine)),
    ...known({
      number: order.number,
      refunded: refunded > 0n ? { minor: refunded, currency } : undefined,
      updatedAt: instants.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1),
    }),
  };
}

function toFulfilment(fulfillment: OrderFulfillment, order: Order, itemIdByLine: ReadonlyMap<string, string>): Fulfilment {
  const { id, status, events, carrier, trackingNumber, trackingUrl } = fulfillment;
  const last = events.findLast(({ type }) => stateByFulfillment.has(type))?.type;
  const lines = fulfillment.lines.length > 0 ? fulfillment.lines : order.lines;
  return {
    id,
    // A status of its own beats the log; a word that we do not know moves nothing.
    state: stateByFulfillment.get(status ?? '') ?? stateByFulfillment.get(last ?? '') ?? 'PENDING',
    lines: lines
      .filter(({ quantity }) => quantity > 0)
      .map(line => ({
        externalId: itemIdByLine.get(line.id) ?? order.lines.find(one => one.id === line.id)?.productId ?? line.id,
        quantity: line.quantity,
      })),
    ...known({ carrierName: carrier, trackingNumber, trackingUrl, shippedAt: events.find(({ type }) => type === 'shipped')?.at }),
  };
}
