import { createGateway, type SubgraphTarget } from '@onebasket/gateway';
import { parseConfig, type Config, type Keys, type Log, type Subgraph } from '@onebasket/runtime';
import { supergraphSdl } from '@onebasket/schema';
import { stubSubgraphs, type StubResolvers } from './stub-subgraphs.ts';

export const quietLog: Log = { debug: noop, info: noop, warn: noop, error: noop, child: () => quietLog };

function noop(): void {}

/** Keys that need no store. */
export const testKeys: Keys = { derive: purpose => new Uint8Array(32).fill(purpose.length) };

/** The default configuration at a free port, with other limits where asked. */
export function testConfig(limits: Partial<Config['gateway']['limits']> = {}): Config {
  const config = parseConfig('{}', { file: 'the test' });
  return {
    ...config,
    gateway: {
      ...config.gateway,
      host: '127.0.0.1',
      port: 0,
      introspection: true,
      limits: { ...config.gateway.limits, rate: false, ...limits },
    },
  };
}

export interface TestGateway {
  readonly url: string;
  readonly log: readonly { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[];
  /** POSTs an operation as JSON. */
  post(
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: GraphBody }>;
  query(query: string, variables?: Record<string, unknown>): Promise<GraphBody>;
  stop(): Promise<void>;
}

export interface GraphBody {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Record<string, unknown>;
  }[];
  readonly extensions?: Record<string, unknown>;
}

/** A gateway over stub subgraphs in this process. */
export async function startGateway(
  options: {
    resolvers?: StubResolvers;
    config?: Config;
    subgraphs?: Record<string, Subgraph>;
    targets?: Record<string, SubgraphTarget>;
  } = {},
): Promise<TestGateway> {
  const subgraphs = options.subgraphs ?? stubSubgraphs(options.resolvers);
  const targets =
    options.targets ??
    Object.fromEntries(Object.entries(subgraphs).map(([name, subgraph]) => [name, { kind: 'local', subgraph } as const]));
  const lines: { message: string; fields: Record<string, unknown> }[] = [];
  const log: Log = { ...quietLog, error: (message, fields) => void lines.push({ message, fields: { ...fields } }) };
  const gateway = await createGateway({
    supergraphSdl: supergraphSdl(),
    subgraphs: targets,
    config: options.config ?? testConfig(),
    keys: testKeys,
    log,
  });
  const { url } = await gateway.start();
  const post: TestGateway['post'] = async (body, headers = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as GraphBody };
  };
  return { url, log: lines, post, query: async (query, variables) => (await post({ query, variables })).body, stop: () => gateway.stop() };
}
