import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient as createStreams } from 'graphql-sse';

export interface ClientOptions {
  /** Of the graph: `http://localhost:4000/graphql`. */
  readonly url: string;
  /** A shopper's or staff member's access token; a function is asked for each request, so that a refreshed one is used. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>) | undefined;
  /** An integrator's key. */
  readonly apiKey?: string | undefined;
  /** Language of messages and labels: "zh-CN" or "en". */
  readonly language?: string | undefined;
  /** Another fetch than the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

export interface Client {
  /** Runs a query or a mutation. Rejects with `GraphError` when the answer has no data, or errors that `onErrors` does not take. */
  run<Data, Variables>(operation: TypedDocumentNode<Data, Variables>, variables: Variables, options?: RunOptions): Promise<Data>;
  /** The events of a subscription, over server-sent events, until it ends or the loop is left. Rejects with `GraphError`. */
  subscribe<Data, Variables>(operation: TypedDocumentNode<Data, Variables>, variables: Variables): AsyncIterableIterator<Data>;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the errors of a partial answer, whose data is then returned; without it a partial answer is an error. */
  readonly onErrors?: ((errors: readonly GraphErrorEntry[]) => void) | undefined;
}

/** One error of an answer. `extensions.code` tells what it is, `extensions.traceId` what to quote. */
export interface GraphErrorEntry {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly traceId?: string; readonly [more: string]: unknown };
}

/** The graph refused or failed. `code` is the first error's. */
export class GraphError extends Error {
  readonly errors: readonly GraphErrorEntry[];
  readonly code: string | undefined;

  constructor(errors: readonly GraphErrorEntry[]) {
    super(errors.map(error => error.message).join('; ') || 'The graph gave no answer');
    this.name = 'GraphError';
    this.errors = errors;
    this.code = errors[0]?.extensions?.code;
  }
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphErrorEntry[];
}

/**
 * A client of the graph on nothing but fetch.
 *
 * @example
 * const client = createClient({ url: 'http://localhost:4000/graphql' });
 * const { search } = await client.run(SearchDocument, { query: 'kettle', first: 5 });
 * for await (const { orderUpdated } of client.subscribe(OrderUpdatedDocument, { orderId, accessToken })) console.log(orderUpdated.status);
 */
export function createClient(options: ClientOptions): Client {
  const fetchFn = options.fetch ?? globalThis.fetch;

  const headers = async (): Promise<Record<string, string>> => {
    const token = typeof options.token === 'function' ? await options.token() : options.token;
    return {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(options.apiKey === undefined ? {} : { 'x-api-key': options.apiKey }),
      ...(options.language === undefined ? {} : { 'accept-language': options.language }),
    };
  };

  return {
    async run<Data, Variables>(operation: TypedDocumentNode<Data, Variables>, variables: Variables, { signal, onErrors }: RunOptions = {}) {
      const response = await fetchFn(options.url, {
        method: 'POST',
        headers: {
          ...(await headers()),
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
        },
        body: JSON.stringify({ query: print(operation), variables }),
        signal: signal ?? null,
      });
      const { data, errors = [] } = await bodyOf<Data>(response);
      if (data == null || (errors.length > 0 && !onErrors)) throw new GraphError(errors);
      if (errors.length > 0) onErrors?.(errors);
      return data;
    },

    async *subscribe<Data, Variables>(operation: TypedDocumentNode<Data, Variables>, variables: Variables) {
      const streams = createStreams({ url: options.url, headers, fetchFn, retryAttempts: 0 });
      try {
        const events = streams.iterate<Data>({ query: print(operation), variables: variables as Record<string, unknown> });
        for await (const { data, errors } of events) {
          if (data == null) throw new GraphError((errors ?? []) as readonly GraphErrorEntry[]);
          yield data;
        }
      } finally {
        streams.dispose();
      }
    },
  };
}

async function bodyOf<Data>(response: Response): Promise<Body<Data>> {
  try {
    return (await response.json()) as Body<Data>;
  } catch {
    throw new GraphError([{ message: `The graph answered ${response.status} without a body that can be read` }]);
  }
}
