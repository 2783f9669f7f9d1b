import type { Clock } from '@onebasket/core';
import { fromMoneyJson } from '@onebasket/core';
import { effect, replaceEffect, withEffects, type EffectRunner, type ReviewConfig, type Viewer } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import { totalsOf } from '../order/amounts.ts';
import { isHeldForStaff, noted, type OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { decide } from '../place-order/decide.ts';
import { endUnsent, gateOf, withoutGateEffects } from './gate.ts';
import { drawn } from './sampling.ts';
import { nameOf } from './reviewer.ts';
import type { ReviewDoc, ReviewLogEntry } from './review-doc.ts';
import type { Converter, RuleMatch } from './rules.ts';

export interface DecideReviewInput {
  readonly orderId: string;
  readonly decision: 'APPROVE' | 'REJECT';
  readonly note: string;
}

/** What came of a claim or a decision, as `DecideReviewResult` tells it. */
export type ReviewAnswer =
  | { readonly __typename: 'ReviewDecided' | 'SecondApprovalNeeded' | 'NotInReview'; readonly doc: OrderDoc }
  | { readonly __typename: 'ReviewClaimed'; readonly doc: OrderDoc; readonly by: string; readonly until: string }
  | { readonly __typename: 'ReviewBlocked'; readonly doc: OrderDoc; readonly failing: readonly RuleMatch[] };

export interface ReviewDeps {
  readonly store: OrderStore;
  readonly runner: EffectRunner<OrderDoc>;
  readonly clock: Clock;
  readonly config: ReviewConfig;
  readonly convert: Converter;
  /** The rules that mean the order now. */
  assess(doc: OrderDoc): Promise<readonly RuleMatch[]>;
}

/** The order belongs to this person for a while: others are told by whom it is held. Claimed again by the same person it is theirs for longer. */
export async function claimReview(deps: ReviewDeps, orderId: string, viewer: Viewer): Promise<ReviewAnswer> {
  const by = nameOf(viewer);
  const doc = await change(deps, orderId, now => {
    if (!isHeldForStaff(now) || otherClaim(now.review, by, deps.clock.now())) return undefined;
    const at = deps.clock.now();
    const until = new Date(at.getTime() + deps.config.claimMinutes * 60_000).toISOString();
    const isNew = now.review?.claim?.by !== by;
    return withReview(now, review => ({
      ...review,
      claim: { by, until },
      log: isNew ? logged(review, { at: at.toISOString(), by, what: 'claimed' }) : review.log,
    }));
  });
  const claim = doc.review?.claim;
  return isHeldForStaff(doc) && claim ? { __typename: 'ReviewClaimed', doc, ...claim } : { __typename: 'NotInReview', doc };
}

/**
 * Approves, so that the order is priced anew and goes on, or rejects, so that nothing of it is ever sent. An approval can be taken back until the first
 * step into the world. Impossible while another person holds it, without a reason, and as long as a rule that must pass still means the order.
 */
export async function decideReview(deps: ReviewDeps, input: DecideReviewInput, viewer: Viewer): Promise<ReviewAnswer> {
  const note = input.note.trim();
  if (note === '' || [...note].length > 4_000)
    throw new GraphQLError('input.note must say why, in 1 to 4000 characters', { extensions: { code: 'BAD_USER_INPUT', path: ['note'] } });
  const by = nameOf(viewer);
  const before = await deps.store.collection.get(input.orderId);
  if (!before) throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });
  const matches = input.decision === 'APPROVE' && isHeldForStaff(before) ? await deps.assess(before) : [];
  const failing = matches.filter(({ mustPass, action }) => mustPass || action === 'block');

  let answer = 'NotInReview' as ReviewAnswer['__typename'];
  const doc = await change(deps, input.orderId, now => {
    const at = deps.clock.now();
    const entry = { at: at.toISOString(), by, note };
    answer = 'NotInReview';
    if (input.decision === 'REJECT' && isApprovedUnsent(now)) {
      answer = 'ReviewDecided';
      return rejected(now, { ...entry, what: 'taken-back' }, at);
    }
    if (!isHeldForStaff(now) || !now.review) return undefined;
    if (otherClaim(now.review, by, at)) {
      answer = 'ReviewClaimed';
      return undefined;
    }
    if (input.decision === 'REJECT') {
      answer = 'ReviewDecided';
      return rejected(now, { ...entry, what: 'rejected' }, at);
    }
    if (failing.length > 0) {
      answer = 'ReviewBlocked';
      return undefined;
    }
    const approvedBy = [...new Set([...now.review.approvedBy, by])];
    const isNew = approvedBy.length > now.review.approvedBy.length;
    const isEnough = approvedBy.length >= (needsTwo(deps, now) ? 2 : 1);
    answer = isEnough ? 'ReviewDecided' : 'SecondApprovalNeeded';
    if (!isEnough && !isNew) return undefined;
    const approved = withReview(now, ({ claim: _claim, ...review }) => ({
      ...(isEnough ? drawn(review, now.number, deps.config.samplePercent) : review),
      approvedBy,
      state: isEnough ? 'APPROVED' : 'SECOND',
      log: logged(review, { ...entry, what: 'approved', overridden: matches.map(({ rule }) => rule) }),
    }));
    return isEnough ? released(approved, deps.config.undoSeconds, at) : approved;
  });
  if (answer === 'ReviewBlocked') return { __typename: answer, doc, failing };
  if (answer === 'ReviewClaimed') {
    const claim = doc.review?.claim;
    return claim ? { __typename: answer, doc, ...claim } : { __typename: 'NotInReview', doc };
  }
  return { __typename: answer, doc };
}

async function change(deps: ReviewDeps, orderId: string, decideChange: (now: OrderDoc) => OrderDoc | undefined): Promise<OrderDoc> {
  let isChanged = false;
  const doc = await deps.store.collection.change(orderId, now => {
    const next = decideChange(now);
    isChanged = next !== undefined;
    return next;
  });
  if (!doc) throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });
  if (isChanged) {
    deps.store.changed(doc);
    void deps.runner.drive(orderId);
  }
  return doc;
}

function needsTwo({ config, convert }: ReviewDeps, doc: OrderDoc): boolean {
  if (!config.secondPersonAbove) return false;
  const limit = fromMoneyJson(config.secondPersonAbove);
  const total = convert(totalsOf(doc).total, limit.currency);
  // What cannot be compared is not thereby small.
  return !total || total.minor >= limit.minor;
}

function otherClaim(review: ReviewDoc | undefined, by: string, now: Date): boolean {
  return review?.claim !== undefined && review.claim.by !== by && review.claim.until > now.toISOString();
}

/** Approved, and nothing of it has been sent or authorised. */
function isApprovedUnsent(doc: OrderDoc): boolean {
  return (doc.review?.approvedBy.length ?? 0) > 0 && !isHeldForStaff(doc) && gateOf(doc) !== undefined;
}

function released(doc: OrderDoc, undoSeconds: number, now: Date): OrderDoc {
  const open = decide(noted(withoutGateEffects(doc), now, 'REVIEW_APPROVED', 'STAFF'), now);
  const wakeAt = new Date(now.getTime() + undoSeconds * 1000).toISOString();
  return undoSeconds === 0
    ? open
    : replaceEffect(withEffects(open, [effect('reprice@1', 'reprice', null, { now })]), 'reprice', one => ({ ...one, wakeAt }));
}

function rejected(doc: OrderDoc, entry: ReviewLogEntry, now: Date): OrderDoc {
  const next = withReview(doc, ({ claim: _claim, ...review }) => ({ ...review, state: 'REJECTED', log: logged(review, entry) }));
  const { waiting } = next;
  return endUnsent(
    waiting && gateOf({ waiting }) ? { ...next, waiting: { ...waiting, state: 'WITHDRAWN' } } : next,
    'rejected',
    now,
    'STAFF',
  );
}

function withReview(doc: OrderDoc, changeReview: (review: ReviewDoc) => ReviewDoc): OrderDoc {
  return doc.review ? { ...doc, review: changeReview(doc.review) } : doc;
}

/** The newest entries; the oldest make room in a log that somebody fills by claiming in circles. */
function logged(review: Pick<ReviewDoc, 'log'>, entry: ReviewLogEntry): readonly ReviewLogEntry[] {
  return [...review.log, entry].slice(-100);
}
