import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { CompiledGateway, type PreparingSource, type Send } from '@onebasket/federation-executor';
import type { Log } from '@onebasket/runtime';
import { markOneOf } from '@onebasket/schema';
import type { GraphRequest } from '../graph-request.ts';
import type { SubgraphSource } from '../sources/subgraph-target.ts';

/** What ApolloServer and ApolloGateway pass from the operation to its fetches. */
export interface HostContext {
  readonly request: GraphRequest;
}

type PreparedAnswer = Awaited<ReturnType<Send>>;
type SubgraphAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** ApolloGateway over our own transports, with an executor that compiles operations when they come back. */
export function openFederation(supergraphSdl: string, sources: ReadonlyMap<string, SubgraphSource>, log: Log): CompiledGateway {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => {
      const source = sources.get(name);
      if (!source) throw new Error(`the supergraph names a subgraph "${name}" that is not configured`);
      return dataSourceOf(source);
    },
    logger: apolloLogger(log),
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => markOneOf(apiSchema));
  return new CompiledGateway({ gateway });
}

/** A source as ApolloGateway and the compiled executor call it. */
export function dataSourceOf(source: SubgraphSource): PreparingSource {
  return {
    async process({ request: { query, variables, operationName }, context }) {
      const { request } = context as HostContext;
      return (await source.execute({ query: query as string, variables, operationName }, request)) as SubgraphAnswer;
    },
    prepare({ query, operationName, operationType }) {
      const send = source.prepare({ query, operationName }, operationType);
      return (variables, { context }) => send(variables, (context as HostContext).request) as Promise<PreparedAnswer>;
    },
  };
}

/** Apollo's lines go to the debug log: what of them a person must see, our own log says. */
export function apolloLogger(log: Log) {
  return {
    debug: () => undefined,
    info: (message?: unknown) => log.debug(String(message)),
    warn: (message?: unknown) => log.debug(String(message)),
    error: (message?: unknown) => log.warn(String(message)),
  };
}
