import type { Adapter } from '@onebasket/adapter-sdk';
import { systemClock, type Clock } from '@onebasket/core';
import { Agent } from 'undici';
import { makeConnection, type HostLog } from './connection.ts';
import { checkSettings, SettingsError, type SettingsProblem } from './settings.ts';
import type { RegisteredConnection, Registry } from './types.ts';

export interface RegistryOptions {
  readonly connections: readonly {
    readonly kind: RegisteredConnection['kind'];
    readonly config: {
      readonly id: string;
      readonly adapter: string;
      readonly name?: string;
      readonly settings: Readonly<Record<string, unknown>>;
    };
  }[];
  readonly adapters: readonly Adapter[];
  readonly log: HostLog;
  readonly clock?: Clock;
  /** Version with which each adapter passed the conformance kit, by adapter id; default: what the adapter brings itself. */
  readonly conformance?: Readonly<Record<string, string>>;
}

/** The registry over the configured connections. Throws `SettingsError` naming everything that does not fit. */
export function createRegistry(options: RegistryOptions): Registry {
  const agent = new Agent({
    connections: 64,
    keepAliveTimeout: 4_000,
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
    connect: { timeout: 5_000 },
  });
  const adapters = new Map(options.adapters.map(adapter => [adapter.manifest.id, adapter]));
  const problems: SettingsProblem[] = [];
  const connections = new Map<string, RegisteredConnection>();
  for (const { kind, config } of options.connections) {
    const adapter = adapters.get(config.adapter);
    if (!adapter || adapter.manifest.kind !== kind) {
      const allowed = options.adapters.filter(one => one.manifest.kind === kind).map(one => one.manifest.id);
      problems.push({
        connection: config.id,
        path: [],
        message: `"${config.adapter}" is no ${kind} adapter here; allowed: ${allowed.join(', ')}`,
      });
      continue;
    }
    const checked = checkSettings(adapter, config.id, config.settings);
    problems.push(...checked.problems);
    if (checked.problems.length > 0) continue;
    const conformance = options.conformance?.[config.adapter] ?? adapter.conformance?.contract ?? null;
    const clock = options.clock ?? systemClock;
    connections.set(
      `${kind}:${config.id}`,
      makeConnection({
        kind,
        id: config.id,
        name: config.name ?? config.id,
        adapter,
        settings: checked.settings,
        conformance,
        agent,
        clock,
        log: options.log,
      }),
    );
  }
  if (problems.length > 0) throw new SettingsError(problems);

  const all = [...connections.values()];
  const ofKind = (kind: RegisteredConnection['kind']) => all.filter(connection => connection.kind === kind);
  const [channels, carriers, payments] = [ofKind('channel'), ofKind('carrier'), ofKind('payment')];
  return {
    channels: () => channels,
    carriers: () => carriers,
    payments: () => payments,
    channel: id => connections.get(`channel:${id}`),
    carrier: id => connections.get(`carrier:${id}`),
    payment: id => connections.get(`payment:${id}`),
    connection: id => connections.get(`channel:${id}`) ?? connections.get(`carrier:${id}`) ?? connections.get(`payment:${id}`),
    close: () => agent.close(),
  };
}
