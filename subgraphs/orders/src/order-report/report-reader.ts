import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Clock } from '@onebasket/core';
import type { Log } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { OrderStore } from '../order/order-store.ts';
import type { ReportDoc } from './report-doc.ts';
import { takeIn } from './take-in.ts';

export interface ReportReaderDeps {
  readonly collection: Collection<ReportDoc, never>;
  readonly registry: Registry;
  readonly store: OrderStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly everyMs: number;
}

const HOLD_MS = 4 * 60_000;
/** Reports are late: each look goes back a little behind the last one. */
const OVERLAP_MS = 20 * 60_000;
const MOST_PAGES = 200;

/** Reads the order reports of affiliate channels, by which purchases that were handed over become known. One replica reads a report at a time. */
export class ReportReader {
  readonly #deps: ReportReaderDeps;
  readonly #channels: readonly RegisteredConnection[];
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #round: Promise<unknown> = Promise.resolve();

  constructor(deps: ReportReaderDeps) {
    this.#deps = deps;
    this.#channels = deps.registry.channels().filter(channel => channel.has('orderReport'));
  }

  start(): void {
    if (this.#channels.length === 0) return;
    const round = () => {
      this.#round = this.readAll().finally(() => {
        if (!this.#isStopped) this.#timer = setTimeout(round, this.#deps.everyMs).unref();
      });
    };
    round();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** One look at every report. Never rejects: what could not be read is read by the next look. */
  async readAll(): Promise<void> {
    await Promise.all(
      this.#channels.map(channel =>
        this.#read(channel).catch((error: unknown) =>
          this.#deps.log.warn('an order report could not be read', { channelId: channel.id, error: String(error) }),
        ),
      ),
    );
  }

  async #read(channel: RegisteredConnection): Promise<void> {
    const { collection, clock, store } = this.#deps;
    const now = clock.now();
    const readUntil = await this.#claim(channel.id, now);
    if (readUntil === undefined) return;
    const since = new Date(Date.parse(readUntil) - OVERLAP_MS).toISOString();
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await channel.run('orderReport', (it, call) => it.pull({ since, cursor }, call));
      for (const row of page.items) await takeIn({ store, clock }, channel.id, row);
      cursor = page.next;
    } while (cursor !== undefined && ++pages < MOST_PAGES && !this.#isStopped);
    const isWhole = cursor === undefined;
    await collection.change(channel.id, doc => ({
      ...doc,
      heldUntil: now.toISOString(),
      ...(isWhole ? { readUntil: now.toISOString() } : {}),
    }));
  }

  /** From when on it is to be read; `undefined` when another replica is at it. */
  async #claim(channelId: string, now: Date): Promise<string | undefined> {
    const heldUntil = new Date(now.getTime() + HOLD_MS).toISOString();
    // Nothing was handed over before the first look.
    const first: ReportDoc = { _id: channelId, v: 1, shape: 1, readUntil: now.toISOString(), heldUntil };
    const { existing } = await this.#deps.collection.insert(first);
    if (!existing) return first.readUntil;
    let readUntil: string | undefined;
    await this.#deps.collection.change(channelId, doc => {
      readUntil = doc.heldUntil <= now.toISOString() ? doc.readUntil : undefined;
      return readUntil === undefined ? undefined : { ...doc, heldUntil };
    });
    return readUntil;
  }
}
