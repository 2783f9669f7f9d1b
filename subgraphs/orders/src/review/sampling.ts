import { createHash } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import type { Viewer } from '@onebasket/runtime';
import { GraphQLError } from 'graphql';
import type { OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { nameOf } from './reviewer.ts';
import type { ReviewDoc } from './review-doc.ts';

export interface JudgeSampleInput {
  readonly orderId: string;
  readonly missed: boolean;
  readonly note: string;
}

export type SampleAnswer = { readonly __typename: 'SampleJudged' | 'NotSampled'; readonly doc: OrderDoc };

/** The review with the order drawn for a second look, for so many of a hundred orders. Which ones follows from their unguessable numbers, so a repeat draws the same. */
export function drawn(review: ReviewDoc, number: string, percent: number): ReviewDoc {
  const place = createHash('sha256').update(`sample\n${number}`).digest().readUInt32BE(0) % 100;
  return place < percent ? { ...review, sample: { state: 'OPEN' } } : review;
}

/** A second look at an order that went through: right, or missed. Not by those who approved it. */
export async function judgeSample(
  { store, clock }: { readonly store: OrderStore; readonly clock: Clock },
  { orderId, missed, note }: JudgeSampleInput,
  viewer: Viewer,
): Promise<SampleAnswer> {
  if (note.trim() === '' || [...note].length > 4_000)
    throw new GraphQLError('input.note must say why, in 1 to 4000 characters', { extensions: { code: 'BAD_USER_INPUT', path: ['note'] } });
  const by = nameOf(viewer);
  let isJudged = false;
  const doc = await store.collection.change(orderId, now => {
    isJudged = now.review?.sample?.state === 'OPEN' && !now.review.approvedBy.includes(by);
    if (!isJudged || !now.review) return undefined;
    const sample = { state: missed ? ('MISSED' as const) : ('RIGHT' as const), by, at: clock.now().toISOString(), note: note.trim() };
    return { ...now, review: { ...now.review, sample } };
  });
  if (!doc) throw new GraphQLError('There is no such order', { extensions: { code: 'NOT_FOUND' } });
  return { __typename: isJudged ? 'SampleJudged' : 'NotSampled', doc };
}
