import { createHash } from 'node:crypto';
import type { VendorEvent } from '@onebasket/adapter-sdk';
import { parkedIndexes, aggregateFields, effect, withEffects, type Aggregate } from '@onebasket/runtime';
import type { CollectionSpec } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** What a vendor told us, verified and kept before it was answered. Without open effects its owner has taken it. */
export interface DeliveryDoc extends Aggregate {
  readonly connectionId: string;
  readonly receivedAt: string;
  /** The event as JSON text. */
  readonly event: string;
}

export type DeliveryIndex = 'wakeAt' | 'parked' | 'decided' | 'receivedAt';

export const deliveriesSpec: CollectionSpec<DeliveryDoc, DeliveryIndex> = {
  name: 'inbox',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ...aggregateFields,
    connectionId: Type.String(),
    receivedAt: Type.String(),
    event: Type.String(),
  }),
  lift: [],
  indexes: { ...parkedIndexes, wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]), receivedAt: doc => [[doc.receivedAt]] },
};

export const HAND_OVER = 'hand-over@1';

/**
 * A delivery that waits for its owner. Its id is the same for a repeat of the same news, and another for other news under a number that was
 * used before: shops that are set up anew count their deliveries from the start.
 */
export function newDelivery(connectionId: string, news: VendorEvent, now: Date): DeliveryDoc {
  const event = JSON.stringify(news);
  const bare: DeliveryDoc = {
    _id: `${connectionId}:${createHash('sha256').update(event).digest('base64url')}`,
    v: 1,
    shape: 1,
    effects: [],
    connectionId,
    receivedAt: now.toISOString(),
    event,
  };
  return withEffects(bare, [effect(HAND_OVER, 'hand-over', null, { now })]);
}
