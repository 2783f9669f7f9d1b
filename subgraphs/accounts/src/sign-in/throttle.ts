import type { Clock } from '@onebasket/core';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

interface TriesDoc extends Doc {
  readonly wrong: number;
  readonly lastAt: string;
}

export const triesSpec: CollectionSpec<TriesDoc, 'lastAt'> = {
  name: 'sign-in-tries',
  schema: Type.Object({ _id: Type.String(), v: Type.Integer(), shape: Type.Integer(), wrong: Type.Integer(), lastAt: Type.String() }),
  lift: [],
  indexes: { lastAt: doc => [[doc.lastAt]] },
};

const FREE = 5;
const STOP_AFTER = 30;
const HOUR_MS = 3_600_000;

/** Wrong tries per address: five are free, then each waits longer, and after thirty the address is closed to guessing for an hour. Restarts forget nothing. */
export class Throttle {
  readonly #collection: Collection<TriesDoc, 'lastAt'>;
  readonly #clock: Clock;

  constructor(collection: Collection<TriesDoc, 'lastAt'>, clock: Clock) {
    this.#collection = collection;
    this.#clock = clock;
  }

  /** How long this address has to wait before its next try; 0 = it may try now. */
  async waitMs(key: string): Promise<number> {
    const doc = await this.#collection.get(key);
    if (!doc || doc.wrong < FREE) return 0;
    const pause = doc.wrong >= STOP_AFTER ? HOUR_MS : Math.min(60_000, 500 * 2 ** (doc.wrong - FREE));
    return Math.max(0, Date.parse(doc.lastAt) + pause - this.#clock.now().getTime());
  }

  async wrong(key: string): Promise<void> {
    const lastAt = this.#clock.now().toISOString();
    const count = (doc: TriesDoc): TriesDoc => ({ ...doc, wrong: doc.wrong >= STOP_AFTER ? FREE : doc.wrong + 1, lastAt });
    if (await this.#collection.change(key, count)) return;
    const { existing } = await this.#collection.insert({ _id: key, v: 1, shape: 1, wrong: 1, lastAt });
    if (existing) await this.#collection.change(key, count);
  }

  async right(key: string): Promise<void> {
    const doc = await this.#collection.get(key);
    if (doc) await this.#collection.remove(key, doc.v);
  }

  /** Forgets tries of yesterday. */
  async sweep(): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - 24 * HOUR_MS).toISOString();
    const { docs } = await this.#collection.find({ index: 'lastAt', prefix: [], below: [before], limit: 500 });
    for (const doc of docs) await this.#collection.remove(doc._id, doc.v);
  }
}
