import type { Call, ChannelOrderRef, ChannelOrderSnapshot, NativeOrders, PlacedOrder } from '@onebasket/adapter-sdk';
import { aliasesIn } from './aliases.ts';
import { splitIds, standingOf, toPlacedOrder, toSnapshot } from './order-view.ts';
import { place } from './place-order.ts';
import { findOrders, readOrder } from './read-orders.ts';
import { settingsOf } from './settings.ts';

/** Native orders of the connected purchasing account. Our key goes along as `outOrderId`, by which they are looked up. */
export const orders: NativeOrders = { mode: 'native', place, repeats: { by: 'lookup', find }, get };

async function find(
  attempt: { readonly key: string; readonly note?: string | undefined; readonly since: string },
  call: Call,
): Promise<PlacedOrder | undefined> {
  const views = await findOrders(attempt.key, attempt.since, call);
  const standing = standingOf(views);
  if (views.length === 0) return undefined;
  return toPlacedOrder(standing.length > 0 ? standing : views, aliasesIn(attempt.note));
}

async function get(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const views = [];
  for (const orderId of splitIds(ref.externalId)) {
    const view = await readOrder(orderId, call);
    if (view) views.push(view);
  }
  return views.length > 0 ? toSnapshot(views, aliasesIn(ref.note), settingsOf(call).parcels) : undefined;
}
