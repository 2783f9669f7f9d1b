import { bodyJson, json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { MedusaError } from './medusa-error.ts';

/** A request whose path has been taken apart. */
export interface Asked {
  readonly query: URLSearchParams;
  /** What the route's stars stand for. */
  readonly ids: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  /** The parameter `fields`; empty = the defaults. */
  readonly fields: string;
}

/** Routes by `METHOD /path`, with a star for each id. */
export type Routes = Readonly<Record<string, (asked: Asked) => unknown>>;

/** Answers by the first route that fits. What is thrown as `MedusaError` becomes its answer; no route is 404 without a body of Medusa's. */
export function answerBy(routes: Routes, request: TwinRequest): TwinResponse {
  for (const [route, handle] of Object.entries(routes)) {
    const ids = idsIn(route, request);
    if (ids === undefined) continue;
    const body = bodyJson(request);
    const asked = {
      query: request.query,
      ids,
      body: typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {},
      fields: request.query.get('fields') ?? '',
    };
    return json(200, handle(asked));
  }
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<pre>Cannot ${request.method} ${request.path}</pre>`,
  };
}

function idsIn(route: string, { method, path }: TwinRequest): readonly string[] | undefined {
  const [wanted = '', pattern = ''] = route.split(' ');
  if (wanted !== method) return undefined;
  const expected = pattern.split('/');
  const parts = path.split('/');
  if (expected.length !== parts.length) return undefined;
  if (!expected.every((part, at) => part === '*' || part === parts[at])) return undefined;
  return parts.filter((_, at) => expected[at] === '*').map(decodeURIComponent);
}

/** Medusa takes no member that it does not know. */
export function onlyKnown(body: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const unknown = Object.keys(body).filter(key => !known.includes(key));
  if (unknown.length > 0) {
    throw new MedusaError('invalid_data', `Invalid request: Unrecognized fields: ${unknown.map(key => `'${key}'`).join(', ')}`);
  }
}

/** A text that has to be in the body. */
export function requiredText(body: Readonly<Record<string, unknown>>, key: string): string {
  const value = body[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new MedusaError('invalid_data', `Invalid request: Field '${key}' is required`);
}

/** A part of a list, as Medusa pages. */
export function page<T>(items: readonly T[], query: URLSearchParams, defaultLimit: number) {
  const limit = Number(query.get('limit') ?? defaultLimit);
  const offset = Number(query.get('offset') ?? 0);
  return { items: items.slice(offset, offset + limit), count: items.length, offset, limit };
}
