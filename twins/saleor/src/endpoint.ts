import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { execute, GraphQLError, Kind, parse, validate, visit, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Caller } from './caller.ts';
import { costOf, MOST_COST } from './cost.ts';
import type { AppOption } from './options.ts';

interface Asked {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Answers at `/graphql/`: HTTP 400 for what is no document of this schema, 200 for everything else, refused or not. */
export function endpoint(schema: GraphQLSchema, root: object, apps: readonly AppOption[]): (request: TwinRequest) => TwinResponse {
  return request => {
    if (request.method === 'GET') {
      return {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!DOCTYPE html>\n<html><title>GraphQL Playground</title></html>',
      };
    }
    if (request.method !== 'POST') return { status: 405, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '' };
    const read = readBody(request);
    if (read === undefined) return refused('Unable to parse query.');
    if (read.documents.length > 1) return refused('Number of batch queries exceeded.');
    const answer = run(schema, root, read.documents[0] ?? {}, callerOf(request, apps));
    return read.isBatch ? { ...answer, body: `[${String(answer.body)}]` } : answer;
  };
}

function readBody({ body, headers }: TwinRequest): { readonly documents: readonly Asked[]; readonly isBatch: boolean } | undefined {
  const text = body.toString('utf8');
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { documents: [{ query: new URLSearchParams(text).get('query') }], isBatch: false };
  }
  if (!type.startsWith('application/json')) return { documents: [], isBatch: false };
  try {
    const value = JSON.parse(text) as Asked | Asked[];
    return Array.isArray(value) ? { documents: value, isBatch: true } : { documents: [value], isBatch: false };
  } catch {
    return undefined;
  }
}

/** A token that nobody has is no error: whoever sends it is a stranger. */
function callerOf({ headers }: TwinRequest, apps: readonly AppOption[]): Caller {
  const token = /^(Bearer|JWT) (.+)$/.exec(headers.authorization ?? '')?.[2];
  return { app: apps.find(app => app.token === token) };
}

function run(schema: GraphQLSchema, root: object, asked: Asked, caller: Caller): TwinResponse {
  if (typeof asked.query !== 'string' || asked.query === '') return refused('Must provide a query string.');
  let document: DocumentNode;
  try {
    document = parse(asked.query);
  } catch (error) {
    const { message, locations } = error as GraphQLError;
    return json(400, { errors: [{ message, locations, extensions: { exception: { code: 'GraphQLSyntaxError' } } }] });
  }
  const variables = (asked.variables ?? {}) as Readonly<Record<string, unknown>>;
  const tooMany = tooManyOf(document);
  const cost = tooMany ? 0 : costOf(document, variables);
  const extensions = { cost: { requestedQueryCost: cost, maximumAvailable: MOST_COST } };
  if (tooMany) return refused(tooMany, { extensions });
  if (cost > MOST_COST) {
    const message = `The query exceeds the maximum cost of ${MOST_COST}. Actual cost is ${cost}`;
    return json(400, { errors: [{ message, extensions: { ...extensions, exception: { code: 'QueryCostError' } } }], extensions });
  }
  const [problem] = validate(schema, document);
  if (problem) return json(400, { errors: [told(problem)], extensions });

  const result = execute({
    schema,
    document,
    rootValue: root,
    contextValue: caller,
    variableValues: variables,
    ...(typeof asked.operationName === 'string' ? { operationName: asked.operationName } : {}),
  }) as ExecutionResult;
  // What is wrong with variables or the operation's name shows only now: then there is no `data` at all.
  if (!('data' in result)) return json(400, { errors: result.errors?.map(told) });
  const errors = result.errors && { errors: result.errors.map(told) };
  return json(200, { ...errors, data: result.data, extensions });
}

function tooManyOf(document: DocumentNode): string | undefined {
  let aliases = 0;
  let mutations = 0;
  visit(document, {
    Field: ({ alias }) => void (aliases += alias ? 1 : 0),
    OperationDefinition: ({ operation, selectionSet }) =>
      void (mutations += operation === 'mutation' ? selectionSet.selections.filter(of => of.kind === Kind.FIELD).length : 0),
  });
  if (aliases > 100) return 'Number of aliases exceed the limit of 100';
  return mutations > 4 ? 'Number of mutations exceed the limit of 4' : undefined;
}

/** A defect of the shop is told in as few words as Saleor's. */
function told(error: GraphQLError) {
  const { message, locations, path, originalError, extensions } = error;
  const isDefect = originalError !== undefined && !(originalError instanceof GraphQLError);
  return {
    message: isDefect ? 'Internal Server Error' : message,
    locations,
    ...(path ? { path } : {}),
    extensions: 'exception' in extensions ? extensions : { exception: { code: isDefect ? 'IntegrityError' : 'GraphQLError' } },
  };
}

function refused(message: string, more: object = {}): TwinResponse {
  return json(400, { errors: [{ message, extensions: { exception: { code: 'GraphQLError' } } }], ...more });
}
