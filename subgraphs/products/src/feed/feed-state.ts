import { randomUUID } from 'node:crypto';
import { instant, type AdapterError, type Clock } from '@onebasket/core';
import type { FeedPage } from '@onebasket/adapter-sdk';
import type { Collection, Storage } from '@onebasket/runtime';
import { feeds, type FeedDoc } from './feed-doc.ts';

/** Longer than a page may take. */
const LEASE_MS = 90_000;

/** How far each channel's feed has been read, kept in memory beside the stored truth so that every search can tell of it. */
export class FeedStates {
  private readonly collection: Collection<FeedDoc, never>;
  private readonly known = new Map<string, FeedDoc>();
  private readonly clock: Clock;
  private readonly self = randomUUID();
  private readonly isSole: boolean;

  constructor(storage: Storage, clock: Clock, options: { readonly isSole: boolean }) {
    this.collection = storage.collection(feeds);
    this.clock = clock;
    this.isSole = options.isSole;
  }

  /** As last read or written by this process. */
  of(channelId: string): FeedDoc | undefined {
    return this.known.get(channelId);
  }

  async load(channelId: string): Promise<FeedDoc> {
    const fresh: FeedDoc = { _id: channelId, v: 1, shape: 1, complete: false, received: 0 };
    const doc = (await this.collection.get(channelId)) ?? (await this.collection.insert(fresh)).existing ?? fresh;
    this.known.set(channelId, doc);
    return doc;
  }

  /** Where to go on, when the feed is this process's to read; `undefined` while another reads it. Held until `release`, or until it has stood still for 90 s. */
  async acquire(channelId: string): Promise<FeedDoc | undefined> {
    await this.load(channelId);
    const doc = await this.change(channelId, now => (this.isOthers(now) ? now : { ...now, lease: this.lease() }));
    return doc.lease?.by === this.self ? doc : undefined;
  }

  async release(channelId: string): Promise<void> {
    await this.change(channelId, ({ lease, ...now }) => (lease === undefined || lease.by === this.self ? now : { ...now, lease }));
  }

  /** To be called once the page itself is stored. */
  async pageStored(channelId: string, page: FeedPage): Promise<FeedDoc> {
    return this.change(channelId, ({ failure: _overcome, ...now }) => ({
      ...now,
      cursor: page.cursor,
      complete: now.complete || !page.more,
      received: now.complete ? now.received : now.received + page.listings.length,
      lastSuccessAt: instant(this.clock.now()),
      lease: this.lease(),
      ...(page.total === undefined ? {} : { total: page.total }),
    }));
  }

  async failed(channelId: string, error: AdapterError): Promise<FeedDoc> {
    return this.change(channelId, now => ({
      ...now,
      failure: {
        code: error.code,
        message: error.message.slice(0, 500),
        at: instant(this.clock.now()),
        ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: Math.round(error.retryAfterMs) }),
      },
    }));
  }

  private isOthers({ lease }: FeedDoc): boolean {
    // A process that has the store to itself need not wait for the one that was killed before it.
    return !this.isSole && lease !== undefined && lease.by !== this.self && lease.until > instant(this.clock.now());
  }

  private lease(): { by: string; until: string } {
    return { by: this.self, until: instant(new Date(this.clock.now().getTime() + LEASE_MS)) };
  }

  private async change(channelId: string, decide: (now: FeedDoc) => FeedDoc): Promise<FeedDoc> {
    const doc = (await this.collection.change(channelId, decide)) ?? (await this.load(channelId));
    this.known.set(channelId, doc);
    return doc;
  }
}
