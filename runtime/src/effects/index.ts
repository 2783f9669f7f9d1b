export { Journal, type JournalDoc } from './journal.ts';
export { EffectRunner, type RunnerOptions } from './runner.ts';
export { effect, reckonWakeAt, replaceEffect, withEffects } from './schedule.ts';
export * from './types.ts';
