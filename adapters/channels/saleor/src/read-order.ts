import type { Call, ChannelOrderRef, ChannelOrderSnapshot, WireRecord } from '@onebasket/adapter-sdk';
import { send } from './client.ts';
import { isIdOf } from './global-id.ts';
import { ORDER, toSnapshot } from './order.ts';
import { recordIn } from './wire.ts';

const READ = `query ReadOrder($id: ID!) { order(id: $id) { ...OrderFields } } ${ORDER}`;

/** The order as it stands; whoever has its id may read it, so no token is needed. */
export async function getOrder(ref: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  const order = await readOrder(ref.externalId, 'order', call);
  return order && toSnapshot(order);
}

/** The order's fields; `undefined` when the shop does not know it. */
export async function readOrder(id: string, label: string, call: Call): Promise<WireRecord | undefined> {
  if (!isIdOf('Order', id)) return undefined;
  const { data } = await send({ label, document: READ, variables: { id }, effect: 'read' }, call);
  return recordIn(data['order']);
}
