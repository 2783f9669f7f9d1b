import { createRegistry, type RegisteredConnection, type RunOptions } from '@onebasket/adapter-registry';
import type { Ability, Adapter, Call, Capabilities, Credentials } from '@onebasket/adapter-sdk';
import { startFaultProxy, type FaultProxy } from './faults/fault-proxy.ts';
import type { CallAllowances, Control, RunningVendor, Sample } from './options.ts';

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** An adapter on its test stand: its vendor, the proxy between, and connections through the real host. */
export interface Bench {
  readonly adapter: Adapter;
  /** Of its connections. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sample: Sample;
  readonly control: Control;
  /** How many requests abilities may take that need more than the kit expects. */
  readonly calls: CallAllowances;
  /** Absent for an adapter that speaks to no server. */
  readonly proxy: FaultProxy | undefined;
  /** Texts that no message may contain. */
  readonly secrets: readonly string[];
  /** What the adapter itself is doing and has said, before the host puts its hand between. */
  readonly trace: Trace;
  /** A connection that remembers nothing: fresh breaker, budget and memo. */
  connect(): RegisteredConnection;
  /** Empties the trace. */
  forget(): void;
  stop(): Promise<void>;
}

export interface Trace {
  /** Calls of abilities that have not ended. */
  readonly underWay: ReadonlySet<Promise<unknown>>;
  /** What abilities threw, as they threw it. */
  readonly thrown: readonly unknown[];
}

interface OpenTrace {
  readonly underWay: Set<Promise<unknown>>;
  readonly thrown: unknown[];
}

const traces = new WeakMap<RegisteredConnection, OpenTrace>();

/** Puts an adapter on the stand, in front of a vendor that runs. */
export async function openBench(adapter: Adapter, vendor: RunningVendor, calls: CallAllowances = {}): Promise<Bench> {
  const { manifest } = adapter;
  const { baseUrl } = vendor.settings;
  const proxy = typeof baseUrl === 'string' ? await startFaultProxy(baseUrl) : undefined;
  const settings = proxy ? { ...vendor.settings, baseUrl: proxy.url } : vendor.settings;
  const registries = new Set<{ close(): Promise<void> }>();
  const trace: OpenTrace = { underWay: new Set(), thrown: [] };
  return {
    adapter,
    settings,
    sample: vendor.sample ?? {},
    control: vendor.control ?? {},
    calls,
    proxy,
    secrets: [...secretValues(adapter, vendor.settings), ...tokensOf(vendor.credentials)],
    trace,
    connect: () => {
      const registry = createRegistry({
        connections: [{ kind: manifest.kind, config: { id: 'vendor', adapter: manifest.id, settings } }],
        adapters: [adapter],
        // Who is examined has no licence yet.
        offerUnlicensed: true,
        log: SILENT,
      });
      registries.add(registry);
      const connection = registry.connection('vendor');
      if (!connection) throw new Error('the registry made no connection');
      if (vendor.credentials) connection.setCredentials(vendor.credentials);
      traces.set(connection, trace);
      return connection;
    },
    forget: () => {
      trace.underWay.clear();
      trace.thrown.length = 0;
    },
    stop: async () => {
      // The proxy first: what still waits for it ends at once.
      await proxy?.stop();
      await Promise.all([...registries].map(registry => registry.close()));
      await vendor.stop();
    },
  };
}

/** Runs one ability, which the caller knows to be there, and keeps a trace of what the adapter does. */
export function use<A extends Ability, R>(
  connection: RegisteredConnection,
  ability: A,
  work: (it: NonNullable<Capabilities[A]>, call: Call) => Promise<R>,
  options: RunOptions = { deadlineMs: 15_000 },
): Promise<R> {
  const trace = traces.get(connection);
  return connection.run(
    ability,
    async (it, call) => {
      const doing = Promise.resolve().then(() => work(it, call));
      trace?.underWay.add(doing);
      try {
        return await doing;
      } catch (error) {
        trace?.thrown.push(error);
        throw error;
      } finally {
        trace?.underWay.delete(doing);
      }
    },
    options,
  );
}

function secretValues(adapter: Adapter, settings: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(adapter.manifest.settings.properties).flatMap(([name, schema]) => {
    const value = settings[name];
    return (schema as { secret?: boolean }).secret && typeof value === 'string' ? [value] : [];
  });
}

function tokensOf({ accessToken, refreshToken, more = {} }: Partial<Credentials> = {}): readonly string[] {
  return [accessToken, refreshToken, ...Object.values(more)].filter((text): text is string => text !== undefined && text !== '');
}
