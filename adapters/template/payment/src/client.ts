import { known, statusFailure, type Call, type HttpResponse } from '@onebasket/adapter-sdk';
import { settingsOf } from './manifest.ts';

export interface PayRequest {
  readonly method: 'GET' | 'POST';
  /** Below `/v1`. */
  readonly path: string;
  /** The path without ids, for messages. */
  readonly label: string;
  readonly body?: unknown;
  /** The provider answers a repeat of one key with what it did the first time. */
  readonly key?: string;
}

/** Statuses with which the provider understood and said no. */
const REFUSALS: ReadonlySet<number> = new Set([402, 404, 409, 422]);

/** Sends one request. 2xx and refusals are handed over, anything else throws what it means. */
export async function send(call: Call, { method, path, label, body, key }: PayRequest): Promise<HttpResponse> {
  const { baseUrl, apiKey } = settingsOf(call);
  const response = await call.http.request({
    method,
    url: `${baseUrl.replace(/\/+$/, '')}/v1${path}`,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${apiKey}`,
      ...known({ 'content-type': body === undefined ? undefined : 'application/json', 'idempotency-key': key }),
    },
    ...known({ body: body === undefined ? undefined : JSON.stringify(body) }),
    label: `${method} ${label}`,
  });
  if (response.status === 200 || response.status === 201 || REFUSALS.has(response.status)) return response;
  throw statusFailure(response, { what: `Acme ${method} ${label}`, effect: method === 'GET' ? 'read' : 'write', now: call.now() });
}
