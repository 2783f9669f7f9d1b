import { createHash } from 'node:crypto';
import { statusFailure, type Call, type HttpRequest, type HttpResponse, type RawRef, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import type { Merchant } from './discovery.ts';
import { failure, readError, unheard, type Message } from './errors.ts';
import { settingsOf } from './settings.ts';
import { canonicalJson, signBody } from './signature.ts';
import { recordIn } from './wire.ts';

/** One operation on checkout sessions. */
export interface Invocation {
  readonly method: 'GET' | 'POST';
  /** For messages: "POST /checkout_sessions/{id}/complete". */
  readonly path: string;
  readonly id?: string;
  readonly body?: WireRecord;
  /** The same key with the same body is one deed. Default: a fresh one. */
  readonly key?: string;
}

/** A merchant's answer to the matter: a session, or the error that says why not. */
export interface AcpAnswer {
  readonly status: number;
  readonly body: WireRecord;
  readonly error?: Message;
  readonly raw: RawRef;
}

/** Does one operation. Throws `AdapterError` when there is no answer to the matter: no access, limits, an outage, a key in use, or what cannot be read. */
export async function invoke(call: Call, merchant: Merchant, invocation: Invocation): Promise<AcpAnswer> {
  const { method, path } = invocation;
  const label = `${method} ${path}`;
  const response = await call.http.request(toRequest(call, merchant, invocation, label));
  const facts = { what: `acp: ${label}`, effect: method === 'GET' ? ('read' as const) : ('write' as const), now: call.now() };
  const { status } = response;
  if (status === 401 || status === 403 || status === 408 || status === 429 || status >= 500) throw statusFailure(response, facts);
  const body = readBody(response, label, facts.effect === 'write' ? 'unknown' : 'not-done');
  const error = status >= 300 ? (readError(body) ?? { type: 'error' as const, code: '' }) : readError(body);
  if (error) {
    const failed = unheard(body, error, label);
    if (failed) throw failed;
    // The first of two equal requests is still at work: what it does is not known yet.
    if (error.code === 'idempotency_in_flight') {
      const { retryAfterMs } = statusFailure(response, facts);
      throw failure('unavailable', `${label} is still under way`, 'unknown', { retryAfterMs });
    }
  }
  return { status, body, raw: { digest: response.digest, pointer: '' }, ...(error ? { error } : {}) };
}

/** True when the merchant does not know what was named. */
export function isUnknown({ status, error }: AcpAnswer): boolean {
  return error !== undefined && (status === 404 || status === 410 || error.code === 'not_found');
}

/** A UUID that is the same for the same text. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function toRequest(call: Call, merchant: Merchant, { method, path, id, body, key }: Invocation, label: string): HttpRequest {
  const { accessToken, signingSecret, language } = settingsOf(call);
  const token = call.connection.credentials?.accessToken ?? accessToken;
  const text = body === undefined ? undefined : canonicalJson(body);
  return {
    method,
    url: merchant.apiBase + path.replace('{id}', encodeURIComponent(id ?? '')),
    label,
    ...(text === undefined ? {} : { body: text }),
    headers: {
      accept: 'application/json',
      'api-version': merchant.generation.version,
      'request-id': uuidOf(call.random()),
      timestamp: call.now().toISOString(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'POST' ? { 'idempotency-key': key ?? uuidOf(call.random()) } : {}),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...(text === undefined || signingSecret === undefined ? {} : { signature: signBody(text, signingSecret) }),
      ...(language === undefined ? {} : { 'accept-language': language }),
    },
  };
}

/** A no may come as a page; a yes that cannot be read may have done what was asked. */
function readBody(response: HttpResponse, label: string, outcome: 'unknown' | 'not-done'): WireRecord {
  const isYes = response.status < 300;
  try {
    const body = recordIn(jsonOrPage(response));
    if (body || !isYes) return body ?? {};
  } catch (cause) {
    if (!(cause instanceof AdapterError)) throw cause;
    throw failure('invalid-response', `${label} was answered with no JSON`, isYes ? outcome : 'not-done', { cause });
  }
  throw failure('invalid-response', `${label} was answered with no object`, outcome);
}

/** The JSON of an answer; `undefined` for one that is none and does not say that it is: a page of the shop around the API. */
export function jsonOrPage(response: HttpResponse): unknown {
  try {
    return response.json();
  } catch (error) {
    const saysJson = response.headers['content-type']?.includes('json') === true;
    if (saysJson || !(error instanceof AdapterError)) throw error;
    return undefined;
  }
}
