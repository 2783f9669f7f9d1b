import { execute, GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { bodyJson, json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';

/** A document with what fills it, found good by the schema. */
export interface Asked {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The document in a request; an answer instead where it cannot be read or the schema does not know what it asks for. Shopify says so with status 200. */
export function readAsked(request: TwinRequest, schema: GraphQLSchema): Asked | TwinResponse {
  const body = bodyJson(request);
  const { query, variables } = (typeof body === 'object' && body !== null ? body : {}) as { query?: unknown; variables?: unknown };
  if (typeof query !== 'string') return json(400, { errors: { query: 'Required parameter missing or invalid' } });
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return json(200, { errors: [{ message: (error as Error).message, locations: [], extensions: { code: 'parseError' } }] });
  }
  const errors = validate(schema, document);
  if (errors.length > 0) {
    return json(200, {
      errors: errors.map(({ message, locations }) => ({ message, locations, path: [], extensions: { code: validationCode(message) } })),
    });
  }
  return { document, variables: (variables ?? {}) as Record<string, unknown> };
}

export function isAsked(value: Asked | TwinResponse): value is Asked {
  return 'document' in value;
}

function validationCode(message: string): string {
  if (/Cannot query field/.test(message)) return 'undefinedField';
  if (/Unknown argument/.test(message)) return 'argumentNotAccepted';
  return /required/.test(message) ? 'missingRequiredArguments' : 'argumentLiteralsIncompatible';
}

/** Runs a document; every resolver answers at once. */
export function run(schema: GraphQLSchema, rootValue: object, { document, variables }: Asked): object {
  const result = execute({ schema, document, rootValue, variableValues: variables });
  if (result instanceof Promise) throw new TypeError('a resolver was late');
  const { data, errors } = result;
  const isVariableTrouble = data === undefined;
  return {
    ...(isVariableTrouble ? {} : { data }),
    ...(errors
      ? {
          errors: errors.map(({ message, path, extensions }) => ({
            message,
            ...(path ? { path } : {}),
            extensions:
              Object.keys(extensions).length > 0 ? extensions : { code: isVariableTrouble ? 'INVALID_VARIABLE' : 'INTERNAL_SERVER_ERROR' },
          })),
        }
      : {}),
  };
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}
