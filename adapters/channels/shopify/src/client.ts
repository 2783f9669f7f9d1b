import type { Call, HttpResponse, WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { errorsOf, graphqlFailure, httpFailure, isOnlyDeniedFields, readCost, unusable } from './errors.ts';
import { addressOf, settingsOf, type Settings } from './settings.ts';
import { isObject } from './wire.ts';

/** One GraphQL document with what fills it. */
export interface Operation {
  /** For messages and traces: "orderCreate". */
  readonly label: string;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** `read` also for mutations that change nothing of account: a cart that nobody buys. */
  readonly effect: 'read' | 'write';
  /** Admin API: points that it takes out of the bucket, as Shopify reckons them before it runs. */
  readonly cost?: number;
}

export interface Answer {
  readonly data: WireRecord;
  /** Of the whole answer: pointers into it begin with `/data`. */
  readonly digest: string;
}

/** Asks the Storefront API, with the private token, the public one, or none. */
export async function askStorefront(operation: Operation, call: Call): Promise<Answer> {
  const settings = settingsOf(call.connection);
  const { storefrontPrivateToken, storefrontToken, buyerIp, apiVersion } = settings;
  const tokens: Record<string, string> =
    storefrontPrivateToken !== undefined
      ? { 'shopify-storefront-private-token': storefrontPrivateToken, ...(buyerIp ? { 'shopify-storefront-buyer-ip': buyerIp } : {}) }
      : storefrontToken !== undefined
        ? { 'x-shopify-storefront-access-token': storefrontToken }
        : {};
  const response = await post(addressOf(settings, `/api/${apiVersion}/graphql.json`), tokens, operation, call);
  return readAnswer(response, operation, call);
}

/** Asks the Admin API; what each answer tells of the cost bucket is handed on. */
export async function askAdmin(operation: Operation, call: Call): Promise<Answer> {
  const settings = settingsOf(call.connection);
  const token = adminTokenOf(call, settings);
  if (token === undefined) {
    throw new AdapterError('unauthorized', {
      outcome: 'not-done',
      message: `shopify: ${operation.label} needs the Admin API: the shop has to be connected, or adminToken set`,
    });
  }
  const url = addressOf(settings, `/admin/api/${settings.apiVersion}/graphql.json`);
  const response = await post(url, { 'x-shopify-access-token': token }, operation, call);
  noteCost(response, call);
  return readAnswer(response, operation, call);
}

/** May the Admin API be asked at all? */
export function hasAdmin(call: Call): boolean {
  return adminTokenOf(call, settingsOf(call.connection)) !== undefined;
}

/** The consent that was given, else the fixed token. */
function adminTokenOf({ connection }: Call, { adminToken }: Settings): string | undefined {
  return connection.credentials?.accessToken ?? adminToken;
}

function post(url: string, tokens: Readonly<Record<string, string>>, operation: Operation, call: Call): Promise<HttpResponse> {
  const { label, document, variables = {}, effect, cost } = operation;
  return call.http.request({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...tokens },
    body: JSON.stringify({ query: document, variables }),
    effect,
    label,
    ...(cost === undefined ? {} : { cost }),
  });
}

function noteCost(response: HttpResponse, call: Call): void {
  const { available, maximum, restorePerSecond } = readCost(jsonOf(response)) ?? {};
  if (available === undefined) return;
  call.noteBudget({
    left: available,
    ...(maximum === undefined ? {} : { capacity: maximum }),
    ...(restorePerSecond === undefined ? {} : { restorePerSecond }),
  });
}

function readAnswer(response: HttpResponse, operation: Operation, call: Call): Answer {
  const asked = { label: operation.label, effect: operation.effect, now: call.now() };
  const answer = jsonOf(response);
  const errors = errorsOf(answer);
  const isTold = errors.some(({ code }) => code !== '');
  if (response.status !== 200 && !(isTold && response.status < 500)) throw httpFailure(response, asked);
  if (!isObject(answer)) throw unusable(`was answered with HTTP ${response.status} without JSON`, asked);
  const { data } = answer;
  if (errors.length > 0 && !(isObject(data) && isOnlyDeniedFields(errors))) throw graphqlFailure(errors, answer, response, asked);
  if (!isObject(data)) throw unusable('was answered without data', asked);
  return { data, digest: response.digest };
}

/** The answer's JSON; `undefined` for a page of HTML or half of a body, about which the status says more. */
function jsonOf(response: HttpResponse): unknown {
  try {
    return response.json();
  } catch (error) {
    if (error instanceof AdapterError) return undefined;
    throw error;
  }
}
