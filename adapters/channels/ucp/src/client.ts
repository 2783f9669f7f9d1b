import { createHash } from 'node:crypto';
import type { Call, HttpRequest, RawRef, WireRecord } from '@onebasket/adapter-sdk';
import type { Merchant } from './discovery.ts';
import { failure, messagesOf, unheard, type Message } from './errors.ts';
import { requestHeaders } from './headers.ts';
import { readToolAnswer, toolCall } from './mcp.ts';
import type { Operation } from './operations.ts';
import { answerStatus } from './status.ts';
import { recordIn, withoutNulls } from './wire.ts';

/** What one operation is asked to do. */
export interface Invocation {
  readonly id?: string;
  readonly payload?: WireRecord;
  /** For writes: the same key with the same bytes is one deed. Default: a fresh one. */
  readonly key?: string;
}

/** A merchant's answer to the matter, yes or no. Members that were null are gone. */
export interface UcpAnswer {
  readonly status: number;
  readonly body: WireRecord;
  readonly messages: readonly Message[];
  readonly raw: RawRef;
}

/**
 * Does one operation over the merchant's transport. Answers of any kind come back; throws `AdapterError` when there is none: no access, limits, an outage,
 * or what cannot be read (then a write may have happened).
 */
export async function invoke(call: Call, merchant: Merchant, operation: Operation, invocation: Invocation): Promise<UcpAnswer> {
  const request = toRequest(call, merchant, operation, invocation);
  const response = await call.http.request(request);
  const what = `ucp: ${request.label}`;
  const facts = { what, effect: operation.effect, now: call.now() };
  if (merchant.transport === 'mcp') {
    const { status, body, pointer } = readToolAnswer(response, operation, facts);
    return toAnswer(status, body, { digest: response.digest, pointer }, request.label);
  }
  answerStatus(response, facts);
  const body = readBody(response, operation, what);
  return toAnswer(response.status, body, { digest: response.digest, pointer: '' }, request.label);
}

/** True for an answer that did what was asked, as far as the envelope tells. */
export function isDone({ status, body }: UcpAnswer): boolean {
  return status < 300 && recordIn(body['ucp'])?.['status'] !== 'error';
}

/** True when the merchant does not know what was named. */
export function isUnknown(answer: UcpAnswer): boolean {
  return (
    answer.status === 404 ||
    answer.status === 410 ||
    (!isDone(answer) && answer.messages.some(({ code }) => code.toLowerCase() === 'not_found'))
  );
}

/** A UUID that is the same for the same text. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function toRequest(
  call: Call,
  merchant: Merchant,
  operation: Operation,
  { id, payload, key }: Invocation,
): HttpRequest & { label: string } {
  const requestId = uuidOf(call.random());
  const idempotencyKey = operation.effect === 'write' ? (key ?? uuidOf(call.random())) : undefined;
  const label = `${operation.method} ${operation.path}`;
  const about = { requestId, idempotencyKey, merchant };
  if (merchant.transport === 'mcp') {
    const url = merchant.endpoint;
    const body = JSON.stringify(toolCall(call, merchant, operation, { id, payload, requestId, idempotencyKey }));
    const headers = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
    return {
      method: 'POST',
      url,
      label,
      effect: operation.effect,
      body,
      sign: async () => ({ headers: await requestHeaders(call, { method: 'POST', url, headers, body }, about) }),
    };
  }
  const { method } = operation;
  const url = merchant.endpoint + operation.path.replace('{id}', encodeURIComponent(id ?? ''));
  const body = payload === undefined ? undefined : JSON.stringify(payload);
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  return {
    method,
    url,
    label,
    effect: operation.effect,
    ...(body === undefined ? {} : { body }),
    sign: async () => ({ headers: await requestHeaders(call, { method, url, headers, body }, about) }),
  };
}

function readBody(response: Parameters<typeof readToolAnswer>[0], operation: Operation, what: string): WireRecord {
  const isYes = response.status < 300;
  try {
    const body = recordIn(withoutNulls(response.json()));
    if (body) return body;
  } catch (cause) {
    // Some merchants say no in plain text; a yes that cannot be read may have done what was asked.
    if (isYes)
      throw failure(
        'invalid-response',
        `${what.slice(5)} was answered with no JSON`,
        operation.effect === 'write' ? 'unknown' : 'not-done',
        cause,
      );
  }
  if (isYes)
    throw failure(
      'invalid-response',
      `${what.slice(5)} was answered with no object`,
      operation.effect === 'write' ? 'unknown' : 'not-done',
    );
  return {};
}

function toAnswer(status: number, body: WireRecord, raw: RawRef, label: string): UcpAnswer {
  const answer = { status, body, messages: messagesOf(body), raw };
  const failed = isDone(answer) ? undefined : unheard(answer.messages, label);
  if (failed) throw failed;
  if (status === 424) throw failure('misconfigured', `${label} was not heard: the merchant cannot read our profile`);
  return answer;
}
