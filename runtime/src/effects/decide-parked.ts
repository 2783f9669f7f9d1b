import { finish } from './finish.ts';
import { replaceEffect } from './schedule.ts';
import type { Aggregate, Decision, DecisionEntry, Effect, EffectHandler } from './types.ts';

/**
 * The document after a person's decision about one of its parked effects, with the decision in its audit trail; or why it cannot be decided so.
 * Pure. What may have happened is never sent again by a decision alone: a retry asks first, and "give up" has to say what became of it.
 */
export function decided<T extends Aggregate>(
  doc: T,
  effectId: string,
  decision: Decision,
  handlerOf: (kind: string) => EffectHandler<T, unknown> | undefined,
  now: Date,
): T | string {
  const one = doc.effects.find(({ id }) => id === effectId);
  if (!one?.parked) return NOTHING_WAITS;
  const handler = handlerOf(one.kind);
  if (!handler && decision.decision !== 'ABANDON') return `nothing here runs ${one.kind} any more`;
  const { parked: _parked, ...waiting } = one;
  const released = replaceEffect(doc, effectId, () => waiting);
  const next = outcome(released, waiting, decision, handler, now);
  return typeof next === 'string' ? next : withDecision(next, { ...decision, at: now.toISOString(), effectId, kind: one.kind });
}

/** The answer to a decision that comes too late, or about nothing. */
export const NOTHING_WAITS = 'nothing of this name waits for a person any more';

/** The document with a decision at the end of its audit trail. */
export function withDecision<T extends Aggregate>(doc: T, entry: DecisionEntry): T {
  return { ...doc, decisions: [...(doc.decisions ?? []), entry] };
}

function outcome<T extends Aggregate>(
  doc: T,
  one: Effect,
  { decision, externalId, why }: Decision,
  handler: EffectHandler<T, unknown> | undefined,
  now: Date,
): T | string {
  const over = (as: 'done' | 'failed') => finish(doc, one, handler ?? { effect: 'write' }, as, now);
  switch (decision) {
    case 'RETRY':
      return replaceEffect(doc, one.id, before => ({ ...before, tries: 0, wakeAt: now.toISOString() }));
    case 'MADE':
      if (handler?.effect === 'read') return 'it only reads or tells: retry or abandon it';
      return handler?.made ? handler.made(over('done'), one, externalId, now) : over('done');
    case 'NOT_MADE':
      if (handler?.effect === 'read') return 'it only reads or tells: retry or abandon it';
      return handler?.notMade ? handler.notMade(over('failed'), one, now) : anew(doc, one, now);
    case 'ABANDON':
      if (one.attempt) return 'it may have happened: find out at the vendor, then resolve it as made or not made';
      return handler?.failed ? handler.failed(over('failed'), one, new Error(`given up by a person: ${why}`), now) : over('failed');
  }
}

/** It certainly did not happen, so it is sent as if for the first time. */
function anew<T extends Aggregate>(doc: T, one: Effect, now: Date): T {
  return replaceEffect(doc, one.id, ({ attempt: _attempt, ...before }) => ({ ...before, tries: 0, wakeAt: now.toISOString() }));
}
