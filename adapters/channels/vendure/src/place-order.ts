import type { Attempt, Call, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, sameMoney, type Refusal } from '@onebasket/core';
import { fillBasket, holds, isShortage, piecesByVariant, readActiveOrder, type Basket, type BasketStep } from './basket.ts';
import { toShopAddress, toShopCustomer } from './buyer.ts';
import { settingsOf, type VendureSettings } from './manifest.ts';
import { writeNote } from './note.ts';
import { isPlaced, ORDER_FIELDS, readOrder, type VendureOrder } from './order.ts';
import { toPlacedOrder } from './placed-order.ts';
import { leaveOrderNote } from './order-note.ts';
import { lostBasket, refusalIn } from './refusals.ts';
import { chooseShipping } from './shipping.ts';
import { moneyBeside } from './money.ts';
import { fromExternalId } from './external-id.ts';
import { afterChange, objectAt, objectsAt, optionalObjectAt, textAt, unreadable, type Wire } from './wire.ts';

const ERROR_FIELDS =
  '__typename ...OrderFields ... on ErrorResult { errorCode message } ... on OrderStateTransitionError { transitionError }';

const TO_PAYMENT = `mutation ToPayment { transitionOrderToState(state: "ArrangingPayment") { ${ERROR_FIELDS} } } ${ORDER_FIELDS}`;
const TO_BASKET = 'mutation ToBasket { transitionOrderToState(state: "AddingItems") { __typename } removeAllOrderLines { __typename } }';
const LAST_LOOK = `query LastLook { activeOrder { ...OrderFields } eligiblePaymentMethods { code isEligible eligibilityMessage } } ${ORDER_FIELDS}`;
const PAY = `
  mutation Pay($input: PaymentInput!) {
    addPaymentToOrder(input: $input) {
      ${ERROR_FIELDS}
      ... on IneligiblePaymentMethodError { eligibilityCheckerMessage }
      ... on CouponRemovedDuringCheckoutError { newTotalWithTax currencyCode }
    }
  }
  ${ORDER_FIELDS}`;

/**
 * A guest's whole checkout in a session of its own. Only the payment makes an order of the basket: whatever goes wrong before it has
 * not been done, and a basket without payment in a session that nobody knows any more is nothing.
 */
export async function placeOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Refusal> {
  const ready = await notDoneYet(() => prepare(request, call));
  if (isRefusal(ready)) return ready;

  // From here on the order's code is the only way to find out whether the shop has taken it.
  await attempt.remember(writeNote({ code: ready.order.code, session: ready.session.state() }));
  const method = await notDoneYet(() => lastLook(request, ready, call));
  if (isRefusal(method)) {
    await giveUp(ready, call);
    return method;
  }

  const paid = await pay(ready, method.code, call);
  if (isRefusal(paid)) {
    await giveUp(ready, call);
    return paid;
  }
  // From here on nothing may fail: the order stands. One that is not what was asked for is seen, and undone, by the host.
  if (request.notes !== undefined) await leaveOrderNote(paid.id, request.notes, call);
  return toPlacedOrder(paid);
}

/** The basket, filled, addressed and priced as agreed, up to the point where only the payment is missing. */
async function prepare(request: OrderRequest, call: Call): Promise<Basket | Refusal> {
  const customer = toShopCustomer(request.contact, settingsOf(call));
  if (isRefusal(customer)) return customer;
  const agreed = request.quote.shipping?.methodId;
  const steps: BasketStep[] = [
    { name: 'setCustomerForOrder', input: 'input', variableType: 'CreateCustomerInput!', value: customer },
    {
      name: 'setOrderShippingAddress',
      input: 'input',
      variableType: 'CreateAddressInput!',
      value: toShopAddress(request.contact, request.address),
    },
  ];
  if (agreed !== undefined) {
    steps.push(
      { name: 'setOrderShippingMethod', input: 'shippingMethodId', variableType: '[ID!]!', value: [agreed] },
      { name: 'transitionOrderToState', input: 'state', variableType: 'String!', value: 'ArrangingPayment' },
    );
  }
  const filled = await fillBasket(request.lines, steps, 'place', call);
  if (isShortage(filled)) return refuseShort(request, filled.left);
  if (isRefusal(filled)) return filled;
  const ready = agreed === undefined ? await shipAndStop(filled, call) : filled;
  if (isRefusal(ready)) return ready;
  const changed = refuseOtherPrice(request, ready.order);
  if (changed) await giveUp(ready, call);
  return changed ?? ready;
}

async function shipAndStop(basket: Basket, call: Call): Promise<Basket | Refusal> {
  const shipped = await chooseShipping(basket, 'place', call);
  if (isRefusal(shipped)) return shipped;
  const moved = optionalObjectAt(
    await basket.session.send({ label: 'place: to payment', document: TO_PAYMENT, effect: 'write' }),
    'transitionOrderToState',
  );
  if (moved === undefined) throw lostBasket('place');
  return refusalIn(moved, 'place') ?? { ...shipped, order: readOrder(moved, settingsOf(call)) };
}

/**
 * The last answer before the payment counts: a shop raises prices in a basket without a word, and looks at its stock
 * when the payment is arranged but not when it comes. What was sold in between is seen here, but for the instant that is left.
 */
async function lastLook(request: OrderRequest, basket: Basket, call: Call): Promise<{ readonly code: string } | Refusal> {
  const data = await basket.session.send({ label: 'place: last look', document: LAST_LOOK, effect: 'read' });
  const now = readActiveOrder(data, basket, 'place', call);
  const wanted = piecesByVariant(request.lines);
  if (now.vendorState !== 'ArrangingPayment' || !wanted || !holds(now, wanted)) throw unreadable('place: the basket is not as it was left');
  return refuseSoldMeanwhile(basket.order, now) ?? refuseOtherPrice(request, now) ?? choosePayment(data, call);
}

function choosePayment(data: Wire, call: Call): { readonly code: string } | Refusal {
  const configured = settingsOf(call).paymentMethod;
  const methods = objectsAt(data, 'eligiblePaymentMethods').filter(
    method => configured === undefined || textAt(method, 'code') === configured,
  );
  const method = methods.find(candidate => candidate['isEligible'] === true);
  return method ? { code: textAt(method, 'code') } : refuse('payment-refused', 'the shop offers no way to pay for this order');
}

/** The step that counts. After it, only the shop knows: everything that is not a plain answer leaves the outcome open. */
async function pay(basket: Basket, method: string, call: Call): Promise<VendureOrder | Refusal> {
  const settings = settingsOf(call);
  const variables = { input: { method, metadata: settings.paymentMetadata ?? {} } };
  const data = await basket.session.send({ label: 'place: pay', document: PAY, variables, effect: 'write' });
  return afterChange(() => readPayment(objectAt(data, 'addPaymentToOrder'), settings));
}

function readPayment(answer: Wire, settings: VendureSettings): VendureOrder | Refusal {
  switch (answer['errorCode']) {
    case 'COUPON_REMOVED_DURING_CHECKOUT_ERROR':
      return refuse('price-changed', 'a coupon no longer holds', { now: moneyBeside(answer, settings).at(answer, 'newTotalWithTax') });
    case 'NO_ACTIVE_ORDER_ERROR':
    case 'ORDER_PAYMENT_STATE_ERROR':
    case 'ORDER_STATE_TRANSITION_ERROR':
      // A payment that came through by another way looks like this too: ask for the order before anything repeats.
      throw unreadable('place: pay: the basket is not there to be paid');
    default: {
      const refusal = refusalIn(answer, 'place: pay');
      if (refusal) return refusal;
      const order = readOrder(answer, settings);
      if (!isPlaced(order)) throw unreadable('place: pay: the order is not paid for');
      return order;
    }
  }
}

function refuseShort({ lines }: OrderRequest, left: ReadonlyMap<string, number>): Refusal {
  const short = lines.filter(line => left.has(fromExternalId(line.externalId)?.variantId ?? ''));
  const [least] = [...left.values()].sort((a, b) => a - b);
  return refuse('out-of-stock', 'the shop has fewer left', {
    ...(least === undefined ? {} : { available: least }),
    externalIds: short.map(line => line.externalId),
  });
}

function refuseOtherPrice({ quote }: OrderRequest, order: VendureOrder): Refusal | undefined {
  if (sameMoney(order.total, quote.total)) return undefined;
  if (order.total.currency !== quote.total.currency) throw unreadable(`place: the basket is in ${order.total.currency}`);
  if (order.total.minor < 0n) throw unreadable('place: the basket costs less than nothing');
  return refuse('price-changed', 'the shop charges something else now', { now: order.total });
}

/** A shop may count this basket's own pieces as taken from the moment it goes to payment, so only what has turned since then speaks. */
function refuseSoldMeanwhile(before: VendureOrder, now: VendureOrder): Refusal | undefined {
  const level = new Map(before.lines.map(line => [line.id, line.availability]));
  const sold = now.lines.filter(line => line.availability === 'OUT_OF_STOCK' && level.get(line.id) !== 'OUT_OF_STOCK');
  if (sold.length === 0) return undefined;
  return refuse('out-of-stock', 'the last were sold meanwhile', { available: 0, externalIds: sold.map(line => line.externalId) });
}

/** Takes the basket apart. It would be forgotten anyway, so this may fail. */
async function giveUp(basket: Basket, call: Call): Promise<void> {
  try {
    await basket.session.send({ label: 'place: give up the basket', document: TO_BASKET, effect: 'write' });
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('a basket was left as it was', { reason: error.message });
  }
}

/** Runs what comes before the payment: however it fails, no order has been made. */
async function notDoneYet<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || error.outcome === 'not-done') throw error;
    throw new AdapterError(error.code, { message: error.message, outcome: 'not-done', retryAfterMs: error.retryAfterMs, cause: error });
  }
}
