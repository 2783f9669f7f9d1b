import { randomUUID } from 'node:crypto';
import { compareMoney, fromMoneyJson, type Money } from '@onebasket/core';
import type { Destination } from '@onebasket/adapter-sdk';
import { viewerKey, type Bus, type Log, type Viewer } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { Type } from 'typebox';

/** A signed-in viewer waits for a product to cost no more than this. */
export interface WatchDoc extends Doc {
  readonly ownerKey: string;
  readonly productId: string;
  readonly target: { readonly amount: string; readonly currency: string };
  readonly destination?: Destination;
  /** True once told; armed again when the price rises above the target. */
  readonly isTold: boolean;
}

export const watches: CollectionSpec<WatchDoc, 'owner' | 'all'> = {
  name: 'watches',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ownerKey: Type.String(),
    productId: Type.String(),
    target: Type.Object({ amount: Type.String(), currency: Type.String() }),
    destination: Type.Optional(
      Type.Object({
        country: Type.String(),
        region: Type.Optional(Type.String()),
        city: Type.Optional(Type.String()),
        postalCode: Type.Optional(Type.String()),
      }),
    ),
    isTold: Type.Boolean(),
  }),
  lift: [],
  indexes: { owner: doc => [[doc.ownerKey]], all: doc => [[doc._id]] },
};

export interface WatchDeps {
  readonly collection: Collection<WatchDoc, 'owner' | 'all'>;
  readonly bus: Bus;
  readonly log: Log;
  /** The best offer of a product now, landed, in this currency. */
  best(
    productId: string,
    currency: string,
    destination: Destination | undefined,
  ): Promise<{ readonly landed: Money; readonly offer: unknown } | undefined>;
}

const SWEEP_MS = 60_000;

export class PriceWatches {
  readonly #deps: WatchDeps;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: WatchDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(
      () => void this.sweep().catch((error: unknown) => this.#deps.log.warn('price watches', { error: String(error) })),
      SWEEP_MS,
    );
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async add(
    viewer: Viewer,
    input: { productId: string; target: string; currency: string; destination?: Destination | null },
  ): Promise<WatchDoc> {
    signedIn(viewer);
    const destination = input.destination
      ? (Object.fromEntries(Object.entries(input.destination).filter(([, value]) => value != null)) as unknown as Destination)
      : undefined;
    const doc: WatchDoc = {
      _id: randomUUID(),
      v: 1,
      shape: 1,
      ownerKey: viewerKey(viewer),
      productId: input.productId,
      target: { amount: input.target, currency: input.currency },
      ...(destination ? { destination } : {}),
      isTold: false,
    };
    await this.#deps.collection.insert(doc);
    return doc;
  }

  /** False when there is no such watch of this viewer. */
  async remove(viewer: Viewer, id: string): Promise<boolean> {
    signedIn(viewer);
    const doc = await this.#deps.collection.get(id);
    return doc !== undefined && doc.ownerKey === viewerKey(viewer) && this.#deps.collection.remove(id, doc.v);
  }

  /** Tells each watcher once when the price falls to the target, and again after it has risen in between. */
  async sweep(): Promise<void> {
    let after: string | undefined;
    do {
      const page = await this.#deps.collection.find({ index: 'all', prefix: [], limit: 100, ...(after ? { after } : {}) });
      for (const doc of page.docs) await this.#look(doc);
      after = page.next;
    } while (after);
  }

  async #look(doc: WatchDoc): Promise<void> {
    const best = await this.#deps.best(doc.productId, doc.target.currency, doc.destination).catch(() => undefined);
    if (!best) return;
    const isReached = compareMoney(best.landed, fromMoneyJson(doc.target)) <= 0;
    if (isReached === doc.isTold) return;
    await this.#deps.collection.change(doc._id, now => ({ ...now, isTold: isReached }));
    if (isReached) this.#deps.bus.publish(`price-dropped:${doc.ownerKey}`, doc._id);
  }

  /** Watches of this viewer as they are reached. */
  dropped(viewer: Viewer, signal: AbortSignal): AsyncGenerator<WatchDoc> {
    signedIn(viewer);
    return this.#dropped(viewerKey(viewer), signal);
  }

  async *#dropped(ownerKey: string, signal: AbortSignal): AsyncGenerator<WatchDoc> {
    const queue: string[] = [];
    let wake: () => void = () => undefined;
    const unsubscribe = this.#deps.bus.subscribe(`price-dropped:${ownerKey}`, id => {
      if (typeof id === 'string') queue.push(id);
      wake();
    });
    const leave = () => wake();
    signal.addEventListener('abort', leave);
    try {
      while (!signal.aborted) {
        const id = queue.shift();
        const doc = id === undefined ? undefined : await this.#deps.collection.get(id);
        if (doc) yield doc;
        else if (id === undefined) await new Promise<void>(resolve => (wake = resolve));
      }
    } finally {
      unsubscribe();
      signal.removeEventListener('abort', leave);
    }
  }
}

function signedIn(viewer: Viewer): void {
  if (viewer.kind === 'ANONYMOUS') throw new GraphQLError('Sign in to watch prices', { extensions: { code: 'UNAUTHENTICATED' } });
}
