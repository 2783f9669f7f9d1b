import type { Clock } from '@onebasket/core';
import type { Registry } from '@onebasket/adapter-registry';
import type { GraphQLSchema } from 'graphql';
import type { Bus } from '../bus/port.ts';
import type { Config } from '../config/types.ts';
import type { GraphClient } from '../graph-client/port.ts';
import type { Keys } from '../keys/keys.ts';
import type { Log } from '../log/log.ts';
import type { Storage } from '../storage/port.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Wakes } from '../wakes/port.ts';

export const SUBGRAPH_NAMES = ['products', 'prices', 'orders', 'shipments', 'accounts', 'connections'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** All that a subgraph is given at its making. */
export interface SubgraphDeps {
  readonly config: Config;
  readonly storage: Storage;
  readonly registry: Registry;
  readonly bus: Bus;
  /** Wakes the workers of effects, in whichever process they run. Without it their sweeps alone do. */
  readonly wakes?: Wakes;
  /** Reads of, and effects on, the other subgraphs, as the service viewer. */
  readonly graph: GraphClient;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a resolver gets as its third argument. `Loaders` are made anew for each request by the subgraph. */
export interface RequestContext<Loaders = unknown> {
  readonly viewer: Viewer;
  /** From `Accept-Language`. */
  readonly locale: 'en' | 'zh-CN';
  /** Aborted when the caller is gone or the request's time is up. Handed down to every adapter call. */
  readonly signal: AbortSignal;
  readonly traceId: string;
  readonly loaders: Loaders;
}

export interface Subgraph<Loaders = unknown> {
  readonly name: SubgraphName;
  readonly schema: GraphQLSchema;
  makeLoaders(request: Omit<RequestContext, 'loaders'>): Loaders;
  /** Background work: feeds, sweeps, effects. Resolves as soon as requests can be answered. */
  start(): Promise<void>;
  /** Finishes what is under way within a few seconds. */
  stop(): Promise<void>;
  /** Plain HTTP routes that this subgraph answers at the gateway's port (vendors' webhooks, the outbox). First that answers wins. */
  readonly routes?: readonly HttpRoute[];
}

export interface HttpRoute {
  readonly method: string;
  /** Matches `/hooks/` and all below it when it ends in a slash, else the whole path. */
  readonly path: string;
  handle(request: {
    readonly path: string;
    readonly query: URLSearchParams;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly remoteAddress: string;
  }): Promise<{ readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }>;
}
