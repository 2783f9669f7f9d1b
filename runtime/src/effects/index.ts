export * from './attention.ts';
export { NOTHING_WAITS, withDecision } from './decide-parked.ts';
export { following } from './following.ts';
export { Journal, type JournalDoc } from './journal.ts';
export * from './parked-effects.ts';
export { EffectRunner, type RunnerOptions } from './runner.ts';
export { effect, reckonWakeAt, replaceEffect, withEffects } from './schedule.ts';
export * from './types.ts';
export { UnknownOutcome } from './unknown-outcome.ts';
