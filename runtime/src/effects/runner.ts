import { randomUUID } from 'node:crypto';
import { AdapterError, type Clock, type Json } from '@onebasket/core';
import type { Log } from '../log/log.ts';
import type { Collection } from '../storage/port.ts';
import { UnknownOutcome } from './unknown-outcome.ts';
import type { WakeQueue } from '../wakes/port.ts';
import { decided } from './decide-parked.ts';
import { finish } from './finish.ts';
import type { Journal } from './journal.ts';
import { backoffMs, readyEffects, reckonWakeAt, replaceEffect } from './schedule.ts';
import type { Aggregate, Decision, Effect, EffectHandler, EffectOutcome, EffectRun, Lease } from './types.ts';

export interface RunnerOptions<T extends Aggregate> {
  /** Has an index `wakeAt` whose key is the document's `wakeAt`. */
  readonly collection: Collection<T, 'wakeAt'>;
  readonly handlers: readonly EffectHandler<T, never>[];
  readonly clock: Clock;
  readonly log: Log;
  /** True when no other process works this collection: leases left by a killed process are taken over at the first sweep. */
  readonly soleWorker: boolean;
  /** Where finished writes go when an aggregate has gathered some. */
  readonly journal: Journal;
  /** Called after every change that the runner made. */
  readonly changed?: (doc: T) => void;
  /** Pure: what follows from any state of the document, such as telling others of it; the same document when nothing does. */
  readonly follows?: (doc: T, now: Date) => T;
  /** Wakes workers in other processes, and this one, at once or when something is due. Without it the sweep does. */
  readonly wakes?: WakeQueue;
  readonly sweepMs?: number;
}

const LEASE_MS = 20_000;
const DEFAULT_DEADLINE_MS = 12_000;
const MAX_DEADLINE_MS = 14_000;
/** How long after its deadline a try is waited for. */
const GRACE_MS = 1_000;
const MAX_TRIES = 8;
const AT_ONCE = 64;
/** Finished writes that an aggregate keeps before they move to the journal. */
const FINISHED_LIMIT = 16;

type Result =
  | { readonly kind: 'outcome'; readonly outcome: EffectOutcome<unknown> }
  /** `asked`: the error came from asking about an older attempt, which therefore still stands. */
  | { readonly kind: 'error'; readonly error: Error; readonly asked: boolean; readonly sentAt: string };

/** What one aggregate's loop is busy with. */
interface Drive {
  readonly inFlight: Set<string>;
  finished: (readonly [Effect, Result])[];
  /** Something was asked for since the last look. */
  poked: boolean;
  wake: () => void;
  done: Promise<void>;
}

/**
 * Runs the effects of one collection's aggregates. One lease per aggregate: its holder runs what is ready, in parallel; outcomes are applied
 * by the handler's pure `apply` to the fresh document. After a kill the next holder finds the attempts without outcome and asks first.
 */
export class EffectRunner<T extends Aggregate> {
  readonly #options: RunnerOptions<T>;
  readonly #handlers: ReadonlyMap<string, EffectHandler<T, unknown>>;
  readonly #holder = randomUUID();
  readonly #drives = new Map<string, Drive>();
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #stopWorking: (() => Promise<void>) | undefined;
  #stopped = false;

  constructor(options: RunnerOptions<T>) {
    this.#options = options;
    this.#handlers = new Map(options.handlers.map(handler => [handler.kind, handler as unknown as EffectHandler<T, unknown>]));
  }

  start(): void {
    this.#sweepOnce();
    this.#timer = setInterval(() => this.#sweepOnce(), this.#options.sweepMs ?? 5_000);
    this.#timer.unref();
    this.#stopWorking = this.#options.wakes?.work(id => this.drive(id));
  }

  /** Takes no new work and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await Promise.all([this.#sweeping, this.#stopWorking?.()]);
    await Promise.all([...this.#drives.values()].map(drive => drive.done));
  }

  /** Runs what is ready on this aggregate until nothing more is. Calls for one aggregate join; what became ready meanwhile is seen. Never rejects. */
  drive(id: string): Promise<void> {
    const running = this.#drives.get(id);
    if (running) {
      running.poked = true;
      running.wake();
      return running.done;
    }
    if (this.#stopped) {
      // Somebody else may have time.
      this.#options.wakes?.poke(id, this.#options.clock.now().toISOString());
      return Promise.resolve();
    }
    const drive: Drive = { inFlight: new Set(), finished: [], poked: false, wake: () => undefined, done: Promise.resolve() };
    this.#drives.set(id, drive);
    drive.done = this.#loop(id, drive)
      .catch((error: unknown) => this.#options.log.error('effects of an aggregate failed', { id, error: String(error) }))
      .finally(() => this.#drives.delete(id));
    return drive.done;
  }

  /** A person decides about a parked effect. Resolves to the document afterwards; to a text that says why it cannot be so; to `undefined` when there is no such document. */
  async decide(id: string, effectId: string, decision: Decision): Promise<T | string | undefined> {
    let refused: string | undefined;
    const doc = await this.#options.collection.change(id, now => {
      const time = this.#options.clock.now();
      const next = decided(now, effectId, decision, kind => this.#handlers.get(kind), time);
      refused = typeof next === 'string' ? next : undefined;
      return typeof next === 'string' ? undefined : (this.#options.follows?.(next, time) ?? next);
    });
    if (!doc || refused !== undefined) return refused;
    this.#options.changed?.(doc);
    void this.drive(id);
    return doc;
  }

  #sweepOnce(): void {
    this.#sweeping ??= this.#sweep()
      .catch((error: unknown) => this.#options.log.error('effects sweep failed', { error: String(error) }))
      .finally(() => (this.#sweeping = undefined));
  }

  /** Finds what is due, and leases that a process which is gone has left. */
  async #sweep(): Promise<void> {
    const time = this.#options.clock.now();
    const now = time.toISOString();
    // Exclusive, hence the millisecond.
    const below = new Date(time.getTime() + (this.#options.soleWorker ? LEASE_MS : 0) + 1).toISOString();
    let after: string | undefined;
    do {
      const page = await this.#options.collection.find({
        index: 'wakeAt',
        prefix: [],
        below: [below],
        limit: 200,
        ...(after ? { after } : {}),
      });
      for (const doc of page.docs) {
        const isAbandoned = this.#options.soleWorker && doc.lease !== undefined && doc.lease.holder !== this.#holder;
        if ((doc.wakeAt ?? below) > now && !isAbandoned) continue;
        const done = this.drive(doc._id);
        if (this.#drives.size >= AT_ONCE) await Promise.race([done, ...[...this.#drives.values()].map(drive => drive.done)]);
      }
      after = page.next;
    } while (after && !this.#stopped);
  }

  async #loop(id: string, drive: Drive): Promise<void> {
    do {
      drive.poked = false;
      const woken = new Promise<void>(resolve => (drive.wake = resolve));
      const results = drive.finished;
      drive.finished = [];
      for (const [one] of results) drive.inFlight.delete(one.id);
      const { doc, started } = await this.#stepSafely(id, results, drive.inFlight);
      for (const one of started) {
        drive.inFlight.add(one.id);
        void this.#try(doc as T, one).then(result => {
          drive.finished.push([one, result]);
          drive.wake();
        });
      }
      if (drive.inFlight.size > 0 && drive.finished.length === 0 && !drive.poked) await woken;
    } while (drive.inFlight.size > 0 || drive.poked || drive.finished.length > 0);
  }

  /**
   * A step whose outcomes cannot be stored (an illegal move, a document that is not valid) is a defect of ours, and would be one for ever: then they are stored
   * one by one, and the effect of the one that cannot be is parked, so that the aggregate waits for a person by name and not without end.
   */
  async #stepSafely(
    id: string,
    results: readonly (readonly [Effect, Result])[],
    inFlight: ReadonlySet<string>,
  ): Promise<{ doc: T | undefined; started: readonly Effect[] }> {
    try {
      return await this.#step(id, results, inFlight);
    } catch (error) {
      if (results.length === 0) throw error;
      this.#options.log.error('outcomes cannot be stored', { id, error: String(error) });
    }
    let doc: T | undefined;
    const started: Effect[] = [];
    for (const [one, result] of results) {
      const busy = new Set([...inFlight, ...started.map(other => other.id), ...results.map(([other]) => other.id)]);
      const step = await this.#step(id, [[one, result]], busy).catch((error: unknown) => {
        const sentAt = this.#options.clock.now().toISOString();
        return this.#step(id, [[one, { kind: 'error', error: new Error(String(error)), asked: false, sentAt }]], busy);
      });
      doc = step.doc ?? doc;
      started.push(...step.started);
    }
    const last = await this.#step(id, [], new Set([...inFlight, ...started.map(one => one.id)]));
    return { doc: last.doc ?? doc, started: [...started, ...last.started] };
  }

  /** In one replace: applies outcomes to the fresh document, starts what is ready (attempts written before they are sent), keeps or gives back the lease. */
  async #step(
    id: string,
    results: readonly (readonly [Effect, Result])[],
    inFlight: ReadonlySet<string>,
  ): Promise<{ doc: T | undefined; started: readonly Effect[] }> {
    let started: readonly Effect[] = [];
    let changed = false;
    let wasLeased = false;
    const doc = await this.#options.collection.change(id, now => {
      started = [];
      changed = false;
      wasLeased = now.lease?.holder === this.#holder;
      const time = this.#options.clock.now();
      const heldByOther = now.lease !== undefined && now.lease.holder !== this.#holder;
      if (heldByOther && results.length === 0 && !this.#options.soleWorker && (now.lease as { until: string }).until > time.toISOString())
        return undefined;
      let next = now;
      for (const [one, result] of results) next = this.#applyResult(next, one, result, time);
      next = this.#options.follows?.(next, time) ?? next;
      started = this.#stopped ? [] : readyEffects(next, time).filter(one => !inFlight.has(one.id));
      if (next === now && started.length === 0 && (inFlight.size > 0 || !now.lease)) return undefined;
      changed = true;
      next = this.#withAttempts(next, started, time);
      return reckonWakeAt(started.length > 0 || inFlight.size > 0 ? { ...next, lease: this.#lease(time) } : withoutLease(next));
    });
    if (doc && changed) {
      // When the lease is taken: should this process die, another is woken when the lease ends. When it is given back: for what is due later.
      if (doc.wakeAt !== undefined && !(doc.lease && wasLeased)) this.#options.wakes?.poke(id, doc.wakeAt);
      this.#options.changed?.(doc);
      if ((doc.finished?.length ?? 0) > FINISHED_LIMIT && inFlight.size === 0) await this.#moveFinished(doc);
    }
    return { doc, started: doc ? started : [] };
  }

  /** First written to the journal, then taken out: dying in between loses and doubles nothing. */
  async #moveFinished(doc: T): Promise<void> {
    const moved = doc.finished ?? [];
    const from = doc.journaled ?? 0;
    await this.#options.journal.write(`${doc._id}/effects`, from, moved as unknown as readonly Json[]);
    await this.#options.collection.change(doc._id, now =>
      (now.journaled ?? 0) === from
        ? { ...now, finished: (now.finished ?? []).slice(moved.length), journaled: from + moved.length }
        : undefined,
    );
  }

  #lease(time: Date): Lease {
    return { holder: this.#holder, until: new Date(time.getTime() + LEASE_MS).toISOString() };
  }

  #withAttempts(doc: T, started: readonly Effect[], time: Date): T {
    const fresh = new Set(started.filter(one => !one.attempt && this.#handlers.get(one.kind)?.effect === 'write').map(one => one.id));
    if (fresh.size === 0) return doc;
    return { ...doc, effects: doc.effects.map(one => (fresh.has(one.id) ? { ...one, attempt: { startedAt: time.toISOString() } } : one)) };
  }

  /** `one` is the effect as it stood before this step: an attempt in it was left without outcome. */
  async #try(doc: T, one: Effect): Promise<Result> {
    const progress = { asked: false, sentAt: this.#options.clock.now().toISOString() };
    const end = new AbortController();
    const timers: NodeJS.Timeout[] = [];
    try {
      const handler = this.#handlers.get(one.kind);
      if (!handler) throw new Error(`no handler for ${one.kind}`);
      const deadlineMs = Math.min(handler.deadlineMs ?? DEFAULT_DEADLINE_MS, MAX_DEADLINE_MS);
      timers.push(setTimeout(() => end.abort(new DOMException(`${one.kind} took too long`, 'TimeoutError')), deadlineMs));
      // Whoever does not listen to the signal must not keep the aggregate waiting for ever.
      const givenUp = new Promise<never>((_, reject) =>
        timers.push(setTimeout(() => reject(tookTooLong(one.kind)), deadlineMs + GRACE_MS)),
      );
      return {
        kind: 'outcome',
        outcome: await Promise.race([this.#ask(doc, one, handler, { signal: end.signal, deadlineMs }, progress), givenUp]),
      };
    } catch (error) {
      return { kind: 'error', error: error instanceof Error ? error : new Error(String(error)), ...progress };
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  }

  /** Asks about an older attempt first, where there is one, and does what was not done. */
  async #ask(
    doc: T,
    one: Effect,
    handler: EffectHandler<T, unknown>,
    limits: Pick<EffectRun<T>, 'signal' | 'deadlineMs'>,
    progress: { asked: boolean; sentAt: string },
  ): Promise<EffectOutcome<unknown>> {
    const run: EffectRun<T> = {
      doc,
      effect: one,
      startedAt: one.attempt?.startedAt ?? progress.sentAt,
      ...limits,
      remember: note => this.#remember(doc._id, one.id, note),
    };
    if (one.attempt) {
      progress.asked = true;
      if (!handler.find) throw new UnknownOutcome(`${one.kind} may have happened, and this vendor cannot be asked`);
      const found = await handler.find(run);
      if (found !== 'not-done') return found;
      // An answer that came too late is nobody's any more: whoever asks next must be the only one to send.
      if (limits.signal.aborted) throw tookTooLong(one.kind);
      progress.sentAt = await this.#renewAttempt(doc._id, one.id);
      progress.asked = false;
    }
    return handler.run({ ...run, startedAt: progress.sentAt });
  }

  /** A second sending is an attempt of its own, written before it is sent. */
  async #renewAttempt(id: string, effectId: string): Promise<string> {
    const startedAt = this.#options.clock.now().toISOString();
    await this.#options.collection.change(id, now => replaceEffect(now, effectId, one => ({ ...one, attempt: { startedAt } })));
    return startedAt;
  }

  async #remember(id: string, effectId: string, note: string): Promise<void> {
    const startedAt = this.#options.clock.now().toISOString();
    await this.#options.collection.change(id, now =>
      replaceEffect(now, effectId, one => ({ ...one, attempt: { startedAt: one.attempt?.startedAt ?? startedAt, note } })),
    );
  }

  #applyResult(doc: T, started: Effect, result: Result, time: Date): T {
    const one = doc.effects.find(({ id }) => id === started.id);
    const handler = this.#handlers.get(started.kind);
    if (!one) return doc;
    if (!handler) return this.#park(doc, one, `no handler for ${started.kind}`, time);
    if (result.kind === 'error') return this.#afterError(doc, one, handler, result, time);
    if (result.outcome.status === 'done') return handler.apply(finish(doc, one, handler, 'done', time), one, result.outcome.value, time);
    const { at } = result.outcome;
    return replaceEffect(doc, one.id, before => ({ ...before, wakeAt: at, tries: 0 }));
  }

  #afterError(
    doc: T,
    one: Effect,
    handler: EffectHandler<T, unknown>,
    { error, asked, sentAt }: Result & { kind: 'error' },
    time: Date,
  ): T {
    const tries = one.tries + 1;
    if (!(error instanceof AdapterError)) {
      const isOurs = !(error instanceof UnknownOutcome);
      this.#options.log[isOurs ? 'error' : 'warn']('an effect is parked', {
        id: doc._id,
        effect: one.id,
        error: isOurs ? (error.stack ?? error.message) : error.message,
      });
      return this.#park(doc, one, isOurs ? 'a defect; the log has it' : error.message, time);
    }
    this.#options.log.warn('an effect came to nothing', {
      id: doc._id,
      effect: one.id,
      tries,
      code: error.code,
      outcome: error.outcome,
      error: error.message,
    });
    // Asking failed: the older attempt's outcome is as unknown as before. A read, or what was certainly not done, is simply tried again.
    const isOver = handler.effect === 'read' || (!asked && error.outcome === 'not-done');
    if (isOver && handler.failed && tries >= (handler.maxTries ?? MAX_TRIES)) {
      return handler.failed(finish(doc, one, handler, 'failed', time), one, error, time);
    }
    if (tries >= MAX_TRIES) return this.#park(doc, one, error.message, time);
    const wakeAt = new Date(time.getTime() + Math.max(backoffMs(tries), error.retryAfterMs ?? 0)).toISOString();
    return replaceEffect(doc, one.id, ({ attempt, ...rest }) => {
      const standing = isOver ? undefined : asked ? attempt : { startedAt: sentAt, ...(attempt?.note ? { note: attempt.note } : {}) };
      return { ...rest, tries, wakeAt, ...(standing ? { attempt: standing } : {}) };
    });
  }

  #park(doc: T, one: Effect, reason: string, time: Date): T {
    const parked = replaceEffect(doc, one.id, before => ({ ...before, parked: { at: time.toISOString(), reason } }));
    return this.#handlers.get(one.kind)?.parked?.(parked, one, reason, time) ?? parked;
  }
}

function withoutLease<T extends Aggregate>(doc: T): T {
  const { lease: _lease, ...rest } = doc;
  return rest as T;
}

function tookTooLong(kind: string): AdapterError {
  return new AdapterError('timeout', { outcome: 'unknown', message: `${kind} took too long` });
}
