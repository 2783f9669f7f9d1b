import type { Attempt, Call, Handoff, OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, type Refusal } from '@onebasket/core';
import type { Basket } from './basket.ts';
import { invoke, uuidOf, type AcpAnswer } from './client.ts';
import { discover, type Merchant } from './discovery.ts';
import { failure, inDoubt, notDoneYet, toRefusal } from './errors.ts';
import { closeOrFind } from './find-order.ts';
import { pagesOfGoods, toHandoff } from './handoff.ts';
import { readNote, writeNote } from './note.ts';
import { canPay, completeBody } from './payment.ts';
import { toPlacedOrder } from './placed-order.ts';
import { judge } from './readiness.ts';
import { dropSession, getSession, isDead, isUnderWay, openSession, orClose, refusalIn, sameSession } from './session.ts';
import { readSession, type Session } from './session-wire.ts';

/**
 * One order: a session that holds what was agreed, then completed by API or handed to the buyer, as the session says and as we can pay. Only the completion
 * makes an order; the session's id is remembered before it, and a try that finds one takes that session up instead of a new one.
 */
export async function placeOrder(request: OrderRequest, attempt: Attempt, call: Call): Promise<PlacedOrder | Handoff | Refusal> {
  const merchant = await notDoneYet(() => discover(call));
  const basket = toBasket(request);
  const resumed = await resume(call, merchant, basket, request, attempt);
  if (resumed) return resumed;
  const session = await notDoneYet(() => openSession(call, merchant, basket));
  if (isRefusal(session)) return session;
  const step = await notDoneYet(() => orClose(call, merchant, session.id, () => decide(call, merchant, basket, request, session, attempt)));
  return step === 'completing' ? complete(call, merchant, basket, session, attempt) : step;
}

function toBasket({ lines, address, contact, quote }: OrderRequest): Basket {
  return { lines, place: address, buyer: contact, optionId: quote.shipping?.methodId, currency: quote.total.currency };
}

/** What is to become of a filled session, written down before it is done. */
async function decide(
  call: Call,
  merchant: Merchant,
  basket: Basket,
  request: OrderRequest,
  session: Session,
  attempt: Attempt,
): Promise<'completing' | Handoff | Refusal> {
  const verdict = judge(call, session, basket, request);
  if (isRefusal(verdict)) return verdict;
  const { id, currency } = session;
  if (verdict === 'complete' && canPay(call, merchant, session)) {
    await attempt.remember(writeNote({ session: id, currency, step: 'completing' }));
    return 'completing';
  }
  const handoff = toHandoff(session);
  if (handoff) {
    await attempt.remember(writeNote({ session: id, currency, step: 'handed-over' }));
    return handoff;
  }
  const pages = await pagesOfGoods(call, basket);
  if (pages) {
    await dropSession(call, merchant, id);
    return pages;
  }
  return verdict === 'complete'
    ? refuse('payment-refused', 'we cannot pay at this merchant, and it names no page where the buyer can')
    : refuse('other', 'the merchant wants the buyer to go on and names no page for it');
}

/** The step that counts. Whatever is no plain answer is settled by asking for the session. */
async function complete(
  call: Call,
  merchant: Merchant,
  basket: Basket,
  { id, continueUrl }: Session,
  attempt: Attempt,
): Promise<PlacedOrder | Handoff | Refusal> {
  // The same for every try, so that the merchant knows a repetition; another session is another deed.
  const key = uuidOf(`${attempt.key} ${id} complete`);
  const path = '/checkout_sessions/{id}/complete';
  let answer: AcpAnswer;
  try {
    answer = await invoke(call, merchant, { method: 'POST', path, id, key, body: completeBody(call, merchant, basket, attempt.key) });
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    if (error.outcome === 'unknown') return settleLost(call, merchant, basket, id, error);
    await dropSession(call, merchant, id);
    throw error;
  }
  if (answer.error) return settleRefused(call, merchant, basket, id, answer, attempt);
  const session = await inDoubt(async () => sameSession(readSession(answer, `POST ${path}`), id));
  const placed = toPlacedOrder(session, basket);
  if (placed) return placed;
  switch (session.status) {
    case 'authentication_required':
    case 'requires_escalation':
      return handOver(call, merchant, { ...session, continueUrl: session.continueUrl ?? continueUrl }, attempt);
    case 'incomplete':
    case 'not_ready_for_payment':
    case 'ready_for_payment':
      // The session lives on unpaid: the messages say why.
      await dropSession(call, merchant, id);
      return refusalOf(session, basket);
    case 'canceled':
    case 'expired':
      return refuse('closed', 'the merchant closed the checkout');
    default:
      return settleLost(call, merchant, basket, id, failure('unavailable', `the checkout is ${session.status.slice(0, 40)}`, 'unknown'));
  }
}

function refusalOf({ messages }: Session, basket: Basket): Refusal {
  return toRefusal(
    messages.filter(({ type }) => type === 'error'),
    basket.lines,
    'payment-refused',
  );
}

/** Nobody answered, or nothing readable: the session knows. One that is still open may be completed yet, so only `find` (which closes it) may say no. */
async function settleLost(call: Call, merchant: Merchant, basket: Basket, id: string, lost: AdapterError): Promise<PlacedOrder> {
  const session = await getSession(call, merchant, id).catch(() => undefined);
  const placed = session && toPlacedOrder(session, basket);
  if (placed) return placed;
  throw lost;
}

/** The merchant said no. After a conflict of keys the session is asked all the same: the slower of two completions hears it too. */
async function settleRefused(
  call: Call,
  merchant: Merchant,
  basket: Basket,
  id: string,
  answer: AcpAnswer,
  attempt: Attempt,
): Promise<PlacedOrder | Handoff | Refusal> {
  const { code } = answer.error ?? {};
  if (answer.status === 405 || answer.status === 409 || code === 'idempotency_conflict' || code === 'requires_3ds') {
    const session = await inDoubt(() => getSession(call, merchant, id));
    const placed = session && toPlacedOrder(session, basket);
    if (placed) return placed;
    if (session && (code === 'requires_3ds' || session.status === 'authentication_required'))
      return handOver(call, merchant, session, attempt);
    if (session && isUnderWay(session)) throw failure('unavailable', 'the merchant is still completing the checkout', 'unknown');
  }
  await dropSession(call, merchant, id);
  return refusalIn(answer, basket, 'payment-refused');
}

/** Only the buyer can go on; a merchant that names no page for it has refused the payment. */
async function handOver(call: Call, merchant: Merchant, session: Session, attempt: Attempt): Promise<Handoff | Refusal> {
  const handoff = toHandoff(session);
  if (handoff) {
    await attempt.remember(writeNote({ session: session.id, currency: session.currency, step: 'handed-over' }));
    return handoff;
  }
  await dropSession(call, merchant, session.id);
  return refuse('payment-refused', 'the payment has to be authenticated by the buyer, and the merchant names no page for it');
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
): Promise<PlacedOrder | Handoff | undefined | Refusal> {
  const note = readNote(attempt.note);
  if (!note) return undefined;
  const session = await inDoubt(() => getSession(call, merchant, note.session));
  if (!session || isDead(session)) return undefined;
  const placed = toPlacedOrder(session, basket);
  if (placed) return placed;
  if (isUnderWay(session)) throw failure('unavailable', 'the merchant is still completing the checkout', 'unknown');
  if (note.step === 'handed-over') return toHandoff(session);
  const isAsAgreed = judge(call, session, basket, request) === 'complete';
  return isAsAgreed ? complete(call, merchant, basket, session, attempt) : closeOrFind(call, merchant, note.session);
}
