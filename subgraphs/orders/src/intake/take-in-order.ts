import type { Registry } from '@onebasket/adapter-registry';
import type { IncomingOrder } from '@onebasket/adapter-sdk';
import type { Clock } from '@onebasket/core';
import type { EffectRunner } from '@onebasket/runtime';
import type { OrderDoc } from '../order/order-doc.ts';
import { readOrderNumber } from '../order/order-number.ts';
import type { OrderStore } from '../order/order-store.ts';
import { contentHash, orderOfIncoming, problemOf } from './intake-order.ts';

export interface TakeInDeps {
  readonly store: OrderStore;
  readonly registry: Registry;
  readonly runner: EffectRunner<OrderDoc>;
  readonly clock: Clock;
}

/** `known`: it was there already, taken in or placed by ourselves. A text says why it is not taken in. */
export type TakenIn = { readonly doc: OrderDoc; readonly isNew: boolean } | string;

/** Takes in an order that was placed at a channel, exactly once: the same order again, from wherever, is the one that stands. */
export async function takeInOrder(deps: TakeInDeps, channelId: string, incoming: IncomingOrder): Promise<TakenIn> {
  const { store, registry, runner, clock } = deps;
  const ours = await placedByUs(store, channelId, incoming);
  if (ours) return { doc: ours, isNew: false };
  const problem = problemOf(incoming);
  if (problem !== undefined) return problem;
  const channel = registry.channel(channelId);
  const canAsk = channel !== undefined && channel.has('orders') && channel.orderMode !== 'handoff';
  const fresh = orderOfIncoming(channelId, incoming, canAsk, clock.now());
  const { existing } = await store.collection.insert(fresh);
  if (existing) {
    const isSame = existing.inputHash === contentHash(incoming) || canAsk;
    return isSame ? { doc: existing, isNew: false } : `another order was taken in as ${incoming.externalId}`;
  }
  store.changed(fresh);
  void runner.drive(fresh._id);
  return { doc: fresh, isNew: true };
}

/** An order of ours that the channel tells of: by its id there, or, while the answer to our request is still on its way, by our key. */
async function placedByUs(store: OrderStore, channelId: string, { externalId, key }: IncomingOrder): Promise<OrderDoc | undefined> {
  const byId = await store.collection.find({ index: 'channelOrder', prefix: [channelId, externalId], limit: 1 });
  const known = byId.docs.find(doc => doc.origin !== 'CHANNEL');
  if (known) return known;
  const number = readOrderNumber(key?.split('-').slice(0, 4).join('-') ?? '');
  if (number === undefined) return undefined;
  const byNumber = await store.collection.find({ index: 'number', prefix: [number], limit: 1 });
  return byNumber.docs[0];
}
