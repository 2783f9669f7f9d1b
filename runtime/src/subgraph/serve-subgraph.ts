import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { execute, getOperationAST, GraphQLError, subscribe, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Config } from '../config/types.ts';
import type { Keys } from '../keys/keys.ts';
import type { Log } from '../log/log.ts';
import { contextFor, serviceContext } from './request-context.ts';
import { PreparedOperations } from './prepared-operations.ts';
import type { HttpRoute, Subgraph } from './types.ts';

export interface ServeOptions {
  readonly port: number;
  readonly host?: string;
  /** The static secret that the gateway and the other subgraphs send in `x-onebasket-subgraph`. */
  readonly secret: string;
  readonly config: Config;
  readonly keys: Keys;
  readonly log: Log;
}

const BODY_LIMIT = 8 * 1024 * 1024;
const BEAT_MS = 15_000;

/** The sub-request itself cannot be served; nothing was run. */
class BadSubRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Serves one subgraph over HTTP for the gateway alone: POST /graphql (JSON, or server-sent events for subscriptions), its routes under the
 * same secret, and /healthz. Whoever does not send the secret hears 403 and nothing else. An `x-onebasket-service: 1` beside it marks an
 * internal operation, which runs as the service viewer.
 */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const prepared = new PreparedOperations(subgraph.schema);
  const server = createServer((request, response) => {
    answer(subgraph, prepared, options, request, response).catch((error: unknown) => {
      if (error instanceof BadSubRequest && !response.headersSent)
        return sendJson(response, error.status, { errors: [{ message: error.message, extensions: { code: 'BAD_USER_INPUT' } }] });
      options.log.error('subgraph request failed', { subgraph: subgraph.name, error: String(error) });
      if (!response.headersSent)
        sendJson(response, 500, { errors: [{ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
      else response.destroy();
    });
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}/graphql`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  subgraph: Subgraph,
  prepared: PreparedOperations,
  options: ServeOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] as string;
  if (request.method === 'GET' && path === '/healthz') return sendJson(response, 200, { status: 'ok', subgraph: subgraph.name });
  if (!sameSecret(header(request, 'x-onebasket-subgraph'), options.secret))
    return sendJson(response, 403, { errors: [{ message: 'This subgraph answers its gateway only.' }] });
  const body = await readBody(request);
  if (path !== '/graphql') return answerRoute(subgraph.routes ?? [], path, body, request, response);
  if (request.method !== 'POST') throw new BadSubRequest(405, 'POST only');

  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const traceId = header(request, 'x-trace-id') ?? 'none';
  const { query, variables, operationName } = parseSubRequest(body);
  const document = prepared.prepare(query);
  if (!('kind' in document)) return sendJson(response, 200, { errors: document.map(error => error.toJSON()) });

  let contextValue;
  try {
    contextValue =
      header(request, 'x-onebasket-service') === '1'
        ? serviceContext(subgraph, gone.signal, traceId)
        : await contextFor(
            subgraph,
            {
              authorization: header(request, 'authorization'),
              apiKey: header(request, 'x-api-key'),
              acceptLanguage: header(request, 'accept-language'),
              traceId,
              signal: gone.signal,
            },
            options,
          );
  } catch (error) {
    if (error instanceof GraphQLError) return sendJson(response, 200, { errors: [error.toJSON()] });
    throw error;
  }
  const args = { schema: subgraph.schema, document, variableValues: variables, operationName, contextValue };
  if (!isSubscription(document, operationName)) return sendJson(response, 200, await execute(args));
  const events = await subscribe(args);
  if (!(Symbol.asyncIterator in events)) return sendJson(response, 200, events);
  await sendEvents(response, events, gone.signal);
}

interface SubRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

function parseSubRequest(body: Buffer): SubRequest {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new BadSubRequest(400, 'the body is not JSON');
  }
  if (!isRecord(value)) throw new BadSubRequest(400, 'the body must be an object');
  const { query, variables, operationName } = value;
  if (typeof query !== 'string') throw new BadSubRequest(400, 'query must be a text');
  if (variables != null && !isRecord(variables)) throw new BadSubRequest(400, 'variables must be an object');
  if (operationName != null && typeof operationName !== 'string') throw new BadSubRequest(400, 'operationName must be a text');
  return { query, variables: variables ?? {}, operationName: operationName ?? null };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSubscription(document: DocumentNode, operationName: string | null): boolean {
  return getOperationAST(document, operationName)?.operation === 'subscription';
}

/** The headers go out at once and a comment every 15 s, so that a stream without news is not taken for a dead one. */
async function sendEvents(response: ServerResponse, events: AsyncGenerator<ExecutionResult>, gone: AbortSignal): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
  const beat = setInterval(() => response.write(':\n\n'), BEAT_MS);
  const end = () => void events.return(undefined);
  gone.addEventListener('abort', end);
  if (gone.aborted) end();
  try {
    for await (const event of events) response.write(`event: next\ndata: ${JSON.stringify(event)}\n\n`);
    response.end('event: complete\ndata:\n\n');
  } finally {
    clearInterval(beat);
  }
}

async function answerRoute(
  routes: readonly HttpRoute[],
  path: string,
  body: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = findRoute(routes, request.method ?? 'GET', path);
  if (!route) return sendJson(response, 404, { errors: [{ message: 'not found' }] });
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
  const answer = await route.handle({
    path,
    query: new URL(request.url ?? '/', 'http://subgraph.invalid').searchParams,
    headers,
    body,
    remoteAddress: headers['x-onebasket-remote'] ?? '',
  });
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body ?? '');
}

/** The route that answers this method and path: whole path, or everything below a path that ends in a slash. */
export function findRoute(routes: readonly HttpRoute[], method: string, path: string): HttpRoute | undefined {
  return routes.find(route => route.method === method && (route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path));
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function sameSecret(given: string | undefined, wanted: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left alone when it is too large, so that the answer still gets through.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) throw new BadSubRequest(413, 'the body is over 8 MiB');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
