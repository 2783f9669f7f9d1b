import type { Registry } from '@onebasket/adapter-registry';
import { currency, subtract, sum, type Clock, type Money } from '@onebasket/core';
import { effect, withEffects, type EffectRunner, type Keys, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { amount } from '../order/amounts.ts';
import { viewOrder } from '../order/entitlement.ts';
import { noted, withPart, type OrderDoc, type PartDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { sharesOf } from '../refund/shares.ts';
import { isAnswerable } from '../place-order/answer.ts';
import { decide } from '../place-order/decide.ts';
import { hashOf } from '../place-order/identify.ts';
import { gateOf } from '../review/gate.ts';

export interface CancelOrderInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly accessToken?: string | null;
  readonly partId?: string | null;
  readonly lineIds?: readonly string[] | null;
  readonly reason: string;
  readonly note?: string | null;
}

export type CancelAnswer =
  | { readonly __typename: 'OrderCancelled'; readonly doc: OrderDoc; readonly refund: Money }
  | { readonly __typename: 'CancelRequested'; readonly doc: OrderDoc }
  | { readonly __typename: 'NotCancellable'; readonly doc: OrderDoc; readonly reason: string }
  | { readonly __typename: 'IdempotencyConflict'; readonly idempotencyKey: string; readonly existing: OrderDoc | null };

export interface CancelOrderDeps {
  readonly registry: Registry;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly store: OrderStore;
  readonly runner: EffectRunner<OrderDoc>;
  readonly answerWithinMs: number;
}

const CANCELLABLE = new Set(['PLACED', 'ACCEPTED', 'AWAITING_HANDOFF']);

/** Takes back the order, or one part of it. Safe to repeat with the same key. */
export async function cancelOrder(deps: CancelOrderDeps, input: CancelOrderInput, context: RequestContext): Promise<CancelAnswer> {
  checkKey(input);
  const patience = AbortSignal.any([context.signal, AbortSignal.timeout(deps.answerWithinMs)]);
  const view = viewOrder(deps.keys, await deps.store.collection.get(input.orderId), context.viewer, input.accessToken);
  if (!view) throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });

  const { accessToken: _token, ...content } = input;
  const hash = hashOf(content);
  const settled = (await deps.store.waitFor(input.orderId, isAnswerable, patience)) ?? view.doc;
  let why: string | undefined;
  const changed = await deps.store.collection.change(input.orderId, now => {
    why = undefined;
    if (now.cancels.some(one => one.key === input.idempotencyKey)) return undefined;
    const chosen = choose(now, input);
    why = typeof chosen === 'string' ? chosen : whyNot(deps.registry, now, chosen);
    return why === undefined ? begin(now, chosen as readonly PartDoc[], input, hash, deps.clock.now()) : undefined;
  });
  const doc = changed ?? settled;
  const request = doc.cancels.find(one => one.key === input.idempotencyKey);
  if (!request) return { __typename: 'NotCancellable', doc, reason: why ?? 'the order cannot be cancelled' };
  if (request.hash !== hash) return { __typename: 'IdempotencyConflict', idempotencyKey: input.idempotencyKey, existing: doc };

  deps.store.changed(doc);
  const ended = deps.store.waitFor(doc._id, now => isEnded(now, request.partIds), patience);
  void deps.runner.drive(doc._id);
  return answer((await ended) ?? doc, request.partIds);
}

function checkKey({ idempotencyKey, note }: CancelOrderInput): void {
  const length = [...idempotencyKey].length;
  if (length < 1 || length > 255)
    throw new GraphQLError('idempotencyKey must have 1 to 255 characters', { extensions: { code: 'BAD_USER_INPUT' } });
  if ((note ?? '').length > 4_000)
    throw new GraphQLError('note must have at most 4000 characters', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The parts that the input means, or why it means none. Channels take back whole parts: lines must name all lines of a part. */
function choose(doc: OrderDoc, input: CancelOrderInput): readonly PartDoc[] | string {
  let parts = doc.parts.filter(part => part.status !== 'FAILED' && part.status !== 'CANCELLED' && part.status !== 'REFUNDED');
  if (input.partId != null) parts = parts.filter(part => part.id === input.partId || `${doc._id}.${part.id}` === input.partId);
  if (input.lineIds != null && input.lineIds.length > 0) {
    const wanted = new Set(input.lineIds);
    parts = parts.filter(part => part.lines.some(line => wanted.has(line.id)));
    const known = new Set(parts.flatMap(part => part.lines.map(line => line.id)));
    if ([...wanted].some(id => !known.has(id))) return 'lineIds names a line that is not in the order or is cancelled already';
    if (parts.some(part => part.lines.some(line => !wanted.has(line.id))))
      return 'the channel takes back whole parts only: name every line of the part';
  }
  return parts.length > 0 ? parts : 'nothing of it stands any more';
}

function whyNot(registry: Registry, doc: OrderDoc, parts: readonly PartDoc[]): string | undefined {
  for (const part of parts) {
    if (isUnsent(doc, part)) continue;
    if (part.status === 'CANCELLING') return 'its cancellation is under way';
    if (!CANCELLABLE.has(part.status)) return `the part at ${part.channelId} is ${part.status.toLowerCase()}`;
    if (part.status !== 'AWAITING_HANDOFF' && !registry.channel(part.channelId)?.has('cancellation'))
      return `${part.channelId} takes no cancellations`;
  }
  return undefined;
}

/** It waits for a person or for a paused channel: nothing of it has been sent or authorised. */
function isUnsent(doc: OrderDoc, part: PartDoc): boolean {
  return part.status === 'PENDING' && gateOf(doc) !== undefined;
}

function begin(doc: OrderDoc, parts: readonly PartDoc[], input: CancelOrderInput, hash: string, now: Date): OrderDoc {
  const reason = input.note ? `${input.reason}: ${input.note}` : input.reason;
  let next: OrderDoc = {
    ...doc,
    cancels: [
      ...doc.cancels,
      {
        key: input.idempotencyKey,
        hash,
        partIds: parts.map(part => part.id),
        at: now.toISOString(),
        refundedBefore: doc.payment.refunded,
        reason: input.reason,
      },
    ],
  };
  for (const part of parts) {
    const isOurs = part.status === 'AWAITING_HANDOFF' || isUnsent(doc, part);
    next = withPart(next, part.id, it => ({
      ...it,
      status: isOurs ? 'CANCELLED' : 'CANCELLING',
      cancel: { by: 'buyer', reason, state: isOurs ? 'done' : 'wanted' },
    }));
    next = noted(next, now, isOurs ? 'CANCELLED' : 'CANCEL_WANTED', 'BUYER', part.channelId, input.reason);
    if (!isOurs) next = withEffects(next, [effect('cancel-part@1', `cancel:${part.id}`, { partId: part.id }, { now })]);
  }
  return decide(next, now);
}

function isEnded(doc: OrderDoc, partIds: readonly string[]): boolean {
  const parts = doc.parts.filter(part => partIds.includes(part.id));
  const isBusy = doc.effects.some(
    one => !one.parked && (one.kind === 'cancel-part@1' || one.kind === 'refund-payment@1' || one.kind === 'void@1'),
  );
  return parts.every(part => part.status !== 'CANCELLING' || part.cancel?.state === 'requested') && !isBusy;
}

function answer(doc: OrderDoc, partIds: readonly string[]): CancelAnswer {
  const parts = doc.parts.filter(part => partIds.includes(part.id));
  if (parts.some(part => part.status === 'CANCELLING')) return { __typename: 'CancelRequested', doc };
  const refused = parts.filter(part => part.cancel?.state === 'refused');
  if (refused.length > 0) {
    const reasons = refused.map(part => `${part.channelId}: ${part.cancel?.message ?? 'refused'}`).join('; ');
    const done = parts.filter(part => part.status === 'CANCELLED').map(part => part.channelId);
    return { __typename: 'NotCancellable', doc, reason: done.length > 0 ? `${reasons} (cancelled: ${done.join(', ')})` : reasons };
  }
  // Of a part that something had been refunded of before, the rest.
  const earlier = parts.flatMap(part => sharesOf(doc, part.id).map(({ share }) => amount(doc, share.amount)));
  const code = currency(doc.currency);
  const refund = subtract(
    sum(
      parts.map(part => amount(doc, part.refunded)),
      code,
    ),
    sum(earlier, code),
  );
  return { __typename: 'OrderCancelled', doc, refund };
}
