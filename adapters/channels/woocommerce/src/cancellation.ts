import type { Call, Cancelled, ChannelOrderRef } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { ask, isOk } from './client.ts';
import { errorCodeOf, failure } from './errors.ts';
import { fulfilmentsOf } from './order-mapper.ts';
import { readOrderById } from './orders.ts';
import { readOrder } from './wire-order.ts';

const cancellable: ReadonlySet<string> = new Set(['pending', 'on-hold', 'processing']);

/** Cancels an order that has not left the shop; the goods go back to the shelf. A second time is as good as the first. */
export async function cancel(ref: ChannelOrderRef, reason: string, call: Call): Promise<Cancelled | Refusal> {
  const order = await readOrderById(call, ref.externalId);
  if (!order) return refuse('not-found', 'the shop does not know this order');
  if (order.status === 'cancelled') return { status: 'cancelled' };
  // WooCommerce itself would cancel a completed order and put goods back that are gone.
  if (!cancellable.has(order.status)) return refuse('not-cancellable', `the shop has the order as ${order.status}`);
  if (fulfilmentsOf(order).length > 0) return refuse('not-cancellable', 'the parcel is on its way');
  const answer = await ask(call, {
    method: 'PUT',
    path: `/orders/${order.id}`,
    body: { status: 'cancelled', meta_data: [{ key: '_onebasket_cancel_reason', value: reason }] },
  });
  if (answer.status === 400 || answer.status === 404)
    return refuse('not-cancellable', `the shop refused (${errorCodeOf(answer.body) ?? answer.status})`);
  if (!isOk(answer)) throw failure(answer, 'PUT /orders/{id}', true);
  const { status } = readOrder(answer.body, 'PUT /orders/{id}');
  return status === 'cancelled' ? { status: 'cancelled' } : refuse('not-cancellable', `the shop keeps the order as ${status}`);
}
