import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { CompiledGateway, type RequestContext } from '@onebasket/federation-executor';
import { getOperationAST, parse, type GraphQLSchema } from 'graphql';
import { libraryGateway, type LibraryOptions } from './library.ts';

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** One executor over the library, called as ApolloServer calls it. */
export interface TestExecutor {
  readonly schema: GraphQLSchema;
  readonly compiled: CompiledGateway | undefined;
  readonly run: (operation: Operation, more?: Partial<RequestContext>) => Promise<GatewayExecutionResult>;
}

/** Apollo's own executor, or ours with one of its back ends. */
export async function openExecutor(
  kind: 'stock' | 'generated' | 'closures',
  options: LibraryOptions & { readonly eager?: boolean; readonly keep?: number } = {},
): Promise<TestExecutor> {
  const gateway = libraryGateway(options);
  const compiled =
    kind === 'stock'
      ? undefined
      : new CompiledGateway({ gateway, backEnd: kind, eager: options.eager ?? true, keep: options.keep ?? 1_000 });
  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => void (schema = apiSchema));
  const { executor } = await (compiled ?? gateway).load({ apollo: {} });
  return {
    schema: schema as GraphQLSchema,
    compiled,
    async run({ query, variables, operationName }, more = {}) {
      const document = parse(query);
      const request = { query, variables: variables && { ...variables }, operationName };
      const context = {
        request,
        document,
        queryHash: query,
        context: {},
        metrics: {},
        operation: getOperationAST(document, operationName),
        ...more,
      };
      const answer = await executor?.(context as unknown as RequestContext);
      return answer as GatewayExecutionResult;
    },
  };
}

/** An answer as the client gets it: the order of keys counts, that of errors does not (subgraphs answer when they can). */
export function asSent({ data, errors, extensions }: GatewayExecutionResult): string {
  return JSON.stringify({ errors: errors?.map(error => JSON.stringify(error)).sort(), data, extensions }, null, 1);
}
