import { errorCodeDef, ERRORS, operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { ApolloGateway, Experimental_DidResolveQueryPlanCallback, GraphQLDataSource } from '@apollo/gateway';
import { computeResponse } from '@apollo/gateway/dist/resultShaping.js';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Entity } from './program.ts';
import type { ErrorPath, SubgraphError } from './subgraph-errors.ts';

// Everything that reaches into what Apollo's packages do not promise to keep is in this file.

/** A planner of federated operations. Apollo's is one; another may take its seat. */
export interface Planner {
  /** The schema that the plan's type conditions speak of. */
  readonly supergraphSchema: GraphQLSchema;
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

interface Internals {
  readonly apiSchema?: Schema;
  readonly queryPlanner?: QueryPlanner;
  readonly supergraphSchema?: GraphQLSchema;
  readonly serviceMap: Readonly<Record<string, { readonly dataSource: GraphQLDataSource } | undefined>>;
  readonly recursiveSelectionsLimitDisabled: boolean;
  readonly nonLocalSelectionsLimitDisabled: boolean;
  experimental_didResolveQueryPlan?: Experimental_DidResolveQueryPlanCallback;
}

function internalsOf(gateway: ApolloGateway): Internals {
  return gateway as unknown as Internals;
}

/** Plans that ApolloGateway has made, by the planner that made them: for as long as somebody keeps the document. */
const plans = new WeakMap<QueryPlanner, WeakMap<DocumentNode, Map<string, QueryPlan>>>();

/** Keeps what ApolloGateway plans at an operation's first sight, so that nothing is planned twice. Its own callback goes on being called. */
export function rememberPlans(gateway: ApolloGateway): void {
  const internals = internalsOf(gateway);
  const given = internals.experimental_didResolveQueryPlan;
  internals.experimental_didResolveQueryPlan = options => {
    const { queryPlanner } = internals;
    const { document, request } = options.requestContext;
    if (queryPlanner) {
      const byDocument = plans.get(queryPlanner) ?? new WeakMap<DocumentNode, Map<string, QueryPlan>>();
      const byName = byDocument.get(document) ?? new Map<string, QueryPlan>();
      plans.set(queryPlanner, byDocument.set(document, byName.set(request.operationName ?? '', options.queryPlan)));
    }
    given?.(options);
  };
}

/** The planner that a loaded ApolloGateway holds for its current supergraph. */
export function plannerOf(gateway: ApolloGateway): Planner {
  const { apiSchema, queryPlanner, supergraphSchema, ...limits } = internalsOf(gateway);
  if (!apiSchema || !queryPlanner || !supergraphSchema) throw new Error('ApolloGateway has not loaded a supergraph');
  return {
    supergraphSchema,
    plan: (document, operationName) =>
      plans
        .get(queryPlanner)
        ?.get(document)
        ?.get(operationName ?? '') ??
      queryPlanner.buildQueryPlan(operationFromDocument(apiSchema, document, named(operationName)), {
        recursiveSelectionsLimitDisabled: limits.recursiveSelectionsLimitDisabled,
        nonLocalSelectionsLimitDisabled: limits.nonLocalSelectionsLimitDisabled,
      }),
  };
}

/** The data source that ApolloGateway built for a subgraph. */
export function dataSourceOf(gateway: ApolloGateway, service: string): GraphQLDataSource | undefined {
  return internalsOf(gateway).serviceMap[service]?.dataSource;
}

/** Shapes an answer as Apollo's executor does, with its words for every value that does not fit. Slow: for answers that ours has doubts about. */
export function shapeAsApollo(
  gateway: ApolloGateway,
  document: DocumentNode,
  operationName: string | undefined,
  fetched: Entity,
  variables: Record<string, unknown> | undefined,
): { readonly data?: Entity | null; readonly errors: readonly GraphQLError[] } {
  const { apiSchema } = internalsOf(gateway);
  const operation = operationFromDocument(apiSchema as Schema, document, { ...named(operationName), validate: false });
  const { data, errors } = computeResponse({ operation, variables: variables ?? {}, input: fetched, introspectionHandling: () => null });
  return { data: data as Entity | null, errors };
}

/** A subgraph's error as clients of ApolloGateway know it: in its place, with the subgraph's name and a code. */
export function downstreamError(error: SubgraphError, service: string, path: ErrorPath | undefined): GraphQLError {
  const message = error.message || `Error while fetching subquery from service "${service}"`;
  const options = {
    originalError: error as Error,
    path: path ? [...path] : undefined,
    extensions: { ...error.extensions, serviceName: service },
  };
  const definition = errorCodeDef(error);
  if (!definition && error.extensions?.['code']) return new GraphQLError(message, options);
  return (definition ?? ERRORS.DOWNSTREAM_SERVICE_ERROR).err(message, options);
}

function named(operationName: string | undefined) {
  return operationName === undefined ? {} : { operationName };
}
