import type { Registry } from '@onebasket/adapter-registry';
import type { RawRequest, VendorEvent } from '@onebasket/adapter-sdk';
import { AdapterError, type Clock } from '@onebasket/core';
import {
  effect,
  EffectRunner,
  GraphClientError,
  withEffects,
  aggregateFields,
  type Aggregate,
  type EffectHandler,
  type GraphClient,
  type HttpRoute,
  type Log,
} from '@onebasket/runtime';
import type { Collection, CollectionSpec } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** What a vendor told us, verified and kept before it was answered. `_id` = connection and delivery, so that a repeat is no second one. */
export interface DeliveryDoc extends Aggregate {
  readonly connectionId: string;
  readonly receivedAt: string;
  /** The event as JSON text. */
  readonly event: string;
}

export const deliveries: CollectionSpec<DeliveryDoc, 'wakeAt' | 'receivedAt'> = {
  name: 'inbox',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    ...aggregateFields,
    connectionId: Type.String(),
    receivedAt: Type.String(),
    event: Type.String(),
  }),
  lift: [],
  indexes: { wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]), receivedAt: doc => [[doc.receivedAt]] },
};

export interface InboxDeps {
  readonly collection: Collection<DeliveryDoc, 'wakeAt' | 'receivedAt'>;
  readonly registry: Registry;
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly soleWorker: boolean;
}

const BODY_LIMIT = 1_048_576;
const KEPT_MS = 30 * 24 * 3_600_000;

type Answer = Awaited<ReturnType<HttpRoute['handle']>>;

/** The room where vendors' webhooks arrive: verified over the raw bytes, stored, answered, and then handed to their owner until it has taken them. */
export class Inbox {
  readonly #deps: InboxDeps;
  readonly #runner: EffectRunner<DeliveryDoc>;

  constructor(deps: InboxDeps) {
    this.#deps = deps;
    this.#runner = new EffectRunner<DeliveryDoc>({
      collection: deps.collection,
      handlers: [handOver(deps.graph)] as unknown as readonly EffectHandler<DeliveryDoc, never>[],
      clock: deps.clock,
      log: deps.log,
      soleWorker: deps.soleWorker,
    });
  }

  start(): void {
    this.#runner.start();
  }

  stop(): Promise<void> {
    return this.#runner.stop();
  }

  /** `POST /hooks/<connection>` and everything below it. Never 5xx for what a stranger sends. */
  async receive({ path, headers, body }: { path: string; headers: Readonly<Record<string, string>>; body: Uint8Array }): Promise<Answer> {
    const id = decodeURIComponentOr(path.split('/')[2] ?? '');
    const connection = this.#deps.registry.connection(id);
    const webhooks = connection?.ability('webhooks');
    if (!connection || !webhooks) return { status: 404 };
    if (body.length > BODY_LIMIT) return { status: 413 };
    const request: RawRequest = { method: 'POST', path, headers, body };
    const acknowledge = (accepted: boolean, status: number): Answer => webhooks.acknowledge?.(accepted) ?? { status, body: '' };
    try {
      // An unsigned ping is answered, and means nothing.
      if (isPing(webhooks.parse.bind(webhooks), request)) return { status: 200, body: '' };
      if (!(await connection.verifyWebhook(request))) return acknowledge(false, 401);
      for (const event of webhooks.parse(request)) await this.#keep(id, event);
      return acknowledge(true, 200);
    } catch (error) {
      if (error instanceof AdapterError) return { status: error.code === 'timeout' || error.code === 'unavailable' ? 503 : 400, body: '' };
      throw error;
    }
  }

  async #keep(connectionId: string, event: VendorEvent): Promise<void> {
    if (event.kind === 'ignored') return;
    const now = this.#deps.clock.now();
    const bare: DeliveryDoc = {
      _id: `${connectionId}:${event.deliveryId}`.slice(0, 500),
      v: 1,
      shape: 1,
      effects: [],
      connectionId,
      receivedAt: now.toISOString(),
      event: JSON.stringify(event),
    };
    const doc = withEffects(bare, [effect('hand-over@1', 'hand-over', null, { now })]);
    const { existing } = await this.#deps.collection.insert(doc);
    if (!existing) void this.#runner.drive(doc._id);
  }

  /** Forgets deliveries older than a month. */
  async sweep(): Promise<void> {
    const before = new Date(this.#deps.clock.now().getTime() - KEPT_MS).toISOString();
    const { docs } = await this.#deps.collection.find({ index: 'receivedAt', prefix: [], below: [before], limit: 500 });
    for (const doc of docs) await this.#deps.collection.remove(doc._id, doc.v);
  }
}

/** Wakes the owner of what changed. What can be read again is only named, never copied. */
function handOver(graph: GraphClient): EffectHandler<DeliveryDoc, null> {
  return {
    kind: 'hand-over@1',
    effect: 'read',
    async run({ doc, signal }) {
      const event = JSON.parse(doc.event) as VendorEvent;
      try {
        await tellOwner(graph, doc.connectionId, event, signal);
      } catch (error) {
        if (error instanceof GraphClientError)
          throw new AdapterError('unavailable', { outcome: 'not-done', message: error.message, cause: error });
        throw error;
      }
      return { status: 'done', value: null };
    },
    apply: doc => doc,
  };
}

async function tellOwner(graph: GraphClient, connectionId: string, event: VendorEvent, signal: AbortSignal): Promise<void> {
  switch (event.kind) {
    case 'order-changed':
      await graph.query(
        'orders',
        'mutation ($c: ID!, $e: ID!, $k: String) { internalWakeChannelOrder(channelId: $c, externalId: $e, key: $k) }',
        { c: connectionId, e: event.externalId, k: event.key ?? null },
        { signal },
      );
      return;
    case 'product-changed':
      await graph.query(
        'products',
        'mutation ($c: ID!, $e: ID!) { internalRefreshListing(channelId: $c, externalId: $e) }',
        { c: connectionId, e: event.externalId },
        { signal },
      );
      return;
    case 'parcel-changed':
      await graph.query(
        'shipments',
        'mutation ($c: ID!, $t: String!) { internalObserveTracking(carrierId: $c, tracking: $t) }',
        { c: connectionId, t: JSON.stringify(event.tracking) },
        { signal },
      );
      return;
    case 'ignored':
  }
}

function isPing(parse: (request: RawRequest) => readonly VendorEvent[], request: RawRequest): boolean {
  try {
    const events = parse(request);
    return events.length > 0 && events.every(event => event.kind === 'ignored');
  } catch {
    return false;
  }
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
