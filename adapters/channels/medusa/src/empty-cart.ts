import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { askStore } from './client.ts';
import { optionalObjectsAt, requiredTextAt, type Wire } from './wire.ts';

/**
 * Takes everything out of a basket, so that whoever completes it later has nothing to order. The shop does one thing at a time with a basket: either
 * this comes first, or the order does, and then it says no. The basket has to be looked at again to know which.
 */
export async function emptyCart(cart: Wire, label: string, call: Call): Promise<void> {
  const path = `/store/carts/${encodeURIComponent(requiredTextAt(cart, 'id'))}/line-items`;
  for (const item of optionalObjectsAt(cart, 'items')) {
    const line = encodeURIComponent(requiredTextAt(item, 'id'));
    const answer = await askStore({ method: 'DELETE', path: `${path}/${line}`, label: `${label}: empty the basket` }, call);
    if (!answer.ok) return;
  }
}

/** As `emptyCart`, for a basket that would be forgotten anyway: this may fail. */
export async function giveUp(cart: Wire, label: string, call: Call): Promise<void> {
  try {
    await emptyCart(cart, label, call);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('a basket was left as it was', { reason: error.message });
  }
}
