import { statusFailure, stringifyLosslessJson, type Call, type HttpResponse, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { settingsOf, shopUrl } from './manifest.ts';
import { isRecord } from './wire.ts';

/** Is there an integration whose token opens the merchant's side? */
export function hasToken(call: Call): boolean {
  return settingsOf(call).integrationToken !== undefined;
}

/** Throws `AdapterError('misconfigured')` where `what` needs an integration and there is none. */
export function requireToken(call: Call, what: string): void {
  if (hasToken(call)) return;
  throw new AdapterError('misconfigured', { message: `magento: ${what} needs the setting integrationToken`, outcome: 'not-done' });
}

/** Reads from the merchant's side; `undefined` = 404. */
export async function restGet(
  path: string,
  query: Readonly<Record<string, string>>,
  what: string,
  call: Call,
): Promise<WireRecord | undefined> {
  const response = await request('GET', `${path}?${new URLSearchParams(query)}`, undefined, what, call);
  if (response.status === 404) return undefined;
  const body = readJson(response, 'read', what, call);
  if (isRecord(body)) return body;
  throw new AdapterError('invalid-response', { message: `magento: ${what}: an object was expected`, outcome: 'not-done' });
}

/** What a write was answered: its value, or the shop's no (4xx with a `message`). */
export type RestAnswer = { readonly value: unknown } | { readonly refused: string };

/** Writes on the merchant's side. Throws `AdapterError` unless the shop said yes or no. */
export async function restPost(path: string, body: unknown, what: string, call: Call): Promise<RestAnswer> {
  const response = await request('POST', path, body, what, call);
  if (response.status === 400 || response.status === 404) {
    return { refused: refusalText(parse(response, 'write', what)) };
  }
  return { value: readJson(response, 'write', what, call) };
}

/** `searchCriteria` of conditions that all must hold. */
export function searchCriteria(
  conditions: readonly { readonly field: string; readonly value: string; readonly type?: string }[],
  { pageSize, page = 1, sort }: { readonly pageSize: number; readonly page?: number; readonly sort?: string },
): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [index, { field, value, type = 'eq' }] of conditions.entries()) {
    const filter = `searchCriteria[filter_groups][${index}][filters][0]`;
    query[`${filter}[field]`] = field;
    query[`${filter}[value]`] = value;
    query[`${filter}[condition_type]`] = type;
  }
  if (sort !== undefined) {
    query['searchCriteria[sortOrders][0][field]'] = sort;
    query['searchCriteria[sortOrders][0][direction]'] = 'ASC';
  }
  query['searchCriteria[pageSize]'] = String(pageSize);
  query['searchCriteria[currentPage]'] = String(page);
  return query;
}

async function request(method: 'GET' | 'POST', path: string, body: unknown, what: string, call: Call): Promise<HttpResponse> {
  const { integrationToken, store } = settingsOf(call);
  return call.http.request({
    method,
    url: `${shopUrl(call)}/rest/${store === undefined ? '' : `${store}/`}V1/${path}`,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(integrationToken === undefined ? {} : { authorization: `Bearer ${integrationToken}` }),
    },
    ...(body === undefined ? {} : { body: stringifyLosslessJson(body) ?? '' }),
    label: `${method} /rest ${what}`,
  });
}

function readJson(response: HttpResponse, effect: 'read' | 'write', what: string, call: Call): unknown {
  if (response.status >= 200 && response.status < 300) return parse(response, effect, what);
  throw statusFailure(response, { what: `magento: ${what}`, effect, now: call.now() });
}

function parse(response: HttpResponse, effect: 'read' | 'write', what: string): unknown {
  try {
    return response.json();
  } catch (cause) {
    const outcome = effect === 'write' ? 'unknown' : 'not-done';
    throw new AdapterError('invalid-response', { message: `magento: ${what}: no JSON came`, outcome, cause });
  }
}

/** REST fills its sentences in itself: `{ "message": "No such entity with %fieldName", "parameters": … }`. */
function refusalText(body: unknown): string {
  const message = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : 'the shop refused';
  const parameters = isRecord(body) && isRecord(body['parameters']) ? body['parameters'] : {};
  const filled = message.replace(/%(\w+)/g, (whole, name: string) => {
    const value = parameters[name];
    return typeof value === 'string' ? value : whole;
  });
  return filled.slice(0, 200);
}
