import type { RegisteredConnection } from '@onebasket/adapter-registry';
import type { Log } from '@onebasket/runtime';
import type { Collection, CollectionSpec } from '@onebasket/runtime/storage';
import type { ReportDoc } from '../order-report/report-doc.ts';
import { reportsSpec } from '../order-report/report-doc.ts';
import { isOrdered } from './intake-order.ts';
import { takeInOrder, type TakeInDeps } from './take-in-order.ts';

/** `_id` = channel. How far its orders were taken in, and by whom. */
export const intakesSpec: CollectionSpec<ReportDoc, never> = { ...reportsSpec, name: 'intakes' };

export interface IntakeReaderDeps extends TakeInDeps {
  readonly collection: Collection<ReportDoc, never>;
  readonly log: Log;
  /** Channels whose own orders are taken in. */
  readonly channels: readonly string[];
  readonly intervalMs: number;
}

const HOLD_MS = 4 * 60_000;
/** Clocks differ, and what changed during a walk may have been missed by it. */
const OVERLAP_MS = 20 * 60_000;
const MOST_PAGES = 200;

/** Takes in the orders that were placed at channels: on a clock, and one by one when a webhook names it. */
export class IntakeReader {
  readonly #deps: IntakeReaderDeps;
  readonly #channels: readonly RegisteredConnection[];
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #round: Promise<unknown> = Promise.resolve();

  constructor(deps: IntakeReaderDeps) {
    this.#deps = deps;
    this.#channels = deps.registry.channels().filter(channel => deps.channels.includes(channel.id) && channel.has('intake'));
    const able = new Set(this.#channels.map(({ id }) => id));
    for (const id of deps.channels) if (!able.has(id)) deps.log.warn('no orders can be taken in from this channel', { channelId: id });
  }

  start(): void {
    if (this.#channels.length === 0) return;
    const round = () => {
      this.#round = this.readAll().finally(() => {
        if (!this.#isStopped) this.#timer = setTimeout(round, this.#deps.intervalMs).unref();
      });
    };
    round();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** A channel named an order that nobody here knows. False when it is not to be taken in. Rejects while the channel gives no answer. */
  async one(channelId: string, externalId: string): Promise<boolean> {
    const channel = this.#channels.find(({ id }) => id === channelId);
    const order = await channel?.run('intake', (it, call) => it.get(externalId, call));
    if (!order || !isOrdered(order.state)) return false;
    return typeof (await takeInOrder(this.#deps, channelId, order)) !== 'string';
  }

  /** One walk over every channel. Never rejects: what could not be read is read by the next. */
  async readAll(): Promise<void> {
    await Promise.all(
      this.#channels.map(channel =>
        this.#read(channel).catch((error: unknown) =>
          this.#deps.log.warn('orders were not taken in', { channelId: channel.id, error: String(error) }),
        ),
      ),
    );
  }

  async #read(channel: RegisteredConnection): Promise<void> {
    const { collection, clock, log } = this.#deps;
    const now = clock.now();
    const readUntil = await this.#claim(channel.id, now);
    if (readUntil === undefined) return;
    const since = new Date(Date.parse(readUntil) - OVERLAP_MS).toISOString();
    let cursor: string | undefined;
    let pages = 0;
    do {
      const from = cursor;
      const page = await channel.run('intake', (it, call) => it.pull({ since, cursor: from }, call));
      for (const order of page.items) {
        if (!isOrdered(order.state)) continue;
        const taken = await takeInOrder(this.#deps, channel.id, order);
        if (typeof taken === 'string')
          log.warn('an order was not taken in', { channelId: channel.id, externalId: order.externalId, why: taken });
      }
      cursor = page.next;
    } while (cursor !== undefined && ++pages < MOST_PAGES && !this.#isStopped);
    await collection.change(channel.id, doc => ({
      ...doc,
      heldUntil: now.toISOString(),
      ...(cursor === undefined ? { readUntil: now.toISOString() } : {}),
    }));
  }

  /** From when on it is to be read; `undefined` when another replica is at it. */
  async #claim(channelId: string, now: Date): Promise<string | undefined> {
    const heldUntil = new Date(now.getTime() + HOLD_MS).toISOString();
    // What was placed before the channel was named here is not ours to handle.
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
