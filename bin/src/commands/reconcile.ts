import { writeFile } from 'node:fs/promises';
import { systemClock } from '@onebasket/core';
import {
  createLog,
  localGraphClient,
  openBus,
  openKeys,
  openLedger,
  openVault,
  type Subgraph,
  type SubgraphName,
} from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { lendCredentials } from '@onebasket/subgraph-connections';
import { reconcileOnce, reportText, type ReconciliationReport } from '@onebasket/subgraph-orders';
import { createShipmentsSubgraph } from '@onebasket/subgraph-shipments';
import { registryOf } from '../compose-system.ts';
import { loadSystem, type LoadedSystem } from '../load-system.ts';

export interface ReconcileOptions {
  readonly config: string;
  readonly since?: string;
  readonly until?: string;
  readonly json?: boolean;
  readonly output?: string;
}

/**
 * `onebasket reconcile`: compares what is stored with what the vendors say, beside a system that runs or without one; nothing is changed. Exits 2 when there
 * are differences, 1 when it could not be compared.
 */
export async function reconcile(options: ReconcileOptions): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped')));
  try {
    const report = await compare(options, stop.signal);
    const json = JSON.stringify(report, null, 2);
    if (options.output) await writeFile(options.output, `${json}\n`);
    console.log(options.json ? json : reportText(report));
    process.exitCode = report.counts.length > 0 ? 2 : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function compare({ config: file, since, until }: ReconcileOptions, signal: AbortSignal): Promise<ReconciliationReport> {
  const log = createLog(process.env['ONEBASKET_LOG'] ?? 'silent');
  const closing: (() => unknown)[] = [];
  let system: LoadedSystem | undefined;
  try {
    system = await loadSystem(file, log);
    const { config } = system;
    const storage = openStorage(config.storage.url, { log, readOnly: true });
    closing.push(() => storage.close());
    const bus = await openBus(config.bus.url, log);
    closing.push(() => bus.close());
    const keys = await openKeys(storage, config.accounts.signingKey);
    const ledger = openLedger(config.bus.url, log);
    closing.push(() => ledger.close());
    const registry = registryOf(config, log, system.adapters, ledger);
    closing.push(() => registry.close());
    await lendCredentials(registry, storage.open('connections'), openVault(keys, config.secrets?.keys), log);
    // Made and never started: it answers what it holds, and follows nothing.
    const subgraphs = new Map<SubgraphName, Subgraph>();
    const shared = { config, registry, bus, keys, clock: systemClock, log, graph: localGraphClient(subgraphs) };
    subgraphs.set('shipments', createShipmentsSubgraph({ ...shared, storage: storage.open('shipments') }));
    return await reconcileOnce(
      { ...shared, storage: storage.open('orders') },
      { signal, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    );
  } finally {
    for (const close of closing.reverse()) await close();
    await system?.close();
  }
}
