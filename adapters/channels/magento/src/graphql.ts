import { retryAfterMs, statusFailure, textIn, type Call, type HttpResponse, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { settingsOf, shopUrl } from './manifest.ts';
import { type MagentoError, toMagentoError } from './magento-error.ts';
import { isRecord } from './wire.ts';

export interface GraphqlRequest {
  /** For messages and traces: "place: add products". */
  readonly label: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Whether repeating it by itself can do no harm. */
  readonly effect: 'read' | 'write';
}

/** What a document brought; `response` names the bytes it was read from. */
export interface GraphqlAnswer {
  readonly data: WireRecord;
  readonly response: HttpResponse;
}

/**
 * Sends one document and gives its `data`. Throws `MagentoError` for what comes in `errors` (with HTTP 200 as a rule), `AdapterError` for everything that is
 * no GraphQL answer.
 */
export async function send(call: Call, request: GraphqlRequest): Promise<GraphqlAnswer> {
  const response = await post(call, request);
  const what = `magento: ${request.label}`;
  const open = request.effect === 'write' ? 'unknown' : 'not-done';
  const failure = statusFailure(response, { what, effect: request.effect, now: call.now() });
  const { status } = response;
  // A page of a proxy or a firewall may come with any status; GraphQL errors come with 200, and from some versions with 4xx and 500.
  if (status === 429 || status === 502 || status === 503 || status === 504) throw failure;
  const body = readBody(response, status === 200 ? open : undefined, what) ?? {};
  const { errors, data } = body;
  if (Array.isArray(errors) && errors.length > 0) throw failureIn(errors[0], request, response, call);
  if (status !== 200) throw status === 404 || status === 405 ? notThere(what, status) : failure;
  if (isRecord(data)) return { data, response };
  throw new AdapterError('invalid-response', { message: `${what}: an answer without data`, outcome: open });
}

/** The request as it goes out, and whatever came back. */
export function post(call: Call, { document, variables, label, effect }: GraphqlRequest): Promise<HttpResponse> {
  const { store, currency } = settingsOf(call);
  return call.http.request({
    method: 'POST',
    url: `${shopUrl(call)}/graphql`,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(store === undefined ? {} : { store }),
      ...(currency === undefined ? {} : { 'content-currency': currency }),
    },
    body: JSON.stringify({ query: document, variables: variables ?? {} }),
    effect,
    label: `POST /graphql ${label}`,
  });
}

/** `outcome` = what it means when it cannot be read; absent = then the status says enough. */
function readBody(response: HttpResponse, outcome: 'not-done' | 'unknown' | undefined, what: string): WireRecord | undefined {
  try {
    const body = response.json();
    return isRecord(body) ? body : undefined;
  } catch (cause) {
    if (outcome === undefined) return undefined;
    throw new AdapterError('invalid-response', { message: `${what}: no JSON came`, outcome, cause });
  }
}

function failureIn(error: unknown, request: GraphqlRequest, response: HttpResponse, call: Call): MagentoError {
  return toMagentoError(error, {
    what: `magento: ${request.label}`,
    effect: request.effect,
    status: response.status,
    retryAfterMs: retryAfterMs(response.headers, call.now()),
  });
}

function notThere(what: string, status: number): AdapterError {
  return new AdapterError('misconfigured', { message: `${what}: no GraphQL at this address (status ${status})`, outcome: 'not-done' });
}

/** The first words of what a shop said, for people. */
export function said(value: unknown): string {
  return (textIn(value) ?? '').replace(/\s+/g, ' ').slice(0, 200);
}
