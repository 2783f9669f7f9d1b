import { integerIn, needed, textIn, type Call, type PlacedOrder, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { Basket } from './basket.ts';
import { featuresOf } from './features.ts';
import { askGuestOrder, readGuestOrder } from './guest-order.ts';
import { MagentoError } from './magento-error.ts';
import { askMerchantOrder, readMerchantOrder } from './merchant-order.ts';
import { readNote, type OrderNote } from './order-note.ts';
import { toPlacedOrder } from './order.ts';
import { hasToken, restGet } from './rest.ts';

/**
 * Did it happen? `undefined` means that it did not *and will not*: a basket that still stands is emptied first, so that a `placeOrder` which is on its way
 * finds nothing to order. A basket that stands no more has become an order, or is becoming one.
 */
export async function findOrder(
  attempt: { readonly key: string; readonly note?: string | undefined; readonly since: string },
  call: Call,
): Promise<PlacedOrder | undefined> {
  const note = readNote(attempt.note);
  if (!note || (await emptyBasket(note.cartId, call))) return undefined;
  return findPlaced(note, call);
}

/** True when the basket still stands, and is now empty. */
async function emptyBasket(cartId: string, call: Call): Promise<boolean> {
  const basket = Basket.at(cartId, await featuresOf(call), 'find', call);
  try {
    for (const line of (await basket.read()).lines) await basket.remove(line.uid);
    return true;
  } catch (error) {
    if (isNoSuchEntity(error)) return false;
    throw error;
  }
}

/** Of a basket that was never made, and of one that has become an order: GraphQL says the same of both. */
export function isNoSuchEntity(error: unknown): boolean {
  return error instanceof MagentoError && error.category === 'graphql-no-such-entity';
}

/**
 * The order that a basket has become. REST shows a basket to whoever knows its id, a closed one too, with the number that was reserved for its order. Throws
 * `AdapterError` of an unknown outcome while there is no order to be seen: whoever asks has to ask again.
 */
export async function findPlaced(note: OrderNote, call: Call): Promise<PlacedOrder> {
  const cart = await restGet(`guest-carts/${encodeURIComponent(note.cartId)}`, {}, 'find: basket', call);
  // There was one when the note was written. That it is not shown does not say that nothing was ordered.
  if (!cart) throw open('neither the basket nor its order is shown');
  if (cart['is_active'] === true || integerIn(cart['is_active']) === 1) throw open('the basket stands, and yet nobody may see it');
  const order = hasToken(call) ? await byMerchant(cart, note, call) : await byGuest(cart, note, call);
  // Asynchronous order placement: the order is on its way.
  if (!order) throw open('the basket is closed, and its order is not there yet');
  return order;
}

async function byMerchant(cart: WireRecord, note: OrderNote, call: Call): Promise<PlacedOrder | undefined> {
  const quoteId = needed(textIn(cart['id']), 'magento: id of a basket');
  const order = await askMerchantOrder('quote_id', quoteId, 'find', call);
  return order && toPlacedOrder(readMerchantOrder(order), note);
}

async function byGuest(cart: WireRecord, note: OrderNote, call: Call): Promise<PlacedOrder | undefined> {
  const number = textIn(cart['reserved_order_id']);
  if (number === undefined) return undefined;
  const order = await askGuestOrder({ ...note, number }, 'find', call);
  return order && toPlacedOrder(readGuestOrder(order, call), note);
}

function open(fact: string): AdapterError {
  return new AdapterError('unavailable', { message: `magento: find: ${fact}`, outcome: 'unknown' });
}
