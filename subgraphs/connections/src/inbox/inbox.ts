import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { RawRequest, VendorEvent } from '@onebasket/adapter-sdk';
import { AdapterError, type Clock } from '@onebasket/core';
import {
  attentionOf,
  type AttentionSource,
  EffectRunner,
  type Journal,
  type EffectHandler,
  type GraphClient,
  type HttpRoute,
  type Log,
  type Wakes,
} from '@onebasket/runtime';
import { DocumentInvalid, type Collection } from '@onebasket/runtime/storage';
import { newDelivery, type DeliveryDoc, type DeliveryIndex } from './delivery-doc.ts';
import { handOver } from './hand-over.ts';

export interface InboxDeps {
  readonly collection: Collection<DeliveryDoc, DeliveryIndex>;
  readonly registry: Registry;
  readonly graph: GraphClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly soleWorker: boolean;
  readonly wakes?: Wakes;
}

const BODY_LIMIT = 1_048_576;
const KEPT_MS = 30 * 24 * 3_600_000;
const SWEEP_PAGE = 500;

type RouteRequest = Parameters<HttpRoute['handle']>[0];
type Answer = Awaited<ReturnType<HttpRoute['handle']>>;

/** The room where vendors' webhooks arrive: verified over the raw bytes, stored, answered, and then handed to their owner until it has taken them. */
export class Inbox {
  readonly #deps: InboxDeps;
  readonly #runner: EffectRunner<DeliveryDoc>;
  /** What of it waits for a person. */
  readonly attention: AttentionSource;

  constructor(deps: InboxDeps) {
    this.#deps = deps;
    this.#runner = new EffectRunner<DeliveryDoc>({
      collection: deps.collection,
      journal: deps.journal,
      handlers: [handOver(deps)] as unknown as readonly EffectHandler<DeliveryDoc, never>[],
      clock: deps.clock,
      log: deps.log,
      soleWorker: deps.soleWorker,
      ...(deps.wakes ? { wakes: deps.wakes.queue('inbox') } : {}),
    });
    this.attention = attentionOf('inbox', this.#runner, deps.collection);
  }

  /** Goes on with what an earlier process left. */
  start(): void {
    this.#runner.start();
  }

  stop(): Promise<void> {
    return this.#runner.stop();
  }

  /** `POST /hooks/<connection>` and everything below it. */
  async receive({ path, headers, body }: Pick<RouteRequest, 'path' | 'headers' | 'body'>): Promise<Answer> {
    const connection = this.#deps.registry.connection(connectionIdOf(path));
    if (!connection?.has('webhooks')) return { status: 404 };
    if (body.length > BODY_LIMIT) return { status: 413 };
    const request: RawRequest = { method: 'POST', path, headers, body };
    try {
      if (!(await connection.verifyWebhook(request)))
        return (await isHello(connection, request)) ? { status: 200 } : await connection.webhookReply(false);
    } catch (error) {
      return this.#unverified(connection.id, error);
    }
    const events = await this.#read(connection, request);
    if (!events) return { status: 400 };
    try {
      for (const event of events) if (event.kind !== 'ignored') await this.keep(connection.id, event);
    } catch (error) {
      if (error instanceof DocumentInvalid) return { status: 413 };
      throw error;
    }
    return connection.webhookReply(true);
  }

  /** `GET /hooks/<connection>`: some vendors look whether somebody is there before they send, or ask who we are. */
  async greet({ path, query, headers }: Pick<RouteRequest, 'path' | 'query' | 'headers'>): Promise<Answer> {
    const connection = this.#deps.registry.connection(connectionIdOf(path));
    if (!connection?.has('webhooks')) return { status: 404 };
    const asked = query.size === 0 ? path : `${path}?${query.toString()}`;
    return (await connection.handshake({ method: 'GET', path: asked, headers, body: new Uint8Array() })) ?? { status: 200 };
  }

  /** Forgets deliveries older than a month. */
  async sweep(): Promise<void> {
    const before = new Date(this.#deps.clock.now().getTime() - KEPT_MS).toISOString();
    let isMore = true;
    while (isMore) {
      const { docs } = await this.#deps.collection.find({ index: 'receivedAt', prefix: [], below: [before], limit: SWEEP_PAGE });
      const removed = await Promise.all(docs.map(doc => this.#deps.collection.remove(doc._id, doc.v)));
      isMore = docs.length === SWEEP_PAGE && removed.includes(true);
    }
  }

  /** Whether it is genuine is not known: the vendor is asked to come again, where that can help. */
  #unverified(connectionId: string, error: unknown): Answer {
    if (!(error instanceof AdapterError)) throw error;
    this.#deps.log.warn('a webhook could not be verified', { connectionId, code: error.code, error: error.message });
    const mayPass = error.code === 'timeout' || error.code === 'unavailable' || error.code === 'rate-limited';
    return mayPass ? { status: 503, headers: { 'retry-after': '5' } } : { status: 400 };
  }

  async #read(connection: RegisteredConnection, request: RawRequest): Promise<readonly VendorEvent[] | undefined> {
    try {
      return await connection.parseWebhook(request);
    } catch (error) {
      this.#deps.log.warn('a webhook could not be read', { connectionId: connection.id, error: String(error) });
      return undefined;
    }
  }

  /** Stores what a vendor told, once, and hands it over. */
  async keep(connectionId: string, event: VendorEvent): Promise<void> {
    const delivery = newDelivery(connectionId, event, this.#deps.clock.now());
    const { existing } = await this.#deps.collection.insert(delivery);
    if (!existing) void this.#runner.drive(delivery._id);
  }
}

/** A vendor that says hello before it has anything to say does so unsigned; it means nothing. */
async function isHello(connection: RegisteredConnection, request: RawRequest): Promise<boolean> {
  try {
    const events = await connection.parseWebhook(request);
    return events.length > 0 && events.every(event => event.kind === 'ignored' && event.what === 'ping');
  } catch {
    return false;
  }
}

/** "acme" of "/hooks/acme/whatever". */
function connectionIdOf(path: string): string {
  return path.split('/')[2] ?? '';
}
