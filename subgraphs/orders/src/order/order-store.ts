import { EventEmitter, on } from 'node:events';
import { watchDocument, type Bus } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { OrderDoc, OrderIndex } from './order-doc.ts';

/** The orders, and the news of their changes: within this process at once, to other processes over the bus. */
export class OrderStore {
  readonly collection: Collection<OrderDoc, OrderIndex>;
  readonly #bus: Bus;
  readonly #changes = new EventEmitter().setMaxListeners(0);

  constructor(collection: Collection<OrderDoc, OrderIndex>, bus: Bus) {
    this.collection = collection;
    this.#bus = bus;
  }

  /** To be called after every change. */
  changed(doc: OrderDoc): void {
    this.#changes.emit(doc._id, doc);
    this.#bus.publish(`order:${doc._id}`, doc.v);
  }

  /** Resolves to the order as soon as `holds` says so, or to how it stands when the time is up or the caller is gone. */
  async waitFor(id: string, holds: (doc: OrderDoc) => boolean, signal: AbortSignal): Promise<OrderDoc | undefined> {
    // Listening begins before the first look, so that no change falls between the two.
    const changes = on(this.#changes, id, { signal });
    try {
      const now = await this.collection.get(id);
      if (!now || holds(now)) return now;
      for await (const [doc] of changes as AsyncIterable<[OrderDoc]>) if (holds(doc)) return doc;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return this.collection.get(id);
  }

  /** The order now and after every change, wherever it was made. */
  watch(id: string, signal: AbortSignal): AsyncGenerator<OrderDoc> {
    return watchDocument(this.#bus, `order:${id}`, () => this.collection.get(id), signal);
  }
}
