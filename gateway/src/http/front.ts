import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Config, Log } from '@onebasket/runtime';
import type { FormattedExecutionResult } from 'graphql';
import type { OperationHost } from '../hosts/apollo-host.ts';
import type { EventStreams } from '../live/server-sent-events.ts';
import type { SubgraphTarget } from '../sources/subgraph-target.ts';
import { CORS_HEADERS, PREFLIGHT_HEADERS } from './cors.ts';
import { graphiqlPage } from './graphiql.ts';
import { HttpRefusal } from './http-refusal.ts';
import { negotiateAnswer, wantsEventStream, wantsHtml, type AnswerType } from './negotiate.ts';
import { openRequest, originOf } from './open-request.ts';
import { readBody } from './read-body.ts';
import { paramsOfBody, paramsOfUrl } from './read-params.ts';
import { findSubgraphRoute } from './routes.ts';
import { headersOf, statusOf } from './status.ts';

export const GRAPH_PATH = '/graphql';

export interface FrontOptions {
  readonly config: Config;
  readonly host: OperationHost;
  readonly streams: EventStreams;
  readonly targets: Readonly<Record<string, SubgraphTarget>>;
  /** Whether operations can be answered now. */
  readonly isReady: () => boolean;
  readonly version: string;
  readonly log: Log;
}

/** GraphQL over HTTP on `node:http`, with what else is served at the port: health, GraphiQL, event streams, the subgraphs' own routes. */
export function createFront(options: FrontOptions): Server {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => fail(options, response, error));
  });
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 60_000;
  return server;
}

async function answer(options: FrontOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request);
  const method = request.method ?? 'GET';
  if (url.pathname === '/healthz') return sendJson(response, 200, { status: 'ok', version: options.version });
  if (url.pathname === '/readyz')
    return sendJson(response, options.isReady() ? 200 : 503, { status: options.isReady() ? 'ready' : 'not ready' });
  if (url.pathname !== GRAPH_PATH) return answerRoute(options, url, request, response);
  for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value);

  const { accept } = request.headers;
  if (method === 'OPTIONS') return send(response, 204, PREFLIGHT_HEADERS);
  if (options.streams.takes(method, url, request.headers)) return answerStream(options, url, request, response);
  if (method === 'GET' && wantsHtml(accept)) return sendGraphiql(request, response);
  if (wantsEventStream(accept) && (method === 'GET' || method === 'POST')) return answerStream(options, url, request, response);
  if (method !== 'GET' && method !== 'POST')
    throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'The graph answers GET and POST', { allow: 'GET, POST' });
  const type = negotiateAnswer(accept);
  if (!type) throw new HttpRefusal(406, 'NOT_ACCEPTABLE', 'The answer is application/graphql-response+json or application/json');
  return answerOperation(options, type, url, request, response);
}

async function answerOperation(
  options: FrontOptions,
  type: AnswerType,
  url: URL,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { limits } = options.config.gateway;
  const isGet = message.method === 'GET';
  const params = isGet ? paramsOfUrl(url.searchParams) : paramsOfBody(message, await readBody(message, limits.bodyBytes));
  const { request, abandon, finish } = openRequest(params, originOf(message, isGet ? 'http-get' : 'http-post'), limits.requestTimeoutMs);
  response.once('close', abandon);
  try {
    const result = await options.host.execute(request);
    const status = statusOf(result, type);
    sendResult(response, status, { ...headersOf(result, status), 'x-trace-id': request.traceId }, type, result);
  } finally {
    response.off('close', abandon);
    finish();
  }
}

async function answerStream(options: FrontOptions, url: URL, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { bodyBytes } = options.config.gateway.limits;
  const params = message.method === 'POST' ? paramsOfBody(message, await readBody(message, bodyBytes)) : undefined;
  return options.streams.answer(url, message, params, response);
}

async function answerRoute(options: FrontOptions, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const handle = findSubgraphRoute(options.targets, request.method ?? 'GET', url.pathname);
  if (!handle) throw new HttpRefusal(404, 'NOT_FOUND', `Nothing is served here; the graph is at ${GRAPH_PATH}`);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
  const body = await readBody(request, options.config.gateway.limits.bodyBytes);
  const answered = await handle({
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    remoteAddress: request.socket.remoteAddress ?? '',
  });
  send(response, answered.status, answered.headers ?? {}, answered.body ?? '');
}

async function sendGraphiql(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = await graphiqlPage();
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  send(
    response,
    200,
    { 'content-type': 'text/html; charset=utf-8', vary: 'accept, accept-encoding', ...(takesGzip ? { 'content-encoding': 'gzip' } : {}) },
    takesGzip ? page : await promisify(gunzip)(page),
  );
}

/** Turns whatever was thrown on the way into an answer: a refusal of ours, or a defect of which the client learns a trace id only. */
function fail({ log }: FrontOptions, response: ServerResponse, error: unknown): void {
  const traceId = randomUUID();
  if (response.headersSent || response.destroyed) {
    response.destroy();
  } else if (error instanceof HttpRefusal) {
    const errors = [{ message: error.message, extensions: { code: error.code, traceId } }];
    send(
      response,
      error.status,
      { 'content-type': 'application/json; charset=utf-8', 'x-trace-id': traceId, ...error.headers },
      JSON.stringify({ errors }),
    );
  } else {
    log.error('defect', { traceId, error: error instanceof Error ? error.stack : String(error) });
    const errors = [
      {
        message: `Something went wrong on our side; the trace id leads to it: ${traceId}`,
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId },
      },
    ];
    sendJson(response, 500, { errors });
  }
}

function urlOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://gateway.invalid');
  } catch {
    throw new HttpRefusal(400, 'BAD_REQUEST', 'The address cannot be read');
  }
}

function sendResult(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  type: AnswerType,
  result: FormattedExecutionResult,
): void {
  send(response, status, { ...headers, 'content-type': `${type}; charset=utf-8`, vary: 'accept' }, JSON.stringify(result));
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(value));
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string | Buffer = ''): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
