import { randomUUID } from 'node:crypto';
import type { Adapter, BudgetGrant, Call, Capabilities, Credentials, RawRequest } from '@onebasket/adapter-sdk';
import { AdapterError, isCurrencyCode, type Clock, type CurrencyCode, type Outcome } from '@onebasket/core';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  noop,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { Agent } from 'undici';
import { Budget, BudgetUsedUp } from './budget/budget.ts';
import type { BudgetLedger } from './budget/ledger.ts';
import { Health } from './health.ts';
import { httpClient } from './http-client.ts';
import { Memo } from './memo.ts';
import { redactor, type Redactor } from './redact.ts';
import { secretsOf } from './settings.ts';
import type { Ability, ConnectionDescription, RegisteredConnection, RunOptions } from './types.ts';

export interface ConnectionOptions {
  readonly kind: RegisteredConnection['kind'];
  readonly id: string;
  readonly name: string;
  readonly adapter: Adapter;
  /** Checked, defaults filled in. */
  readonly settings: Record<string, unknown>;
  /** By ability: the version of the contract whose conformance kit it passed. */
  readonly passes: ReadonlyMap<string, string>;
  readonly agent: Agent;
  readonly ledger: BudgetLedger;
  readonly clock: Clock;
  readonly log: HostLog;
}

export interface HostLog {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

const DEFAULT_DEADLINE_MS = 10_000;
/** Five failures in a row open the circuit; after two seconds one call may try, so that a shop that is back is soon used again. */
const BREAK_AFTER = 5;
const HALF_OPEN_AFTER_MS = 2_000;
const BREAKING = new Set(['unavailable', 'timeout', 'invalid-response']);
/** Abilities that change something at the vendor have a circuit of their own, so that slow reads never stop an order. */
const WRITES = new Set<Ability>(['orders', 'cancellation', 'refunds', 'afterSales', 'authorisation', 'payments']);

/** One vendor account with everything that stands between us and the vendor. */
export function makeConnection(options: ConnectionOptions): RegisteredConnection {
  const { adapter, id, name, settings, log } = options;
  const { manifest, capabilities } = adapter;
  const settingSecrets = secretsOf(adapter, settings);
  let redact = redactor(settingSecrets);
  let credentials: Credentials | undefined;
  const unauthorizedListeners = new Set<() => void>();
  const fieldsOf = (fields: Readonly<Record<string, unknown>> = {}) =>
    redact.value({ ...fields, connection: id }) as Record<string, unknown>;
  const budget = new Budget(options.ledger, { id: `${options.kind}:${id}`, grant: grantOf(manifest.budget, settings) });
  const health = new Health();
  let memo = new Memo();
  const openedAt = new Openings();
  const breakers = { read: openedAt.watch(breaker()), write: openedAt.watch(breaker()) };
  const allowedOrigins = new Set(manifest.allowedOrigins(settings));
  const configured = settings['currency'];
  let knownCurrency: CurrencyCode | null = typeof configured === 'string' && isCurrencyCode(configured) ? configured : null;
  let isPaused = false;

  const callFor = (signal: AbortSignal, deadlineAt: number): Call => ({
    connection: { id, name, settings, credentials },
    http: httpClient({ connectionId: id, agent: options.agent, budget, allowedOrigins, redactor: redact, signal, deadlineAt }),
    signal,
    now: () => options.clock.now(),
    random: () => randomUUID(),
    log: {
      debug: (message, fields) => log.debug(redact.text(message), fieldsOf(fields)),
      info: (message, fields) => log.info(redact.text(message), fieldsOf(fields)),
      warn: (message, fields) => log.warn(redact.text(message), fieldsOf(fields)),
    },
    noteBudget: reading => budget.note(reading),
    memo: (key, ttlMs, load) => memo.get(key, ttlMs, load),
  });

  const run = async <R>(
    ability: Ability,
    work: (call: Call) => Promise<R>,
    { signal, deadlineMs = DEFAULT_DEADLINE_MS }: RunOptions,
  ): Promise<R> => {
    const what: Errand = { name: `${id} ${ability}`, outcome: WRITES.has(ability) ? 'unknown' : 'not-done' };
    // What a vendor sends us is no call to it: looked at although its circuit is open, and saying nothing about its health.
    const isInbound = ability === 'webhooks';
    const policy = isInbound ? noop : breakers[WRITES.has(ability) ? 'write' : 'read'];
    const startedAt = performance.now();
    const deadline = AbortSignal.timeout(Math.max(0, Math.ceil(deadlineMs)));
    const whole = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const heardOpenMs = isInbound ? 0 : health.heardOpenForMs(WRITES.has(ability) ? 'write' : 'read');
    if (heardOpenMs > 0) throw givenAPause(id, heardOpenMs);
    try {
      return await policy.execute(async () => {
        try {
          const result = await endWith(whole, work(callFor(whole, startedAt + deadlineMs)), what);
          if (!isInbound) health.note(false, performance.now() - startedAt);
          return result;
        } catch (error) {
          const failure = toAdapterError(error, what, redact, signal);
          // A caller that left says nothing about the vendor.
          if (signal?.aborted) throw new CallerLeft(failure);
          // A vendor that says "later" in its own words says it to everybody who uses the account.
          if (failure.code === 'rate-limited' && failure.retryAfterMs !== undefined && !(error instanceof BudgetUsedUp))
            budget.note({ blockedForMs: failure.retryAfterMs });
          if (failure.code === 'unauthorized' && credentials) for (const listener of unauthorizedListeners) listener();
          if (!isInbound) health.note(BREAKING.has(failure.code), performance.now() - startedAt);
          if (ability === 'health') health.noteFailedCheck();
          throw failure;
        }
      });
    } catch (error) {
      if (error instanceof CallerLeft) throw error.failure;
      if (error instanceof BrokenCircuitError) {
        throw givenAPause(id, HALF_OPEN_AFTER_MS);
      }
      throw error;
    }
  };

  return {
    id,
    name,
    adapter,
    kind: options.kind,
    has: ability => capabilities[ability] !== undefined,
    hasVendor: allowedOrigins.size > 0,
    orderMode: capabilities.orders?.mode,
    run(ability, work, runOptions = {}) {
      const it = capabilities[ability];
      if (!it)
        return Promise.reject(
          new AdapterError('unsupported', { outcome: 'not-done', message: `${id} (${manifest.id}) has no ability ${ability}` }),
        );
      return run(ability, call => work(it as NonNullable<Capabilities[typeof ability]>, call), runOptions);
    },
    verifyWebhook: (request: RawRequest) => {
      const webhooks = capabilities.webhooks;
      return webhooks ? run('webhooks', call => webhooks.verify(request, call), {}) : Promise.resolve(false);
    },
    parseWebhook: request => run('webhooks', async call => capabilities.webhooks?.parse(request, call.connection) ?? [], {}),
    webhookReply: accepted =>
      run(
        'webhooks',
        async () => capabilities.webhooks?.acknowledge?.(accepted) ?? { status: accepted ? 200 : 401, headers: {}, body: '' },
        {},
      ),
    handshake: request => run('webhooks', async call => capabilities.webhooks?.handshake?.(request, call.connection), {}),
    carrierNames: capabilities.tracking?.names ?? [],
    recognises: async trackingNumber => capabilities.tracking?.recognises(trackingNumber) ?? false,
    describe: (): ConnectionDescription => ({
      id,
      name,
      kind: manifest.channelKind ?? 'SHOP',
      country: manifest.country ?? null,
      currency: knownCurrency,
      capabilities: Object.entries(capabilities).map(([ability, it]) => ({
        name: ability,
        mode: ability === 'orders' ? (it as { mode: string }).mode : null,
        conformance: options.passes.get(ability) ?? null,
      })),
      health: {
        state: isPaused
          ? 'PAUSED'
          : isOpen(breakers.read) || isOpen(breakers.write)
            ? 'OPEN_CIRCUIT'
            : health.heardOpenForMs('read') > 0 || health.heardOpenForMs('write') > 0
              ? 'OPEN_CIRCUIT'
              : health.isDown
                ? 'DOWN'
                : health.errorRate > 0.1
                  ? 'DEGRADED'
                  : 'UP',
        errorRate: health.errorRate,
        p95Ms: health.p95Ms,
        budgetLeft: budget.left,
      },
    }),
    healthNews: () => health.newsOf({ read: openedAt.leftMs(breakers.read), write: openedAt.leftMs(breakers.write) }),
    hearHealthNews: (replica, news) => health.hear(replica, news),
    setCredentials: fresh => {
      // What was valid until now may still be on its way through messages.
      redact = redactor([...settingSecrets, ...secretsIn(credentials), ...secretsIn(fresh)]);
      // What was learnt with the old ones may belong to another account.
      if (fresh?.accessToken !== credentials?.accessToken) memo = new Memo();
      credentials = fresh;
    },
    onUnauthorized: listener => {
      unauthorizedListeners.add(listener);
      return () => void unauthorizedListeners.delete(listener);
    },
    onCircuitOpened: listener => {
      const subscriptions = [breakers.read, breakers.write].map(one => one.onBreak(listener));
      return () => subscriptions.forEach(subscription => subscription.dispose());
    },
    noteCurrency: code => {
      knownCurrency = code;
    },
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
    },
    get paused() {
      return isPaused;
    },
  };
}

/** What the vendor grants, unless the settings say what this account was granted. */
function grantOf(budget: BudgetGrant, { requestsPerSecond, requestsPerDay }: Readonly<Record<string, unknown>>): BudgetGrant {
  return {
    ...budget,
    ...(typeof requestsPerSecond === 'number' ? { perSecond: requestsPerSecond, burst: Math.max(requestsPerSecond, 1) } : {}),
    ...(typeof requestsPerDay === 'number' ? { perDay: requestsPerDay } : {}),
  };
}

function breaker(): CircuitBreakerPolicy {
  return circuitBreaker(
    handleWhen(error => error instanceof AdapterError && BREAKING.has(error.code)),
    { halfOpenAfter: HALF_OPEN_AFTER_MS, breaker: new ConsecutiveBreaker(BREAK_AFTER) },
  );
}

function secretsIn(credentials: Credentials | undefined): readonly string[] {
  if (!credentials) return [];
  const { accessToken, refreshToken, more = {} } = credentials;
  return [accessToken, ...(refreshToken ? [refreshToken] : []), ...Object.values(more)];
}

/** When circuits opened, as the policy itself does not tell. */
class Openings {
  readonly #at = new WeakMap<CircuitBreakerPolicy, number>();

  watch(policy: CircuitBreakerPolicy): CircuitBreakerPolicy {
    policy.onBreak(() => this.#at.set(policy, performance.now()));
    return policy;
  }

  leftMs(policy: CircuitBreakerPolicy): number {
    return isOpen(policy) ? Math.max(0, (this.#at.get(policy) ?? 0) + HALF_OPEN_AFTER_MS - performance.now()) : 0;
  }
}

function givenAPause(id: string, retryAfterMs: number): AdapterError {
  return new AdapterError('unavailable', {
    outcome: 'not-done',
    message: `${id} failed several times in a row and is given a pause`,
    retryAfterMs,
  });
}

function isOpen(policy: CircuitBreakerPolicy): boolean {
  return policy.state === CircuitState.Open;
}

/** What a call was for, and whether it may have happened when nothing more is known. */
interface Errand {
  readonly name: string;
  readonly outcome: Outcome;
}

/** Carries a failure past the circuit breaker, which must not count shoppers that close their page. */
class CallerLeft extends Error {
  readonly failure: AdapterError;

  constructor(failure: AdapterError) {
    super(failure.message, { cause: failure });
    this.failure = failure;
  }
}

/** The deadline holds even when the adapter does not look at the signal. */
function endWith<R>(signal: AbortSignal, work: Promise<R>, { name, outcome }: Errand): Promise<R> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new AdapterError('timeout', { outcome, message: `${name} did not end in time` }));
    // The adapter's own answer to the abort knows the outcome better: it gets a moment.
    const onAbort = () => setTimeout(leave, 50).unref();
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Whatever an adapter throws, as the one kind of failure that callers know, without secrets in it or in its causes. */
function toAdapterError(error: unknown, { name, outcome }: Errand, redact: Redactor, callerSignal: AbortSignal | undefined): AdapterError {
  if (error instanceof AdapterError) return redact.error(error) as AdapterError;
  const cause = redact.error(error);
  if (callerSignal?.aborted) return new AdapterError('timeout', { outcome, message: `${name}: the caller left`, cause });
  return new AdapterError('invalid-response', { outcome, message: `${name}: the answer could not be understood`, cause });
}
