import type { VendorEvent } from '@onebasket/adapter-sdk';
import { AdapterError, type Clock } from '@onebasket/core';
import { GraphClientError, type EffectHandler, type GraphClient, type Log } from '@onebasket/runtime';
import { HAND_OVER, type DeliveryDoc } from './delivery-doc.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const GIVE_UP_MS = 24 * 3_600_000;

/** Wakes the owner of what changed; while it does not answer, again and again for a day, more seldom the older the news are. */
export function handOver({ graph, clock, log }: { graph: GraphClient; clock: Clock; log: Log }): EffectHandler<DeliveryDoc, null> {
  return {
    kind: HAND_OVER,
    effect: 'read',
    async run({ doc, signal }) {
      try {
        await tellOwner(graph, doc.connectionId, JSON.parse(doc.event) as VendorEvent, signal);
        return { status: 'done', value: null };
      } catch (error) {
        if (!(error instanceof GraphClientError)) throw error;
        const now = clock.now().getTime();
        const ageMs = now - Date.parse(doc.receivedAt);
        if (ageMs > GIVE_UP_MS) throw new AdapterError('unavailable', { outcome: 'not-done', message: error.message, cause: error });
        log.warn('a webhook waits for its owner', { id: doc._id, owner: error.subgraph, reason: error.reason });
        return { status: 'later', at: new Date(now + Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, ageMs / 2))).toISOString() };
      }
    },
    apply: doc => doc,
  };
}

/** What can be read again is only named, never copied; a carrier's push is passed on, as not every carrier can be asked. */
async function tellOwner(graph: GraphClient, connectionId: string, event: VendorEvent, signal: AbortSignal): Promise<void> {
  switch (event.kind) {
    case 'order-changed':
      await graph.query(
        'orders',
        'mutation ($c: ID!, $e: ID!, $k: String) { internalWakeChannelOrder(channelId: $c, externalId: $e, key: $k) }',
        { c: connectionId, e: event.externalId, k: event.key ?? null },
        { signal },
      );
      return;
    case 'product-changed':
      await graph.query(
        'products',
        'mutation ($c: ID!, $e: ID!) { internalRefreshListing(channelId: $c, externalId: $e) }',
        { c: connectionId, e: event.externalId },
        { signal },
      );
      return;
    case 'parcel-changed':
      await graph.query(
        'shipments',
        'mutation ($c: ID!, $t: String!) { internalObserveTracking(carrierId: $c, tracking: $t) }',
        { c: connectionId, t: JSON.stringify(event.tracking) },
        { signal },
      );
      return;
    case 'payment-changed':
      await graph.query(
        'orders',
        'mutation ($p: ID!, $e: ID!, $k: String) { internalWakePayment(paymentId: $p, externalId: $e, key: $k) }',
        { p: connectionId, e: event.externalId, k: event.key ?? null },
        { signal },
      );
      return;
    case 'ignored':
  }
}
