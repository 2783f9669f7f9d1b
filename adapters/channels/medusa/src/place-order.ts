import { afterWrite, type Attempt, type Call, type OrderRequest, type PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, sameMoney, type Refusal } from '@onebasket/core';
import { toShopAddress } from './buyer.ts';
import { createCart, type Cart } from './cart.ts';
import { completeCart } from './complete-cart.ts';
import { giveUp } from './empty-cart.ts';
import { INSUFFICIENT_INVENTORY, type Denial } from './errors.ts';
import { getListings } from './listings.ts';
import { settingsOf } from './manifest.ts';
import { toPlacedOrder } from './order.ts';
import { arrangePayment } from './payment.ts';
import { regionFor } from './region.ts';
import { addAgreedShipping, chooseShipping } from './shipping.ts';
import { unreadable } from './wire.ts';

/**
 * A guest's whole checkout with a basket of its own. Only completing it makes an order: whatever goes wrong before has not been done. A basket keeps the
 * prices that it was filled with, so what was agreed and what is charged are compared once it is whole.
 */
export async function placeOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  const cart = await notDoneYet(() => prepare(request, attempt, call));
  if (isRefusal(cart)) return cart;

  const completion = await completeCart(cart.id, 'place: complete', call);
  if (completion.end === 'order') return afterWrite(() => toPlacedOrder(completion.order));
  await giveUp({ id: cart.id, items: cart.lines }, 'place', call);
  if (completion.end === 'unpaid') return refuse('payment-refused', completion.message);
  return notDoneYet(() => refusalOf(completion.denial, request, call));
}

/** The basket, filled, addressed, paid for in promise and priced as agreed, up to the point where only completing is missing. */
async function prepare(request: OrderRequest, attempt: Attempt, call: Call): Promise<Cart | Refusal> {
  const { contact, address, quote } = request;
  const email = contact.email ?? settingsOf(call).fallbackEmail;
  if (email === undefined) return refuse('address-refused', 'the shop writes to its buyers: an e-mail address is needed');
  const region = await regionFor(address.country, call);
  if (region === undefined) return refuse('not-deliverable', 'the shop does not sell to this country');

  const filled = await createCart(
    {
      region,
      lines: request.lines,
      address: toShopAddress(contact, address),
      email,
      // Both end up with the order, where the people at the shop see them.
      metadata: { onebasket_key: attempt.key, ...(request.notes === undefined ? {} : { notes: request.notes }) },
    },
    'write',
    'place',
    call,
  );
  if ('ok' in filled) return refusalOf(filled, request, call);
  const cart = await ship(filled, quote.shipping?.methodId, call);
  if ('status' in cart) return cart;
  const changed = refuseOtherThanAgreed(request, cart);
  if (changed) return changed;
  // From here on the basket's id is the only way to find out whether the shop has taken the order.
  await attempt.remember(cart.id);
  return (await arrangePayment(cart, region, call)) ?? cart;
}

async function ship(cart: Cart, agreed: string | undefined, call: Call): Promise<Cart | Refusal> {
  if (agreed !== undefined) return addAgreedShipping(cart, agreed, 'place', call);
  if (!cart.lines.some(line => line.needsShipping)) return cart;
  const shipped = await chooseShipping(cart, 'write', 'place', call);
  return 'status' in shipped ? shipped : shipped.cart;
}

function refuseOtherThanAgreed({ lines, quote }: OrderRequest, cart: Cart): Refusal | undefined {
  const pieces = (of: readonly { readonly id: string | undefined; readonly quantity: number }[]) =>
    of
      .map(({ id, quantity }) => `${id} ${quantity}`)
      .sort()
      .join('\n');
  const asked = pieces(lines.map(line => ({ id: line.externalId, quantity: line.quantity })));
  if (asked !== pieces(cart.lines.map(line => ({ id: line.variantId, quantity: line.quantity })))) {
    throw unreadable('place: the basket does not hold what was put in');
  }
  if (sameMoney(cart.total, quote.total)) return undefined;
  return refuse('price-changed', 'the shop charges something else now', { now: cart.total });
}

/** What a no to filling or completing a basket means. The shop names no goods with it, so its stock is looked at. */
async function refusalOf(denial: Denial, { lines }: OrderRequest, call: Call): Promise<Refusal> {
  const listings = await getListings(
    lines.map(line => line.externalId),
    call,
  );
  const unknown = lines.filter((_, at) => listings[at] === undefined).map(line => line.externalId);
  if (unknown.length > 0) return refuse('not-found', 'the shop does not sell this (any more)', { externalIds: unknown });
  const short = lines.flatMap(({ externalId, quantity }, at) => {
    const { stock, availability } = listings[at] ?? {};
    const isShort = availability !== 'BACKORDER' && stock !== undefined && stock < quantity;
    return isShort ? [{ externalId, stock }] : [];
  });
  const [least] = short.toSorted((a, b) => a.stock - b.stock);
  if (least !== undefined) {
    return refuse('out-of-stock', 'the shop has fewer left', { available: least.stock, externalIds: short.map(line => line.externalId) });
  }
  return refuse(denial.code === INSUFFICIENT_INVENTORY ? 'out-of-stock' : 'other', denial.message);
}

/** Runs what comes before, or instead of, the order: however it fails, no order has been made. */
async function notDoneYet<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === 'not-done') throw error;
    throw new AdapterError(error.code, { message: error.message, outcome: 'not-done', retryAfterMs: error.retryAfterMs, cause: error });
  }
}
