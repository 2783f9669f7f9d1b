import type { Registry } from '@onebasket/adapter-registry';
import type { Clock } from '@onebasket/core';
import type { EffectRunner, GraphClient, Log } from '@onebasket/runtime';
import { queuedAt, type OrderDoc } from '../order/order-doc.ts';
import type { OrderStore } from '../order/order-store.ts';
import { decide } from '../place-order/decide.ts';
import { withoutGateEffects } from '../review/gate.ts';

export interface RowsDeps {
  readonly registry: Registry;
  readonly graph: GraphClient;
  readonly store: OrderStore;
  readonly runner: EffectRunner<OrderDoc>;
  readonly clock: Clock;
  readonly log: Log;
  /** Most orders that may wait for one channel. */
  readonly limit: number;
  readonly everyMs?: number;
}

/** How often the rows of channels that were seen paused are looked at. */
const LOOK_MS = 1_000;
/** How long a count of a row is believed. */
const COUNTED_MS = 5_000;
const PAGE = 200;
const LEARN_MS = 2_000;

/**
 * The rows of orders before paused channels. A channel that takes orders again gets them one by one, in the order in which they were placed: the next is
 * called when the one before has been sent or has ended. Newcomers stand behind them. The documents are the truth: a row is an index over them.
 */
export class Rows {
  readonly #deps: RowsDeps;
  /** Channels that may have a row; all of them until somebody has looked. */
  readonly #suspects: Set<string>;
  readonly #counted = new Map<string, { readonly at: number; readonly count: number }>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  /** Whether this process knows which channels are paused: news of it are only heard from now on. */
  #knowsPauses = false;

  constructor(deps: RowsDeps) {
    this.#deps = deps;
    this.#suspects = new Set(deps.registry.channels().map(channel => channel.id));
  }

  start(): void {
    this.look();
    this.#timer = setInterval(() => this.look(), this.#deps.everyMs ?? LOOK_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** Channels of these before which a new order has to wait. */
  async mustWait(channelIds: readonly string[]): Promise<readonly string[]> {
    const unique = [...new Set(channelIds)];
    // When nobody can be asked, orders go on: a part of the house that is down does not stop the others.
    if (!this.#knowsPauses) await this.#learnPauses().catch(() => undefined);
    const waits = await Promise.all(unique.map(id => this.#hasRow(id)));
    return unique.filter((_, at) => waits[at]);
  }

  /** True when no further order may wait for it; else a place is taken for the one that asks. Counted anew every few seconds. */
  async isFull(channelId: string): Promise<boolean> {
    const now = this.#deps.clock.now().getTime();
    const known = this.#counted.get(channelId);
    const { at, count } = known && now - known.at < COUNTED_MS ? known : { at: now, count: await this.#count(channelId) };
    const isFull = count >= this.#deps.limit;
    this.#counted.set(channelId, { at, count: isFull ? count : count + 1 });
    return isFull;
  }

  /** To be called after every change of an order: the next in its rows may be due. */
  changed(doc: OrderDoc): void {
    if (!doc.waiting) return;
    for (const id of queuedAt(doc)) this.#suspects.add(id);
    this.look();
  }

  look(): void {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = this.#lookAll()
      .catch((error: unknown) => this.#deps.log.warn('the rows of paused channels wait for the next look', { error: String(error) }))
      .finally(() => {
        this.#looking = undefined;
        if (this.#again) {
          this.#again = false;
          this.look();
        }
      });
  }

  async #hasRow(channelId: string): Promise<boolean> {
    if (this.#deps.registry.channel(channelId)?.paused) {
      this.#suspects.add(channelId);
      return true;
    }
    if (!this.#suspects.has(channelId)) return false;
    if (await this.#first(channelId)) return true;
    this.#isOver(channelId);
    return false;
  }

  async #learnPauses(): Promise<void> {
    const { internalPausedChannels } = await this.#deps.graph.query<{ internalPausedChannels: readonly string[] }>(
      'connections',
      '{ internalPausedChannels }',
      {},
      { timeoutMs: LEARN_MS },
    );
    for (const id of internalPausedChannels) this.#deps.registry.channel(id)?.pause();
    this.#knowsPauses = true;
  }

  async #lookAll(): Promise<void> {
    // Nobody is called to a channel that may be paused.
    if (!this.#knowsPauses) await this.#learnPauses();
    for (const channel of this.#deps.registry.channels()) {
      if (channel.paused) this.#suspects.add(channel.id);
      else if (this.#suspects.has(channel.id)) await this.#callNext(channel.id);
    }
  }

  /** Calls the first in the row when it is the first everywhere it waits and all of these channels take orders. */
  async #callNext(channelId: string): Promise<void> {
    const first = await this.#first(channelId);
    if (!first) return this.#isOver(channelId);
    if (first.waiting?.state !== 'WAITING') return;
    for (const other of first.waiting.channels) {
      if (this.#deps.registry.channel(other)?.paused || (await this.#first(other))?._id !== first._id) return;
    }
    const called = await this.#deps.store.collection.change(first._id, doc =>
      doc.waiting?.state === 'WAITING'
        ? decide({ ...withoutGateEffects(doc), waiting: { ...doc.waiting, state: 'CALLED' } }, this.#deps.clock.now())
        : undefined,
    );
    if (called) this.#deps.store.changed(called);
    void this.#deps.runner.drive(first._id);
  }

  /** Nobody waits there any more. */
  #isOver(channelId: string): void {
    this.#suspects.delete(channelId);
    this.#counted.delete(channelId);
  }

  async #first(channelId: string): Promise<OrderDoc | undefined> {
    const { docs } = await this.#deps.store.collection.find({ index: 'waiting', prefix: [channelId], limit: 1 });
    return docs[0];
  }

  async #count(channelId: string): Promise<number> {
    let count = 0;
    let after: string | undefined;
    do {
      const page = await this.#deps.store.collection.find({
        index: 'waiting',
        prefix: [channelId],
        limit: PAGE,
        ...(after ? { after } : {}),
      });
      count += page.docs.length;
      after = page.next;
    } while (after && count < this.#deps.limit);
    return count;
  }
}
