import type { Call, Cancelled, ChannelOrderRef } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { askAdmin, requireAdmin } from './admin.ts';
import { refundedOf } from './order.ts';
import { readOrder } from './read-order.ts';
import { textAt, type Wire } from './wire.ts';

/** Cancels an order of which nothing is packed. What was authorised is let go, what was captured is given back by the shop itself. Twice is once. */
export async function cancel(ref: ChannelOrderRef, _reason: string, call: Call): Promise<Cancelled | Refusal> {
  requireAdmin(call, 'cancelling');
  const path = `/admin/orders/${encodeURIComponent(ref.externalId)}/cancel`;
  const answer = await askAdmin({ method: 'POST', path, body: {}, label: 'cancel' }, call);
  if (!answer.ok && answer.status === 404) return refuse('not-found', 'the shop does not know this order');
  const order = await readOrder(ref.externalId, 'cancel: order', call).catch((error: unknown) => {
    // Done it is; only what was given back is not known.
    if (answer.ok) return undefined;
    throw error;
  });
  // An order that was cancelled before is a no too.
  if (!answer.ok && textAt(order, 'status') !== 'canceled') return refuse('not-cancellable', answer.message);
  return { status: 'cancelled', ...givenBack(order) };
}

function givenBack(order: Wire | undefined): Pick<Cancelled, 'refund'> {
  const refund = order === undefined ? undefined : refundedOf(order);
  return refund === undefined ? {} : { refund };
}
