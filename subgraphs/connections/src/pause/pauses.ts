import type { RegisteredConnection, Registry } from '@onebasket/adapter-registry';
import type { Clock, Json } from '@onebasket/core';
import { requireStaff, viewerKey, type Bus, type Log, type Viewer } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { PAUSES, PAUSES_WANTED, pauseSetter, type PauseNews } from './follow-pauses.ts';
import type { PauseDoc } from './pause-doc.ts';

export interface PausesDeps {
  readonly collection: Collection<PauseDoc, 'all'>;
  readonly registry: Registry;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

/** The bus may lose a message: what stands is told again this often. */
const TELL_AGAIN_MS = 30_000;

/** The pause switch of channels: kept over restarts, followed by the registries of all processes. */
export class Pauses {
  readonly #deps: PausesDeps;
  readonly #set: (news: PauseNews) => void;
  #stops: readonly (() => void)[] = [];

  constructor(deps: PausesDeps) {
    this.#deps = deps;
    this.#set = pauseSetter(deps.registry);
  }

  /** Applies what is stored, and tells every process that asks. */
  async start(): Promise<void> {
    const tell = () =>
      void this.#tellAll().catch((error: unknown) => this.#deps.log.warn('pauses were not told', { error: String(error) }));
    const timer = setInterval(tell, TELL_AGAIN_MS);
    timer.unref();
    this.#stops = [() => clearInterval(timer), this.#deps.bus.subscribe(PAUSES_WANTED, tell)];
    await this.#tellAll();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  /** Turns the switch of a channel. Throws `FORBIDDEN` for all but operators and administrators, `NOT_FOUND`, or `BAD_USER_INPUT` for a note that says nothing. */
  async set(viewer: Viewer, channelId: string, isPaused: boolean, note: string): Promise<RegisteredConnection> {
    const { collection, registry, clock } = this.#deps;
    requireStaff(viewer, 'operator');
    const channel = registry.channel(channelId);
    if (!channel) throw new GraphQLError('There is no such channel', { extensions: { code: 'NOT_FOUND' } });
    if (note.trim() === '' || [...note].length > 4_000)
      throw new GraphQLError('note must have 1 to 4000 characters', { extensions: { code: 'BAD_USER_INPUT' } });
    const said = { isPaused, note, by: viewerKey(viewer), at: clock.now().toISOString() };
    const first: PauseDoc = { _id: channelId, v: 1, shape: 1, ...said };
    const { existing } = await collection.insert(first);
    const stands = existing ? await collection.change(channelId, doc => ({ ...doc, ...said })) : first;
    if (stands) this.#tell(stands);
    return channel;
  }

  /** Channels that take no new orders, as the store says: what a process reads that has heard no news yet. */
  async paused(): Promise<string[]> {
    return (await this.#all()).filter(doc => doc.isPaused).map(doc => doc._id);
  }

  async #tellAll(): Promise<void> {
    for (const doc of await this.#all()) this.#tell(doc);
  }

  async #all(): Promise<readonly PauseDoc[]> {
    const all: PauseDoc[] = [];
    let after: string | undefined;
    do {
      const page = await this.#deps.collection.find({ index: 'all', prefix: [], limit: 1000, ...(after ? { after } : {}) });
      all.push(...page.docs);
      after = page.next;
    } while (after);
    return all;
  }

  #tell({ _id, isPaused, v }: PauseDoc): void {
    const news: PauseNews = { channelId: _id, isPaused, version: v };
    this.#set(news);
    this.#deps.bus.publish(PAUSES, news as unknown as Json);
  }
}
