import { createHash } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** `_id` = hash of the address: any text can be tried, and not every text is an id. */
interface TriesDoc extends Doc {
  readonly wrong: number;
  /** Tries that did not wait as told, and were not looked at. */
  readonly early: number;
  readonly lastAt: string;
}

export const triesSpec: CollectionSpec<TriesDoc, 'lastAt'> = {
  name: 'sign-in-tries',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    wrong: Type.Integer(),
    early: Type.Integer(),
    lastAt: Type.String(),
  }),
  lift: [],
  indexes: { lastAt: doc => [[doc.lastAt]] },
};

const FREE = 5;
const STOP_AFTER = 30;
const HOUR_MS = 3_600_000;

/**
 * Wrong tries per address: five are free, then each waits longer, and after thirty (those that did not wait as told among them) the address
 * is closed to guessing for an hour, whether or not it has an account. Restarts forget nothing.
 */
export class Throttle {
  readonly #collection: Collection<TriesDoc, 'lastAt'>;
  readonly #clock: Clock;

  constructor(collection: Collection<TriesDoc, 'lastAt'>, clock: Clock) {
    this.#collection = collection;
    this.#clock = clock;
  }

  /** How long this address has to wait before its next try; 0 = it may try now. */
  async waitMs(address: string): Promise<number> {
    const doc = await this.#collection.get(idOf(address));
    return doc ? waitOf(doc, this.#clock.now()) : 0;
  }

  async wrong(address: string): Promise<void> {
    const id = idOf(address);
    const now = this.#clock.now();
    const lastAt = now.toISOString();
    const count = (doc: TriesDoc): TriesDoc | undefined => {
      if (!isClosed(doc)) return { ...doc, wrong: doc.wrong + 1, lastAt };
      // Closed: tries that were still on their way change nothing. Once the hour is over it slows down anew.
      return waitOf(doc, now) > 0 ? undefined : { ...doc, wrong: FREE, early: 0, lastAt };
    };
    if (await this.#collection.change(id, count)) return;
    const { existing } = await this.#collection.insert({ _id: id, v: 1, shape: 1, wrong: 1, early: 0, lastAt });
    if (existing) await this.#collection.change(id, count);
  }

  /** A try before its time: the answer is how long it has to wait now. */
  async early(address: string): Promise<number> {
    const doc = await this.#collection.change(idOf(address), now => (isClosed(now) ? undefined : { ...now, early: now.early + 1 }));
    return doc ? waitOf(doc, this.#clock.now()) : 0;
  }

  async right(address: string): Promise<void> {
    const doc = await this.#collection.get(idOf(address));
    if (doc) await this.#collection.remove(doc._id, doc.v);
  }

  /** Forgets tries of yesterday. */
  async sweep(): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - 24 * HOUR_MS).toISOString();
    const { docs } = await this.#collection.find({ index: 'lastAt', prefix: [], below: [before], limit: 500 });
    for (const doc of docs) await this.#collection.remove(doc._id, doc.v);
  }
}

function idOf(address: string): string {
  return createHash('sha256').update(address).digest('base64url');
}

function isClosed({ wrong, early }: TriesDoc): boolean {
  return wrong + early >= STOP_AFTER;
}

function waitOf(doc: TriesDoc, now: Date): number {
  if (doc.wrong < FREE) return 0;
  const pause = isClosed(doc) ? HOUR_MS : Math.min(60_000, 500 * 2 ** (doc.wrong - FREE));
  return Math.max(0, Date.parse(doc.lastAt) + pause - now.getTime());
}
