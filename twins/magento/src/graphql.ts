import { execute, GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import { bodyJson, json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';

/** An error that the shop has a word for. */
export function graphqlError(category: 'input' | 'no-such-entity' | 'already-exists' | 'authorization', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { category: `graphql-${category}` } });
}

/** Answers `POST /graphql`: errors of every kind come with status 200. */
export function answerGraphql(
  request: TwinRequest,
  {
    schema,
    rootValue,
    hasIntrospection,
  }: { readonly schema: GraphQLSchema; readonly rootValue: object; readonly hasIntrospection: boolean },
): TwinResponse {
  const { query, variables } = (bodyJson(request) ?? {}) as { query?: unknown; variables?: Record<string, unknown> };
  if (typeof query !== 'string') return refused([{ message: 'Syntax Error: Unexpected <EOF>', locations: [{ line: 1, column: 1 }] }]);
  if (!hasIntrospection && /\b__(schema|type)\b/.test(query)) {
    return refused([
      { message: 'GraphQL introspection is not allowed, but the query contained __schema or __type', locations: [{ line: 2, column: 5 }] },
    ]);
  }
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) return refused(errors.map(({ message, locations }) => ({ message, locations })));
    const result = execute({ schema, document, rootValue, variableValues: variables ?? {} });
    if (result instanceof Promise) throw new TypeError('a resolver was late');
    return json(200, {
      ...(result.errors ? { errors: result.errors.map(toWire) } : {}),
      ...(result.data === undefined ? {} : { data: result.data }),
    });
  } catch (error) {
    if (error instanceof GraphQLError) return refused([{ message: error.message, locations: error.locations }]);
    throw error;
  }
}

function refused(errors: readonly object[]): TwinResponse {
  return json(200, { errors });
}

function toWire({ message, locations, path, extensions }: GraphQLError) {
  const isOurs = typeof extensions['category'] === 'string';
  // What it has no word for is logged, and told as this.
  return { message: isOurs || path === undefined ? message : 'Internal server error', locations, path, extensions };
}
