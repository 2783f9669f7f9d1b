import { afterWrite, needed, type Call, type Cancelled, type ChannelOrderRef } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { hasApp, needsApp, send } from './client.ts';
import { denialIn, type Denial } from './errors.ts';
import { readOrder } from './read-order.ts';
import { recordIn } from './wire.ts';

const CANCEL = 'mutation Cancel($id: ID!) { orderCancel(id: $id) { order { id status } errors { field code message } } }';

/**
 * Cancels the whole order; twice is the same as once. Nothing is given back by it: what was paid goes back by `refund`, the shop keeps the two apart. The shop
 * has no place for the reason.
 */
export async function cancel(ref: ChannelOrderRef, _reason: string, call: Call): Promise<Cancelled | Refusal> {
  if (!hasApp(call)) throw needsApp('cancelling');
  const order = await readOrder(ref.externalId, 'cancel: order', call);
  if (!order) return refuse('not-found', 'the shop does not know this order');
  // Asked a second time, the shop only says that it cannot.
  if (order['status'] === 'CANCELED') return { status: 'cancelled' };
  const ask = { label: 'cancel', document: CANCEL, variables: { id: ref.externalId }, effect: 'write', asApp: true } as const;
  const { data } = await send(ask, call);
  const denial = afterWrite(() => denialIn(needed(recordIn(data['orderCancel']), 'saleor: cancel: the answer')));
  return denial ? refusalTo(denial) : { status: 'cancelled' };
}

function refusalTo({ code, message }: Denial): Refusal {
  if (code === 'NOT_FOUND') return refuse('not-found', 'the shop does not know this order');
  return refuse(code === 'CANNOT_CANCEL_ORDER' ? 'not-cancellable' : 'other', message);
}
