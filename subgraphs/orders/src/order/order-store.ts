import { EventEmitter, on } from 'node:events';
import { following, watchDocument, type Bus } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { OrderDoc, OrderIndex } from './order-doc.ts';

/** The orders, and the news of their changes: within this process at once, to other processes over the bus. */
export class OrderStore {
  readonly collection: Collection<OrderDoc, OrderIndex>;
  readonly #bus: Bus;
  readonly #heard: ((doc: OrderDoc) => void)[] = [];
  readonly #changes = new EventEmitter().setMaxListeners(0);

  /** `follows`: pure; what every change of an order brings with it, stored in the same replace. */
  constructor(collection: Collection<OrderDoc, OrderIndex>, bus: Bus, follows?: (doc: OrderDoc) => OrderDoc) {
    this.collection = follows ? following(collection, follows) : collection;
    this.#bus = bus;
  }

  /** Calls `heard` after every change made in this process. */
  onChanged(heard: (doc: OrderDoc) => void): void {
    this.#heard.push(heard);
  }

  /** To be called after every change. */
  changed(doc: OrderDoc): void {
    for (const heard of this.#heard) heard(doc);
    this.#changes.emit(doc._id, doc);
    this.#bus.publish(`order:${doc._id}`, doc.v);
  }

  /** Resolves to the order as soon as `holds` says so, or to how it stands when the time is up or the caller is gone. */
  async waitFor(id: string, holds: (doc: OrderDoc) => boolean, signal: AbortSignal): Promise<OrderDoc | undefined> {
    // Listening begins before the first look, so that no change falls between the two.
    const changes = on(this.#changes, id, { signal });
    const stopListening = this.#hearOthers(id);
    try {
      const now = await this.collection.get(id);
      if (!now || holds(now)) return now;
      for await (const [doc] of changes as AsyncIterable<[OrderDoc]>) if (holds(doc)) return doc;
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      stopListening();
    }
    return this.collection.get(id);
  }

  /** What another process changed is read, and told here as if it had been changed here. */
  #hearOthers(id: string): () => void {
    let seen = 0;
    const note = (doc: OrderDoc) => (seen = Math.max(seen, doc.v));
    this.#changes.on(id, note);
    const read = async () => {
      const doc = await this.collection.get(id);
      if (doc && doc.v > seen) this.#changes.emit(id, doc);
    };
    const unsubscribe = this.#bus.subscribe(`order:${id}`, v => {
      // The next signal, or the end of the waiting, reads again.
      if (typeof v === 'number' && v > seen) read().catch(() => undefined);
    });
    return () => {
      unsubscribe();
      this.#changes.off(id, note);
    };
  }

  /** The order now and after every change, wherever it was made. */
  watch(id: string, signal: AbortSignal): AsyncGenerator<OrderDoc> {
    return watchDocument(this.#bus, `order:${id}`, () => this.collection.get(id), signal);
  }
}
