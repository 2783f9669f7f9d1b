import type { Aggregate, Effect } from './types.ts';

/** An effect that is due at once unless `wakeAt` says otherwise. */
export function effect(
  kind: string,
  id: string,
  payload: Effect['payload'],
  options: { readonly now: Date; readonly after?: readonly string[]; readonly wakeAt?: Date },
): Effect {
  return { id, kind, payload, after: options.after ?? [], wakeAt: (options.wakeAt ?? options.now).toISOString(), tries: 0 };
}

/** The document with these effects added (those whose id is already open are left as they are) and its `wakeAt` brought up to date. */
export function withEffects<T extends Aggregate>(doc: T, added: readonly Effect[]): T {
  const open = new Set(doc.effects.map(({ id }) => id));
  return reckonWakeAt({ ...doc, effects: [...doc.effects, ...added.filter(({ id }) => !open.has(id))] });
}

/** The document with one effect changed or, for `undefined`, taken out. */
export function replaceEffect<T extends Aggregate>(doc: T, id: string, change: (effect: Effect) => Effect | undefined): T {
  return reckonWakeAt({ ...doc, effects: doc.effects.flatMap(one => (one.id === id ? (change(one) ?? []) : [one])) });
}

/** Effects that may be started: due, not parked, and nothing they wait for still open. */
export function readyEffects(doc: Aggregate, now: Date): readonly Effect[] {
  const open = new Set(doc.effects.map(({ id }) => id));
  const text = now.toISOString();
  return doc.effects.filter(one => !one.parked && one.wakeAt <= text && !one.after.some(id => open.has(id)));
}

/** Sets `wakeAt` to the earliest effect that could run, or to the end of the lease while one is held. */
export function reckonWakeAt<T extends Aggregate>(doc: T): T {
  const open = new Set(doc.effects.map(({ id }) => id));
  const due = doc.effects.filter(one => !one.parked && !one.after.some(id => open.has(id))).map(one => one.wakeAt);
  const earliest = due.length === 0 ? undefined : due.reduce((a, b) => (a < b ? a : b));
  const { wakeAt: _old, ...rest } = doc;
  const wakeAt = doc.lease ? doc.lease.until : earliest;
  return (wakeAt === undefined ? rest : { ...rest, wakeAt }) as T;
}

/** 0.5 s, 1 s, 2 s … at most a minute, with a fifth of jitter. */
export function backoffMs(tries: number): number {
  return Math.min(60_000, 500 * 2 ** Math.max(0, tries - 1)) * (0.9 + Math.random() * 0.2);
}
