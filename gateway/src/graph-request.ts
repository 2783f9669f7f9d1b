import type { RequestContext, Viewer } from '@onebasket/runtime';
import type { GraphQLError, OperationTypeNode } from 'graphql';

/** How an operation reached us. What may run depends on it: GET never changes anything, subscriptions need a stream. */
export type Transport = 'http-get' | 'http-post' | 'stream-get' | 'stream-post' | 'web-socket';

/** What a client asks, before any of it has been looked at. */
export interface GraphParams {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** Of the protocol, never of the graph: the id of an operation on a reserved event stream. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Where it came from. Credentials travel on as they were sent; nothing else that the client says about itself does. */
export interface Origin {
  readonly transport: Transport;
  readonly authorization?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly acceptLanguage?: string | undefined;
  /** Of the socket, never of a header. */
  readonly remoteAddress: string;
}

/** One operation on its way through the gateway. The fields below `signal` are filled in by the plugins as it goes. */
export interface GraphRequest extends GraphParams, Origin {
  readonly traceId: string;
  /** Aborted when the caller is gone or the time is up; handed to every subgraph. */
  readonly signal: AbortSignal;
  /** Contexts at the subgraphs in this process, so that the fetches of one query share their loaders. */
  readonly contexts: Map<string, Promise<RequestContext>>;

  viewer?: Viewer;
  /** Why the credentials do not hold. */
  credentialsRefused?: GraphQLError;
  operationType?: OperationTypeNode;
  cost?: number;
}

/** What goes back. Errors are as they were thrown until the `result` hooks have made them fit to be shown. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly Error[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}
