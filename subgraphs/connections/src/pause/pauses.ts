import type { Registry } from '@onebasket/adapter-registry';
import type { Clock } from '@onebasket/core';
import { requireStaff, viewerKey, type Bus, type Viewer } from '@onebasket/runtime';
import type { Collection, CollectionSpec, Doc } from '@onebasket/runtime/storage';
import { GraphQLError } from 'graphql';
import { Type } from 'typebox';

/** `_id` = channel. The last word on whether it takes new orders, and who said it. */
export interface PauseDoc extends Doc {
  readonly isPaused: boolean;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export const pausesSpec: CollectionSpec<PauseDoc, 'all'> = {
  name: 'pauses',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    isPaused: Type.Boolean(),
    note: Type.String(),
    by: Type.String(),
    at: Type.String(),
  }),
  lift: [],
  indexes: { all: doc => [[doc._id]] },
};

const TOPIC = 'connections.paused';

/** The pause switch of channels: kept over restarts, followed by the registries of all processes. */
export class Pauses {
  readonly #collection: Collection<PauseDoc, 'all'>;
  readonly #registry: Registry;
  readonly #bus: Bus;
  readonly #clock: Clock;

  constructor(deps: { collection: Collection<PauseDoc, 'all'>; registry: Registry; bus: Bus; clock: Clock }) {
    this.#collection = deps.collection;
    this.#registry = deps.registry;
    this.#bus = deps.bus;
    this.#clock = deps.clock;
  }

  /** Applies what is stored. */
  async start(): Promise<void> {
    const { docs } = await this.#collection.find({ index: 'all', prefix: [], limit: 1000 });
    for (const doc of docs) {
      this.#apply(doc._id, doc.isPaused);
      this.#bus.publish(TOPIC, { channelId: doc._id, isPaused: doc.isPaused });
    }
  }

  async set(viewer: Viewer, channelId: string, isPaused: boolean, note: string): Promise<void> {
    requireStaff(viewer, 'operator');
    if (!this.#registry.channel(channelId)) throw new GraphQLError('There is no such channel', { extensions: { code: 'NOT_FOUND' } });
    if (note.trim() === '' || [...note].length > 4_000)
      throw new GraphQLError('note must have 1 to 4000 characters', { extensions: { code: 'BAD_USER_INPUT' } });
    const said = { isPaused, note, by: viewerKey(viewer), at: this.#clock.now().toISOString() };
    const { existing } = await this.#collection.insert({ _id: channelId, v: 1, shape: 1, ...said });
    if (existing) await this.#collection.change(channelId, doc => ({ ...doc, ...said }));
    this.#apply(channelId, isPaused);
    this.#bus.publish(TOPIC, { channelId, isPaused });
  }

  #apply(channelId: string, isPaused: boolean): void {
    const channel = this.#registry.channel(channelId);
    if (isPaused) channel?.pause();
    else channel?.resume();
  }
}

/** Lets a registry of another process follow the switch. */
export function followPauses(registry: Registry, bus: Bus): () => void {
  return bus.subscribe(TOPIC, message => {
    const { channelId, isPaused } = message as { channelId: string; isPaused: boolean };
    const channel = registry.channel(channelId);
    if (isPaused) channel?.pause();
    else channel?.resume();
  });
}
