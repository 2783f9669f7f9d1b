import type { Clock } from '@onebasket/core';
import type { Doc, Collection, CollectionSpec } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

interface HoldsDoc extends Doc {
  readonly holds: readonly { readonly orderId: string; readonly quantity: number; readonly at: string }[];
}

/** `_id` = listing. Order matters: who stands earlier is served first. */
export const holdsSpec: CollectionSpec<HoldsDoc, 'oldest'> = {
  name: 'holds',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    holds: Type.Array(Type.Object({ orderId: Type.String(), quantity: Type.Integer({ minimum: 1 }), at: Type.String() })),
  }),
  lift: [],
  indexes: { oldest: doc => (doc.holds[0] ? [[doc.holds[0].at]] : []) },
};

/**
 * Reservations on listings: shops do not always guard their last piece, so between reading the stock and the shop's answer the pieces
 * are held here. Released by the order's outcome, never by a clock while it is unknown.
 */
export class Holds {
  readonly #collection: Collection<HoldsDoc, 'oldest'>;
  readonly #clock: Clock;

  constructor(collection: Collection<HoldsDoc, 'oldest'>, clock: Clock) {
    this.#collection = collection;
    this.#clock = clock;
  }

  /** Stands in the row for this listing; again by the same order changes nothing. */
  async acquire(listingId: string, orderId: string, quantity: number): Promise<void> {
    const hold = { orderId, quantity, at: this.#clock.now().toISOString() };
    const changed = await this.#collection.change(listingId, now =>
      now.holds.some(one => one.orderId === orderId) ? undefined : { ...now, holds: [...now.holds, hold] },
    );
    if (changed) return;
    const { existing } = await this.#collection.insert({ _id: listingId, v: 1, shape: 1, holds: [hold] });
    if (existing) await this.acquire(listingId, orderId, quantity);
  }

  /** Pieces held by those who stand before this order. */
  async heldBefore(listingId: string, orderId: string): Promise<number> {
    const doc = await this.#collection.get(listingId);
    let total = 0;
    for (const one of doc?.holds ?? []) {
      if (one.orderId === orderId) break;
      total += one.quantity;
    }
    return total;
  }

  async release(listingIds: Iterable<string>, orderId: string): Promise<void> {
    await Promise.all(
      [...new Set(listingIds)].map(listingId =>
        this.#collection.change(listingId, now =>
          now.holds.some(one => one.orderId === orderId) ? { ...now, holds: now.holds.filter(one => one.orderId !== orderId) } : undefined,
        ),
      ),
    );
  }

  /** Drops holds older than a minute that `isNeeded` does not vouch for: left by a process that died between holding and ordering, or before it could release. */
  async sweep(isNeeded: (orderId: string, listingId: string) => Promise<boolean>): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - 60_000).toISOString();
    let after: string | undefined;
    // Orders that wait for a person hold theirs for long: what was left behind may stand far after them.
    do {
      const page = await this.#collection.find({ index: 'oldest', prefix: [], below: [before], limit: 200, ...(after ? { after } : {}) });
      for (const doc of page.docs) {
        for (const one of doc.holds) {
          if (one.at < before && !(await isNeeded(one.orderId, doc._id))) await this.release([doc._id], one.orderId);
        }
      }
      after = page.next;
    } while (after);
  }
}
