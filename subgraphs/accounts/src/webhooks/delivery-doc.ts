import { createHash } from 'node:crypto';
import { aggregateFields, effect, parkedIndexes, withEffects, type Aggregate } from '@onebasket/runtime';
import type { CollectionSpec } from '@onebasket/runtime/storage';
import { Type } from 'typebox';
import type { WebhookEvent } from './event-types.ts';

export const DELIVERY_STATES = ['waiting', 'delivered', 'given-up', 'held'] as const;

/** One try to deliver. */
export interface TryDoc {
  readonly number: number;
  readonly at: string;
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number;
  readonly error?: string;
  readonly isDelivered: boolean;
}

/** One event on its way to one endpoint. `held`: the endpoint is switched off; a replay sends it. */
export interface DeliveryDoc extends Aggregate {
  readonly endpointId: string;
  readonly eventId: string;
  readonly type: string;
  /** When it was written down here: the order of a replay. */
  readonly recordedAt: string;
  /** What is sent, byte for byte the same each time. */
  readonly body: string;
  readonly state: (typeof DELIVERY_STATES)[number];
  /** Never repeated, and no reason to give an endpoint up. */
  readonly isTest?: true;
  /** Tries since it was first sent, or sent anew by a replay. */
  readonly round: number;
  /** The newest forty, oldest first. */
  readonly tries: readonly TryDoc[];
  /** The last try, or the writing down. */
  readonly touchedAt: string;
}

export type DeliveryIndex = 'wakeAt' | 'parked' | 'decided' | 'log' | 'replay' | 'age';

export const deliveriesSpec: CollectionSpec<DeliveryDoc, DeliveryIndex> = {
  name: 'webhook-deliveries',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ...aggregateFields,
    endpointId: Type.String(),
    eventId: Type.String(),
    type: Type.String(),
    recordedAt: Type.String(),
    body: Type.String(),
    state: Type.Enum([...DELIVERY_STATES]),
    isTest: Type.Optional(Type.Literal(true)),
    round: Type.Integer({ minimum: 0 }),
    tries: Type.Array(
      Type.Object({
        number: Type.Integer(),
        at: Type.String(),
        status: Type.Optional(Type.Integer()),
        error: Type.Optional(Type.String()),
        isDelivered: Type.Boolean(),
      }),
    ),
    touchedAt: Type.String(),
  }),
  lift: [],
  indexes: {
    ...parkedIndexes,
    wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]),
    log: doc => [[doc.endpointId, doc.touchedAt]],
    replay: doc => (doc.isTest ? [] : [[doc.endpointId, doc.recordedAt, doc._id]]),
    age: doc => [[doc.recordedAt]],
  },
};

export const DELIVER = 'deliver-webhook@1';

/** The event's id, the same for every endpoint, every try and every replay: what receivers tell repeats by. */
export function eventIdOf(key: string): string {
  return `evt_${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

export function deliveryIdOf(eventId: string, endpointId: string): string {
  return `${eventId}:${endpointId}`;
}

/** An event on its way to an endpoint; one that is switched off finds it at a replay. */
export function newDelivery(
  event: WebhookEvent,
  endpoint: { readonly _id: string; readonly enabled: boolean },
  now: Date,
  isTest = false,
): DeliveryDoc {
  const eventId = eventIdOf(event.key);
  const bare: DeliveryDoc = {
    _id: deliveryIdOf(eventId, endpoint._id),
    v: 1,
    shape: 1,
    effects: [],
    endpointId: endpoint._id,
    eventId,
    type: event.type,
    recordedAt: now.toISOString(),
    body: JSON.stringify({ id: eventId, type: event.type, timestamp: event.at, data: JSON.parse(event.data) as unknown }),
    state: endpoint.enabled || isTest ? 'waiting' : 'held',
    ...(isTest ? { isTest } : {}),
    round: 0,
    tries: [],
    touchedAt: now.toISOString(),
  };
  return bare.state === 'held' ? bare : withEffects(bare, [effect(DELIVER, 'deliver', null, { now })]);
}
