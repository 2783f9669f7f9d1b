import type { Call, ChannelOrderRef, ChannelOrderSnapshot, NativeOrders } from '@onebasket/adapter-sdk';
import { readOne } from './client.ts';
import { find } from './find-order.ts';
import { toSnapshot } from './order-mapper.ts';
import { place } from './place-order.ts';
import { readOrder, type WireOrder } from './wire-order.ts';

/** Native orders through the merchant's keys. The shop keeps nothing that makes repeats safe, so an unknown outcome is looked up. */
export const orders: NativeOrders = { mode: 'native', place, repeats: { by: 'lookup', find }, get };

async function get(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const order = await readOrderById(call, ref.externalId);
  return order && toSnapshot(order);
}

/** `undefined` when the shop does not know the order, or never could have. */
export async function readOrderById(call: Call, externalId: string): Promise<WireOrder | undefined> {
  if (!/^[1-9]\d{0,14}$/.test(externalId)) return undefined;
  const body = await readOne(call, `/orders/${externalId}`);
  return body === undefined ? undefined : readOrder(body, 'GET /orders/{id}');
}
