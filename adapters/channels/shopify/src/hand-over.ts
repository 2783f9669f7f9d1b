import type { Attempt, Call, Handoff, OrderRequest, WireRecord } from '@onebasket/adapter-sdk';
import { isRefusal, type Refusal } from '@onebasket/core';
import { toQuote } from './cart-mapper.ts';
import { createCarts } from './carts.ts';
import { askStorefront } from './client.ts';
import { unusable } from './errors.ts';
import { gidIn, withoutKey } from './gid.ts';
import { readNote, writeNote } from './order-note.ts';
import { merged } from './quotes.ts';
import { CART_BY_ID } from './storefront-documents.ts';
import { addressIn, isObject } from './wire.ts';

/**
 * A cart with everything in it, and the page where the shopper pays. A later try of the same key finds the same cart; the key goes along as an attribute
 * of the cart, which becomes one of the order.
 */
export async function handOver(request: OrderRequest, attempt: Attempt, call: Call): Promise<Handoff | Refusal> {
  const note = readNote(attempt.note);
  const old = note && (await readCart(note.cart, call));
  if (old) return toHandoff(old, 'cart');
  const { lines, contact, address, notes } = request;
  const basket = { lines: merged(lines), buyer: { contact, address, key: attempt.key, notes } };
  const [answer] = await createCarts([basket], call);
  if (!answer) throw unusable('gave no answer', { label: 'cartCreate', effect: 'read' });
  const quote = toQuote(answer.payload, { lines: basket.lines, isBinding: false });
  if (isRefusal(quote)) return quote;
  const { cart } = answer.payload;
  if (!isObject(cart)) throw unusable('was answered without a cart', { label: 'cartCreate', effect: 'read' });
  const handoff = toHandoff(cart, 'cartCreate');
  const id = gidIn(cart['id'], 'Cart');
  if (id !== undefined) await attempt.remember(writeNote({ cart: id }));
  return handoff;
}

/** `undefined` for a cart that was bought, or that Shopify has dropped. */
async function readCart(id: string, call: Call): Promise<WireRecord | undefined> {
  const { data } = await askStorefront({ label: 'cart', document: CART_BY_ID, variables: { id }, effect: 'read' }, call);
  return isObject(data['cart']) ? data['cart'] : undefined;
}

function toHandoff(cart: WireRecord, label: string): Handoff {
  const url = addressIn(cart['checkoutUrl']);
  if (url === undefined) throw unusable('names no page of the checkout', { label, effect: 'read' });
  const id = gidIn(cart['id'], 'Cart');
  return { status: 'handoff', url, ...(id === undefined ? {} : { externalId: withoutKey(id) }) };
}
