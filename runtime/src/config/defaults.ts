import { DEFAULT_AFTER_SALES } from './after-sale-rules.ts';
import type { RawConfig, RawConnection } from './raw-config.ts';
import type { Config, ConnectionConfig } from './types.ts';
import type { Environment } from './variables.ts';

/** The configuration with everything that was left out filled in. */
export function withDefaults(given: RawConfig, env: Environment): Config {
  const limits = given.gateway?.limits;
  return {
    gateway: {
      port: 4000,
      host: '127.0.0.1',
      introspection: env['NODE_ENV'] !== 'production',
      shareQueries: false,
      ...given.gateway,
      limits: {
        depth: 14,
        aliases: 99,
        orderMutations: 10,
        tokens: 1500,
        bodyBytes: 1_048_576,
        listItems: 250,
        textLength: 4000,
        nameLength: 200,
        first: 100,
        cost: 50_000,
        requestTimeoutMs: 30_000,
        ...limits,
        rate: limits?.rate === false ? false : { perSecond: 50, burst: 200, ...limits?.rate },
      },
    },
    storage: { url: 'sqlite:./data', ...given.storage },
    bus: { url: 'memory:', ...given.bus },
    ...(given.displayCurrency === undefined ? {} : { displayCurrency: given.displayCurrency }),
    ...(given.rates ? { rates: given.rates } : {}),
    adapters: given.adapters ?? [],
    channels: connections(given.channels),
    carriers: connections(given.carriers),
    payments: connections(given.payments),
    accounts: {
      outbox: 'log',
      ...given.accounts,
      seed: { staff: [], clients: [], ...given.accounts?.seed },
      webhooks: { allowPrivateAddresses: false, attempts: 10, firstRetryMs: 2_000, timeoutMs: 10_000, ...given.accounts?.webhooks },
    },
    orders: {
      settleMs: 20_000,
      reportIntervalMs: 300_000,
      answerWithinMs: 20_000,
      ...given.orders,
      review: {
        rules: false,
        claimMinutes: 15,
        expireHours: 48,
        undoSeconds: 0,
        samplePercent: 0,
        ...given.orders?.review,
      } as Config['orders']['review'],
      afterSales: { ...DEFAULT_AFTER_SALES, ...given.orders?.afterSales },
      intake: { channels: [], intervalMs: 60_000, ...given.orders?.intake },
      handoff: { expireHours: 72, graceHours: 48, ...given.orders?.handoff },
      reconciliation: { everyHours: 24, days: 30, ...given.orders?.reconciliation },
      paused: { queue: 1_000, expireHours: 72, ...given.orders?.paused },
    },
    products: { feedIntervalMs: 60_000, ...given.products, matching: { enabled: true, ...given.products?.matching } },
    ...(given.secrets ? { secrets: given.secrets } : {}),
    ...(given.subgraphs ? { subgraphs: given.subgraphs } : {}),
  };
}

function connections(list: readonly RawConnection[] = []): readonly ConnectionConfig[] {
  return list.map(one => ({ ...one, settings: one.settings ?? {} }));
}
