import { createRegistry, type Ability, type BudgetLedger, type RegisteredConnection, type RunOptions } from '@onebasket/adapter-registry';
import type { Adapter, Call, Capabilities } from '@onebasket/adapter-sdk';
import { startFaultProxy, type FaultProxy } from './faults/fault-proxy.ts';
import type { Control, RunningVendor, Sample } from './options.ts';

/** Each check meets a vendor that has asked for no pause yet. */
const boundless: BudgetLedger = {
  take: () => Promise.resolve({ isTaken: true, waitMs: 0, bucketLeft: 1, dayLeft: 1 }),
  giveBack: () => Promise.resolve(),
  note: () => Promise.resolve(),
};
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** An adapter on its test stand: its vendor, the proxy between, and connections through the real host. */
export interface Bench {
  readonly adapter: Adapter;
  /** Of its connections. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sample: Sample;
  readonly control: Control;
  /** Absent for an adapter that speaks to no server. */
  readonly proxy: FaultProxy | undefined;
  /** Texts that no message may contain. */
  readonly secrets: readonly string[];
  /** A connection that remembers nothing: fresh breaker, budget and memo. */
  connect(): RegisteredConnection;
  stop(): Promise<void>;
}

export async function openBench(adapter: Adapter, vendor: RunningVendor): Promise<Bench> {
  const { manifest } = adapter;
  const { baseUrl } = vendor.settings;
  const proxy = typeof baseUrl === 'string' ? await startFaultProxy(baseUrl) : undefined;
  const settings = proxy ? { ...vendor.settings, baseUrl: proxy.url } : vendor.settings;
  const registries = new Set<{ close(): Promise<void> }>();
  return {
    adapter,
    settings,
    sample: vendor.sample ?? {},
    control: vendor.control ?? {},
    proxy,
    secrets: secretValues(adapter, vendor.settings),
    connect: () => {
      const registry = createRegistry({
        connections: [{ kind: manifest.kind, config: { id: 'vendor', adapter: manifest.id, settings } }],
        adapters: [adapter],
        // Who is examined has no licence yet.
        offerUnlicensed: true,
        ledger: boundless,
        log: SILENT,
      });
      registries.add(registry);
      const connection = registry.connection('vendor');
      if (!connection) throw new Error('the registry made no connection');
      return connection;
    },
    stop: async () => {
      // The proxy first: what still waits for it ends at once.
      await proxy?.stop();
      await Promise.all([...registries].map(registry => registry.close()));
      await vendor.stop();
    },
  };
}

/** Runs one ability, which the caller knows to be there. */
export function use<A extends Ability, R>(
  connection: RegisteredConnection,
  ability: A,
  work: (it: NonNullable<Capabilities[A]>, call: Call) => Promise<R>,
  options: RunOptions = { deadlineMs: 15_000 },
): Promise<R> {
  return connection.run(ability, work, options);
}

function secretValues(adapter: Adapter, settings: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(adapter.manifest.settings.properties).flatMap(([name, schema]) => {
    const value = settings[name];
    return (schema as { secret?: boolean }).secret && typeof value === 'string' ? [value] : [];
  });
}
