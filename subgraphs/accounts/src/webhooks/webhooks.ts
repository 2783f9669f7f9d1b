import { randomUUID } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import {
  effect,
  EffectRunner,
  replaceEffect,
  withEffects,
  type EffectHandler,
  type Journal,
  type Log,
  type WakeQueue,
} from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { deliverEffect, giveUpEffect, tryIdOf, type DeliverDeps } from './deliver.ts';
import { DELIVER, deliveryIdOf, newDelivery, type DeliveryDoc, type DeliveryIndex, type TryDoc } from './delivery-doc.ts';
import type { EndpointDoc } from './endpoints.ts';
import { TEST_EVENT, type WebhookEvent } from './event-types.ts';

export interface WebhooksDeps extends DeliverDeps {
  readonly deliveries: Collection<DeliveryDoc, DeliveryIndex>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly soleWorker: boolean;
  readonly wakes?: WakeQueue;
  /** Whether the owner of an endpoint may hear of what belongs to somebody. */
  readonly mayHear: (endpointOwnerKey: string, aggregateOwnerKey: string) => Promise<boolean>;
}

/** A try as the graph shows it. */
export interface TryView {
  readonly doc: DeliveryDoc;
  readonly one: TryDoc;
}

const KEPT_MS = 30 * 24 * 3_600_000;
const PAGE = 200;
const SWEEP_MS = 1_000;

/** Events out to integrators: each to every endpoint that asked for its type and may hear it, until it is taken or given up, with a log. */
export class Webhooks {
  readonly #deps: WebhooksDeps;
  readonly runner: EffectRunner<DeliveryDoc>;

  constructor(deps: WebhooksDeps) {
    this.#deps = deps;
    this.runner = new EffectRunner<DeliveryDoc>({
      collection: deps.deliveries,
      journal: deps.journal,
      handlers: [deliverEffect(deps), giveUpEffect(deps)] as unknown as readonly EffectHandler<DeliveryDoc, never>[],
      clock: deps.clock,
      log: deps.log,
      soleWorker: deps.soleWorker,
      ...(deps.wakes ? { wakes: deps.wakes } : {}),
      sweepMs: SWEEP_MS,
    });
  }

  /** Writes down what is to be sent to whom. Resolves when nothing of it can get lost any more; told twice, it is written once. */
  async record(event: WebhookEvent): Promise<void> {
    for (const endpoint of await this.#deps.endpoints.subscribed(event.type)) {
      if (!(await this.#deps.mayHear(endpoint.ownerKey, event.ownerKey))) continue;
      const delivery = newDelivery(event, endpoint, this.#deps.clock.now());
      const { existing } = await this.#deps.deliveries.insert(delivery);
      if (!existing && delivery.effects.length > 0) void this.runner.drive(delivery._id);
    }
  }

  /** Sends a test now, whether or not the endpoint is switched on, and resolves to what came of it. */
  async test(endpoint: EndpointDoc): Promise<TryView> {
    const now = this.#deps.clock.now();
    const key = `test/${endpoint._id}/${randomUUID()}`;
    const event = {
      key,
      type: TEST_EVENT,
      at: now.toISOString(),
      ownerKey: endpoint.ownerKey,
      data: JSON.stringify({ endpointId: endpoint._id }),
    };
    const delivery = newDelivery(event, endpoint, now, true);
    await this.#deps.deliveries.insert(delivery);
    await this.runner.drive(delivery._id);
    const doc = await this.#deps.deliveries.get(delivery._id);
    const one = doc?.tries.at(-1);
    if (!doc || !one) throw new GraphQLError('The test is under way: see deliveries', { extensions: { code: 'UPSTREAM_TIMEOUT' } });
    return { doc, one };
  }

  /** Sends again whatever was recorded for the endpoint from `since` on and, when an event is named, after that event. Resolves to how many. */
  async replay(endpoint: EndpointDoc, since: string, afterEventId?: string): Promise<number> {
    if (!endpoint.enabled) throw bad('The endpoint is switched off: switch it on first');
    const { deliveries, clock } = this.#deps;
    const last = afterEventId === undefined ? undefined : await deliveries.get(deliveryIdOf(afterEventId, endpoint._id));
    if (afterEventId !== undefined && !last) throw bad('after names no event that was sent to this endpoint');
    const instant = new Date(since).toISOString();
    // What comes in meanwhile is sent anyway.
    const below = [new Date(clock.now().getTime() + 1).toISOString()];
    let count = 0;
    let after: string | undefined;
    do {
      const page = await deliveries.find({
        index: 'replay',
        prefix: [endpoint._id],
        from: last && last.recordedAt >= instant ? [last.recordedAt, last._id] : [instant],
        below,
        limit: PAGE,
        ...(after ? { after } : {}),
      });
      // The named event itself was taken: what comes behind it is wanted.
      for (const { _id } of page.docs.filter(doc => doc._id !== last?._id)) {
        await deliveries.change(_id, doc => sentAnew(doc, clock.now()));
        void this.runner.drive(_id);
        count++;
      }
      after = page.next;
    } while (after);
    return count;
  }

  /** Tries of this endpoint, newest first. */
  async log(endpointId: string, first: number): Promise<readonly TryView[]> {
    const { docs } = await this.#deps.deliveries.find({ index: 'log', prefix: [endpointId], order: 'desc', limit: first });
    return docs
      .flatMap(doc => doc.tries.map(one => ({ doc, one })))
      .sort((a, b) => (a.one.at === b.one.at ? b.one.number - a.one.number : a.one.at > b.one.at ? -1 : 1))
      .slice(0, first);
  }

  /** Forgets what is older than thirty days. */
  async sweep(): Promise<void> {
    const before = new Date(this.#deps.clock.now().getTime() - KEPT_MS).toISOString();
    let isMore = true;
    while (isMore) {
      const { docs } = await this.#deps.deliveries.find({ index: 'age', prefix: [], below: [before], limit: PAGE });
      const removed = await Promise.all(docs.map(doc => this.#deps.deliveries.remove(doc._id, doc.v)));
      isMore = docs.length === PAGE && removed.includes(true);
    }
  }
}

/** As the graph shows it. */
export function tryValue({ doc, one }: TryView): Record<string, unknown> {
  const isLast = one === doc.tries.at(-1);
  return {
    id: tryIdOf(doc, one.number),
    eventId: doc.eventId,
    event: doc.type,
    at: one.at,
    attempt: one.number,
    status: one.status ?? null,
    delivered: one.isDelivered,
    error: one.error ?? null,
    nextAttemptAt: (isLast ? doc.effects.find(({ kind }) => kind === DELIVER)?.wakeAt : undefined) ?? null,
  };
}

/** A new round of tries that begins now. */
function sentAnew(doc: DeliveryDoc, now: Date): DeliveryDoc {
  const waiting = withEffects<DeliveryDoc>({ ...doc, state: 'waiting', round: 0 }, [effect(DELIVER, 'deliver', null, { now })]);
  return replaceEffect(waiting, 'deliver', one => ({ ...one, wakeAt: now.toISOString() }));
}

function bad(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
