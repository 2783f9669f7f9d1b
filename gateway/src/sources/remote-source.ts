import { ANONYMOUS, viewerKey } from '@onebasket/runtime';
import { GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { Pool, type Dispatcher } from 'undici';
import type { GraphRequest } from '../graph-request.ts';
import { refuse } from '../refusals.ts';
import { readEvents } from './read-events.ts';
import { SharedAnswers } from './shared-answers.ts';
import type { SourceDeps, SubgraphSource } from './subgraph-target.ts';
import { late } from './until-aborted.ts';

/** A subgraph behind HTTP: kept-alive connections, the credentials forwarded as the client sent them, and the static secret beside them. */
export function remoteSource(name: string, url: string, secret: string, deps: Pick<SourceDeps, 'log' | 'config'>): SubgraphSource {
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const pool = new Pool(origin, {
    connections: 64,
    keepAliveTimeout: 30_000,
    connect: { timeout: 2_000 },
    bodyTimeout: 0,
    headersTimeout: 0,
  });

  const post = (body: string, request: GraphRequest, accept: string) =>
    pool.request({ path, method: 'POST', signal: request.signal, headers: headersOf(request, secret, accept), body });

  const ask = async (body: string, request: GraphRequest): Promise<ExecutionResult> => {
    try {
      return toResult(await jsonOf(await post(body, request, 'application/json')));
    } catch (error) {
      return troubled(error, request);
    }
  };

  const troubled = (error: unknown, request: GraphRequest): ExecutionResult => {
    if (request.signal.aborted) return { errors: [late(name)] };
    deps.log.warn('subgraph unavailable', { subgraph: name, traceId: request.traceId, error: String(error) });
    return { errors: [refuse('UPSTREAM_UNAVAILABLE', `${name} cannot be reached`)] };
  };

  const shared = new SharedAnswers(name);
  const askTogether = async (body: string, request: GraphRequest): Promise<ExecutionResult> => {
    const { authorization, apiKey, acceptLanguage, viewer = ANONYMOUS, signal } = request;
    const key = JSON.stringify([viewerKey(viewer), authorization, apiKey, acceptLanguage, body]);
    try {
      const text = await shared.join(key, signal, async abandoned =>
        textOf(await post(body, { ...request, signal: abandoned }, 'application/json')),
      );
      return toResult(JSON.parse(text) as RemoteAnswer);
    } catch (error) {
      return troubled(error, request);
    }
  };

  return {
    execute: (sub, request) => ask(JSON.stringify(sub), request),
    prepare(sub, operationType) {
      const head = `${JSON.stringify(sub).slice(0, -1)},"variables":`;
      const isShared = deps.config.gateway.shareQueries && operationType === OperationTypeNode.QUERY;
      const send = isShared ? askTogether : ask;
      return (variables, request) => send(`${head}${JSON.stringify(variables)}}`, request);
    },
    async subscribe(sub, request) {
      try {
        const response = await post(JSON.stringify(sub), request, 'text/event-stream');
        const type = String(response.headers['content-type'] ?? '');
        if (!type.startsWith('text/event-stream')) return toResult(await jsonOf(response));
        return eventsOf(response, error => troubled(error, request));
      } catch (error) {
        return troubled(error, request);
      }
    },
    close: () => pool.close(),
  };
}

function headersOf(request: GraphRequest, secret: string, accept: string): Record<string, string> {
  return {
    accept,
    'content-type': 'application/json',
    'x-onebasket-subgraph': secret,
    'x-trace-id': request.traceId,
    ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
    ...(request.apiKey === undefined ? {} : { 'x-api-key': request.apiKey }),
    ...(request.acceptLanguage === undefined ? {} : { 'accept-language': request.acceptLanguage }),
  };
}

interface RemoteAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

async function textOf(response: Dispatcher.ResponseData): Promise<string> {
  if (response.statusCode !== 200) {
    await response.body.dump();
    throw new Error(`answered ${response.statusCode}`);
  }
  return response.body.text();
}

async function jsonOf(response: Dispatcher.ResponseData): Promise<RemoteAnswer> {
  return JSON.parse(await textOf(response)) as RemoteAnswer;
}

async function* eventsOf(
  response: Dispatcher.ResponseData,
  troubled: (error: unknown) => ExecutionResult,
): AsyncGenerator<ExecutionResult> {
  try {
    for await (const { event, data } of readEvents(response.body)) {
      if (event === 'complete') return;
      if (event === 'next') yield toResult(JSON.parse(data) as RemoteAnswer);
    }
  } catch (error) {
    yield troubled(error);
  }
}

/** Errors as instances again: path and extensions are what later layers read. */
function toResult({ data, errors }: RemoteAnswer): ExecutionResult {
  const revived = errors?.map(
    ({ message, path, extensions }) => new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null }),
  );
  return { ...(data === undefined ? {} : { data }), ...(revived?.length ? { errors: revived } : {}) };
}
