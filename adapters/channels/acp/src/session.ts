import type { Call } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, type Refusal } from '@onebasket/core';
import { createBody, linesOf, selectionBody, type Basket } from './basket.ts';
import { invoke, isUnknown, type AcpAnswer } from './client.ts';
import type { Merchant } from './discovery.ts';
import { failure, toRefusal } from './errors.ts';
import { readSession, type FulfillmentOption, type Session } from './session-wire.ts';
import { settingsOf } from './settings.ts';

const SESSIONS = '/checkout_sessions';
const SESSION = '/checkout_sessions/{id}';

/** A new session that holds the basket and is sent by the option that was agreed, or the cheapest. A refusal leaves nothing behind. */
export async function openSession(call: Call, merchant: Merchant, basket: Basket): Promise<Session | Refusal> {
  const answer = await invoke(call, merchant, { method: 'POST', path: SESSIONS, body: createBody(call, merchant, basket) });
  if (answer.status === 404 && answer.error?.code === '') throw failure('misconfigured', 'there are no checkout sessions at this address');
  if (answer.error) return refusalIn(answer, basket);
  const session = readSession(answer, `POST ${SESSIONS}`);
  return orClose(call, merchant, session.id, () => chooseOption(call, merchant, basket, session));
}

/** The session as it stands; `undefined` when the merchant does not know it. */
export async function getSession(call: Call, merchant: Merchant, id: string): Promise<Session | undefined> {
  const answer = await invoke(call, merchant, { method: 'GET', path: SESSION, id });
  if (isUnknown(answer)) return undefined;
  if (answer.error) throw failure('invalid-response', `GET ${SESSION} was answered with ${answer.status} ${answer.error.code}`);
  return sameSession(readSession(answer, `GET ${SESSION}`), id);
}

/** Cancels a session. False when the merchant does not say that it is cancelled. */
export async function cancelSession(call: Call, merchant: Merchant, id: string): Promise<boolean> {
  const answer = await invoke(call, merchant, { method: 'POST', path: `${SESSION}/cancel`, id, body: {} });
  return !answer.error && answer.body['id'] === id && answer.body['status'] === 'canceled';
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

/** An answer about another session is never believed. */
export function sameSession(session: Session, id: string): Session {
  if (session.id === id) return session;
  throw failure('invalid-response', 'an answer about another checkout session came', 'unknown');
}

/** What a no to an operation on a session means. */
export function refusalIn(
  { error }: Pick<AcpAnswer, 'error'>,
  basket: Pick<Basket, 'lines'>,
  fallback: Refusal['reason'] = 'other',
): Refusal {
  return toRefusal(error && error.code !== '' ? [error] : [], basket.lines, fallback);
}

/** Whether the session is over without an order. */
export function isDead({ status }: Session): boolean {
  return status === 'canceled' || status === 'expired';
}

/** Something is being done with it that may end, or has ended, in an order. */
export function isUnderWay({ status }: Session): boolean {
  return ['complete_in_progress', 'in_progress', 'pending_approval', 'completed'].includes(status);
}

async function chooseOption(call: Call, merchant: Merchant, basket: Basket, session: Session): Promise<Session | Refusal> {
  const option = basket.place ? preferredOption(call, basket, session.options) : undefined;
  if (!option || (session.selected.length === 1 && session.selected[0] === option.id)) return session;
  let refusal: Refusal | undefined;
  for (const itemIds of namesOfGoods(session, basket)) {
    const body = selectionBody(merchant, option, itemIds);
    const answer = await invoke(call, merchant, { method: 'POST', path: SESSION, id: session.id, body });
    if (!answer.error) return sameSession(readSession(answer, `POST ${SESSION}`), session.id);
    refusal = refusalIn(answer, basket);
    if (merchant.generation.selection === 'option-id') break;
  }
  return refusal ?? session;
}

/** An agreed option that is gone is not replaced behind the buyer's back: the difference in price shows. */
function preferredOption(call: Call, { optionId }: Basket, options: readonly FulfillmentOption[]): FulfillmentOption | undefined {
  const { fulfillmentOption } = settingsOf(call);
  const sent = options.filter(({ type }) => type !== 'pickup');
  return (
    sent.find(({ id }) => id === optionId) ??
    sent.find(({ id }) => id === fulfillmentOption) ??
    sent.reduce<FulfillmentOption | undefined>((best, one) => (best && best.cost <= one.cost ? best : one), undefined)
  );
}

/**
 * `item_ids` are ids of lines by the schema's words and ids of goods in its examples. What the merchant itself says in the session goes first; a merchant
 * that refuses one is told the other.
 */
function namesOfGoods(session: Session, basket: Basket): readonly (readonly string[])[] {
  const lines = linesOf(session, basket);
  const goods = basket.lines.map(({ externalId }) => externalId);
  const lineIds = lines.flatMap(line => line?.id ?? []);
  const saysLines = session.selectedItemIds.some(id => lineIds.includes(id) && !goods.includes(id));
  const forms = saysLines ? [lineIds, goods] : [goods, lineIds];
  return forms.filter((form, at) => form.length > 0 && forms.findIndex(other => other.join(' ') === form.join(' ')) === at);
}
