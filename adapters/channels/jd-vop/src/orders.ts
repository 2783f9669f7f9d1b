import type { Call, ChannelOrderRef, ChannelOrderSnapshot, NativeOrders, PlacedOrder } from '@onebasket/adapter-sdk';
import pMap from 'p-map';
import { stateOf, stateOfTree, toPlacedOrder, toSnapshot } from './order-mapper.ts';
import { trackOrder, waybillsIn } from './order-track.ts';
import { numberOf } from './our-number.ts';
import { place } from './place-order.ts';
import { orderById, orderByOurNumber } from './read-order.ts';

const CONCURRENCY = 4;
/** States in which there may be a parcel. */
const WITH_PARCELS = new Set(['ACCEPTED', 'SHIPPED', 'DELIVERED', 'COMPLETED']);

/** Native orders: our own number (`thirdOrder`) keeps one attempt from becoming two orders, and is asked for after an unknown outcome. */
export const orders: NativeOrders = { mode: 'native', place, repeats: { by: 'vendor-key', find }, get };

/** A mere reservation is no order yet: the next try confirms it, and JD drops it by itself when nobody does. */
async function find(attempt: { readonly key: string; readonly note?: string | undefined }, call: Call): Promise<PlacedOrder | undefined> {
  const tree = await orderByOurNumber(numberOf(attempt), call);
  if (!tree) return undefined;
  const state = stateOfTree(tree);
  const isReservation = tree.root.isValid && !tree.root.isConfirmed && state === 'PENDING';
  return isReservation ? undefined : toPlacedOrder(tree.root, state);
}

/** The whole tree anew: JD splits orders more than once, and only the first number is ever announced. */
async function get(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const tree = await orderById(ref.externalId, call);
  if (!tree) return undefined;
  const leaves = (tree.parts.length > 0 ? tree.parts : [tree.root]).filter(leaf => WITH_PARCELS.has(stateOf(leaf)));
  const waybills = await pMap(leaves, async ({ id }) => [id, waybillsIn(await trackOrder(id, call))] as const, {
    concurrency: CONCURRENCY,
  });
  return toSnapshot(tree, new Map(waybills));
}
