import { parseLosslessJson, type Call, type HttpRequest, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';

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

export const shopSettings = { baseUrl: 'https://shop.test', consumerKey: 'ck_dummy', consumerSecret: 'cs_dummy' };

/** A `Call` over a function instead of a network; `sent` is what went out. */
export function makeCall(handler: Handler, settings: Readonly<Record<string, unknown>> = {}): Call & { readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const kept = new Map<string, Promise<unknown>>();
  let nonce = 0;
  return {
    sent,
    connection: { id: 'acme', name: 'Acme', settings: { ...shopSettings, ...settings } },
    http: {
      request: async request => {
        const signed = { ...request, ...request.sign?.() };
        const url = new URL(signed.url);
        const seen = { ...signed, path: url.pathname, query: url.searchParams };
        sent.push(seen);
        return respond(await handler(seen));
      },
    },
    signal: new AbortController().signal,
    now: () => new Date('2026-11-25T10:00:00Z'),
    random: () => `nonce-${++nonce}`,
    log: { debug: () => {}, info: () => {}, warn: () => {} },
    memo: <T>(key: string, _ttlMs: number, load: () => Promise<T>): Promise<T> => {
      const value = (kept.get(key) as Promise<T> | undefined) ?? load();
      kept.set(key, value);
      value.catch(() => kept.delete(key));
      return value;
    },
  };
}

function respond({ status = 200, headers = {}, body }: Reply): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  return {
    status,
    headers,
    body: Buffer.from(text),
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
