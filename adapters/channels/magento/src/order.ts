import { known, type ChannelOrderSnapshot, type ChannelOrderState, type Fulfilment, type PlacedOrder } from '@onebasket/adapter-sdk';
import type { Money } from '@onebasket/core';
import type { OrderNote } from './order-note.ts';

/** Pieces of one line of an order, and what has become of them. */
export interface OrderLine {
  readonly sku: string;
  readonly ordered: number;
  readonly invoiced: number;
  readonly shipped: number;
  readonly refunded: number;
  readonly cancelled: number;
}

/** An order as the shop tells of it, to its merchant (REST) or to its guest (GraphQL). */
export interface MagentoOrder {
  /** The number that people use, unique in the shop. */
  readonly number: string;
  /** The database's id, and the state behind the merchant's own status words; only the merchant's side tells. */
  readonly entityId?: string;
  readonly state?: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  readonly refunded?: Money;
  readonly fulfilments: readonly Fulfilment[];
  readonly updatedAt?: string;
}

/** The states of core. Paid and shipped together are `complete`; what has arrived nobody tells. */
const STATES: ReadonlyMap<string, ChannelOrderState> = new Map([
  ['new', 'PLACED'],
  ['pending_payment', 'PLACED'],
  ['payment_review', 'PLACED'],
  ['holded', 'PLACED'],
  ['processing', 'ACCEPTED'],
  ['complete', 'SHIPPED'],
  ['closed', 'REFUNDED'],
  ['canceled', 'CANCELLED'],
]);

/**
 * The order's state in our words. A guest is only told the merchant's status in the shop's language, which may be any word: what has become of the pieces
 * says it as well.
 */
export function stateOf({ state, lines, total, refunded }: MagentoOrder): ChannelOrderState {
  const told = STATES.get(state ?? '');
  if (told === 'CANCELLED' || told === 'REFUNDED') return told;
  if (refunded && total.minor > 0n && refunded.currency === total.currency && refunded.minor >= total.minor) return 'REFUNDED';
  return fromPieces(lines) ?? told ?? 'PLACED';
}

function fromPieces(lines: readonly OrderLine[]): ChannelOrderState | undefined {
  const pieces = (what: (line: OrderLine) => number) => lines.reduce((all, line) => all + what(line), 0);
  const ordered = pieces(line => line.ordered);
  if (ordered === 0) return undefined;
  if (pieces(line => line.cancelled) >= ordered) return 'CANCELLED';
  if (pieces(line => line.refunded) >= ordered) return 'REFUNDED';
  const shipped = pieces(line => line.shipped);
  if (shipped > 0 && pieces(line => line.shipped + line.refunded + line.cancelled) >= ordered) return 'SHIPPED';
  return shipped > 0 || pieces(line => line.invoiced) > 0 ? 'ACCEPTED' : undefined;
}

/** The order as placed: its lines in our own words where the shop has as many pieces of it as were put in, else in the shop's. */
export function toPlacedOrder(order: MagentoOrder, { lines }: Pick<OrderNote, 'lines'>): PlacedOrder {
  const pieces = (all: readonly number[]) => all.reduce((sum, count) => sum + count, 0);
  const isSame = order.lines.length === 0 || pieces(lines.map(line => line.quantity)) === pieces(order.lines.map(line => line.ordered));
  return {
    status: 'placed',
    externalId: order.number,
    number: order.number,
    state: stateOf(order),
    lines: isSame
      ? lines.map(({ externalId, quantity }) => ({ externalId, quantity }))
      : order.lines.map(({ sku, ordered }) => ({ externalId: sku, quantity: ordered })),
    total: order.total,
  };
}

/** The order as it stands now. */
export function toSnapshot(order: MagentoOrder): ChannelOrderSnapshot {
  const refunded = order.refunded && order.refunded.minor > 0n ? order.refunded : undefined;
  return {
    externalId: order.number,
    number: order.number,
    state: stateOf(order),
    total: order.total,
    fulfilments: order.fulfilments,
    ...known({ refunded, updatedAt: order.updatedAt }),
  };
}
