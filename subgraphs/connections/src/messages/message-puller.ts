import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { VendorEvent } from '@onebasket/adapter-sdk';
import type { Clock } from '@onebasket/core';
import type { Log } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

/** `_id` = `<kind>:<connection>`. Which replica fetches an account's messages, and until when. */
export interface PullDoc extends Doc {
  readonly heldUntil: string;
}

export const pullsSpec: CollectionSpec<PullDoc, never> = {
  name: 'message-pulls',
  schema: Type.Object({ _id: Type.String(), v: Type.Integer(), shape: Type.Integer(), heldUntil: Type.String() }),
  lift: [],
  indexes: {},
};

export interface MessagePullerDeps {
  readonly collection: Collection<PullDoc, never>;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
  /** Stores an event durably; the same one twice is stored once. */
  keep(connectionId: string, event: VendorEvent): Promise<void>;
  readonly everyMs?: number;
}

const EVERY_MS = 15_000;
/** Longer than a round takes, so that one replica fetches at a time and another takes over when it dies. */
const HOLD_MS = 60_000;
const MOST_PAGES = 100;

/** Fetches what vendors keep for us until we come: stored first, acknowledged then, so that nothing is lost and a repeat changes nothing. */
export class MessagePuller {
  readonly #deps: MessagePullerDeps;
  readonly #connections: readonly RegisteredConnection[];
  /** What this replica wrote last, by account. */
  readonly #holds = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #round: Promise<unknown> = Promise.resolve();

  constructor(deps: MessagePullerDeps) {
    this.#deps = deps;
    const { registry } = deps;
    this.#connections = [...registry.channels(), ...registry.carriers(), ...registry.payments()].filter(one => one.has('messages'));
  }

  start(): void {
    if (this.#connections.length === 0) return;
    const round = () => {
      this.#round = this.pullAll().finally(() => {
        if (!this.#isStopped) this.#timer = setTimeout(round, this.#deps.everyMs ?? EVERY_MS).unref();
      });
    };
    round();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** One round over all accounts. Never rejects: what fails is tried again in the next round. */
  async pullAll(): Promise<void> {
    await Promise.all(
      this.#connections.map(connection =>
        this.#pull(connection).catch((error: unknown) =>
          this.#deps.log.warn('messages were not fetched', { connection: connection.id, error: String(error) }),
        ),
      ),
    );
  }

  async #pull(connection: RegisteredConnection): Promise<void> {
    if (!(await this.#isMine(`${connection.kind}:${connection.id}`))) return;
    for (let pages = 0; pages < MOST_PAGES && !this.#isStopped; pages++) {
      const { events, receipt, more } = await connection.run('messages', (it, call) => it.pull(call));
      for (const event of events) if (event.kind !== 'ignored') await this.#deps.keep(connection.id, event);
      if (receipt !== undefined) await connection.run('messages', (it, call) => it.acknowledge(receipt, call));
      if (!more) return;
    }
  }

  async #isMine(key: string): Promise<boolean> {
    const { collection, clock } = this.#deps;
    const now = clock.now();
    const heldUntil = new Date(now.getTime() + HOLD_MS).toISOString();
    const { existing } = await collection.insert({ _id: key, v: 1, shape: 1, heldUntil });
    if (!existing) {
      this.#holds.set(key, heldUntil);
      return true;
    }
    let isMine = false;
    await collection.change(key, doc => {
      isMine = doc.heldUntil <= now.toISOString() || this.#holds.get(key) === doc.heldUntil;
      return isMine ? { ...doc, heldUntil } : undefined;
    });
    if (isMine) this.#holds.set(key, heldUntil);
    return isMine;
  }
}
