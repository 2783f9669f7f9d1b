import { json, type TwinResponse } from '@onebasket/twin-kit';
import type { JsonObject, RestRequest } from './rest-request.ts';

/** What a route gives back before headers, `_fields` and JSON. */
export interface RestResult {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isCollection?: boolean;
}

const ITEM_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** `_links` of one thing. */
export function links(self: string, collection: string, more: Readonly<Record<string, string>> = {}): JsonObject {
  const extra = Object.fromEntries(Object.entries(more).map(([relation, href]) => [relation, [{ href }]]));
  return { self: [{ href: self, targetHints: { allow: ITEM_METHODS } }], collection: [{ href: collection }], ...extra };
}

/** One thing. */
export function one(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): RestResult {
  return { status, body, headers };
}

/** One page of a list with the headers that count it. `totalPast` is what the headers say beyond the last page, where orders forget their total. */
export function page<T>(
  request: RestRequest,
  rows: readonly T[],
  paging: Paging,
  view: (row: T) => unknown,
  totalPast = rows.length,
): RestResult {
  const { page, perPage, offset } = paging;
  const from = offset ?? (page - 1) * perPage;
  const shown = perPage === 0 ? rows : rows.slice(from, from + perPage);
  const total = shown.length === 0 && from > 0 ? totalPast : rows.length;
  const pages = perPage === 0 ? 1 : Math.ceil(total / perPage);
  const headers: Record<string, string> = { 'x-wp-total': String(total), 'x-wp-totalpages': String(pages) };
  const link = [
    ...(page > 1 && total > 0 ? [pageLink(request, Math.min(page - 1, pages), 'prev')] : []),
    ...(page < pages ? [pageLink(request, page + 1, 'next')] : []),
  ];
  if (link.length > 0) headers['link'] = link.join(', ');
  return { status: 200, body: shown.map(view), headers, isCollection: true };
}

export interface Paging {
  readonly page: number;
  readonly perPage: number;
  readonly offset?: number | undefined;
}

/** The address holds the whole query, keys and signature included, as the real shop's does. */
function pageLink(request: RestRequest, page: number, relation: string): string {
  const others = request.rawQuery.split('&').filter(pair => pair !== '' && !pair.startsWith('page='));
  return `<${request.address}?${[...others, `page=${page}`].join('&')}>; rel="${relation}"`;
}

/** The answer on the wire; `_fields` keeps named fields only, and on single things `_links`. */
export function toResponse(request: RestRequest, result: RestResult, allow: readonly string[]): TwinResponse {
  const fields = request.param('_fields');
  const filtered =
    fields === undefined
      ? result.body
      : keepFields(
          result.body,
          fields.split(',').map(field => field.trim()),
          result.isCollection !== true,
        );
  const answer = json(result.status, filtered, {
    link: `<${request.home}/wp-json/>; rel="https://api.w.org/"`,
    allow: allow.join(', '),
    'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
    ...result.headers,
  });
  return request.method === 'HEAD' ? { ...answer, body: '' } : answer;
}

function keepFields(body: unknown, fields: readonly string[], keepsLinks: boolean): unknown {
  if (Array.isArray(body)) return body.map(item => keepFields(item, fields, false));
  if (typeof body !== 'object' || body === null) return body;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    if (fields.includes(key) || (key === '_links' && keepsLinks)) {
      kept[key] = value;
      continue;
    }
    const inner = fields.filter(field => field.startsWith(`${key}.`)).map(field => field.slice(key.length + 1));
    if (inner.length > 0) kept[key] = keepFields(value, inner, false);
  }
  return kept;
}
