import { createRegistry, type BudgetLedger, type Registry } from '@onebasket/adapter-registry';
import type { Adapter } from '@onebasket/adapter-sdk';
import { systemClock } from '@onebasket/core';
import { createGateway, type SubgraphTarget } from '@onebasket/gateway';
import {
  localGraphClient,
  openBus,
  openKeys,
  openLedger,
  openVault,
  openWakes,
  remoteGraphClient,
  serveSubgraph,
  shareCircuits,
  SUBGRAPH_NAMES,
  type Config,
  type ConnectionConfig,
  type Log,
  type Subgraph,
  type SubgraphDeps,
  type SubgraphName,
} from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { supergraphSdl } from '@onebasket/schema';
import { createAccountsSubgraph } from '@onebasket/subgraph-accounts';
import { createConnectionsSubgraph, followCredentials, followPauses } from '@onebasket/subgraph-connections';
import { createOrdersSubgraph } from '@onebasket/subgraph-orders';
import { createPricesSubgraph } from '@onebasket/subgraph-prices';
import { createProductsSubgraph } from '@onebasket/subgraph-products';
import { createShipmentsSubgraph } from '@onebasket/subgraph-shipments';
import { shippedAdaptersFor } from './adapters.ts';

const MAKERS: Readonly<Record<SubgraphName, (deps: SubgraphDeps) => Subgraph>> = {
  products: createProductsSubgraph,
  prices: createPricesSubgraph,
  orders: createOrdersSubgraph,
  shipments: createShipmentsSubgraph,
  accounts: createAccountsSubgraph,
  connections: createConnectionsSubgraph,
};

/** A part of the system that runs in this process. */
export interface Running {
  /** Where it answers. */
  readonly url: string;
  readonly registry: Registry;
  stop(): Promise<void>;
}

/** The registry over every configured connection. Throws `SettingsError` for settings that do not fit their adapter. */
export function registryOf(config: Config, log: Log, adapters: readonly Adapter[], ledger?: BudgetLedger): Registry {
  const connections = (kind: 'channel' | 'carrier' | 'payment', list: readonly ConnectionConfig[]) =>
    list.map(connection => ({ kind, config: connection }));
  return createRegistry({
    connections: [
      ...connections('channel', config.channels),
      ...connections('carrier', config.carriers),
      ...connections('payment', config.payments),
    ],
    adapters,
    ...(ledger ? { ledger } : {}),
    log: log.child({ part: 'registry' }),
  });
}

/** Everything in one process: six subgraphs, the gateway, the storage of each. */
export async function startEmbedded(config: Config, log: Log, adapters?: readonly Adapter[]): Promise<Running> {
  const shared = await openShared(config, log, adapters);
  const subgraphs = new Map<SubgraphName, Subgraph>();
  const graph = localGraphClient(subgraphs);
  for (const name of SUBGRAPH_NAMES)
    subgraphs.set(name, MAKERS[name]({ ...shared.deps, graph, storage: shared.storage.open(name), log: log.child({ subgraph: name }) }));
  await Promise.all([...subgraphs.values()].map(subgraph => subgraph.start()));
  const targets = Object.fromEntries([...subgraphs].map(([name, subgraph]) => [name, { kind: 'local', subgraph }])) as Record<
    SubgraphName,
    SubgraphTarget
  >;
  const gateway = await createGateway({
    supergraphSdl: supergraphSdl(),
    subgraphs: targets,
    config,
    keys: shared.deps.keys,
    log: log.child({ part: 'gateway' }),
  });
  const { url } = await gateway.start();
  return {
    url,
    registry: shared.deps.registry,
    stop: async () => {
      await gateway.stop();
      await Promise.all([...subgraphs.values()].map(subgraph => subgraph.stop()));
      await shared.close();
    },
  };
}

/** One subgraph as an HTTP process of its own, for the gateway and the other subgraphs alone. */
export async function startSubgraph(
  name: SubgraphName,
  config: Config,
  log: Log,
  port: number,
  adapters?: readonly Adapter[],
): Promise<Running> {
  const { secret, urls } = distributed(config);
  const shared = await openShared(config, log, adapters);
  const subgraph = MAKERS[name]({
    ...shared.deps,
    graph: remoteGraphClient(urls, secret),
    storage: shared.storage.open(name),
    log: log.child({ subgraph: name }),
  });
  await subgraph.start();
  const server = await serveSubgraph(subgraph, { port, secret, config, keys: shared.deps.keys, log });
  return {
    url: server.url,
    registry: shared.deps.registry,
    stop: async () => {
      await server.stop();
      await subgraph.stop();
      await shared.close();
    },
  };
}

/** The gateway alone, in front of subgraphs that run elsewhere. */
export async function startGateway(config: Config, log: Log, adapters?: readonly Adapter[]): Promise<Running> {
  const { secret, urls } = distributed(config);
  const shared = await openShared(config, log, adapters);
  const targets = Object.fromEntries(SUBGRAPH_NAMES.map(name => [name, { kind: 'remote', url: urls[name] as string, secret }])) as Record<
    SubgraphName,
    SubgraphTarget
  >;
  const gateway = await createGateway({
    supergraphSdl: supergraphSdl(),
    subgraphs: targets,
    config,
    keys: shared.deps.keys,
    log: log.child({ part: 'gateway' }),
  });
  const { url } = await gateway.start();
  return {
    url,
    registry: shared.deps.registry,
    stop: async () => {
      await gateway.stop();
      await shared.close();
    },
  };
}

async function openShared(config: Config, log: Log, given: readonly Adapter[] | undefined) {
  const adapters = given ?? (await shippedAdaptersFor(config));
  const storage = openStorage(config.storage.url, { log: log.child({ part: 'storage' }) });
  const [bus, keys, wakes] = await Promise.all([
    openBus(config.bus.url, log),
    openKeys(storage, config.accounts.signingKey),
    openWakes(config.bus.url, log),
  ]);
  const ledger = openLedger(config.bus.url, log);
  const registry = registryOf(config, log, adapters, ledger);
  const stopFollowing = followCredentials(registry, openVault(keys, config.secrets?.keys), bus, log);
  followPauses(registry, bus);
  const stopSharing = shareCircuits(registry, bus);
  return {
    storage,
    deps: { config, registry, bus, wakes, keys, clock: systemClock },
    close: async () => {
      stopFollowing();
      stopSharing();
      await registry.close();
      await ledger.close();
      await wakes.close();
      await bus.close();
      await storage.close();
    },
  };
}

/** Why this configuration cannot run as several processes; with the addresses and the secret when it can. */
function distributed(config: Config): { readonly secret: string; readonly urls: Readonly<Record<string, string>> } {
  if (config.storage.url.startsWith('sqlite:'))
    throw new Error('storage.url: sqlite: serves one process; give a mongodb:// address to run subgraphs apart');
  if (config.bus.url === 'memory:') throw new Error('bus.url: memory: serves one process; give a redis:// address to run subgraphs apart');
  if (!config.subgraphs) throw new Error('subgraphs: { secret, urls } is needed to run subgraphs apart');
  const missing = SUBGRAPH_NAMES.filter(name => !config.subgraphs?.urls[name]);
  if (missing.length > 0) throw new Error(`subgraphs.urls: no address for ${missing.join(', ')}`);
  return config.subgraphs;
}
