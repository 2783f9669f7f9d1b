import type { ChannelOrderSnapshot, ChannelOrderState, Fulfilment, PlacedOrder } from '@onebasket/adapter-sdk';
import { invalidResponse } from './errors.ts';
import type { Waybill } from './order-track.ts';
import type { VopOrder, VopOrderTree } from './wire-order.ts';

/** `jdOrderState` that say more than the other three states. 2 to 4 wait for payment, 11, 12 and 16 are on their way, 19 is done. */
const STAGES: ReadonlyMap<number | undefined, ChannelOrderState> = new Map([
  [2, 'PENDING'],
  [3, 'PENDING'],
  [4, 'PENDING'],
  [11, 'SHIPPED'],
  [12, 'SHIPPED'],
  [16, 'SHIPPED'],
  [19, 'COMPLETED'],
]);

/** From the first to the last; what a split order is, is the least of its parts. */
const PROGRESS: readonly ChannelOrderState[] = ['PENDING', 'PLACED', 'ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED'];

/** One order or part. Delivery beats confirmation: delivered orders have been seen that still count as unconfirmed. */
export function stateOf(order: VopOrder, waybills: readonly Waybill[] = []): ChannelOrderState {
  if (!order.isValid) return 'CANCELLED';
  if (order.delivery === 'refused') return 'FAILED';
  const stage = STAGES.get(order.stage);
  if (order.delivery === 'delivered') return stage === 'COMPLETED' ? stage : 'DELIVERED';
  if (stage === 'COMPLETED' || stage === 'SHIPPED') return stage;
  if (!order.isConfirmed) return 'PENDING';
  if (waybills.length > 0) return 'SHIPPED';
  return stage ?? 'ACCEPTED';
}

/** The whole order: its parts where it was split. */
export function stateOfTree(
  { root, parts }: VopOrderTree,
  waybills: ReadonlyMap<string, readonly Waybill[]> = new Map(),
): ChannelOrderState {
  if (parts.length === 0) return stateOf(root, waybills.get(root.id));
  const states = parts.map(part => stateOf(part, waybills.get(part.id)));
  const going = states.filter(state => PROGRESS.includes(state));
  if (going.length === 0) return states.includes('FAILED') ? 'FAILED' : 'CANCELLED';
  const least = PROGRESS[Math.min(...going.map(state => PROGRESS.indexOf(state)))] ?? 'ACCEPTED';
  // One part on its way is more than "accepted", whatever the others do.
  return least === 'ACCEPTED' && going.some(state => PROGRESS.indexOf(state) > PROGRESS.indexOf('ACCEPTED')) ? 'SHIPPED' : least;
}

/** What JD made; accessories and gifts that came along are no lines of what was asked for. */
export function toPlacedOrder(order: VopOrder, state: ChannelOrderState): PlacedOrder {
  if (!order.payable) throw invalidResponse('an order names no total');
  return {
    status: 'placed',
    externalId: order.id,
    number: order.id,
    state,
    lines: order.lines
      .filter(({ isExtra }) => !isExtra)
      .map(({ skuId, quantity, total }) => ({ externalId: skuId, quantity, ...(total ? { total } : {}) })),
    total: order.payable,
  };
}

export function toSnapshot(tree: VopOrderTree, waybills: ReadonlyMap<string, readonly Waybill[]> = new Map()): ChannelOrderSnapshot {
  const { root, parts } = tree;
  if (!root.payable) throw invalidResponse('an order names no total');
  const leaves = parts.length > 0 ? parts : [root];
  return {
    externalId: root.id,
    number: root.id,
    state: stateOfTree(tree, waybills),
    total: root.payable,
    fulfilments: leaves.flatMap(leaf => fulfilmentsOf(leaf, waybills.get(leaf.id) ?? [])),
  };
}

function fulfilmentsOf(order: VopOrder, waybills: readonly Waybill[]): readonly Fulfilment[] {
  const state = order.isValid ? (order.delivery === 'delivered' ? 'DELIVERED' : 'SHIPPED') : 'CANCELLED';
  return waybills.map(({ number, carrier }) => ({
    id: `${order.id}-${number}`,
    ...(carrier === undefined ? {} : { carrierName: carrier }),
    trackingNumber: number,
    // One parcel holds everything; which of several holds what, JD does not say.
    lines: waybills.length === 1 ? order.lines.map(({ skuId, quantity }) => ({ externalId: skuId, quantity })) : [],
    state,
  }));
}
