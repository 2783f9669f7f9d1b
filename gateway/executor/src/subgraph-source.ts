import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { DocumentNode, OperationTypeNode } from 'graphql';
import type { SubgraphError } from './subgraph-errors.ts';

export type RequestContext = GatewayGraphQLRequestContext;

/** One sub-request of a plan, the same at every request but for its variables. */
export interface SubOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly document: DocumentNode | undefined;
  /** Of the client's operation: only queries may be repeated, shared or answered from memory. */
  readonly operationType: OperationTypeNode;
  /** Where in the answer its data belongs. */
  readonly path: readonly string[];
}

/** What a subgraph answered. The objects in it belong to the caller. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

/** Sends a prepared sub-request. Rejects (or throws) when there is no answer at all. */
export type Send = (variables: Record<string, unknown>, request: RequestContext) => SubgraphAnswer | Promise<SubgraphAnswer>;

/** A data source that wants to see each sub-request of a plan once, before it is ever sent: to parse, compile or write it ahead of time. */
export interface PreparingSource extends GraphQLDataSource {
  prepare(operation: SubOperation): Send;
}

/** How a data source sends a sub-request: its own prepared way, or Apollo's `process` with every hook it has. */
export function prepareSend(source: GraphQLDataSource, operation: SubOperation): Send {
  if ('prepare' in source && typeof source.prepare === 'function') return (source as PreparingSource).prepare(operation);
  const { query, operationName, document, path } = operation;
  return (variables, incomingRequestContext) =>
    source.process({
      kind: 'incoming operation',
      // A fresh object each time: hooks write into it.
      request: { query, variables, operationName, http: undefined } as object,
      incomingRequestContext,
      context: incomingRequestContext.context,
      ...(document ? { document } : {}),
      pathInIncomingRequest: [...path],
      // The kind is an enum that Apollo exports to nobody.
    } as unknown as Parameters<GraphQLDataSource['process']>[0]);
}
