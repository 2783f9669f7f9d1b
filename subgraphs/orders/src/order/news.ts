import { effect, replaceEffect, withEffects, type EffectRunner } from '@onebasket/runtime';
import type { Clock } from '@onebasket/core';
import { mayBecome } from '../states/part.ts';
import { deliveredOnce, noted, withPart, type OrderDoc } from './order-doc.ts';
import type { OrderStore } from './order-store.ts';

export interface NewsDeps {
  readonly store: OrderStore;
  readonly runner: EffectRunner<OrderDoc>;
  readonly clock: Clock;
}

/** A channel hints that its order changed: the next look at it comes forward. False when the order is not ours (yet). */
export async function wakeChannelOrder({ store, runner, clock }: NewsDeps, channelId: string, externalId: string): Promise<boolean> {
  const { docs } = await store.collection.find({ index: 'channelOrder', prefix: [channelId, externalId], limit: 1 });
  const [found] = docs;
  if (!found) return false;
  await store.collection.change(found._id, doc => {
    const part = doc.parts.find(one => one.channelId === channelId && one.externalId === externalId);
    if (!part) return undefined;
    const now = clock.now();
    const id = `follow:${part.id}`;
    const added = withEffects(doc, [effect('follow@1', id, { partId: part.id }, { now })]);
    return replaceEffect(added, id, one => ({ ...one, wakeAt: now.toISOString() }));
  });
  void runner.drive(found._id);
  return true;
}

/** "4F7K-9M2Q-XW3T-B" of "4F7K-9M2Q-XW3T-B-authorize". */
const NUMBER_OF_KEY = /^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}-[0-9A-Z](?=-)/;

/** A provider hints that a payment changed: it is asked how it stands. False when the payment is none of ours. */
export async function wakePayment(
  { store, runner, clock }: NewsDeps,
  { paymentId, externalId, key }: { readonly paymentId: string; readonly externalId: string; readonly key?: string | null },
): Promise<boolean> {
  const [number] = NUMBER_OF_KEY.exec(key ?? '') ?? [];
  const byId = await store.collection.find({ index: 'payment', prefix: [paymentId, externalId], limit: 1 });
  const byNumber = byId.docs.length > 0 || !number ? byId : await store.collection.find({ index: 'number', prefix: [number], limit: 1 });
  const [found] = byNumber.docs;
  if (found?.payment.method !== paymentId) return false;
  await store.collection.change(found._id, doc => {
    const now = clock.now();
    // What is being sent to the provider at this moment comes first: its answer may be older than the hint.
    const after = doc.effects.filter(one => MONEY_STEPS.has(one.kind)).map(one => one.id);
    return withEffects(doc, [effect('reread-payment@1', 'reread-payment', null, { now, after })]);
  });
  void runner.drive(found._id);
  return true;
}

const MONEY_STEPS = new Set(['authorize@1', 'capture@1', 'void@1', 'refund-payment@1']);

const UNDER_WAY = new Set([
  'PICKED_UP',
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'READY_FOR_PICKUP',
  'DELIVERED',
  'DELIVERY_FAILED',
  'EXCEPTION',
  'RETURNING',
  'RETURNED',
]);

/** A parcel of a part moved. The part is delivered when each of its parcels is. */
export async function observeShipment(
  { store, clock }: NewsDeps,
  news: { orderId: string; partId: string; shipmentId: string; status: string },
): Promise<boolean> {
  const partId = news.partId.split('.').at(-1) as string;
  const changed = await store.collection.change(news.orderId, doc => {
    const part = doc.parts.find(one => one.id === partId);
    if (!part || part.parcels[news.shipmentId] === news.status) return undefined;
    const parcels = { ...part.parcels, [news.shipmentId]: news.status };
    const now = clock.now();
    let next = noted(
      withPart(doc, partId, it => ({ ...it, parcels })),
      now,
      'PARCEL_STATUS',
      'CARRIER',
      part.channelId,
      news.status,
    );
    const isComplete = Object.keys(parcels).length >= part.fulfilments.filter(one => one.trackingNumber).length;
    const all = Object.values(parcels);
    const target =
      isComplete && all.every(status => status === 'DELIVERED')
        ? 'DELIVERED'
        : all.some(status => UNDER_WAY.has(status))
          ? 'SHIPPED'
          : undefined;
    if (target && mayBecome(part, target))
      next = withPart(next, partId, it => ({ ...it, status: target, ...deliveredOnce(it, target, now) }));
    return next;
  });
  if (changed) store.changed(changed);
  return changed !== undefined;
}

/** The guest orders of a confirmed address become the account's. */
export async function adoptGuestOrders({ store }: NewsDeps, accountId: string, email: string): Promise<number> {
  let adopted = 0;
  for (;;) {
    // Each adopted order leaves the index, so the first page is always the next one.
    const { docs } = await store.collection.find({ index: 'guestEmail', prefix: [email.toLowerCase()], limit: 100 });
    if (docs.length === 0) return adopted;
    for (const doc of docs) {
      await store.collection.change(doc._id, now => (now.ownerKey === 'guest' ? { ...now, ownerKey: `shopper:${accountId}` } : undefined));
      adopted++;
    }
  }
}
