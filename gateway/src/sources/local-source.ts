import { contextFor, PreparedOperations, type RequestContext, type Subgraph } from '@onebasket/runtime';
import { execute, GraphQLError, subscribe, type DocumentNode, type ExecutionResult, OperationTypeNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GraphRequest } from '../graph-request.ts';
import { untilAborted } from './until-aborted.ts';
import type { SourceDeps, SubgraphSource, SubRequest } from './subgraph-target.ts';

/** A subgraph in this process: no HTTP, no JSON; sub-queries are parsed and validated once. */
export function localSource(subgraph: Subgraph, deps: SourceDeps): SubgraphSource {
  const prepared = new PreparedOperations(subgraph.schema);

  /** The fetches of one query share a context, so that DataLoader works across them. Each mutation has its own: it must see what the one before wrote. */
  const contextOf = (request: GraphRequest): Promise<RequestContext> => {
    if (request.operationType === OperationTypeNode.MUTATION) return contextFor(subgraph, request, deps);
    let context = request.contexts.get(subgraph.name);
    if (!context) request.contexts.set(subgraph.name, (context = contextFor(subgraph, request, deps)));
    return context;
  };

  const argumentsOf = async (document: DocumentNode, sub: SubRequest, request: GraphRequest) => ({
    schema: subgraph.schema,
    document,
    variableValues: sub.variables ?? null,
    operationName: sub.operationName ?? null,
    contextValue: await contextOf(request),
  });

  return {
    async execute(sub, request) {
      const document = prepared.prepare(sub.query);
      if (!('kind' in document)) return { errors: document };
      return answered(subgraph.name, request, async () => execute(await argumentsOf(document, sub, request)));
    },
    prepare({ query, operationName }) {
      const document = prepared.prepare(query);
      if (!('kind' in document)) return async () => ({ errors: document });
      // The compiler writes names into object literals as they are, where `__proto__` is no name.
      const compiled = query.includes('__proto__') ? undefined : compileQuery(subgraph.schema, document, operationName);
      return (variables, request) =>
        answered(subgraph.name, request, async () => {
          const context = await contextOf(request);
          if (compiled && isCompiledQuery(compiled)) return compiled.query(undefined, context, variables);
          return execute(await argumentsOf(document, { query, operationName, variables }, request));
        });
    },
    async subscribe(sub, request) {
      const document = prepared.prepare(sub.query);
      if (!('kind' in document)) return { errors: document };
      return answered(subgraph.name, request, async () => subscribe(await argumentsOf(document, sub, request)));
    },
    close: async () => undefined,
  };
}

async function answered<Result>(name: string, request: GraphRequest, run: () => Promise<Result>): Promise<Result | ExecutionResult> {
  try {
    return await untilAborted(name, request.signal, run);
  } catch (error) {
    return {
      errors: [
        error instanceof GraphQLError
          ? error
          : new GraphQLError(`${name} failed`, { originalError: error instanceof Error ? error : new Error(String(error)) }),
      ],
    };
  }
}
