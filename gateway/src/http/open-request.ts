import { OperationTypeNode } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { GraphParams, GraphRequest, Origin, Transport } from '../graph-request.ts';

/** A request on its way, and the two ways it ends. */
export interface OpenRequest {
  readonly request: GraphRequest;
  /** The caller is gone: what only he wanted is stopped. A mutation is seen through, as nobody can tell how far it is. */
  readonly abandon: () => void;
  /** The answer is out; the clock is stopped. */
  readonly finish: () => void;
}

/** Opens a request: a trace id, and a signal that ends when the caller is gone or the time is up. A subscription has all the time there is. */
export function openRequest(params: GraphParams, origin: Origin, timeoutMs: number): OpenRequest {
  const controller = new AbortController();
  const request: GraphRequest = { ...params, ...origin, traceId: randomUUID(), signal: controller.signal, contexts: new Map() };
  const clock = setTimeout(() => {
    if (request.operationType !== OperationTypeNode.SUBSCRIPTION) controller.abort();
  }, timeoutMs);
  return {
    request,
    abandon: () => {
      if (request.operationType !== OperationTypeNode.MUTATION) controller.abort();
    },
    finish: () => clearTimeout(clock),
  };
}

/** Where an HTTP request came from. Only these headers are read; identities that a client claims are not among them. */
export function originOf(message: IncomingMessage, transport: Transport): Origin {
  return {
    transport,
    authorization: message.headers.authorization,
    apiKey: single(message.headers['x-api-key']),
    acceptLanguage: message.headers['accept-language'],
    remoteAddress: message.socket.remoteAddress ?? 'unknown',
  };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
