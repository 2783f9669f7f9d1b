import type { Call, Cancelled, ChannelOrderRef } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { ask } from './client.ts';
import { inDoubt, said } from './errors.ts';
import { stateOfTree } from './order-mapper.ts';
import { orderById } from './read-order.ts';

const TOO_LATE = new Set(['SHIPPED', 'DELIVERED', 'COMPLETED', 'FAILED']);

/** Cancels what has not left. JD grants it for reservations, for confirmed orders by contract; its no is a refusal. A second time is as good as the first. */
export async function cancel(ref: ChannelOrderRef, _reason: string, call: Call): Promise<Cancelled | Refusal> {
  const tree = await orderById(ref.externalId, call);
  if (!tree) return refuse('not-found', 'JD does not know this order');
  const state = stateOfTree(tree);
  if (state === 'CANCELLED') return { status: 'cancelled' };
  if (TOO_LATE.has(state)) return refuse('not-cancellable', `JD has the order as ${state.toLowerCase()}`);
  const answer = await ask(call, 'api/order/cancel', { jdOrderId: tree.root.id }, 'write');
  if (answer.ok) return { status: 'cancelled' };
  const now = await inDoubt(() => orderById(ref.externalId, call));
  return now?.root.isValid === false ? { status: 'cancelled' } : refuse('not-cancellable', `JD keeps the order: ${said(answer)}`);
}
