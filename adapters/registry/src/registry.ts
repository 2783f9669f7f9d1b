import type { Adapter, Conformance } from '@onebasket/adapter-sdk';
import { systemClock, type Clock } from '@onebasket/core';
import { Agent } from 'undici';
import type { BudgetLedger } from './budget/ledger.ts';
import { memoryLedger } from './budget/memory-ledger.ts';
import { makeConnection, type HostLog } from './connection.ts';
import { contractProblem } from './contract-version.ts';
import { licenceOf, type Licence } from './licence.ts';
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
  /** Where spent requests are counted; default: in this process. Replicas share one. */
  readonly ledger?: BudgetLedger;
  /** What the packages' `conformance.json` say, by adapter id; default: what the adapter brings itself. */
  readonly conformance?: Readonly<Record<string, Conformance>>;
  /** Offers abilities that have no pass of the conformance kit, too: for the kit itself and for development. Default: they are not offered. */
  readonly offerUnlicensed?: boolean;
}

/** The registry over the configured connections. Throws `SettingsError` naming everything that does not fit; what is not offered for want of a pass is warned of. */
export function createRegistry(options: RegistryOptions): Registry {
  const agent = new Agent({
    connections: 64,
    keepAliveTimeout: 4_000,
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
    connect: { timeout: 5_000 },
  });
  const adapters = new Map(options.adapters.map(adapter => [adapter.manifest.id, adapter]));
  const ledger = options.ledger ?? memoryLedger();
  const problems: SettingsProblem[] = [];
  const licences = new Map<string, Licence>();
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
    const mismatch = contractProblem(adapter);
    if (mismatch !== undefined) {
      problems.push({ connection: config.id, at: 'adapter', path: [], message: mismatch });
      continue;
    }
    const checked = checkSettings(adapter, config.id, config.settings);
    problems.push(...checked.problems);
    if (checked.problems.length > 0) continue;
    const licence =
      licences.get(config.adapter) ??
      licenceOf(adapter, options.conformance?.[config.adapter] ?? adapter.conformance, options.offerUnlicensed ?? false);
    licences.set(config.adapter, licence);
    const clock = options.clock ?? systemClock;
    connections.set(
      `${kind}:${config.id}`,
      makeConnection({
        kind,
        id: config.id,
        name: config.name ?? config.id,
        adapter: { ...adapter, capabilities: licence.capabilities },
        settings: checked.settings,
        passes: licence.passes,
        agent,
        ledger,
        clock,
        log: options.log,
      }),
    );
  }
  if (problems.length > 0) throw new SettingsError(problems);
  for (const warning of new Set([...licences.values()].flatMap(({ warnings }) => warnings))) options.log.warn(warning);

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
