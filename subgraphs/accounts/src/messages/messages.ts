import { randomUUID } from 'node:crypto';
import type { Clock } from '@onebasket/core';
import type { HttpRoute, Log } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** A message to a person, as it waits in the outbox. */
export interface MessageDoc extends Doc {
  readonly to: string;
  readonly text: string;
  readonly code?: string;
  readonly at: string;
}

export const outbox: CollectionSpec<MessageDoc, 'to' | 'at'> = {
  name: 'outbox',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    to: Type.String(),
    text: Type.String(),
    code: Type.Optional(Type.String()),
    at: Type.String(),
  }),
  lift: [],
  indexes: { to: doc => [[doc.to.toLowerCase(), doc.at]], at: doc => [[doc.at]] },
};

/** The message port: how a person is reached. */
export interface Messages {
  /** The same key sends it once. */
  send(message: { readonly to: string; readonly text: string; readonly code?: string; readonly key?: string }): Promise<void>;
}

const KEPT_MS = 7 * 24 * 3_600_000;

/** The embedded message port: writes to an outbox, which `accounts.outbox: http` shows to callers on this machine. */
export class Outbox implements Messages {
  readonly #collection: Collection<MessageDoc, 'to' | 'at'>;
  readonly #clock: Clock;
  readonly #log: Log;
  #lastMs = 0;

  constructor(collection: Collection<MessageDoc, 'to' | 'at'>, clock: Clock, log: Log) {
    this.#collection = collection;
    this.#clock = clock;
    this.#log = log;
  }

  async send({ to, text, code, key }: Parameters<Messages['send']>[0]): Promise<void> {
    // Never the same instant twice, so that "newest first" is the order of sending.
    this.#lastMs = Math.max(this.#clock.now().getTime(), this.#lastMs + 1);
    const at = new Date(this.#lastMs).toISOString();
    const { existing } = await this.#collection.insert({
      _id: key ?? randomUUID(),
      v: 1,
      shape: 1,
      to,
      text,
      ...(code ? { code } : {}),
      at,
    });
    if (!existing) this.#log.info('a message waits in the outbox');
  }

  /** Newest first. */
  async sentTo(to: string): Promise<readonly Pick<MessageDoc, 'to' | 'code' | 'text' | 'at'>[]> {
    const { docs } = await this.#collection.find({ index: 'to', prefix: [to.toLowerCase()], order: 'desc', limit: 100 });
    return docs.map(doc => ({ to: doc.to, ...(doc.code ? { code: doc.code } : {}), text: doc.text, at: doc.at }));
  }

  /** Forgets what is older than a week. */
  async sweep(): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - KEPT_MS).toISOString();
    const { docs } = await this.#collection.find({ index: 'at', prefix: [], below: [before], limit: 500 });
    for (const doc of docs) await this.#collection.remove(doc._id, doc.v);
  }

  /** `GET /outbox?to=ADDRESS`, to loopback callers only. */
  route(): HttpRoute {
    return {
      method: 'GET',
      path: '/outbox',
      handle: async ({ query, headers, remoteAddress }) => {
        // A proxy on this machine speaks for strangers.
        if (headers['forwarded'] !== undefined || headers['x-forwarded-for'] !== undefined) return { status: 404 };
        if (!/^(127\.|::1$|::ffff:127\.)/.test(remoteAddress)) return { status: 404 };
        const to = query.get('to');
        if (!to)
          return { status: 400, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: 'give ?to=ADDRESS' }) };
        return {
          status: 200,
          headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
          // An unescaped "+" of an address or a phone number arrives as a blank.
          body: JSON.stringify([await this.sentTo(to), await this.sentTo(to.replaceAll(' ', '+'))].find(found => found.length > 0) ?? []),
        };
      },
    };
  }
}
