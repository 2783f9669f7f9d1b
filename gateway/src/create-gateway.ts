import type { AddressInfo } from 'node:net';
import type { Config, Keys, Log } from '@onebasket/runtime';
import type { FormattedExecutionResult } from 'graphql';
import type { GraphParams } from './graph-request.ts';
import { apolloHost } from './hosts/apollo-host.ts';
import { openFederation } from './hosts/federation.ts';
import { subscriptionHost } from './hosts/subscription-host.ts';
import { createFront, GRAPH_PATH } from './http/front.ts';
import { openRequest } from './http/open-request.ts';
import { runOperation } from './live/run-operation.ts';
import { eventStreams } from './live/server-sent-events.ts';
import { serveWebSockets } from './live/web-socket.ts';
import type { GatewayPlugin } from './plugin.ts';
import { PluginChain } from './plugin-chain.ts';
import { identifyViewer, requireValidCredentials } from './plugins/identify-viewer.ts';
import { limitInputs } from './plugins/limit-inputs.ts';
import { limitPageSize } from './plugins/limit-page-size.ts';
import { limitRate } from './plugins/limit-rate.ts';
import { limitShape } from './plugins/limit-shape.ts';
import { limitTokens } from './plugins/limit-tokens.ts';
import { maskErrors } from './plugins/mask-errors.ts';
import { matchTransport } from './plugins/match-transport.ts';
import { measureCost } from './plugins/measure-cost.ts';
import { openRateLimiter, type RateLimiter } from './rate-limiter.ts';
import { localSource } from './sources/local-source.ts';
import { remoteSource } from './sources/remote-source.ts';
import type { SourceDeps, SubgraphTarget } from './sources/subgraph-target.ts';
import { readSupergraphFacts, type SupergraphFacts } from './supergraph-facts.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** Where each subgraph of the supergraph is. */
  readonly subgraphs: Readonly<Record<string, SubgraphTarget>>;
  readonly config: Config;
  readonly keys: Keys;
  readonly log: Log;
  /** Told at /healthz. */
  readonly version?: string;
}

export interface Gateway {
  /** Listens; resolves with the graph's address as soon as operations are answered. */
  start(): Promise<{ readonly url: string }>;
  /** Takes nothing new, ends live streams, lets what is under way finish within a few seconds. */
  stop(): Promise<void>;
  /** Runs one operation without HTTP, as an anonymous client on this machine; limits hold. For tests and tools; after `start()`. */
  execute(params: GraphParams): Promise<FormattedExecutionResult>;
}

/** How long requests under way may take to finish when the gateway stops. */
const GRACE_MS = 5_000;

/** The one public endpoint over the composed graph. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraphSdl, config, log } = options;
  const introspection = config.gateway.introspection;
  const sources = openSources(options.subgraphs, options);
  const { rate } = config.gateway.limits;
  const limiter = rate ? openRateLimiter(rate, config.bus.url, log) : undefined;
  const plugins = new PluginChain(pluginsOf(options, readSupergraphFacts(supergraphSdl), limiter));
  const queries = apolloHost({ gateway: openFederation(supergraphSdl, sources, log), plugins, introspection, log });
  const run = runOperation(queries, subscriptionHost({ supergraphSdl, sources, plugins, introspection, log }));

  let ready = false;
  const { requestTimeoutMs, bodyBytes } = config.gateway.limits;
  const streams = eventStreams(run, requestTimeoutMs);
  const front = createFront({
    config,
    host: queries,
    streams,
    targets: options.subgraphs,
    isReady: () => ready,
    version: options.version ?? 'dev',
    log,
  });
  const webSockets = serveWebSockets({ server: front, path: GRAPH_PATH, run, bodyBytes, requestTimeoutMs });

  return {
    async start() {
      await queries.start();
      const { host, port } = config.gateway;
      await new Promise<void>((resolve, reject) => {
        front.once('error', reject);
        front.listen(port, host, resolve);
      });
      ready = true;
      const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      return { url: `http://${shown.includes(':') ? `[${shown}]` : shown}:${(front.address() as AddressInfo).port}${GRAPH_PATH}` };
    },

    async stop() {
      ready = false;
      const closed = new Promise<void>(resolve => front.close(() => resolve()));
      streams.close();
      await webSockets.close();
      front.closeIdleConnections();
      const impatience = setTimeout(() => front.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(impatience);
      await queries.stop();
      await Promise.all([limiter?.close(), ...[...sources.values()].map(source => source.close())]);
    },

    async execute(params) {
      const { request, finish } = openRequest(params, { transport: 'http-post', remoteAddress: 'in-process' }, requestTimeoutMs);
      try {
        return await queries.execute(request);
      } finally {
        finish();
      }
    },
  };
}

/** In the order a request meets them. */
function pluginsOf(
  { config, keys, log }: GatewayOptions,
  facts: SupergraphFacts,
  limiter: RateLimiter | undefined,
): readonly GatewayPlugin[] {
  const { limits } = config.gateway;
  return [
    // Who is asking comes first, as the rate is counted per viewer; credentials that do not hold are refused only after they were counted.
    identifyViewer({ keys, config }),
    ...(limits.rate && limiter ? [limitRate(limits.rate, limiter)] : []),
    requireValidCredentials(),
    // Before the parser.
    limitTokens(limits.tokens),
    limitInputs(limits),
    // Once per document.
    matchTransport(),
    limitShape(limits, field => facts.owners.get(`Mutation.${field}`) === 'ORDERS'),
    limitPageSize(limits.first),
    measureCost(limits.cost, facts),
    // Last, so that it sees what every other plugin left in the answer.
    maskErrors(log),
  ];
}

function openSources(targets: GatewayOptions['subgraphs'], deps: SourceDeps) {
  return new Map(
    Object.entries(targets).map(([name, target]) => [
      name,
      target.kind === 'local' ? localSource(target.subgraph, deps) : remoteSource(name, target.url, target.secret, deps),
    ]),
  );
}
