import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import type { CompiledGateway } from '@onebasket/federation-executor';
import type { Log } from '@onebasket/runtime';
import type { FormattedExecutionResult } from 'graphql';
import type { Answer, GraphRequest } from '../graph-request.ts';
import type { PluginChain } from '../plugin-chain.ts';
import { apolloLogger, type HostContext } from './federation.ts';

/** Runs queries and mutations. The seat of a faster host is this interface. */
export interface OperationHost {
  execute(request: GraphRequest): Promise<FormattedExecutionResult>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface ApolloHostOptions {
  readonly gateway: CompiledGateway;
  readonly plugins: PluginChain;
  /** Off: no introspection, and no "did you mean". */
  readonly introspection: boolean;
  readonly log: Log;
}

/** ApolloServer as a host of our plugins: it parses, validates, caches documents and runs the gateway's plan. HTTP is our own front's. */
export function apolloHost({ gateway, plugins, introspection, log }: ApolloHostOptions): OperationHost {
  const server = new ApolloServer<HostContext>({
    gateway,
    plugins: [hostPlugin(plugins)],
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    csrfPrevention: false,
    logger: apolloLogger(log),
  });
  return {
    start: () => server.start(),
    stop: () => server.stop(),
    async execute(request) {
      try {
        await plugins.request(request);
      } catch (refused) {
        return plugins.result({ errors: [asError(refused)] }, request) as FormattedExecutionResult;
      }
      const { query, operationName, variables } = request;
      const response = await server.executeOperation(
        { query, ...(operationName === undefined ? {} : { operationName }), ...(variables ? { variables: { ...variables } } : {}) },
        { contextValue: { request } },
      );
      // Incremental delivery is not switched on.
      if (response.body.kind !== 'single') throw new TypeError('an incremental answer that nobody asked for');
      return response.body.singleResult;
    },
  };
}

function hostPlugin(plugins: PluginChain): ApolloServerPlugin<HostContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, schema, contextValue }) => plugins.compile(document, schema, contextValue.request),
      willSendResponse: async ({ response, errors, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const { data, extensions } = response.body.singleResult;
        const answer: Answer = { ...(data === undefined ? {} : { data }), errors, extensions };
        response.body.singleResult = plugins.result(answer, contextValue.request) as FormattedExecutionResult;
      },
    }),
  };
}

/** Whatever was thrown, as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
