import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Destination, Quote } from '@onebasket/adapter-sdk';
import { AdapterError, canonicalJson, type Clock, type Refusal } from '@onebasket/core';
import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';

/** What is asked of a channel: this listing, this many, delivered there (or nowhere). */
export interface OfferRequest {
  readonly channel: RegisteredConnection;
  readonly externalId: string;
  readonly quantity: number;
  readonly destination?: Destination | undefined;
}

/** A channel's answer and how old it is. */
export interface OfferReading {
  readonly answer: Quote | Refusal;
  readonly observedAt: Date;
  readonly source: 'LIVE' | 'CACHE';
}

interface Observed {
  readonly answer: Quote | Refusal;
  readonly observedAt: Date;
}

const READ_DEADLINE_MS = 15_000;
/** A read that has hung for so long is not waited for by newcomers: the shop may be back, and the old request will never hear of it. */
const JOIN_WITHIN_MS = 2_000;
const BATCH = 50;
const KEPT = 20_000;

/**
 * Offers as channels state them: from the cache when young enough, else live. Readers of one process share what is under way, and what is asked
 * of one channel in one tick goes out as one batch. A reader that leaves does not stop the others: the answer still fills the cache.
 */
export class OfferReader {
  readonly #clock: Clock;
  readonly #observed = new LRUCache<string, Observed>({ max: KEPT });
  readonly #underWay = new Map<string, { readonly since: number; readonly live: Promise<Observed> }>();
  readonly #batches = new Map<string, DataLoader<OfferRequest, Quote | Refusal, OfferRequest>>();
  readonly #onLive: ((request: OfferRequest, quote: Quote, at: Date) => void) | undefined;

  constructor(options: { readonly clock: Clock; readonly onLive?: (request: OfferRequest, quote: Quote, at: Date) => void }) {
    this.#clock = options.clock;
    this.#onLive = options.onLive;
  }

  /** Rejects with `AdapterError` when the channel gives no usable answer. `maxAgeMs` 0 = live. */
  async read(request: OfferRequest, maxAgeMs: number): Promise<OfferReading> {
    const key = canonicalJson([request.channel.id, request.externalId, request.quantity, request.destination ?? null]);
    const known = this.#observed.get(key);
    if (maxAgeMs > 0 && known && this.#clock.now().getTime() - known.observedAt.getTime() <= maxAgeMs) return { ...known, source: 'CACHE' };
    const underWay = this.#underWay.get(key);
    const live = underWay && performance.now() - underWay.since <= JOIN_WITHIN_MS ? underWay.live : this.#begin(request, key);
    return { ...(await live), source: 'LIVE' };
  }

  #begin(request: OfferRequest, key: string): Promise<Observed> {
    const live = this.#readLive(request, key).finally(() => {
      if (this.#underWay.get(key)?.live === live) this.#underWay.delete(key);
    });
    this.#underWay.set(key, { since: performance.now(), live });
    return live;
  }

  async #readLive(request: OfferRequest, key: string): Promise<Observed> {
    const answer = await this.#batch(request.channel).load(request);
    const observed = { answer, observedAt: this.#clock.now() };
    this.#observed.set(key, observed);
    if (!('status' in answer)) {
      const [line] = answer.lines;
      if (line) request.channel.noteCurrency(line.unitPrice.currency);
      this.#onLive?.(request, answer, observed.observedAt);
    }
    return observed;
  }

  #batch(channel: RegisteredConnection): DataLoader<OfferRequest, Quote | Refusal, OfferRequest> {
    let batch = this.#batches.get(channel.id);
    if (!batch) {
      batch = new DataLoader(requests => readBatch(channel, requests), { cache: false, maxBatchSize: BATCH });
      this.#batches.set(channel.id, batch);
    }
    return batch;
  }
}

async function readBatch(channel: RegisteredConnection, requests: readonly OfferRequest[]): Promise<(Quote | Refusal | Error)[]> {
  const quoteRequests = requests.map(({ externalId, quantity, destination }) => ({
    lines: [{ externalId, quantity }],
    ...(destination ? { destination } : {}),
  }));
  try {
    const answers = await channel.run('quotes', (quotes, call) => quotes.getQuotes(quoteRequests, call), { deadlineMs: READ_DEADLINE_MS });
    return requests.map(
      (_, at) => answers[at] ?? new AdapterError('invalid-response', { outcome: 'not-done', message: `${channel.id} left a quote out` }),
    );
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return requests.map(() => failure);
  }
}

/** The channel and external id that a listing id names. */
export function channelOf(
  registry: Registry,
  listingId: string,
): { readonly channel: RegisteredConnection; readonly externalId: string } | undefined {
  const at = listingId.indexOf(':');
  const channel = at > 0 ? registry.channel(listingId.slice(0, at)) : undefined;
  return channel ? { channel, externalId: listingId.slice(at + 1) } : undefined;
}
