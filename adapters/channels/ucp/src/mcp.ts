import {
  integerIn,
  parseLosslessJson,
  textIn,
  type AnsweredRequest,
  type Call,
  type HttpResponse,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import type { Merchant } from './discovery.ts';
import { failure } from './errors.ts';
import type { Operation } from './operations.ts';
import { profileUrlFor } from './platform-profile.ts';
import { settingsOf } from './settings.ts';
import { answerStatus } from './status.ts';
import { recordIn, recordsIn, withoutNulls } from './wire.ts';

/** The JSON-RPC message that calls an operation's tool. */
export function toolCall(
  call: Call,
  merchant: Merchant,
  { tool, resource }: Operation,
  about: {
    readonly id: string | undefined;
    readonly payload: WireRecord | undefined;
    readonly requestId: string;
    readonly idempotencyKey: string | undefined;
  },
): WireRecord {
  const profile = profileUrlFor(settingsOf(call).platformProfileUrl, merchant.generation);
  const meta = { 'ucp-agent': { profile }, ...(about.idempotencyKey === undefined ? {} : { 'idempotency-key': about.idempotencyKey }) };
  const args = {
    meta,
    ...(about.id === undefined ? {} : { id: about.id }),
    // The resource is named beside its content, never in it.
    ...(about.payload === undefined ? {} : { [resource]: without(about.payload, 'id') }),
  };
  return { jsonrpc: '2.0', id: about.requestId, method: 'tools/call', params: { name: tool, arguments: args } };
}

/** What JSON-RPC error data calls things, as the statuses that REST uses for them. */
const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map([
  ['unauthorized', 401],
  ['identity_required', 401],
  ['insufficient_scope', 403],
  ['forbidden', 403],
  ['signature_missing', 401],
  ['signature_invalid', 401],
  ['key_not_found', 401],
  ['digest_mismatch', 400],
  ['algorithm_unsupported', 400],
  ['profile_not_trusted', 403],
  ['rate_limited', 429],
  ['rate_limit_exceeded', 429],
  ['too_many_requests', 429],
  ['idempotency_conflict', 409],
  ['idempotency_key_reused', 409],
  ['version_unsupported', 422],
  ['profile_malformed', 422],
  ['profile_unreachable', 424],
  ['invalid_profile_url', 400],
  ['not_found', 404],
  ['request_too_large', 400],
]);

/** Errors of JSON-RPC itself; -32000 alone says only that something was in the way. */
const STATUS_BY_NUMBER: ReadonlyMap<number, number> = new Map([
  [-32700, 400],
  [-32600, 400],
  [-32601, 404],
  [-32602, 400],
  [-32001, 424],
]);

/**
 * Reads the answer to a tool call: plain JSON or a stream of events; the content structured or as text; the resource bare or under its name.
 * Protocol errors come as the status that REST has for them.
 */
export function readToolAnswer(
  response: HttpResponse,
  { resource, effect }: Operation,
  facts: AnsweredRequest,
): { readonly status: number; readonly body: WireRecord; readonly pointer: string } {
  const message = messageIn(response);
  const error = recordIn(message?.['error']);
  if (error) {
    const data = recordIn(error['data']) ?? {};
    const status =
      STATUS_BY_CODE.get(textIn(data['code'])?.toLowerCase() ?? '') ??
      STATUS_BY_NUMBER.get(integerIn(error['code']) ?? 0) ??
      failedStatus(response.status);
    answerStatus({ status, headers: response.headers }, facts);
    return { status, body: { content: error['message'], ...data }, pointer: '/error/data' };
  }
  answerStatus(response, facts);
  const result = recordIn(message?.['result']);
  const structured = recordIn(result?.['structuredContent']);
  const content = structured ?? textContent(result);
  if (!content) {
    if (response.status >= 400) return { status: response.status, body: {}, pointer: '' };
    throw failure(
      'invalid-response',
      `${facts.what.slice(5)}: a tool answered with nothing readable`,
      effect === 'write' ? 'unknown' : 'not-done',
    );
  }
  const inner = recordIn(content[resource]);
  const body = resource !== 'catalog' && inner ? inner : content;
  // A bare text says no without the protocol's envelope.
  const isNo = result?.['isError'] === true && body['ucp'] === undefined;
  return {
    status: isNo ? 400 : 200,
    body,
    pointer: structured ? `/result/structuredContent${body === inner ? `/${resource}` : ''}` : '/result/content/0/text',
  };
}

/** An error that says nothing of its kind: the status it came with, unless that is a good one. */
function failedStatus(status: number): number {
  return status >= 400 ? status : 500;
}

function messageIn(response: HttpResponse): WireRecord | undefined {
  const isStream = response.headers['content-type']?.includes('text/event-stream') ?? false;
  if (!isStream) {
    try {
      return recordIn(withoutNulls(response.json()));
    } catch {
      return undefined;
    }
  }
  const events = response.text().split(/\r?\n\r?\n/);
  const messages = events.flatMap<WireRecord>(event => {
    const data = event
      .split(/\r?\n/)
      .flatMap(line => (line.startsWith('data:') ? line.slice(5).trimStart() : []))
      .join('\n');
    return recordIn(withoutNulls(parsed(data))) ?? [];
  });
  // Before the answer a stream may carry notifications.
  return messages.findLast(message => message['result'] !== undefined || message['error'] !== undefined);
}

function textContent(result: WireRecord | undefined): WireRecord | undefined {
  const text = textIn(recordsIn(result?.['content']).find(part => part['type'] === 'text')?.['text']);
  if (text === undefined) return undefined;
  return recordIn(withoutNulls(parsed(text))) ?? (result?.['isError'] === true ? { content: text } : undefined);
}

function parsed(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}

function without(record: WireRecord, name: string): WireRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
