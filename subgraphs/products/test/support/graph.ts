import { ANONYMOUS, createLog, type Config, type Storage, type Subgraph, type SubgraphDeps, type Viewer } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { systemClock } from '@onebasket/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql, type ExecutionResult } from 'graphql';
import { createProductsSubgraph } from '../../src/index.ts';
import type { ProductLoaders } from '../../src/index.ts';
import { registryOf, type Shop } from './shop.ts';

export const STAFF: Viewer = { kind: 'STAFF', id: 's1', email: 'ops@example.com', roles: ['operator'] };

const folders = new Set<string>();

/** For `afterAll`. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

export interface RunningGraph {
  readonly subgraph: Subgraph<ProductLoaders>;
  /** Where its documents are: handed on to play a restart. */
  readonly folder: string;
  /** For a second process on the same store. */
  readonly storage: Storage;
  /** The whole answer, errors included. */
  ask(query: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<ExecutionResult<Record<string, never>>>;
  /** The data; fails on errors. */
  data<T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<T>;
  stop(): Promise<void>;
}

/** Runs the products subgraph over shops in memory until every feed has been walked (or has failed) once. */
export async function run(
  shops: readonly Shop[],
  options: { readonly folder?: string; readonly shares?: Storage; readonly config?: Partial<Config>; readonly settled?: boolean } = {},
): Promise<RunningGraph> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'products-')));
  const provider = openStorage(`sqlite:${folder}`, { log: createLog('silent') });
  const storage = options.shares ?? provider.open('products');
  const config = { displayCurrency: 'USD', products: { feedIntervalMs: 50, matching: { enabled: true } }, ...options.config } as Config;
  const subgraph = createProductsSubgraph({
    config,
    storage,
    registry: registryOf(shops),
    clock: systemClock,
    log: createLog('silent'),
  } as SubgraphDeps);
  await subgraph.start();
  const ask: RunningGraph['ask'] = (source, variableValues = {}, viewer = ANONYMOUS) => {
    const request = { viewer, locale: 'en' as const, signal: new AbortController().signal, traceId: 'test' };
    return graphql({
      schema: subgraph.schema,
      source,
      variableValues,
      contextValue: { ...request, loaders: subgraph.makeLoaders(request) },
    }) as never;
  };
  const data: RunningGraph['data'] = async (source, variables, viewer) => {
    const answer = await ask(source, variables, viewer);
    if (answer.errors) throw new Error(answer.errors.map(error => error.message).join('; '));
    return answer.data as never;
  };
  if (options.settled !== false) {
    await until(async () => {
      const { search } = await data<{ search: { channels: { status: string }[] } }>('{ search(query: "") { channels { status } } }');
      return search.channels.every(row => row.status !== 'TIMED_OUT');
    });
  }
  return {
    subgraph,
    folder,
    storage,
    ask,
    data,
    stop: async () => {
      await subgraph.stop();
      await provider.close();
      folders.add(folder);
    },
  };
}

/** Waits until it holds; gives up after 10 s. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('did not come to pass within 10 s');
}
