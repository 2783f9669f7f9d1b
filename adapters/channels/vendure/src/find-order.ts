import type { Call, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { hasAdmin, sendAsAdmin } from './admin.ts';
import { settingsOf } from './manifest.ts';
import { readNote, type OrderNote } from './note.ts';
import { readByCode } from './order-by-code.ts';
import { isPlaced, readOrder, type VendureOrder } from './order.ts';
import { toPlacedOrder } from './placed-order.ts';
import { openSession } from './session.ts';
import { optionalObjectAt, textAt } from './wire.ts';

/** Guests see their order for two hours; some minutes are left to clocks. */
const GUEST_SIGHT_MS = 110 * 60_000;

const ACTIVE = 'query Active { activeOrder { code state } }';
const CLOSE = 'mutation Close { transitionOrderToState(state: "AddingItems") { __typename } }';
const CLOSE_AS_ADMIN = 'mutation Close($id: ID!) { transitionOrderToState(id: $id, state: "AddingItems") { __typename } }';

/**
 * Did it happen? `undefined` means that it did not *and will not*: a basket that still waits for its payment is closed first,
 * so that a payment which is on its way (a slow shop, a caller that has given up) finds nothing to pay.
 * Throws `AdapterError('unauthorized')` when the shop no longer tells a guest.
 */
export async function findOrder(
  attempt: { readonly key: string; readonly note?: string | undefined; readonly since: string },
  call: Call,
): Promise<PlacedOrder | undefined> {
  const note = readNote(attempt.note);
  if (!note) return undefined;
  let order = await look(note, attempt.since, call);
  if (order && isPlaced(order)) return toPlacedOrder(order);
  if (!(await closeBasket(note, order, call))) return undefined;
  order = await look(note, attempt.since, call);
  return order && isPlaced(order) ? toPlacedOrder(order) : undefined;
}

async function look({ code }: OrderNote, since: string, call: Call): Promise<VendureOrder | undefined> {
  const answer = await readByCode(code, call);
  if (answer !== 'hidden') return answer && readOrder(answer, settingsOf(call));
  // To a guest an order that is not paid for and an order of yesterday look the same.
  if (call.now().getTime() - Date.parse(since) < GUEST_SIGHT_MS) return undefined;
  throw new AdapterError('unauthorized', {
    message: 'vendure: find: the shop shows orders to guests for two hours only; with a way into the Admin API it can be asked later too',
    outcome: 'unknown',
  });
}

/** Takes the basket back from the till. False when there is none that waits there. */
async function closeBasket({ code, session: state }: OrderNote, order: VendureOrder | undefined, call: Call): Promise<boolean> {
  if (hasAdmin(call)) {
    if (order?.vendorState !== 'ArrangingPayment') return false;
    await sendAsAdmin(call, { label: 'find: close the basket', document: CLOSE_AS_ADMIN, variables: { id: order.id }, effect: 'write' });
    return true;
  }
  if (state === undefined) return false;
  const session = openSession(call, 'shop', state);
  const active = optionalObjectAt(await session.send({ label: 'find: the basket', document: ACTIVE, effect: 'read' }), 'activeOrder');
  // No basket at all: paid for between the two questions, or lost with its session. The order tells.
  if (active === undefined) return true;
  if (textAt(active, 'code') !== code || textAt(active, 'state') !== 'ArrangingPayment') return false;
  await session.send({ label: 'find: close the basket', document: CLOSE, effect: 'write' });
  return true;
}
