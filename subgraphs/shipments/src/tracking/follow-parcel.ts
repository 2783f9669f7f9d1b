import type { Registry } from '@onebasket/adapter-registry';
import type { Tracking } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, type Clock } from '@onebasket/core';
import { effect, GraphClientError, withEffects, type EffectHandler, type GraphClient } from '@onebasket/runtime';
import { foldTracking, isFinal } from '../parcel/fold-events.ts';
import type { ShipmentDoc } from '../parcel/shipment-doc.ts';
import { askCarrier } from './ask-carrier.ts';
import { carrierByName, carriersByNumber } from './find-carrier.ts';

export interface FollowDeps {
  readonly registry: Registry;
  readonly graph: GraphClient;
  readonly clock: Clock;
}

interface Seen {
  readonly carrierId?: string;
  readonly tracking?: Tracking;
}

/** Asks the carrier how the parcel stands, until it has arrived. A push only brings the next look forward. */
export function followParcelEffect(deps: FollowDeps): EffectHandler<ShipmentDoc, Seen> {
  return {
    kind: 'follow-parcel@1',
    effect: 'read',
    async run({ doc, signal }) {
      const named = doc.carrierId ? deps.registry.carrier(doc.carrierId) : carrierByName(deps.registry, doc.carrierName);
      const candidates = named ? [named] : doc.carrierName ? [] : await carriersByNumber(deps.registry, doc.trackingNumber);
      if (candidates.length !== 1) return { status: 'done', value: {} };
      const [carrier] = candidates;
      if (!carrier) return { status: 'done', value: {} };
      const { answer } = await askCarrier(carrier, doc.trackingNumber, doc.phoneLast4, signal);
      if (answer instanceof AdapterError) throw answer;
      return { status: 'done', value: { carrierId: carrier.id, ...(isRefusal(answer) ? {} : { tracking: answer }) } };
    },
    apply: (doc, _one, { carrierId, tracking }, now) => {
      const asked = { ...doc, ...(carrierId ? { carrierId } : {}), askedAt: now.toISOString() };
      return scheduleNext(announce(doc, tracking ? foldTracking(asked, tracking) : asked, now), now);
    },
    failed: (doc, _one, _error, now) => scheduleNext(doc, now),
  };
}

/** Tells the orders subgraph when the status of an order's parcel changed. */
export function announce(before: ShipmentDoc, after: ShipmentDoc, now: Date): ShipmentDoc {
  if (!after.order || (before.status === after.status && before.events.length > 0)) return after;
  return withEffects(after, [effect('tell-orders@1', `tell-orders:${after.status}`, null, { now })]);
}

const MINUTE = 60_000;

/** The next look: often while the parcel moves, seldom when it is old, never when it has arrived. */
export function scheduleNext(doc: ShipmentDoc, now: Date): ShipmentDoc {
  if (isFinal(doc)) return doc;
  const ageMs = now.getTime() - Date.parse(doc.createdAt);
  if (ageMs > 90 * 24 * 60 * MINUTE) return doc;
  const everyMs = ageMs < 10 * MINUTE ? 30_000 : ageMs < 3 * 24 * 60 * MINUTE ? 30 * MINUTE : 6 * 60 * MINUTE;
  return withEffects(doc, [effect('follow-parcel@1', 'follow', null, { now, wakeAt: new Date(now.getTime() + everyMs) })]);
}

export function tellOrdersEffect(deps: FollowDeps): EffectHandler<ShipmentDoc, null> {
  const mutation = `mutation ($orderId: ID!, $partId: ID!, $shipmentId: ID!, $status: String!, $at: DateTime!) {
    internalObserveShipment(orderId: $orderId, partId: $partId, shipmentId: $shipmentId, status: $status, at: $at)
  }`;
  return {
    kind: 'tell-orders@1',
    effect: 'read',
    async run({ doc, signal }) {
      if (!doc.order) return { status: 'done', value: null };
      const { orderId, partId } = doc.order;
      try {
        await deps.graph.query(
          'orders',
          mutation,
          { orderId, partId, shipmentId: doc._id, status: doc.status, at: deps.clock.now().toISOString() },
          { signal },
        );
      } catch (error) {
        if (error instanceof GraphClientError)
          throw new AdapterError('unavailable', { outcome: 'not-done', message: error.message, cause: error });
        throw error;
      }
      return { status: 'done', value: null };
    },
    apply: doc => doc,
    failed: doc => doc,
  };
}
