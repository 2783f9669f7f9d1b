import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry, type Registry } from '@onebasket/adapter-registry';
import { defineAdapter, type VendorEvent } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import {
  ANONYMOUS,
  createLog,
  GraphClientError,
  openBus,
  parseConfig,
  type Bus,
  type GraphClient,
  type Subgraph,
  type Viewer,
} from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { graphql, type ExecutionResult } from 'graphql';
import { Type } from 'typebox';
import { createConnectionsSubgraph } from '../../src/index.ts';

export const OPERATOR: Viewer = { kind: 'STAFF', id: 's1', email: 'ops@example.com', roles: ['operator'] };

const log = createLog('silent');
const folders: string[] = [];

/** For `afterAll`. */
export async function removeFolders(): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}

/** A shop whose webhooks are JSON lists of events, signed with "secret"; "down" as signature stands for keys that cannot be fetched. */
const shop = defineAdapter({
  manifest: {
    id: 'shop',
    kind: 'channel',
    channelKind: 'SHOP',
    name: 'Shop',
    contract: '1.0',
    vendorApi: '1',
    settings: Type.Object({}),
    allowedOrigins: () => [],
    budget: { perSecond: 10, burst: 10 },
  },
  capabilities: {
    webhooks: {
      async verify({ headers, body }) {
        if (headers['x-signature'] === 'down') throw new AdapterError('unavailable', { outcome: 'not-done', message: 'no keys' });
        return headers['x-signature'] === sign(body);
      },
      parse({ body }) {
        const text = Buffer.from(body).toString('utf8');
        if (text === 'hello') return [{ kind: 'ignored', deliveryId: 'h', what: 'ping' }];
        if (text === 'defect') throw new TypeError('the adapter stumbled');
        try {
          return JSON.parse(text) as VendorEvent[];
        } catch (cause) {
          throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'no JSON', cause });
        }
      },
    },
  },
});
const mute = defineAdapter({ manifest: { ...shop.manifest, id: 'mute' }, capabilities: {} });
/** Connected by consent; the vendor asks who we are before it sends. */
const consenting = defineAdapter({
  manifest: { ...shop.manifest, id: 'consenting' },
  capabilities: {
    webhooks: {
      verify: async () => false,
      parse: () => [],
      handshake: ({ path }) =>
        path.includes('challenge=')
          ? { status: 200, headers: {}, body: `echo ${new URL(path, 'http://us').searchParams.get('challenge')}` }
          : undefined,
    },
    authorisation: {
      authorizeUrl: ({ redirectUri, state }) => `https://vendor.test/?${new URLSearchParams({ redirectUri, state })}`,
      exchange: async ({ query }) => ({ accessToken: `token of ${query['code']}` }),
    },
  },
});
const carrier = defineAdapter({
  manifest: { ...shop.manifest, id: 'carrier', kind: 'carrier' },
  capabilities: {
    webhooks: {
      verify: async ({ path }) => path === '/hooks/van/token',
      parse: ({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as VendorEvent[],
      acknowledge: accepted => ({
        status: accepted ? 200 : 401,
        headers: { 'content-type': 'application/json' },
        body: accepted ? '{"ok":true}' : '{"ok":false}',
      }),
    },
  },
});

export function sign(body: Uint8Array | string): string {
  return createHmac('sha256', 'secret').update(body).digest('hex');
}

export function makeRegistry(): Registry {
  return createRegistry({
    connections: [
      { kind: 'channel', config: { id: 'north', adapter: 'shop', name: 'North', settings: {} } },
      { kind: 'channel', config: { id: 'mute', adapter: 'mute', name: 'Mute', settings: {} } },
      { kind: 'channel', config: { id: 'consent', adapter: 'consenting', name: 'A <b>Shop</b>', settings: {} } },
      { kind: 'carrier', config: { id: 'van', adapter: 'carrier', name: 'Van', settings: {} } },
    ],
    adapters: [shop, mute, consenting, carrier],
    offerUnlicensed: true,
    log,
  });
}

/** The owners of what webhooks tell of: they take it, or are down. */
export class Owners implements GraphClient {
  readonly told: unknown[] = [];
  isDown = false;
  /** Calls that found the owner down. */
  refused = 0;

  async query<T>(subgraph: string, document: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
    if (this.isDown) {
      this.refused++;
      throw new GraphClientError('orders', 'unavailable', 'is not running');
    }
    this.told.push([subgraph, /internal\w+/.exec(document)?.[0], ...Object.values(variables)]);
    return {} as T;
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

export interface Answer {
  readonly status: number;
  readonly body?: string | undefined;
}

export interface RunningConnections {
  readonly subgraph: Subgraph;
  readonly registry: Registry;
  readonly owners: Owners;
  readonly time: Time;
  readonly bus: Bus;
  /** Handed on to play a restart. */
  readonly folder: string;
  ask(query: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<ExecutionResult<Record<string, unknown>>>;
  post(path: string, body: string, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** Runs connections on storage of its own, or on that of an earlier run. */
export async function run(
  given: { readonly folder?: string; readonly time?: Time; readonly owners?: Owners } = {},
): Promise<RunningConnections> {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'connections-')));
  folders.push(folder);
  const [time, owners] = [given.time ?? new Time(), given.owners ?? new Owners()];
  const config = parseConfig(`storage: { url: 'sqlite:${folder}' }`, { file: 'test' });
  const provider = openStorage(config.storage.url, { log });
  const bus = await openBus('memory:', log);
  const registry = makeRegistry();
  const keys = { derive: () => new Uint8Array(32) };
  const subgraph = createConnectionsSubgraph({
    config,
    storage: provider.open('connections'),
    registry,
    bus,
    graph: owners,
    keys,
    clock: time,
    log,
  });
  await subgraph.start();
  const send = async (method: string, path: string, body: string, headers: Record<string, string>) => {
    const url = new URL(path, 'http://us');
    const route = subgraph.routes?.find(one => one.method === method && url.pathname.startsWith(one.path));
    if (!route) throw new Error(`no route for ${method} ${path}`);
    return route.handle({ path: url.pathname, query: url.searchParams, headers, body: Buffer.from(body), remoteAddress: '203.0.113.9' });
  };
  return {
    subgraph,
    registry,
    owners,
    time,
    bus,
    folder,
    ask: (source, variableValues = {}, viewer = ANONYMOUS) =>
      graphql({
        schema: subgraph.schema,
        source,
        variableValues,
        contextValue: { viewer, locale: 'en', signal: new AbortController().signal, traceId: 'test', loaders: {} },
      }),
    post: (path, body, headers = { 'x-signature': sign(body) }) => send('POST', path, body, headers),
    get: path => send('GET', path, '', {}),
    async stop() {
      await subgraph.stop();
      await Promise.all([bus.close(), registry.close()]);
      await provider.close();
    },
  };
}

/** Waits until the claim holds; the test's own time-out ends it. */
export async function until(claim: () => boolean): Promise<void> {
  while (!claim()) await new Promise(resolve => setTimeout(resolve, 5));
}
