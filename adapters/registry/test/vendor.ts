import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRegistry, type RegisteredConnection, type RunOptions } from '@onebasket/adapter-registry';
import { currencyCode, defineAdapter, secret, type Call, type HttpRequest, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { Type } from 'typebox';
import { onTestFinished } from 'vitest';

export const SECRET = 'cs_a secret/with+signs';

/** An adapter without ideas of its own: tests say what it does with its call. */
export const plain = defineAdapter({
  manifest: {
    id: 'plain',
    kind: 'channel',
    name: 'Plain',
    country: 'DE',
    contract: '1.0',
    vendorApi: 'none',
    settings: Type.Object({
      baseUrl: Type.String({ pattern: '^https?://', format: 'uri' }),
      key: secret({ description: 'key' }),
      secret: secret({ description: 'secret' }),
      mode: Type.Optional(Type.String({ enum: ['fast', 'slow'] })),
      speed: Type.Optional(Type.Union([Type.Literal('walk'), Type.Literal('run')])),
      limit: Type.Optional(Type.Object({ amount: Type.String(), currency: currencyCode('of the amount') })),
      currency: Type.Optional(currencyCode('of the shop')),
      requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    }),
    allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
    budget: { perSecond: 1000, burst: 1000 },
  },
  capabilities: {
    health: { check: () => Promise.resolve({ detail: 'well' }) },
    listings: { getListings: () => Promise.resolve([]) },
    webhooks: { verify: request => Promise.resolve(request.path === '/true'), parse: () => [] },
    cancellation: { cancel: () => Promise.resolve({ status: 'cancelled' }) },
  },
});

/** What was written to the log, as it came out. */
export type LogLine = readonly [message: string, fields: unknown];

export interface Vendor {
  readonly url: string;
  /** Method and path of everything that arrived. */
  readonly seen: readonly string[];
  readonly log: readonly LogLine[];
  readonly connection: RegisteredConnection;
  /** Runs anything as a read of this connection. */
  read<T>(work: (call: Call) => Promise<T>, options?: RunOptions): Promise<T>;
  write<T>(work: (call: Call) => Promise<T>, options?: RunOptions): Promise<T>;
  /** One request to a path of the vendor. */
  send(method: HttpRequest['method'], path: string, options?: RunOptions): Promise<HttpResponse>;
}

/** A real server on loopback and a connection to it; both end with the test. */
export async function startVendor(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Vendor> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => answer(request, response, seen.length));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { ...connect(url, settings), url, seen };
}

/** A connection to any address. */
export function connect(url: string, settings: Readonly<Record<string, unknown>> = {}): Omit<Vendor, 'url' | 'seen'> {
  const log: LogLine[] = [];
  const note = (message: string, fields?: unknown) => void log.push([message, fields]);
  const registry = createRegistry({
    connections: [
      {
        kind: 'channel',
        config: { id: 'acme', adapter: 'plain', settings: { baseUrl: url, key: 'ck_the_key', secret: SECRET, ...settings } },
      },
    ],
    adapters: [plain],
    offerUnlicensed: true,
    log: { debug: note, info: note, warn: note },
  });
  onTestFinished(() => registry.close());
  const connection = registry.channel('acme');
  if (!connection) throw new Error('no connection');
  const read: Vendor['read'] = (work, options) => connection.run('listings', (_, call) => work(call), options);
  const write: Vendor['write'] = (work, options) => connection.run('cancellation', (_, call) => work(call), options);
  return {
    log,
    connection,
    read,
    write,
    send: (method, path, options) =>
      (method === 'GET' ? read : write)(call => call.http.request({ method, url: `${url}${path}` }), options),
  };
}

/** The failure that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<AdapterError> {
  const end = await promise.then(
    value => new Error(`it went well: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (end instanceof AdapterError) return end;
  throw end;
}
