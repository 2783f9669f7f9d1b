import { createHash } from 'node:crypto';
import {
  afterWrite,
  currencyIn,
  textIn,
  type Attempt,
  type Call,
  type OrderRequest,
  type PlacedOrder,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, sameMoney, type Refusal } from '@onebasket/core';
import { namesOf, toCartAddress } from './address.ts';
import { Basket } from './basket.ts';
import { holds } from './basket-lines.ts';
import { refusalIn, refusedAs } from './cart-refusals.ts';
import type { Cart } from './cart.ts';
import { featuresOf, type Features } from './features.ts';
import { findPlaced, isNoSuchEntity } from './find-order.ts';
import { said, send } from './graphql.ts';
import { GUEST_ORDER_FIELDS, readGuestOrder } from './guest-order.ts';
import { MagentoError } from './magento-error.ts';
import { settingsOf } from './manifest.ts';
import { moneyOf } from './money.ts';
import { notDoneYet } from './not-done.ts';
import { writeNote, type OrderNote } from './order-note.ts';
import { toPlacedOrder, type MagentoOrder } from './order.ts';
import { chooseShipping, toMethodInput } from './shipping.ts';
import { neededRecord, recordAt, recordsAt } from './wire.ts';

/**
 * A guest's whole checkout in a basket whose id comes of our key: one key is one basket, and a basket becomes one order. Whatever goes wrong before
 * `placeOrder` has not been done; a basket that nobody goes on with is nothing, and runs out.
 */
export async function placeOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  const features = await featuresOf(call);
  const email = request.contact.email ?? settingsOf(call).fallbackEmail;
  if (email === undefined) return refuse('address-refused', 'the shop takes no order without an e-mail address');
  const lines = request.lines.map(({ externalId, quantity }) => ({ externalId, quantity }));
  const note: OrderNote = {
    cartId: toCartId(attempt.key),
    email,
    lastname: namesOf(request.contact).lastname,
    postcode: request.address.postalCode ?? '',
    lines,
  };

  const opened = await openBasket(note, features, call);
  if (isRefusal(opened) || 'status' in opened) return opened;
  const ready = await notDoneYet(() => fill(request, note, opened, call));
  if (isRefusal(ready)) return ready;

  // From here on the basket is the only way to find out whether the shop has made an order of it.
  await attempt.remember(writeNote(note));
  return order(ready, note, opened, features, call);
}

/** 32 characters, as the shop wants them; the same for every try. */
export function toCartId(key: string): string {
  return createHash('sha256').update(`onebasket ${key}`).digest('hex').slice(0, 32);
}

/** The key's basket, empty; or the order that it has become by an earlier try. */
async function openBasket(note: OrderNote, features: Features, call: Call): Promise<Basket | PlacedOrder | Refusal> {
  try {
    return await notDoneYet(() => refusedAs('closed', () => Basket.create(features, 'place', call, note.cartId)));
  } catch (error) {
    if (!(error instanceof MagentoError) || error.category !== 'graphql-already-exists') throw error;
  }
  const basket = Basket.at(note.cartId, features, 'place', call);
  try {
    const { lines } = await basket.read();
    for (const line of lines) await notDoneYet(() => basket.remove(line.uid));
    return basket;
  } catch (error) {
    if (!isNoSuchEntity(error)) throw error;
  }
  return findPlaced(note, call);
}

/** The basket, filled, addressed and priced as agreed, up to the point where only `placeOrder` is missing. */
async function fill(request: OrderRequest, note: OrderNote, basket: Basket, call: Call): Promise<Cart | Refusal> {
  const { couponCode } = settingsOf(call);
  const address = await toCartAddress(request, call);
  if (isRefusal(address)) return address;
  const filled = await basket.add(note.lines);
  if (isRefusal(filled)) return filled;
  if (!holds(filled, note.lines)) return refuse('out-of-stock', 'the shop took less than this into its basket');
  const noEmail = await basket.setEmail(note.email);
  if (noEmail) return noEmail;
  const shipped = filled.isVirtual ? filled : await ship(request, address, basket, call);
  if (isRefusal(shipped)) return shipped;
  const billed = await basket.setBillingAddress(filled.isVirtual ? { address } : { same_as_shipping: true });
  if (isRefusal(billed)) return billed;
  // A coupon that no longer holds shows in the price.
  if (couponCode !== undefined) await basket.applyCoupon(couponCode);
  const paid = await basket.setPaymentMethod(paymentOf(call));
  if (isRefusal(paid)) return paid;
  return refuseOtherPrice(request, paid) ?? paid;
}

async function ship({ quote, notes }: OrderRequest, address: object, basket: Basket, call: Call): Promise<Cart | Refusal> {
  const there = await basket.setShippingAddress(address, notes);
  if (isRefusal(there)) return there;
  const offer = chooseShipping(there.offers, quote.shipping?.methodId ?? settingsOf(call).shippingMethod);
  if (offer === undefined) return refuse('not-deliverable', 'the shop does not deliver there in the way that was agreed');
  return basket.setShippingMethod(toMethodInput(offer.id));
}

function paymentOf(call: Call): object {
  const { paymentMethod = 'checkmo', purchaseOrderNumber } = settingsOf(call);
  return { code: paymentMethod, ...(purchaseOrderNumber === undefined ? {} : { purchase_order_number: purchaseOrderNumber }) };
}

function refuseOtherPrice({ quote }: OrderRequest, { total }: Cart): Refusal | undefined {
  if (sameMoney(total, quote.total)) return undefined;
  if (total.currency === quote.total.currency) return refuse('price-changed', 'the shop charges something else now', { now: total });
  throw new AdapterError('invalid-response', { message: `magento: place: the basket is in ${total.currency}`, outcome: 'not-done' });
}

/** The step that counts. After it, only the shop knows: everything that is not a plain answer leaves the outcome open. */
async function order(ready: Cart, note: OrderNote, basket: Basket, features: Features, call: Call): Promise<PlacedOrder | Refusal> {
  const placed = features.orderV2 ? `orderV2 { ${GUEST_ORDER_FIELDS} } errors { code message }` : 'order { order_number }';
  const document = `mutation Place($input: PlaceOrderInput) { placeOrder(input: $input) { ${placed} } }`;
  let answer: WireRecord;
  try {
    const variables = { input: { cart_id: note.cartId } };
    const { data } = await send(call, { label: 'place: placeOrder', document, variables, effect: 'write' });
    answer = afterWrite(() => neededRecord(data, 'placeOrder', 'place'));
  } catch (error) {
    const refusal = refusalIn(error, 'other');
    if (!refusal) throw error;
    return refused(refusal, note, basket, call);
  }
  const [error] = recordsAt(answer, 'errors');
  if (error) return refused(toRefusal(error), note, basket, call);
  return afterWrite(() => toPlacedOrder(readPlaced(answer, ready, call), note));
}

/** The number is all that older versions tell, and all that is sure to come; the rest is as the basket was. */
function readPlaced(answer: WireRecord, ready: Cart, call: Call): MagentoOrder {
  const v2 = recordAt(answer, 'orderV2');
  if (moneyOf(recordAt(v2, 'total')['grand_total'], currencyIn(settingsOf(call).currency)) !== undefined) return readGuestOrder(v2, call);
  const { order_number, order_id } = recordAt(answer, 'order');
  const number = textIn(v2['number']) ?? textIn(order_number) ?? textIn(order_id);
  if (number !== undefined) return { number, lines: [], total: ready.total, fulfilments: [] };
  throw new AdapterError('invalid-response', { message: 'magento: place: an order without number', outcome: 'unknown' });
}

function toRefusal(error: WireRecord): Refusal {
  const message = said(error['message']) || 'the shop did not take the order';
  return refuse(textIn(error['code']) === 'GUEST_EMAIL_MISSING' ? 'address-refused' : 'other', message);
}

/**
 * The shop says no; whether that is so, the basket tells: CART_NOT_ACTIVE says that an earlier try made the order, and before 2.4.9 a translated shop calls
 * that UNDEFINED (ACSD-66139). A basket that stands says what is short in it, too.
 */
async function refused(refusal: Refusal, note: OrderNote, basket: Basket, call: Call): Promise<PlacedOrder | Refusal> {
  try {
    const short = (await basket.read()).lines.filter(line => line.availability === 'OUT_OF_STOCK');
    if (short.length === 0 || refusal.reason !== 'other') return refusal;
    return refuse('out-of-stock', refusal.message, { available: 0, externalIds: short.map(line => line.externalId) });
  } catch (error) {
    if (!isNoSuchEntity(error)) throw unknown(error);
  }
  try {
    return await findPlaced(note, call);
  } catch (error) {
    throw unknown(error);
  }
}

function unknown(error: unknown): unknown {
  if (!(error instanceof AdapterError)) return error;
  return new AdapterError(error.code, { message: error.message, outcome: 'unknown', retryAfterMs: error.retryAfterMs, cause: error });
}
