import type { Call, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { readCartById } from './cart.ts';
import { completeCart } from './complete-cart.ts';
import { emptyCart } from './empty-cart.ts';
import { toPlacedOrder } from './order.ts';
import { textAt } from './wire.ts';

/**
 * Did it happen? `undefined` means that it did not *and will not*: a basket that was not completed is emptied first, so that a completing call which is
 * still on its way finds nothing to order. A completed basket is completed again, which gives the order that it has become.
 */
export async function findOrder(
  attempt: { readonly key: string; readonly note?: string | undefined; readonly since: string },
  call: Call,
): Promise<PlacedOrder | undefined> {
  const cartId = attempt.note;
  if (cartId === undefined || cartId === '') return undefined;
  const cart = await readCartById(cartId, 'find: cart', call);
  if (cart === undefined) return undefined;
  if (textAt(cart, 'completed_at') !== undefined) return orderOf(cartId, call);

  await emptyCart(cart, 'find', call);
  const now = await readCartById(cartId, 'find: cart', call);
  if (now === undefined) return undefined;
  if (textAt(now, 'completed_at') !== undefined) return orderOf(cartId, call);
  if (Array.isArray(now['items']) && now['items'].length === 0) return undefined;
  throw new AdapterError('unavailable', { message: 'medusa: find: the shop did not let go of the basket', outcome: 'unknown' });
}

async function orderOf(cartId: string, call: Call): Promise<PlacedOrder> {
  const completion = await completeCart(cartId, 'find: order', call);
  if (completion.end === 'order') return toPlacedOrder(completion.order);
  throw new AdapterError('invalid-response', { message: 'medusa: find: a completed basket without its order', outcome: 'unknown' });
}
