import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createHandler, type Handler } from 'graphql-sse';
import type { GraphParams } from '../graph-request.ts';
import { HttpRefusal } from '../http/http-refusal.ts';
import { openRequest, originOf, type OpenRequest } from '../http/open-request.ts';
import { paramsOfUrl } from '../http/read-params.ts';
import { answerStream } from './answer-stream.ts';
import type { RunOperation } from './run-operation.ts';

/** Reserved streams that nobody opens are forgotten after this. */
const RESERVED_MS = 60_000;
/** Streams reserved at one time, by all clients. */
const MOST_RESERVED = 10_000;

const TOKEN_HEADER = 'x-graphql-event-stream-token';

/** Server-sent events at the graph's path, as the graphql-sse protocol has them: one connection per operation, or one for all. */
export interface EventStreams {
  /** Whether this request is about a reserved stream (the single connection mode). */
  takes(method: string, url: URL, headers: IncomingHttpHeaders): boolean;
  answer(url: URL, message: IncomingMessage, params: GraphParams | undefined, response: ServerResponse): Promise<void>;
  /** Ends every stream. */
  close(): void;
}

/** What one exchange brings along for the protocol handler. */
interface Exchange {
  readonly message: IncomingMessage;
  readonly opened: Set<OpenRequest>;
}

export function eventStreams(run: RunOperation, requestTimeoutMs: number): EventStreams {
  const reserved = new Map<
    string,
    { readonly handler: Handler<IncomingMessage, Exchange>; readonly expiry: NodeJS.Timeout; readonly opened: Set<OpenRequest> }
  >();
  const open = new Set<ServerResponse>();

  // Each reserved stream has a handler of its own: the library keeps streams for ever, and here they can be forgotten.
  const makeHandler = (token: string | undefined) =>
    createHandler<IncomingMessage, Exchange>({
      authenticate: () => token ?? null,
      onSubscribe: async ({ raw, context }, { query, variables, operationName }) => {
        const transport = raw.method === 'GET' ? 'stream-get' : 'stream-post';
        const opened = openRequest(
          { query, variables: variables ?? undefined, operationName: operationName ?? undefined },
          originOf(raw, transport),
          requestTimeoutMs,
        );
        context.opened.add(opened);
        return answerStream(await run(opened.request), opened, () => context.opened.delete(opened));
      },
    });
  const distinct = makeHandler(undefined);

  const forget = (token: string) => {
    const stream = reserved.get(token);
    if (!stream) return;
    clearTimeout(stream.expiry);
    reserved.delete(token);
    for (const opened of stream.opened) opened.abandon();
  };

  const reserve = (): string => {
    if (reserved.size >= MOST_RESERVED) throw new HttpRefusal(503, 'RATE_LIMITED', 'Too many reserved streams', { 'retry-after': '60' });
    const token = randomUUID();
    const expiry = setTimeout(() => forget(token), RESERVED_MS);
    expiry.unref();
    reserved.set(token, { handler: makeHandler(token), expiry, opened: new Set() });
    return token;
  };

  return {
    takes: (method, url, headers) => method === 'PUT' || method === 'DELETE' || tokenOf(url, headers) !== undefined,

    async answer(url, message, params, response) {
      const token = message.method === 'PUT' ? reserve() : tokenOf(url, message.headers);
      const stream = token === undefined ? undefined : reserved.get(token);
      if (token !== undefined && !stream) throw new HttpRefusal(404, 'NOT_FOUND', 'There is no such stream: reserve one with PUT');
      if (message.method === 'DELETE' && !stream)
        throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', 'DELETE ends an operation of a reserved stream', { allow: 'GET, POST' });
      const isStream = message.headers.accept?.includes('text/event-stream') ?? false;
      const exchange: Exchange = { message, opened: stream?.opened ?? new Set() };
      // Said in our own words where the library would say it in its own.
      if (!stream && !params) paramsOfUrl(url.searchParams);

      const [body, init] = await (stream?.handler ?? distinct)({
        method: message.method ?? 'GET',
        url: `${url.pathname}${url.search}`,
        headers: { get: name => (name === 'accept' && isStream ? 'text/event-stream' : headerOf(message.headers, name)) },
        body: params ? { ...params } : null,
        raw: message,
        context: exchange,
      });
      response.writeHead(init.status, init.statusText, init.headers);
      if (!body || typeof body === 'string') {
        response.end(body ?? '');
        return;
      }
      if (stream) clearTimeout(stream.expiry);
      open.add(response);
      response.once('close', () => {
        open.delete(response);
        for (const opened of exchange.opened) opened.abandon();
        if (token !== undefined) forget(token);
        void body.return(undefined);
      });
      for await (const text of body) {
        if (response.destroyed) break;
        if (!response.write(text)) await drained(response);
      }
      response.end();
    },

    close() {
      for (const token of reserved.keys()) forget(token);
      for (const response of open) response.destroy();
    },
  };
}

function tokenOf(url: URL, headers: IncomingHttpHeaders): string | undefined {
  return headerOf(headers, TOKEN_HEADER) ?? url.searchParams.get('token') ?? undefined;
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
