import type { Json } from '@onebasket/core';
import { effect, withEffects } from '../effects/schedule.ts';
import type { Aggregate } from '../effects/types.ts';

/** What integrators are told of an aggregate: ids and states, nothing about people. */
export interface News {
  /** Such as `order.placed`; several when several things became true at once. */
  readonly types: readonly string[];
  /** `viewerKey` of whose the aggregate is. */
  readonly ownerKey: string;
  readonly data: { readonly [key: string]: Json };
}

/** What the effect that tells them carries. */
export interface Announcement {
  /** Counts the events of the aggregate: with its id it names the event. */
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly ownerKey: string;
  readonly data: { readonly [key: string]: Json };
}

export const TELL_INTEGRATORS = 'tell-integrators@1';

/** While so many wait to be told, what happens is not told step by step: the state that stands when there is room again is. */
const MOST_WAITING = 8;

/**
 * The document with an effect for each event that follows from its state, numbered, in order; the same document when `state` is what was told
 * last. Pure, and to be called after every change: in the same replace as the state itself, so that neither is ever without the other.
 */
export function announced<T extends Aggregate>(doc: T, state: string, news: () => News, now: Date): T {
  if (doc.announced?.state === state) return doc;
  const waiting = doc.effects.filter(({ kind }) => kind === TELL_INTEGRATORS).map(({ id }) => id);
  if (waiting.length >= MOST_WAITING) return doc;
  const { types, ownerKey, data } = news();
  const before = doc.announced?.sequence ?? 0;
  const effects = types.map((type, at) => {
    const announcement: Announcement = { sequence: before + at + 1, type, at: now.toISOString(), ownerKey, data };
    const id = `tell-integrators:${announcement.sequence}`;
    const told = effect(TELL_INTEGRATORS, id, { ...announcement }, { now, after: [...waiting] });
    waiting.push(id);
    return told;
  });
  return withEffects<T>({ ...doc, announced: { sequence: before + types.length, state } }, effects);
}
