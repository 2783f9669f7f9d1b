import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  contextFor,
  createLog,
  GraphClientError,
  openBus,
  openKeys,
  parseConfig,
  serviceContext,
  type GraphClient,
  type Keys,
  type Subgraph,
} from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { createRegistry } from '@onebasket/adapter-registry';
import { execute, parse, type ExecutionResult } from 'graphql';
import { createAccountsSubgraph } from '../../src/index.ts';

export const CLIENT_KEY = 'the key of the partner, long enough';
export const OTHER_CLIENT_KEY = 'the key of another client, long enough';

export const AUDITOR_KEY = 'the key of one who hears all, long enough';

const log = createLog('silent');
const folders: string[] = [];

/** For `afterAll`. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

/** The orders subgraph as accounts sees it: takes guest orders over, or is down. */
export class Orders implements GraphClient {
  readonly adopted: unknown[] = [];
  isDown = false;

  async query<T>(subgraph: string, _document: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
    if (this.isDown) throw new GraphClientError('orders', 'unavailable', 'is not running');
    this.adopted.push({ subgraph, ...variables });
    return { internalAdoptGuestOrders: 0 } as T;
  }
}

/** A time that moves only when it is told to. */
export class Time {
  #now = Date.now();

  now(): Date {
    return new Date(this.#now);
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

export interface Caller {
  readonly token?: string;
  readonly apiKey?: string;
  readonly language?: string;
  readonly isService?: boolean;
}

export interface RunningAccounts {
  readonly subgraph: Subgraph;
  readonly keys: Keys;
  readonly orders: Orders;
  readonly time: Time;
  /** Handed on to play a restart. */
  readonly folder: string;
  ask(query: string, variables?: Record<string, unknown>, caller?: Caller): Promise<ExecutionResult<Record<string, never>>>;
  /** The one field that was asked for; fails on errors. */
  data<T = Record<string, unknown>>(query: string, variables?: Record<string, unknown>, caller?: Caller): Promise<T>;
  outbox(to: string): Promise<readonly { readonly to: string; readonly code?: string; readonly text: string; readonly at: string }[]>;
  stop(): Promise<void>;
}

type Staff = { readonly email: string; readonly password: string; readonly roles: readonly string[]; readonly name?: string };

/** Runs accounts on storage of its own, or on that of an earlier run. */
export async function run(
  given: {
    readonly folder?: string;
    readonly time?: Time;
    readonly orders?: Orders;
    readonly staff?: readonly Staff[];
    readonly webhooks?: object;
  } = {},
): Promise<RunningAccounts> {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'accounts-')));
  folders.push(folder);
  const [time, orders] = [given.time ?? new Time(), given.orders ?? new Orders()];
  const clients = [
    { id: 'partner', key: CLIENT_KEY, scopes: ['catalog:read', 'orders:write'] },
    { id: 'other', key: OTHER_CLIENT_KEY, scopes: [] },
    { id: 'auditor', key: AUDITOR_KEY, scopes: ['events:all'] },
  ];
  const config = parseConfig(
    JSON.stringify({
      storage: { url: `sqlite:${folder}` },
      accounts: {
        outbox: 'http',
        seed: { staff: given.staff ?? [], clients },
        ...(given.webhooks ? { webhooks: given.webhooks } : {}),
      },
    }),
    { file: 'test' },
  );
  const provider = openStorage(config.storage.url, { log });
  const keys = await openKeys(provider, undefined);
  const bus = await openBus('memory:', log);
  const registry = createRegistry({ connections: [], adapters: [], log });
  const storage = provider.open('accounts');
  const subgraph = createAccountsSubgraph({ config, storage, registry, bus, graph: orders, keys, clock: time, log });
  await subgraph.start();

  const ask: RunningAccounts['ask'] = async (query, variableValues = {}, caller = {}) => {
    const { signal } = new AbortController();
    const forwarded = {
      authorization: caller.token === undefined ? undefined : `Bearer ${caller.token}`,
      apiKey: caller.apiKey,
      acceptLanguage: caller.language,
      traceId: 'test',
      signal,
    };
    const contextValue = caller.isService
      ? serviceContext(subgraph, signal, 'test')
      : await contextFor(subgraph, forwarded, { keys, config });
    return (await execute({ schema: subgraph.schema, document: parse(query), variableValues, contextValue })) as never;
  };
  return {
    subgraph,
    keys,
    orders,
    time,
    folder,
    ask,
    async data(query, variables, caller) {
      const answer = await ask(query, variables, caller);
      if (answer.errors) throw new Error(answer.errors.map(error => error.message).join('; '));
      return Object.values(answer.data ?? {})[0] as never;
    },
    async outbox(to) {
      const route = subgraph.routes?.find(({ path }) => path === '/outbox');
      const query = new URLSearchParams({ to });
      const answer = await route?.handle({ path: '/outbox', query, headers: {}, body: new Uint8Array(), remoteAddress: '127.0.0.1' });
      return JSON.parse(answer?.body ?? 'null') as never;
    },
    async stop() {
      await subgraph.stop();
      await Promise.all([bus.close(), registry.close()]);
      await provider.close();
    },
  };
}

export interface SignIn {
  readonly __typename: 'SignedIn' | 'SignInRefused';
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
  readonly viewer: { readonly kind: string; readonly id: string; readonly email: string; readonly name: string | null };
  readonly message: string;
  readonly retryAfterMs: number | null;
}

const SIGN_IN = `__typename
  ... on SignedIn { accessToken refreshToken expiresAt viewer { kind id email name phone roles scopes } }
  ... on SignInRefused { message retryAfterMs }`;

export const PASSWORD = 'violet harbour 27';

/** What a person does at the front door. */
export function person(accounts: RunningAccounts, email: string, password = PASSWORD) {
  return {
    signUp: (more: Record<string, unknown> = {}, caller: Caller = {}) =>
      accounts.data<Record<string, unknown>>(
        'mutation ($i: SignUpInput!) { signUp(input: $i) { __typename ... on SignUpStarted { message } ... on SignUpRefused { message problems { path message } } } }',
        { i: { email, password, ...more } },
        caller,
      ),
    newestCode: async () => (await accounts.outbox(email)).find(message => message.code !== undefined)?.code ?? '',
    confirm: (code: string) =>
      accounts.data<SignIn>(`mutation ($e: String!, $c: String!) { confirmSignUp(email: $e, code: $c) { ${SIGN_IN} } }`, {
        e: email,
        c: code,
      }),
    signIn: (given = password, caller: Caller = {}) =>
      accounts.data<SignIn>(`mutation ($i: SignInInput!) { signIn(input: $i) { ${SIGN_IN} } }`, { i: { email, password: given } }, caller),
    async join(more: Record<string, unknown> = {}) {
      await this.signUp(more);
      return this.confirm(await this.newestCode());
    },
  };
}

export const refresh = (accounts: RunningAccounts, refreshToken: string) =>
  accounts.data<SignIn>(`mutation ($t: String!) { refresh(refreshToken: $t) { ${SIGN_IN} } }`, { t: refreshToken });

export const signOut = (accounts: RunningAccounts, refreshToken: string) =>
  accounts.data<boolean>('mutation ($t: String!) { signOut(refreshToken: $t) }', { t: refreshToken });

export const viewer = (accounts: RunningAccounts, caller: Caller) =>
  accounts.data('{ viewer { kind id name email phone roles scopes } }', {}, caller);
