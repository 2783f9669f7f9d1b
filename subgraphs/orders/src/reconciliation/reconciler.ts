import type { Log } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../states/durations.ts';
import { reconcile, type ReconcileDeps } from './reconcile.ts';
import { MOST_KEPT, type ReconciliationDoc } from './report-doc.ts';
import type { ReconciliationReport } from './report.ts';

export interface ReconcilerDeps extends ReconcileDeps {
  readonly reports: Collection<ReconciliationDoc, never>;
  readonly log: Log;
  /** 0: only when somebody asks for it. */
  readonly everyHours: number;
  /** Orders so old are not compared any more. */
  readonly days: number;
}

const LOOK_MS = MINUTE_MS;
/** Renewed with every page of orders. */
const HOLD_MS = 10 * MINUTE_MS;

/** Compares on a schedule, in one replica at a time, and keeps what was found last. */
export class Reconciler {
  readonly #deps: ReconcilerDeps;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: ReconcilerDeps) {
    this.#deps = deps;
  }

  start(): void {
    if (this.#deps.everyHours === 0) return;
    const look = () => {
      this.#running = this.#whenDue().finally(() => {
        if (!this.#stopping.signal.aborted) this.#timer = setTimeout(look, LOOK_MS).unref();
      });
    };
    look();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  async last(): Promise<ReconciliationReport | undefined> {
    return (await this.#deps.reports.get('last'))?.report;
  }

  /** Begins at once, in the background. False when a comparison is under way. */
  async begin(since?: string): Promise<boolean> {
    const heldUntil = await this.#claim(() => true);
    if (heldUntil === undefined) return false;
    this.#running = Promise.all([this.#running, this.#run(heldUntil, since)]);
    return true;
  }

  async #whenDue(): Promise<void> {
    try {
      const now = this.#deps.clock.now().toISOString();
      const heldUntil = await this.#claim(doc => doc.dueAt <= now);
      if (heldUntil !== undefined) await this.#run(heldUntil, undefined);
    } catch (error) {
      this.#deps.log.warn('the reconciliation did not begin', { error: String(error) });
    }
  }

  /** Never rejects. */
  async #run(first: string, since = new Date(this.#deps.clock.now().getTime() - this.#deps.days * DAY_MS).toISOString()): Promise<void> {
    const { reports, log, clock } = this.#deps;
    let held = first;
    const hold = async (next: string, report?: ReconciliationReport) => {
      await reports.change('last', doc => {
        // Somebody else took over meanwhile.
        if (doc.heldUntil !== held) return undefined;
        return { ...doc, heldUntil: next, ...(report ? { report } : {}) };
      });
      held = next;
    };
    try {
      const report = await reconcile(this.#deps, {
        since,
        signal: this.#stopping.signal,
        mostListed: MOST_KEPT,
        onPage: () => hold(this.#holdUntil()),
      });
      await hold(report.endedAt, report);
      const found = Object.fromEntries(report.counts.map(({ kind, count }) => [kind, count]));
      if (report.counts.length > 0) log.warn('the reconciliation found differences', { orders: report.orders, ...found });
      else log.info('the reconciliation found no differences', { orders: report.orders });
    } catch (error) {
      if (!this.#stopping.signal.aborted) log.warn('the reconciliation broke off', { error: String(error) });
      await hold(clock.now().toISOString()).catch(() => undefined);
    }
  }

  #holdUntil(): string {
    return new Date(this.#deps.clock.now().getTime() + HOLD_MS).toISOString();
  }

  /** Until when it is ours; `undefined` when it is not due, or another replica is at it. */
  async #claim(isWanted: (doc: ReconciliationDoc) => boolean): Promise<string | undefined> {
    const { reports, clock, everyHours } = this.#deps;
    const now = clock.now();
    const dueAt = new Date(now.getTime() + everyHours * HOUR_MS).toISOString();
    // A new system has nothing to compare yet.
    await reports.insert({ _id: 'last', v: 1, shape: 1, dueAt, heldUntil: now.toISOString() });
    const heldUntil = this.#holdUntil();
    let isMine = false;
    await reports.change('last', doc => {
      isMine = doc.heldUntil <= now.toISOString() && isWanted(doc);
      return isMine ? { ...doc, dueAt, heldUntil } : undefined;
    });
    return isMine ? heldUntil : undefined;
  }
}
