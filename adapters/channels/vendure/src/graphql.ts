import type { Call, HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError, type AdapterErrorCode } from '@onebasket/core';
import { settingsOf } from './manifest.ts';
import { isRecord, type Wire } from './wire.ts';

export interface GraphqlRequest {
  readonly api: 'shop' | 'admin';
  /** For messages and traces: "place: fill the basket". */
  readonly label: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Whether repeating it by itself can do no harm. */
  readonly effect: 'read' | 'write';
  readonly headers?: Readonly<Record<string, string>>;
}

/** A top-level GraphQL error: not a shop's no (that is a member of a union), but a request it could not carry out. */
export class VendureError extends AdapterError {
  /** `extensions.code`: ENTITY_NOT_FOUND, FORBIDDEN, USER_INPUT_ERROR … */
  readonly vendorCode: string;
  /** The root field it happened at. */
  readonly field: string | undefined;

  constructor(
    vendorCode: string,
    field: string | undefined,
    code: AdapterErrorCode,
    options: ConstructorParameters<typeof AdapterError>[1],
  ) {
    super(code, options);
    this.name = 'VendureError';
    this.vendorCode = vendorCode;
    this.field = field;
  }
}

/** What the codes mean to us. Any other code is trouble at the shop. */
const MEANING: ReadonlyMap<string, AdapterErrorCode> = new Map([
  ['FORBIDDEN', 'unauthorized'],
  ['UNAUTHORIZED', 'unauthorized'],
  ['UNAUTHENTICATED', 'unauthorized'],
  ['GRAPHQL_VALIDATION_FAILED', 'misconfigured'],
  ['GRAPHQL_PARSE_FAILED', 'misconfigured'],
  ['CHANNEL_NOT_FOUND', 'misconfigured'],
  ['BAD_USER_INPUT', 'invalid-response'],
  ['USER_INPUT_ERROR', 'invalid-response'],
  ['ENTITY_NOT_FOUND', 'invalid-response'],
]);

/** Thrown in the middle of an operation, by a payment handler for one: what was done before may stand. */
const OPEN_ENDED: ReadonlySet<string> = new Set(['USER_INPUT_ERROR', 'ENTITY_NOT_FOUND']);

/** Sends one document and gives its `data`, with the response for its headers. Throws `VendureError` for top-level errors, `AdapterError` for everything that is no GraphQL answer. */
export async function send(call: Call, request: GraphqlRequest): Promise<{ readonly data: Wire; readonly response: HttpResponse }> {
  const settings = settingsOf(call);
  const response = await call.http.request({
    method: 'POST',
    url: endpoint(call, request.api),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(settings.channelToken === undefined ? {} : { 'vendure-token': settings.channelToken }),
      ...request.headers,
    },
    body: JSON.stringify({ query: request.document, variables: request.variables ?? {} }),
    effect: request.effect,
    label: `POST /${request.api}-api ${request.label}`,
  });
  return { data: readAnswer(response, request), response };
}

function endpoint(call: Call, api: 'shop' | 'admin'): string {
  const settings = settingsOf(call);
  const url = new URL(`${settings.baseUrl.replace(/\/+$/, '')}/${api}-api`);
  if (settings.languageCode !== undefined) url.searchParams.set('languageCode', settings.languageCode);
  if (settings.currency !== undefined) url.searchParams.set('currencyCode', settings.currency);
  return url.href;
}

function readAnswer(response: HttpResponse, request: GraphqlRequest): Wire {
  const { status } = response;
  const open = request.effect === 'write' ? 'unknown' : 'not-done';
  const fail = (code: AdapterErrorCode, fact: string, outcome: 'not-done' | 'unknown', cause?: unknown) =>
    new AdapterError(code, { message: `vendure: ${request.label}: ${fact}`, outcome, cause });

  if (status >= 500) throw fail('unavailable', `status ${status}`, open);
  if (status === 429) throw fail('rate-limited', 'too many requests', 'not-done');
  if (status === 401 || status === 403) throw fail('unauthorized', `status ${status}`, 'not-done');
  if (status === 404 || (status >= 300 && status < 400))
    throw fail('misconfigured', `no API at this address (status ${status})`, 'not-done');

  let body: unknown;
  try {
    body = response.json();
  } catch (cause) {
    throw fail('invalid-response', `status ${status} without JSON`, open, cause);
  }
  if (isRecord(body)) {
    const { errors, data } = body;
    if (Array.isArray(errors) && errors.length > 0) throw toVendureError(errors[0], request, open);
    if (status === 200 && isRecord(data)) return data;
  }
  throw fail('invalid-response', `status ${status} without data`, open);
}

function toVendureError(error: unknown, request: GraphqlRequest, open: 'not-done' | 'unknown'): VendureError {
  const extensions = isRecord(error) && isRecord(error['extensions']) ? error['extensions'] : {};
  const path = isRecord(error) && Array.isArray(error['path']) ? error['path'] : [];
  const vendorCode = typeof extensions['code'] === 'string' ? extensions['code'].slice(0, 60) : 'without code';
  const meaning = MEANING.get(vendorCode);
  return new VendureError(vendorCode, typeof path[0] === 'string' ? path[0] : undefined, meaning ?? 'unavailable', {
    message: `vendure: ${request.label}: ${vendorCode}`,
    outcome: meaning === undefined || OPEN_ENDED.has(vendorCode) ? open : 'not-done',
  });
}
