import { createHash, randomUUID } from 'node:crypto';
import { LosslessNumber, parseLosslessJson, type Call, type HttpClient, type HttpRequest, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { VendureSettings } from '../src/index.ts';

export interface DirectCallOptions {
  readonly settings: VendureSettings;
  readonly http?: HttpClient;
  readonly now?: () => Date;
}

/** A `Call` straight onto the network (or a stand-in for it), for looking at the adapter without its host. */
export function directCall({ settings, http = fetchClient, now = () => new Date() }: DirectCallOptions): Call {
  const kept = new Map<string, Promise<unknown>>();
  const silent = () => undefined;
  return {
    connection: { id: 'shop', name: 'Shop', settings },
    http,
    signal: AbortSignal.timeout(60_000),
    now,
    random: randomUUID,
    log: { debug: silent, info: silent, warn: silent },
    noteBudget: silent,
    memo<T>(key: string, _ttlMs: number, load: () => Promise<T>): Promise<T> {
      const known = kept.get(key) ?? load();
      kept.set(key, known);
      return known as Promise<T>;
    },
  };
}

/** The body of an answer, read as the host reads it. */
export function httpResponse(status: number, headers: Readonly<Record<string, string>>, body: string): HttpResponse {
  return {
    status,
    headers,
    body: new TextEncoder().encode(body),
    digest: createHash('sha256').update(body).digest('hex'),
    text: () => body,
    json() {
      try {
        return parseLosslessJson(body, null, text =>
          Number.isSafeInteger(Number(text)) && /^-?\d+$/.test(text) ? Number(text) : new LosslessNumber(text),
        );
      } catch (cause) {
        throw new AdapterError('invalid-response', { message: 'not JSON', outcome: 'unknown', cause });
      }
    },
  };
}

export const fetchClient: HttpClient = {
  async request({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
    const answer = await fetch(url, { method, ...(headers ? { headers } : {}), ...(body === undefined ? {} : { body: String(body) }) });
    const names = [...new Set(answer.headers.keys())];
    return httpResponse(answer.status, Object.fromEntries(names.map(name => [name, answer.headers.get(name) ?? ''])), await answer.text());
  },
};
