import type { Attempt, Call, Handoff, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, type Refusal } from '@onebasket/core';
import type { Basket } from './basket.ts';
import { invoke, isDone, uuidOf, type UcpAnswer } from './client.ts';
import { discover, type Merchant } from './discovery.ts';
import { failure, inDoubt, notDoneYet } from './errors.ts';
import { closeOrFind } from './find-order.ts';
import { handOverCart } from './hand-over-cart.ts';
import { readNote, writeNote, type SessionNote } from './note.ts';
import { OPERATIONS } from './operations.ts';
import { canPay, completeBody } from './payment.ts';
import { toPlacedOrder } from './placed-order.ts';
import { judge } from './readiness.ts';
import { dropSession, openCheckout, orClose, readSession, refusalIn, sameSession } from './session.ts';
import { optionIdsIn } from './shipping.ts';
import { readCheckout, type Checkout } from './wire-checkout.ts';

/**
 * One order: a session that holds what was agreed, then, as the session itself says, completed by API or handed to the buyer. Only the completion makes an
 * order; the session's id is remembered before it, and a try that finds one takes that session up instead of a new one.
 */
export async function placeOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Handoff | Refusal> {
  const merchant = await notDoneYet(() => discover(call));
  const basket = toBasket(request);
  const resumed = await resume(call, merchant, basket, request, attempt);
  if (resumed) return resumed;
  if (!merchant.can('checkout')) return notDoneYet(() => handOverCart(call, merchant, basket));

  const session = await notDoneYet(() => openCheckout(call, merchant, basket));
  if (isRefusal(session)) return session;
  const step = await notDoneYet(() => orClose(call, merchant, session.id, () => decide(call, merchant, basket, request, session, attempt)));
  if (isRefusal(step)) return step;
  return step === 'completing' ? complete(call, merchant, basket, session.id, attempt) : step;
}

function toBasket({ lines, address, contact, quote }: OrderRequest): Basket {
  return { lines, place: address, buyer: contact, optionIds: optionIdsIn(quote.shipping?.methodId) };
}

/** What is to become of a filled session, written down before it is done. */
async function decide(
  call: Call,
  merchant: Merchant,
  basket: Basket,
  request: OrderRequest,
  session: Checkout,
  attempt: Attempt,
): Promise<'completing' | Handoff | Refusal> {
  const verdict = judge(session, basket, request, merchant);
  if (isRefusal(verdict)) return verdict;
  const note: Omit<SessionNote, 'step'> = { session: session.id, currency: session.currency };
  if (verdict === 'complete' && canPay(call, merchant, session)) {
    await attempt.remember(writeNote({ ...note, step: 'completing' }));
    return 'completing';
  }
  const handoff = toHandoff(session);
  if (handoff === undefined) {
    return verdict === 'complete'
      ? refuse('payment-refused', 'we cannot pay at this merchant, and it names no page where the buyer can')
      : refuse('other', 'the merchant wants the buyer to go on and names no page for it');
  }
  await attempt.remember(writeNote({ ...note, step: 'handed-over' }));
  return handoff;
}

/** The step that counts. Whatever is no plain answer is settled by asking for the session: a 409 may mean that it is ordered. */
async function complete(
  call: Call,
  merchant: Merchant,
  basket: Basket,
  id: string,
  attempt: Attempt,
): Promise<PlacedOrder | Handoff | Refusal> {
  // The same for every try, so that the merchant knows a repetition; another session is another deed.
  const key = uuidOf(`${attempt.key} ${id} complete`);
  let answer: UcpAnswer;
  try {
    answer = await invoke(call, merchant, OPERATIONS.completeCheckout, { id, payload: completeBody(call, merchant, basket), key });
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    if (error.outcome === 'not-done') {
      await dropSession(call, merchant, id);
      throw error;
    }
    return settleLost(call, merchant, basket, id, error);
  }
  if (!isDone(answer)) return settleRefused(call, merchant, basket, id, answer);
  const session = await inDoubt(async () =>
    sameSession(readCheckout(answer, merchant.generation, 'POST /checkout-sessions/{id}/complete'), id),
  );
  const placed = toPlacedOrder(session, basket);
  if (placed) return placed;
  switch (session.status) {
    case 'requires_escalation':
      return handOver(session, attempt);
    case 'incomplete':
    case 'ready_for_complete':
      // The session lives on unpaid: the messages say why.
      await dropSession(call, merchant, id);
      return refusalIn(answer, basket, 'complete');
    case 'canceled':
      return refuse('other', 'the merchant cancelled the checkout');
    default:
      return settleLost(call, merchant, basket, id, failure('unavailable', 'the merchant is still completing the checkout', 'unknown'));
  }
}

/** Nobody answered, or nothing readable: the session knows. One that is still open may be completed yet, so only `find` (which closes it) may say no. */
async function settleLost(call: Call, merchant: Merchant, basket: Basket, id: string, lost: AdapterError): Promise<PlacedOrder> {
  const session = await readSession(call, merchant, id).catch(() => undefined);
  const placed = session && toPlacedOrder(session, basket);
  if (placed) return placed;
  throw lost;
}

/** The merchant said no. After a 409 the session is asked all the same: the slower of two equal completions hears it too. */
async function settleRefused(
  call: Call,
  merchant: Merchant,
  basket: Basket,
  id: string,
  answer: UcpAnswer,
): Promise<PlacedOrder | Refusal> {
  if (answer.status === 409) {
    const session = await inDoubt(() => readSession(call, merchant, id));
    const placed = session && toPlacedOrder(session, basket);
    if (placed) return placed;
    if (session?.status === 'complete_in_progress')
      throw failure('unavailable', 'the merchant is still completing the checkout', 'unknown');
  }
  await dropSession(call, merchant, id);
  return refusalIn(answer, basket, 'complete');
}

/**
 * Takes up the session of an earlier try; `undefined` when there is none or it is over without an order. One that is no longer as agreed is closed first:
 * what the earlier try sent may still arrive.
 */
async function resume(
  call: Call,
  merchant: Merchant,
  basket: Basket,
  request: OrderRequest,
  attempt: Attempt,
): Promise<PlacedOrder | Handoff | Refusal | undefined> {
  const note = readNote(attempt.note);
  if (!note) return undefined;
  const session = await inDoubt(() => readSession(call, merchant, note.session));
  if (!session || session.status === 'canceled') return undefined;
  const placed = toPlacedOrder(session, basket);
  if (placed) return placed;
  if (session.status === 'complete_in_progress') throw failure('unavailable', 'the merchant is still completing the checkout', 'unknown');
  if (note.step === 'handed-over') return toHandoff(session);
  const isAsAgreed = judge(session, basket, request, merchant) === 'complete';
  return isAsAgreed ? complete(call, merchant, basket, note.session, attempt) : closeOrFind(call, merchant, note.session);
}

async function handOver(session: Checkout, attempt: Attempt): Promise<Handoff | Refusal> {
  const handoff = toHandoff(session);
  if (!handoff) throw failure('invalid-response', 'the merchant wants the buyer to go on and names no page for it', 'unknown');
  await attempt.remember(writeNote({ session: session.id, currency: session.currency, step: 'handed-over' }));
  return handoff;
}

function toHandoff({ continueUrl, expiresAt, id }: Checkout): Handoff | undefined {
  if (continueUrl === undefined) return undefined;
  return { status: 'handoff', url: continueUrl, externalId: id, ...(expiresAt === undefined ? {} : { expiresAt }) };
}
