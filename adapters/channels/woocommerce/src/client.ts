import type { Call, HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { failure, invalidResponse, type WooAnswer } from './errors.ts';
import { percentEncode, signUrl } from './oauth.ts';
import { settingsOf } from './settings.ts';
import { asList, textIn } from './wire.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

export interface WooRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the namespace: `/products/12`. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  /** The Store API is public and takes its cart's headers instead of keys. */
  readonly api?: 'rest' | 'store';
  readonly headers?: Readonly<Record<string, string>>;
  /** A cart of the Store API is nobody's order: losing one costs nothing. */
  readonly effect?: 'read' | 'write';
}

const DAY_MS = 24 * 60 * 60 * 1000;
const namespaces = { rest: '/wc/v3', store: '/wc/store/v1' } as const;

/** Sends one request and hands back whatever JSON came. Throws `AdapterError` when what came is no JSON, save for a plain 404 page. */
export async function ask(call: Call, request: WooRequest): Promise<WooAnswer> {
  return send(call, request, await usesPrettyPermalinks(call));
}

/** Reads a route that every shop has. Anything but 2xx throws. */
export async function read(call: Call, path: string, query: Query = {}): Promise<WooAnswer> {
  const answer = await ask(call, { method: 'GET', path, query });
  if (isOk(answer)) return answer;
  throw failure(answer, `GET ${path}`, false);
}

/** Reads a route that a shop or its key may lack: `undefined` means "not told", never "none". */
export async function readOptional(
  call: Call,
  path: string,
  query: Query = {},
  api: 'rest' | 'store' = 'rest',
): Promise<WooAnswer | undefined> {
  const answer = await ask(call, { method: 'GET', path, query, api });
  if (isOk(answer)) return answer;
  if ([401, 403, 404, 405, 410, 501].includes(answer.status)) return undefined;
  throw failure(answer, `GET ${path}`, false);
}

/** One thing by its id; `undefined` when the shop does not know it. */
export async function readOne(call: Call, path: string): Promise<unknown> {
  const answer = await ask(call, { method: 'GET', path });
  if (isOk(answer)) return answer.body;
  if (answer.status === 404 || answer.status === 410) return undefined;
  throw failure(answer, `GET ${path}`, false);
}

export interface RowsPage {
  readonly rows: readonly unknown[];
  readonly total?: number;
  readonly hasMore: boolean;
  /** The shop's own clock, where it tells. */
  readonly date?: Date;
}

export const PAGE_SIZE = 100;

/** One page of a list in the order of ids, the only order in which a shop's pages neither overlap nor leave gaps. */
export async function readPage(call: Call, path: string, page: number, query: Query = {}): Promise<RowsPage> {
  return toPage(
    await read(call, path, { orderby: 'id', order: 'asc', per_page: PAGE_SIZE, page, ...query }),
    path,
    page,
    Number(query['per_page'] ?? PAGE_SIZE),
  );
}

function toPage(answer: WooAnswer, path: string, page: number, size: number): RowsPage {
  const rows = asList(answer.body, `GET ${path}`);
  const total = countHeader(answer, 'x-wp-total');
  const pages = countHeader(answer, 'x-wp-totalpages');
  const date = new Date(answer.headers['date'] ?? NaN);
  return {
    rows,
    ...(total === undefined ? {} : { total }),
    hasMore: rows.length > 0 && (pages === undefined ? rows.length >= size : page < pages),
    ...(Number.isNaN(date.getTime()) ? {} : { date }),
  };
}

/** All rows of a list that is short by nature (variations of one product, tax rates). Stops when a page brings nothing new: some servers ignore `page`. */
export async function readAll(
  call: Call,
  path: string,
  query: Query = {},
  api: 'needed' | 'optional' = 'needed',
): Promise<readonly unknown[] | undefined> {
  const rows: unknown[] = [];
  const seen = new Set<unknown>();
  for (let page = 1; ; page++) {
    const paged = { per_page: PAGE_SIZE, page, ...query };
    const answer = api === 'optional' ? await readOptional(call, path, paged) : await read(call, path, paged);
    if (!answer) return undefined;
    const found = toPage(answer, path, page, PAGE_SIZE);
    const fresh = found.rows.filter(row => !seen.has(idOf(row)));
    for (const row of fresh) seen.add(idOf(row));
    rows.push(...fresh);
    if (!found.hasMore || fresh.length === 0) return rows;
  }
}

/** True for 2xx with a body. */
export function isOk(answer: WooAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

function idOf(row: unknown): unknown {
  return (typeof row === 'object' && row !== null && 'id' in row && textIn(row.id)) || row;
}

function countHeader(answer: WooAnswer, name: string): number | undefined {
  const value = answer.headers[name];
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

/** Shops without pretty permalinks answer `/wp-json/…` with a 404 page and take the route as a query parameter. Asked once a day. */
function usesPrettyPermalinks(call: Call): Promise<boolean> {
  return call.memo('woocommerce:permalinks', DAY_MS, async () => {
    const probe: WooRequest = { method: 'GET', path: '/products', query: { per_page: 1, _fields: 'id' } };
    const pretty = await send(call, probe, true);
    if (pretty.status !== 404) {
      if (pretty.status >= 500 || pretty.status === 429) throw failure(pretty, 'GET /products', false);
      return true;
    }
    const plain = await send(call, probe, false);
    // With neither address the usual one is kept, so that the ability itself says what is wrong.
    return plain.status === 404 || plain.body === undefined;
  });
}

async function send(call: Call, request: WooRequest, isPretty: boolean): Promise<WooAnswer> {
  const { baseUrl, consumerKey, consumerSecret, auth } = settingsOf(call);
  const { method, path, api = 'rest' } = request;
  const isWrite = (request.effect ?? (method === 'GET' ? 'read' : 'write')) === 'write';
  const url = address(baseUrl, `${namespaces[api]}${path}`, request.query ?? {}, isPretty);
  const label = `${method} ${path.replace(/\d+/g, '{id}')}`;
  const response = await call.http.request({
    method,
    url,
    label,
    effect: isWrite ? 'write' : 'read',
    headers: {
      accept: 'application/json',
      // Without it WooCommerce reads no body and makes an empty order, 201.
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(api === 'rest' && auth === 'basic'
        ? { authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}` }
        : {}),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(api === 'rest' && auth === 'oauth'
      ? {
          sign: () => ({
            url: signUrl(
              { method, url },
              { key: consumerKey, secret: consumerSecret },
              { nonce: call.random().replace(/[^A-Za-z0-9]/g, ''), timestamp: Math.floor(call.now().getTime() / 1000) },
            ),
          }),
        }
      : {}),
  });
  return { status: response.status, headers: response.headers, body: bodyOf(response, label, isWrite) };
}

function address(baseUrl: string, route: string, query: Query, isPretty: boolean): string {
  const parameters = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  if (!isPretty) parameters.unshift(['rest_route', route]);
  const text = parameters.map(([name, value]) => `${percentEncode(name)}=${percentEncode(String(value))}`).join('&');
  return `${baseUrl}${isPretty ? `/wp-json${route}` : '/'}${text && `?${text}`}`;
}

function bodyOf(response: HttpResponse, label: string, isWrite: boolean): unknown {
  try {
    return response.json();
  } catch (cause) {
    if (response.status === 404) return undefined;
    if (!isOk({ ...response, body: undefined }))
      throw failure({ status: response.status, headers: response.headers, body: undefined }, label, isWrite);
    // The shop said yes in words that we cannot read: a write may well have happened.
    throw invalidResponse(
      `${label} was answered with ${response.status} and no JSON`,
      isWrite ? 'unknown' : 'not-done',
      cause instanceof AdapterError ? cause : undefined,
    );
  }
}
