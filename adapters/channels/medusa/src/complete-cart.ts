import { afterWrite, type Call } from '@onebasket/adapter-sdk';
import { askStore } from './client.ts';
import type { Denial } from './errors.ts';
import { objectAt, optionalObjectAt, textAt, unreadable, type Wire } from './wire.ts';

/** How completing a basket ended. */
export type Completion =
  | { readonly end: 'order'; readonly order: Wire }
  /** 200 with the basket in it: the payment was not authorised, nothing was ordered. */
  | { readonly end: 'unpaid'; readonly message: string }
  | { readonly end: 'denied'; readonly denial: Denial };

/**
 * Makes an order of a basket: the step that counts. The shop does it once: whoever asks again, even at the same time, gets the same order. After anything but
 * a plain answer the outcome is open.
 */
export async function completeCart(cartId: string, label: string, call: Call): Promise<Completion> {
  const path = `/store/carts/${encodeURIComponent(cartId)}/complete`;
  const answer = await askStore({ method: 'POST', path, body: {}, label }, call);
  if (!answer.ok) return { end: 'denied', denial: answer };
  const { body } = answer;
  return afterWrite(() => {
    const type = textAt(body, 'type');
    if (type === 'order') return { end: 'order', order: objectAt(body, 'order') };
    if (type !== 'cart') throw unreadable(`${label}: neither an order nor a basket came`);
    return { end: 'unpaid', message: textAt(optionalObjectAt(body, 'error'), 'message') ?? 'the payment was not authorised' };
  });
}
