import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { Log } from '@onebasket/runtime';
import { markOneOf } from '@onebasket/schema';
import type { GraphRequest } from '../graph-request.ts';
import type { SubgraphSource } from '../sources/subgraph-target.ts';

/** What ApolloServer and ApolloGateway pass from the operation to its fetches. */
export interface HostContext {
  readonly request: GraphRequest;
}

type SubgraphAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** ApolloGateway over our own transports. */
export function openFederation(supergraphSdl: string, sources: ReadonlyMap<string, SubgraphSource>, log: Log): ApolloGateway {
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
  return gateway;
}

/** A source as ApolloGateway calls it. */
export function dataSourceOf(source: SubgraphSource): GraphQLDataSource {
  return {
    async process({ request: { query, variables, operationName }, context }) {
      const { request } = context as HostContext;
      return (await source.execute({ query: query as string, variables, operationName }, request)) as SubgraphAnswer;
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
