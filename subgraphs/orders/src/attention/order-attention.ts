import type { Clock } from '@onebasket/core';
import {
  lastDecision,
  listDecided,
  listParked,
  NOTHING_WAITS,
  parkedOf,
  withDecision,
  type AttentionSource,
  type DecidedItem,
  type Decision,
  type EffectRunner,
  type ParkedItem,
} from '@onebasket/runtime';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { madeThere, notMadeThere } from './found-out.ts';

const KIND = 'unknown-part';
const PREFIX = 'part:';

/** Parts of which nobody knows what became and that no effect asks about any more: what a shop made otherwise than asked and would not take back. */
function unknownParts(doc: OrderDoc): readonly ParkedItem[] {
  const asking = new Set(doc.effects.map(one => (one.payload as { partId?: string } | null)?.partId));
  return doc.parts
    .filter(part => part.status === 'UNKNOWN' && !asking.has(part.id))
    .map(part => ({
      aggregateId: doc._id,
      effectId: `${PREFIX}${part.id}`,
      kind: KIND,
      since: doc.placedAt,
      reason: `${part.channelId}: ${part.cancel?.message ?? part.cancel?.reason ?? 'nobody knows what became of it'}`,
      tries: 0,
      attemptedAt: doc.placedAt,
      ...(part.externalId ? { attemptNote: part.externalId } : {}),
    }));
}

/** What of orders waits for a person: parked effects, and parts of which nobody knows what became. */
export function orderAttention(deps: {
  readonly store: OrderStore;
  readonly runner: EffectRunner<OrderDoc>;
  readonly clock: Clock;
}): AttentionSource {
  const { store, runner, clock } = deps;
  const decidePart = async (orderId: string, effectId: string, decision: Decision): Promise<OrderDoc | string | undefined> => {
    let refused: string | undefined;
    const stands = await store.collection.change(orderId, doc => {
      const next = decidedPart(doc, effectId, decision, clock.now());
      refused = typeof next === 'string' ? next : undefined;
      return typeof next === 'string' ? undefined : next;
    });
    if (!stands || refused !== undefined) return refused;
    store.changed(stands);
    void runner.drive(orderId);
    return stands;
  };
  return {
    name: 'orders',
    parked: first => listParked(store.collection, first, doc => [...parkedOf(doc), ...unknownParts(doc)]),
    decided: first => listDecided(store.collection, first),
    async decide(orderId, effectId, decision): Promise<DecidedItem | string> {
      const stands = effectId.startsWith(PREFIX)
        ? await decidePart(orderId, effectId, decision)
        : await runner.decide(orderId, effectId, decision);
      return typeof stands === 'object' ? { ...lastDecision(stands, effectId), aggregateId: orderId } : (stands ?? NOTHING_WAITS);
    },
  };
}

function decidedPart(doc: OrderDoc, effectId: string, decision: Decision, now: Date): OrderDoc | string {
  if (!unknownParts(doc).some(item => item.effectId === effectId)) return NOTHING_WAITS;
  const partId = effectId.slice(PREFIX.length);
  if (decision.decision !== 'MADE' && decision.decision !== 'NOT_MADE')
    return 'nothing runs for it that could be tried again: resolve it as made or not made';
  const next = decision.decision === 'MADE' ? madeThere(doc, partId, decision.externalId, now) : notMadeThere(doc, partId, now);
  return typeof next === 'string' ? next : withDecision(next, { ...decision, at: now.toISOString(), effectId, kind: KIND });
}
