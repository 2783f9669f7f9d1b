import { ANONYMOUS, createLog, type Config, type Storage, type Subgraph, type SubgraphDeps, type Viewer } from '@onebasket/runtime';
import { systemClock } from '@onebasket/core';
import { graphql, type ExecutionResult } from 'graphql';
import { createProductsSubgraph } from '../../src/index.ts';
import type { ProductLoaders } from '../../src/index.ts';
import { MemoryStorage } from './memory-storage.ts';
import { registryOf, type Shop } from './shop.ts';

export const STAFF: Viewer = { kind: 'STAFF', id: 's1', email: 'ops@example.com', roles: ['operator'] };

export interface RunningGraph {
  readonly subgraph: Subgraph<ProductLoaders>;
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
  options: { readonly storage?: Storage; readonly config?: Partial<Config>; readonly settled?: boolean } = {},
): Promise<RunningGraph> {
  const storage = options.storage ?? new MemoryStorage();
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
  return { subgraph, storage, ask, data, stop: () => subgraph.stop() };
}

/** Waits until it holds; gives up after 10 s. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('did not come to pass within 10 s');
}
