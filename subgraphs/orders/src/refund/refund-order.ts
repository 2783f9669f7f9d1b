import type { Registry } from '@onebasket/adapter-registry';
import { currency, type Clock, type Money } from '@onebasket/core';
import { requireStaff, viewerKey, type EffectRunner, type RequestContext } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { keyProblem, type Claim, type KeyClaims } from '../key-claims/key-claims.ts';
import { amount } from '../order/amounts.ts';
import type { OrderDoc, PartDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { hashOf } from '../place-order/identify.ts';
import { beginRefund, refundOf } from './decide-refund.ts';
import { planRefund, type RefundWish } from './plan-refund.ts';
import type { RefundDoc } from './refund-doc.ts';

export interface RefundOrderInput extends RefundWish {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly reason: string;
  /** Without asking a channel to bear it. */
  readonly atOurCost?: boolean | null;
}

/** What came of a refund; resolved into a member of `RefundOrderResult` by its `__typename`. */
export type RefundAnswer =
  | { readonly __typename: 'OrderRefunded'; readonly doc: OrderDoc; readonly refund: Money }
  | { readonly __typename: 'RefundPending' | 'RefundRefused'; readonly doc: OrderDoc; readonly reason: string }
  | { readonly __typename: 'IdempotencyConflict'; readonly idempotencyKey: string; readonly existing: OrderDoc | null };

export interface RefundOrderDeps {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly store: OrderStore;
  readonly claims: KeyClaims;
  readonly runner: EffectRunner<OrderDoc>;
  readonly answerWithinMs: number;
}

const LONGEST_REASON = 500;

/** Staff: gives money back for an order that stands, before or after it is shipped. Safe to repeat with the same key. */
export async function refundOrder(deps: RefundOrderDeps, input: RefundOrderInput, context: RequestContext): Promise<RefundAnswer> {
  requireStaff(context.viewer);
  const problem = keyProblem(input.idempotencyKey);
  if (problem !== undefined) throw new GraphQLError(problem, { extensions: { code: 'BAD_USER_INPUT' } });
  const order = await deps.store.collection.get(input.orderId);
  if (!order) throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });
  const actor = viewerKey(context.viewer);
  const hash = hashOf(input);
  const claim: Claim = { viewer: actor, operation: 'refundOrder', key: input.idempotencyKey, hash, orderId: order._id };
  const claimed = await deps.claims.claim(claim);
  if (claimed !== 'held') {
    const existing = await deps.store.collection.get(claimed.usedFor);
    return { __typename: 'IdempotencyConflict', idempotencyKey: input.idempotencyKey, existing: existing ?? null };
  }
  const key = `${actor}/${input.idempotencyKey}`;
  let why = '';
  const doc = await deps.store.collection.change(order._id, now => {
    if (now.refunds?.some(refund => refund.key === key)) return undefined;
    const shares = whyNotWanted(input) ?? planRefund(now, input, input.atOurCost === true ? () => false : asksChannel(deps.registry));
    if (typeof shares === 'string') {
      why = shares;
      return undefined;
    }
    return beginRefund(now, { key, hash, by: 'staff', actor, reason: input.reason.trim(), shares }, deps.clock.now());
  });
  const begun = doc?.refunds?.find(refund => refund.key === key);
  if (!doc || !begun) {
    await deps.claims.release(claim);
    return { __typename: 'RefundRefused', doc: doc ?? order, reason: why };
  }
  deps.store.changed(doc);
  const patience = AbortSignal.any([context.signal, AbortSignal.timeout(deps.answerWithinMs)]);
  const ended = deps.store.waitFor(doc._id, now => isEnded(now, begun.id), patience);
  void deps.runner.drive(doc._id);
  return answer((await ended) ?? doc, begun.id);
}

/** A channel bears refunds of what we are paid for when it has the ability. */
export function asksChannel(registry: Registry): (part: PartDoc) => boolean {
  return part => registry.channel(part.channelId)?.has('refunds') ?? false;
}

function whyNotWanted({ reason }: RefundOrderInput): string | undefined {
  if (reason.trim() === '') return 'a refund needs a reason';
  return [...reason].length > LONGEST_REASON ? `a reason has at most ${LONGEST_REASON} characters` : undefined;
}

function isEnded(doc: OrderDoc, refundId: string): boolean {
  const { state } = refundOf(doc, refundId);
  return state === 'done' || state === 'refused' || doc.effects.some(one => one.parked && isOf(one.id, refundId));
}

function isOf(effectId: string, refundId: string): boolean {
  return effectId === `refund:${refundId}` || effectId.startsWith(`refund-part:${refundId}:`);
}

function answer(doc: OrderDoc, refundId: string): RefundAnswer {
  const refund = refundOf(doc, refundId);
  switch (refund.state) {
    case 'done':
      return { __typename: 'OrderRefunded', doc, refund: amount({ currency: currency(doc.currency) }, refund.amount) };
    case 'refused':
      return { __typename: 'RefundRefused', doc, reason: refund.message ?? 'refused' };
    case 'asking':
    case 'paying':
      return { __typename: 'RefundPending', doc, reason: whyPending(doc, refund) };
  }
}

function whyPending(doc: OrderDoc, refund: RefundDoc): string {
  const who =
    refund.state === 'paying'
      ? 'the payment provider'
      : [...new Set(refund.shares.filter(share => share.channel === 'wanted').map(share => channelIdOf(doc, share.partId)))].join(', ');
  return doc.effects.some(one => one.parked && isOf(one.id, refund.id))
    ? `what became of it at ${who} is not known; a person looks into it`
    : `no final answer yet from ${who}`;
}

function channelIdOf(doc: OrderDoc, partId: string): string {
  return doc.parts.find(part => part.id === partId)?.channelId ?? partId;
}
