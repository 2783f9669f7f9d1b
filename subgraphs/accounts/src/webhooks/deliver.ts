import type { Clock } from '@onebasket/core';
import { effect, withEffects, type EffectHandler } from '@onebasket/runtime';
import { DELIVER, type DeliveryDoc, type TryDoc } from './delivery-doc.ts';
import type { WebhookEndpoints } from './endpoints.ts';
import type { Sender, SendResult } from './send.ts';

const GIVE_UP = 'give-up-endpoint@1';
const TRIES_KEPT = 40;
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** Each wait is so many times the one before. */
const GROWTH = 4;
const GONE = 410;

export interface DeliverDeps {
  readonly endpoints: WebhookEndpoints;
  readonly sender: Sender;
  readonly clock: Clock;
  /** Tries of one event before it, and its endpoint, are given up. */
  readonly attempts: number;
  readonly firstRetryMs: number;
}

type Tried = 'no-endpoint' | 'switched-off' | { readonly at: string; readonly result: SendResult };

/** Sends one event to one endpoint, again after growing waits until it is taken. Receivers tell repeats by the event's id, so sending again can be done freely. */
export function deliverEffect(deps: DeliverDeps): EffectHandler<DeliveryDoc, Tried> {
  return {
    kind: DELIVER,
    effect: 'read',
    deadlineMs: 14_000,
    async run({ doc, signal }) {
      const endpoint = await deps.endpoints.get(doc.endpointId);
      if (!endpoint) return { status: 'done', value: 'no-endpoint' };
      if (!endpoint.enabled && !doc.isTest) return { status: 'done', value: 'switched-off' };
      const { eventId, body } = doc;
      const now = deps.clock.now();
      const outgoing = {
        url: endpoint.url,
        secrets: deps.endpoints.secretsOf(endpoint),
        eventId,
        deliveryId: tryIdOf(doc, nextNumber(doc)),
        body,
      };
      return { status: 'done', value: { at: now.toISOString(), result: await deps.sender.send(outgoing, now, signal) } };
    },
    apply: (doc, _one, value, now) => applied(doc, value, now, deps),
  };
}

/** The endpoint is marked: its owner has to switch it on again. */
export function giveUpEffect({ endpoints }: Pick<DeliverDeps, 'endpoints'>): EffectHandler<DeliveryDoc, null> {
  return {
    kind: GIVE_UP,
    effect: 'read',
    async run({ doc, effect: { payload } }) {
      await endpoints.giveUp(doc.endpointId, (payload as { reason: string }).reason);
      return { status: 'done', value: null };
    },
    apply: doc => doc,
  };
}

/** Names one try: what receivers see as `OneBasket-Delivery`, and the graph as the delivery's id. */
export function tryIdOf(doc: Pick<DeliveryDoc, '_id'>, number: number): string {
  return `${doc._id}:${number}`;
}

function nextNumber(doc: DeliveryDoc): number {
  return (doc.tries.at(-1)?.number ?? 0) + 1;
}

function applied(doc: DeliveryDoc, value: Tried, now: Date, { attempts, firstRetryMs }: DeliverDeps): DeliveryDoc {
  if (value === 'no-endpoint') return { ...doc, state: 'given-up' };
  if (value === 'switched-off') return { ...doc, state: 'held' };
  const { status, error, isDelivered, retryAfterMs } = value.result;
  const done: TryDoc = {
    number: nextNumber(doc),
    at: value.at,
    isDelivered,
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error }),
  };
  const round = doc.round + 1;
  const tried: DeliveryDoc = { ...doc, round, tries: [...doc.tries, done].slice(-TRIES_KEPT), touchedAt: now.toISOString() };
  if (isDelivered) return { ...tried, state: 'delivered' };
  if (doc.isTest) return { ...tried, state: 'given-up' };
  if (status === GONE || round >= attempts) {
    const reason = status === GONE ? 'the endpoint answered 410 Gone' : `${round} tries of ${doc.eventId} failed, the last: ${error}`;
    return withEffects<DeliveryDoc>({ ...tried, state: 'given-up' }, [effect(GIVE_UP, 'give-up', { reason }, { now })]);
  }
  const wait = Math.max(Math.min(firstRetryMs * GROWTH ** (round - 1), LONGEST_WAIT_MS), retryAfterMs ?? 0);
  return withEffects(tried, [effect(DELIVER, 'deliver', null, { now, wakeAt: new Date(now.getTime() + wait) })]);
}
