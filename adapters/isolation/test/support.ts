import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createRegistry, type RegisteredConnection, type Registry, type RunOptions } from '@onebasket/adapter-registry';
import type { Adapter } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { onTestFinished } from 'vitest';
import { loadAdapters, type LoadOptions } from '../src/index.ts';

export const SECRET = 'a-very-secret-key';

/** A package of `test/packages`. */
export const packageOf = (name: string) => fileURLToPath(new URL(`./packages/${name}`, import.meta.url));

export interface Server {
  readonly url: string;
  /** Method and path of everything that arrived. */
  readonly seen: string[];
  /** Connections that were opened, whatever was said on them. */
  readonly connections: () => number;
}

/** A server on loopback that ends with the test. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('{}'),
): Promise<Server> {
  const seen: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(request, response);
  }).on('connection', () => connections++);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, connections: () => connections };
}

export interface Bench {
  readonly adapter: Adapter;
  readonly connection: RegisteredConnection;
  readonly log: readonly string[];
  /** What the host was warned of. */
  readonly warnings: readonly string[];
  /** Runs an attack; resolves with what it says. */
  readonly attack: (name: string, ...args: readonly string[]) => Promise<string | undefined>;
  /** For benches that serve several tests; the others end with their test. */
  readonly close: () => Promise<void>;
  readonly attackWithin: (options: RunOptions, name: string, ...args: readonly string[]) => Promise<string | undefined>;
}

/** The package, isolated and connected; all ends with the test. */
export async function isolate(
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
  { isShared = false, ...options }: Partial<LoadOptions> & { readonly isShared?: boolean } = {},
): Promise<Bench> {
  const warnings: string[] = [];
  const log: string[] = [];
  const loaded = await loadAdapters([{ package: packageOf(name) }], {
    from: import.meta.dirname,
    taken: [],
    warn: message => warnings.push(message),
    ...options,
  });
  const [adapter] = loaded.adapters as [Adapter];
  const note = (message: string) => void log.push(message);
  const registries: Registry[] = [];
  const connect = (): RegisteredConnection => {
    const registry = createRegistry({
      connections: [
        {
          kind: 'channel',
          config: { id: 'acme', adapter: adapter.manifest.id, settings: { baseUrl: 'http://127.0.0.1:9', key: SECRET, ...settings } },
        },
      ],
      adapters: loaded.adapters,
      log: { debug: note, info: note, warn: note },
      offerUnlicensed: true,
    });
    registries.push(registry);
    return registry.channel('acme') as RegisteredConnection;
  };
  const close = async () => {
    await Promise.all(registries.map(registry => registry.close()));
    await loaded.close();
  };
  if (!isShared) onTestFinished(close);
  const connection = connect();
  const attackWithin: Bench['attackWithin'] = async (runOptions, ...ids) => {
    // A connection of its own for each, whose circuit is closed.
    const [listing] = await connect().run('listings', (it, call) => it.getListings(ids, call), runOptions);
    return listing?.title;
  };
  return {
    adapter,
    connection,
    log,
    warnings,
    close,
    attackWithin,
    attack: (...ids) => attackWithin({ deadlineMs: 20_000 }, ...(ids as [string])),
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
