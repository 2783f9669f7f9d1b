import { replaceEffect } from './schedule.ts';
import type { Aggregate, Effect, EffectHandler, FinishedEffect } from './types.ts';

/** The document without the effect; a write is noted among those that are over. */
export function finish<T extends Aggregate>(
  doc: T,
  one: Effect,
  handler: Pick<EffectHandler<T>, 'effect'>,
  outcome: FinishedEffect['outcome'],
  time: Date,
): T {
  const without = replaceEffect(doc, one.id, () => undefined);
  if (handler.effect === 'read') return without;
  return {
    ...without,
    finished: [...(doc.finished ?? []), { id: one.id, kind: one.kind, at: time.toISOString(), tries: one.tries + 1, outcome }],
  };
}
