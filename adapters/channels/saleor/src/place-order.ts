import { afterWrite, type Attempt, type Call, type OrderRequest, type PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, type Refusal } from '@onebasket/core';
import type { Basket } from './basket.ts';
import { emailOf, toShopAddress } from './buyer.ts';
import { createStep, deliverStep, isDenial, promoStep, takeStep, toRefusal, type Step, type Steps } from './checkout.ts';
import { completeAsApp, completeBasket } from './complete.ts';
import { needsApp } from './client.ts';
import { findOrder, KEY_METADATA } from './find-order.ts';
import { giveUp } from './give-up.ts';
import { isIdOf } from './global-id.ts';
import { settingsOf } from './manifest.ts';
import { toPlacedOrder } from './order.ts';
import { payFor } from './payment.ts';
import { refuseUnready } from './readiness.ts';
import { methodFor } from './shipping.ts';

/**
 * A guest's whole checkout with a basket of its own. Only completing it makes an order: whatever goes wrong before has not been done. As the shop keeps the
 * money of orders that it refuses, everything that it could refuse is looked at before the money.
 */
export async function placeOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  const { payment = 'unpaid', appToken } = settingsOf(call);
  // Without an app, money of an order that the shop refuses could not be given back.
  if (payment !== 'unpaid' && appToken === undefined) throw needsApp(`payment "${payment}"`);
  // A try before this one may have got through after all; otherwise its basket is emptied.
  const before = attempt.note === undefined ? undefined : await notDoneYet(() => findOrder({ ...attempt, since: '' }, call));
  if (before && before.state !== 'CANCELLED') return before;

  const prepared = await notDoneYet(() => prepare(request, attempt, call));
  if (isRefusal(prepared)) return prepared;
  const { basket, how } = prepared;
  const refusal = await giveUpUnless(basket, call, async () => refuseUnready(request, basket) ?? (await payFor(basket, attempt.key, call)));
  if (refusal) return refusal;

  const completion = await (payment === 'app-order'
    ? completeAsApp(basket.id, 'place: complete', call)
    : completeBasket(basket.id, { label: 'place: complete', effect: 'write' }, call));
  if (completion.end === 'order') return afterWrite(() => toPlacedOrder(completion.order));
  await giveUp(basket.id, 'place', call);
  if (completion.end === 'unconfirmed')
    return refuse('payment-refused', 'the payment wants something of the buyer, which nobody can do here');
  return notDoneYet(() => toRefusal(completion.denial, request.lines, how, call));
}

/** The basket, filled, addressed and with its delivery, up to the point where only money and completing are missing. */
async function prepare(
  request: OrderRequest,
  attempt: Attempt,
  call: Call,
): Promise<{ readonly basket: Basket; readonly how: Steps } | Refusal> {
  const email = emailOf(request.contact, call);
  if (isRefusal(email)) return email;
  const { country } = request.address;
  if (!/^[A-Z]{2}$/.test(country)) return refuse('address-refused', 'the country is no country code');
  const strange = request.lines.map(line => line.externalId).filter(id => !isIdOf('ProductVariant', id));
  if (strange.length > 0) return refuse('not-found', 'the shop does not know this', { externalIds: strange });

  const how: Steps = { label: 'place', effect: 'write', country };
  const created = await takeStep(createStep(inputFor(request, email, attempt, call)), { ...how, label: 'place: create the basket' }, call);
  if (isDenial(created)) return toRefusal(created, request.lines, how, call);
  // From here on the basket's id is the way to find out whether the shop has taken the order.
  await attempt.remember(created.id);
  const basket = await giveUpUnless(created, call, () => finish(request, created, how, call));
  return isRefusal(basket) ? basket : { basket, how };
}

function inputFor(request: OrderRequest, email: string, { key }: Attempt, call: Call) {
  const address = toShopAddress(request.contact, request.address);
  const notes = request.notes === undefined ? [] : [{ key: 'onebasket_notes', value: request.notes }];
  return {
    channel: settingsOf(call).channel,
    email,
    lines: request.lines.map(({ externalId, quantity }) => ({ variantId: externalId, quantity })),
    shippingAddress: address,
    billingAddress: address,
    // Both end up with the order, where the people at the shop see them.
    metadata: [{ key: KEY_METADATA, value: key }, ...notes],
  };
}

/** Voucher first: which deliveries apply may depend on it, and a basket that changes forgets that its delivery was chosen. */
async function finish(request: OrderRequest, created: Basket, how: Steps, call: Call): Promise<Basket | Refusal> {
  const { promoCode, shippingMethod } = settingsOf(call);
  const go = (step: Step, label: string) => takeStep(step, { ...how, label: `place: ${label}` }, call);
  let basket = created;
  if (promoCode !== undefined) {
    const answer = await go(promoStep(basket, promoCode), 'voucher');
    // A voucher that does not apply changes nothing; whether the total is the agreed one is seen at the end.
    if (!isDenial(answer)) basket = answer;
  }
  const method = methodFor(basket, request.quote.shipping?.methodId ?? shippingMethod);
  if (isRefusal(method)) return method;
  if (!method) return basket;
  const delivered = await go(deliverStep(basket, method.id), 'delivery');
  return isDenial(delivered) ? toRefusal(delivered, request.lines, how, call) : delivered;
}

/** Runs what comes before the order on a basket; when that ends in a refusal or a failure, nothing is left of the basket. */
async function giveUpUnless<T>(basket: Basket, call: Call, work: () => Promise<T>): Promise<T> {
  let isGoingOn = false;
  try {
    const answer = await notDoneYet(work);
    isGoingOn = !isRefusal(answer);
    return answer;
  } finally {
    if (!isGoingOn) await giveUp(basket.id, 'place', call);
  }
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
