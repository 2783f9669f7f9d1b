import { randomUUID } from 'node:crypto';
import { compareMoney, fromMoneyJson, toMoneyJson, type Clock, type Json, type Money } from '@onebasket/core';
import type { Destination } from '@onebasket/adapter-sdk';
import {
  aggregateFields,
  announced,
  EffectRunner,
  parkedIndexes,
  tellIntegrators,
  viewerKey,
  type Aggregate,
  type Bus,
  type EffectHandler,
  type GraphClient,
  type Journal,
  type Log,
  type Viewer,
  type WakeQueue,
} from '@onebasket/runtime';
import type { Collection, CollectionSpec } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { Type } from 'typebox';

/** A signed-in viewer waits for a product to cost no more than this. */
export interface WatchDoc extends Aggregate {
  readonly ownerKey: string;
  readonly productId: string;
  readonly target: { readonly amount: string; readonly currency: string };
  readonly destination?: Destination;
  /** True once told; armed again when the price rises above the target. */
  readonly isTold: boolean;
}

export type WatchIndex = 'owner' | 'all' | 'wakeAt' | 'parked' | 'decided';

export const watches: CollectionSpec<WatchDoc, WatchIndex> = {
  name: 'watches',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ...aggregateFields,
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
  // 1 → 2: a watch has effects.
  lift: [old => ({ ...(old as { readonly [key: string]: Json }), effects: [] })],
  indexes: {
    ...parkedIndexes,
    owner: doc => [[doc.ownerKey]],
    all: doc => [[doc._id]],
    wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]),
  },
};

export interface WatchDeps {
  readonly collection: Collection<WatchDoc, WatchIndex>;
  readonly bus: Bus;
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly soleWorker: boolean;
  readonly wakes?: WakeQueue;
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
  readonly runner: EffectRunner<WatchDoc>;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: WatchDeps) {
    this.#deps = deps;
    this.runner = new EffectRunner<WatchDoc>({
      collection: deps.collection,
      journal: deps.journal,
      handlers: [tellIntegrators(deps, 'prices')] as unknown as readonly EffectHandler<WatchDoc, never>[],
      clock: deps.clock,
      log: deps.log,
      soleWorker: deps.soleWorker,
      ...(deps.wakes ? { wakes: deps.wakes } : {}),
    });
  }

  start(): void {
    this.runner.start();
    this.#timer = setInterval(
      () => void this.sweep().catch((error: unknown) => this.#deps.log.warn('price watches', { error: String(error) })),
      SWEEP_MS,
    );
    this.#timer.unref();
  }

  stop(): Promise<void> {
    clearInterval(this.#timer);
    return this.runner.stop();
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
      shape: 2,
      effects: [],
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
    await this.#deps.collection.change(doc._id, now => {
      if (now.isTold === isReached) return undefined;
      const next = { ...now, isTold: isReached };
      return isReached ? withDrop(next, best.landed, this.#deps.clock.now()) : next;
    });
    if (!isReached) return;
    this.#deps.bus.publish(`price-dropped:${doc.ownerKey}`, doc._id);
    void this.runner.drive(doc._id);
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

/** The watch with the event that its target was reached, a new one each time. */
function withDrop(doc: WatchDoc, landed: Money, now: Date): WatchDoc {
  return announced(
    doc,
    `reached:${(doc.announced?.sequence ?? 0) + 1}`,
    () => ({
      types: ['price.dropped'],
      ownerKey: doc.ownerKey,
      data: { watchId: doc._id, productId: doc.productId, target: { ...doc.target }, best: { ...toMoneyJson(landed) } },
    }),
    now,
  );
}

function signedIn(viewer: Viewer): void {
  if (viewer.kind === 'ANONYMOUS') throw new GraphQLError('Sign in to watch prices', { extensions: { code: 'UNAUTHENTICATED' } });
}
