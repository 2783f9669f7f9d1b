import { createHash } from 'node:crypto';
import {
  parseLosslessJson,
  type BudgetReading,
  type Call,
  type Connection,
  type Credentials,
  type HttpRequest,
  type HttpResponse,
} from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';

/** A request as it would have gone out: signed, with its address taken apart. */
export interface Sent extends HttpRequest {
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown;
}

export type Handler = (request: Sent) => Reply | Promise<Reply>;

export interface FakeCallOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly credentials?: Credentials;
  readonly now?: () => Date;
}

/** What a `Call` of `makeCall` was used for. */
export interface FakeCall extends Call {
  readonly sent: readonly Sent[];
  readonly budgetReadings: readonly BudgetReading[];
}

/** A connection as an adapter sees it, for pure parts such as `webhooks.parse`. */
export function makeConnection(settings: Readonly<Record<string, unknown>> = {}, credentials?: Credentials): Connection {
  return { id: 'acme', name: 'Acme', settings, ...(credentials ? { credentials } : {}) };
}

/**
 * A `Call` over a function instead of a network, for unit tests of one ability; `sent` is what went out. The clock stands at 2026-11-25T10:00:00Z
 * and `random` counts, so that signatures come out the same each time.
 */
export function makeCall(handler: Handler, options: FakeCallOptions = {}): FakeCall {
  const sent: Sent[] = [];
  const budgetReadings: BudgetReading[] = [];
  const kept = new Map<string, Promise<unknown>>();
  let nonce = 0;
  return {
    sent,
    budgetReadings,
    connection: makeConnection(options.settings, options.credentials),
    http: {
      request: async request => {
        const signature = await request.sign?.();
        const headers = { ...request.headers, ...signature?.headers };
        const signed = { ...request, ...signature, ...(request.headers || signature?.headers ? { headers } : {}) };
        const url = new URL(signed.url);
        const seen = { ...signed, path: url.pathname, query: url.searchParams };
        sent.push(seen);
        return makeResponse(await handler(seen));
      },
    },
    signal: new AbortController().signal,
    now: options.now ?? (() => new Date('2026-11-25T10:00:00Z')),
    random: () => `nonce-${++nonce}`,
    log: { debug: () => {}, info: () => {}, warn: () => {} },
    noteBudget: reading => {
      budgetReadings.push(reading);
    },
    memo: <T>(key: string, _ttlMs: number, load: () => Promise<T>): Promise<T> => {
      const value = (kept.get(key) as Promise<T> | undefined) ?? load();
      kept.set(key, value);
      value.catch(() => kept.delete(key));
      return value;
    },
  };
}

/** An answer as the host hands it over. */
export function makeResponse({ status = 200, headers = {}, body }: Reply): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  return {
    status,
    headers,
    body: Buffer.from(text),
    digest: createHash('sha256').update(text).digest('hex'),
    text: () => text,
    json: () => {
      try {
        return parseLosslessJson(text);
      } catch (cause) {
        throw new AdapterError('invalid-response', { message: 'no JSON', outcome: 'not-done', cause });
      }
    },
  };
}
