import type { Call, WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, type Refusal, type RefusalReason } from '@onebasket/core';
import { checkoutBody, type Basket, type Shipment } from './basket.ts';
import { invoke, isDone, isUnknown, type UcpAnswer } from './client.ts';
import type { Merchant } from './discovery.ts';
import { failure, toRefusal } from './errors.ts';
import { OPERATIONS } from './operations.ts';
import { settingsOf } from './settings.ts';
import { DESTINATION_ID, nextShipment } from './shipping.ts';
import { readCheckout, type Checkout } from './wire-checkout.ts';

/** More updates than a session ever needs: the destination, its options, and once more for a merchant that renames things. */
const MOST_UPDATES = 4;

const reasonByStatus: ReadonlyMap<number, RefusalReason> = new Map([
  [402, 'payment-refused'],
  [403, 'payment-refused'],
  [404, 'not-found'],
  [410, 'not-found'],
]);

/** The no of an answer that did nothing. Throws when it is not about the basket: we may not, or there is no such route. */
export function refusalIn(
  answer: UcpAnswer,
  basket: Pick<Basket, 'lines'>,
  operation: 'create' | 'complete' | 'update' = 'update',
): Refusal {
  const { status, messages } = answer;
  if (operation === 'complete') return toRefusal(messages, basket.lines, reasonByStatus.get(status));
  if (status === 403) throw failure('unauthorized', 'the merchant does not let us open a checkout');
  if (status === 404 && messages.every(({ code }) => code === ''))
    throw failure('misconfigured', 'there is nothing at the merchant’s endpoint');
  return toRefusal(messages, basket.lines);
}

/**
 * A new session that holds the basket, goes to its place by the options agreed (or the cheapest) and is priced. A refusal leaves nothing behind.
 * Stops early where only a person can go on.
 */
export async function openCheckout(call: Call, merchant: Merchant, basket: Basket): Promise<Checkout | Refusal> {
  const { generation } = merchant;
  const ships = basket.place !== undefined && merchant.can('fulfillment');
  const first: Shipment | undefined = ships && !generation.needsLineIdsForFulfilment ? { destinationId: DESTINATION_ID } : undefined;
  const created = await invoke(call, merchant, OPERATIONS.createCheckout, {
    payload: checkoutBody(call, merchant, basket, undefined, first),
  });
  if (!isDone(created)) return refusalIn(created, basket, 'create');
  const session = readCheckout(created, generation, 'POST /checkout-sessions');
  return orClose(call, merchant, session.id, () => (ships ? settle(call, merchant, basket, session) : Promise.resolve(session)));
}

/** Says what is missing of the shipment until nothing is. */
async function settle(call: Call, merchant: Merchant, basket: Basket, opened: Checkout): Promise<Checkout | Refusal> {
  const { fulfillmentOption } = settingsOf(call);
  let session = opened;
  let said = '';
  for (let updates = 0; updates < MOST_UPDATES; updates++) {
    const shipment = needsPerson(session) ? undefined : nextShipment(session, basket, merchant.generation, fulfillmentOption);
    if (!shipment || JSON.stringify(shipment) === said) return session;
    said = JSON.stringify(shipment);
    const answer = await update(call, merchant, session.id, checkoutBody(call, merchant, basket, session, shipment));
    if (!isDone(answer)) return refusalIn(answer, basket);
    session = sameSession(readCheckout(answer, merchant.generation, 'PUT /checkout-sessions/{id}'), session.id);
  }
  return session;
}

/** The session as it stands; `undefined` when the merchant does not know it. */
export async function readSession(call: Call, merchant: Merchant, id: string): Promise<Checkout | undefined> {
  const answer = await invoke(call, merchant, OPERATIONS.getCheckout, { id });
  if (isUnknown(answer)) return undefined;
  if (!isDone(answer)) throw failure('invalid-response', `GET /checkout-sessions/{id} was answered with ${answer.status}`);
  return sameSession(readCheckout(answer, merchant.generation, 'GET /checkout-sessions/{id}'), id);
}

/** Cancels a session. False when the merchant does not say that it is cancelled. */
export async function cancelSession(call: Call, merchant: Merchant, id: string): Promise<boolean> {
  const answer = await invoke(call, merchant, OPERATIONS.cancelCheckout, { id });
  return isDone(answer) && answer.body['id'] === id && answer.body['status'] === 'canceled';
}

/** Cancels a session that nobody wants any more. Nothing was bought by it, so this may fail. */
export async function dropSession(call: Call, merchant: Merchant, id: string): Promise<void> {
  try {
    await cancelSession(call, merchant, id);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    call.log.debug('a checkout session was left open', { reason: error.message });
  }
}

/** Runs a step of an open session; a refusal or failure of it closes the session. */
export async function orClose<T>(call: Call, merchant: Merchant, id: string, work: () => Promise<T | Refusal>): Promise<T | Refusal> {
  try {
    const made = await work();
    if (isRefusal(made)) await dropSession(call, merchant, id);
    return made;
  } catch (error) {
    await dropSession(call, merchant, id);
    throw error;
  }
}

/** A key replayed for another session brings that session's answer: never believed. */
export function sameSession(session: Checkout, id: string): Checkout {
  if (session.id === id) return session;
  throw failure('invalid-response', 'an answer about another checkout session came', 'unknown');
}

/** Only a person can take this session further. */
export function needsPerson(session: Checkout): boolean {
  return (
    session.status === 'requires_escalation' ||
    session.hasActions ||
    session.messages.some(
      ({ severity, isDisclosure }) => severity === 'requires_buyer_input' || severity === 'requires_buyer_review' || isDisclosure,
    )
  );
}

function update(call: Call, merchant: Merchant, id: string, payload: WireRecord): Promise<UcpAnswer> {
  return invoke(call, merchant, OPERATIONS.updateCheckout, { id, payload });
}
