import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, type Context, type OperationResult } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { GraphQLError, GraphQLSchema, parse, type GraphQLFormattedError } from 'graphql';
import { WebSocketServer } from 'ws';
import type { GraphParams, Origin } from '../graph-request.ts';
import { openRequest, originOf, type OpenRequest } from '../http/open-request.ts';
import { limitExceeded } from '../refusals.ts';
import { answerStream } from './answer-stream.ts';
import type { RunOperation } from './run-operation.ts';

export interface WebSocketOptions {
  readonly server: Server;
  readonly path: string;
  readonly run: RunOperation;
  readonly bodyBytes: number;
  readonly requestTimeoutMs: number;
}

/** Operations that one socket may have open at a time. */
const MOST_OPEN = 100;

type SocketState = { opened?: Map<string, OpenRequest>; [other: PropertyKey]: unknown };

/** graphql-ws at the graph's path: every kind of operation, with the credentials in the payload of connection_init (or the upgrade's headers). */
export function serveWebSockets({ server, path, run, bodyBytes, requestTimeoutMs }: WebSocketOptions): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: bodyBytes, handleProtocols });
  const served = useServer<Record<string, unknown>, SocketState>(
    {
      connectionInitWaitTimeout: 5_000,
      // Reasons for closing are told in general words: an error's own may name what is inside.
      isProd: true,
      // The library parses and validates nothing for us: our hosts do, with the limits in front.
      onSubscribe: async (context, id, payload) => {
        const opened = (context.extra.opened ??= new Map());
        if (opened.size >= MOST_OPEN) return [limitExceeded('openOperations', MOST_OPEN, 'Too many operations at a time on one socket')];
        const params: GraphParams = {
          query: payload.query,
          variables: payload.variables ?? undefined,
          operationName: payload.operationName ?? undefined,
        };
        const operation = openRequest(params, socketOrigin(context), requestTimeoutMs);
        opened.set(id, operation);
        const answer = await run(operation.request);
        if (Symbol.asyncIterator in answer || 'data' in answer)
          return { ...CARRIER, contextValue: answerStream(answer, operation, () => opened.delete(id)) };
        operation.finish();
        opened.delete(id);
        return (answer.errors ?? []).map(asGraphQLError);
      },
      subscribe: ({ contextValue }) => contextValue as OperationResult,
      onClose: context => {
        for (const operation of context.extra.opened?.values() ?? []) operation.abandon();
      },
    },
    sockets,
  );

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const offered = request.headers['sec-websocket-protocol'] ?? '';
    if (request.url?.split('?', 1)[0] !== path || !offered.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL)) {
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, client => sockets.emit('connection', client, request));
  };
  server.on('upgrade', upgrade);
  return {
    close: async () => {
      server.off('upgrade', upgrade);
      await served.dispose();
    },
  };
}

/** What the library is handed in place of an operation; the answer travels as its context. */
const CARRIER = { schema: new GraphQLSchema({}), document: parse('subscription { carried }') };

function socketOrigin({ connectionParams, extra }: Context<Record<string, unknown>, Extra & SocketState>): Origin {
  const origin = originOf(extra.request, 'web-socket');
  return {
    ...origin,
    authorization: param(connectionParams, 'authorization') ?? origin.authorization,
    apiKey: param(connectionParams, 'x-api-key') ?? origin.apiKey,
    acceptLanguage: param(connectionParams, 'accept-language') ?? origin.acceptLanguage,
  };
}

/** A field of the connection's payload by its header name, in any letter case. */
function param(payload: Readonly<Record<string, unknown>> | undefined, header: string): string | undefined {
  const found = Object.entries(payload ?? {}).find(([name]) => name.toLowerCase() === header);
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

/** Answers of ApolloServer's carry errors as plain objects. */
function asGraphQLError({ message, extensions }: Partial<GraphQLFormattedError> & { readonly message: string }): GraphQLError {
  return new GraphQLError(message, { extensions: extensions ?? null });
}
