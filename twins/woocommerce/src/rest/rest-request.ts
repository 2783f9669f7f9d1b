import type { TwinRequest } from '@onebasket/twin-kit';
import { WooError } from '../woo-error.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A request to WordPress' REST server: the route below `/wp-json`, its parameters and body. */
export interface RestRequest {
  /** What is meant, overrides read. */
  readonly method: string;
  /** What came over the wire; signatures are over this one. */
  readonly wireMethod: string;
  /** Below `/wp-json`, decoded, without a slash at the end, e.g. `/wc/v3/products`. */
  readonly route: string;
  /** Scheme, host and path as the shop believes them to be. */
  readonly address: string;
  /** Scheme and host. */
  readonly home: string;
  readonly isSecure: boolean;
  readonly rawQuery: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  /** A parameter; arrays as comma lists. The last one counts when it comes twice, as in PHP. */
  param(name: string): string | undefined;
  readonly body: JsonObject;
  header(name: string): string | undefined;
}

/**
 * Reads a request the way WordPress does: the body counts only with a JSON (or form) content type and is empty otherwise; `_method` and
 * `X-HTTP-Method-Override` change the method; an array as body has no named fields.
 */
export function restRequest(request: TwinRequest, prettyPermalinks: boolean): RestRequest | undefined {
  const pairs = [...request.query] as [string, string][];
  const rest = request.query.get('rest_route');
  const pretty =
    prettyPermalinks && (request.path === '/wp-json' || request.path.startsWith('/wp-json/'))
      ? decodeURIComponent(request.path.slice('/wp-json'.length))
      : undefined;
  const route = pretty ?? (rest !== null && (request.path === '/' || request.path === '/index.php') ? rest : undefined);
  if (route === undefined) return undefined;
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  const isSecure = header('x-forwarded-proto') === 'https';
  const home = `${isSecure ? 'https' : 'http'}://${header('host') ?? '127.0.0.1'}`;
  return {
    wireMethod: request.method,
    method: (header('x-http-method-override') ?? request.query.get('_method') ?? request.method).toUpperCase(),
    route: route.replace(/\/+$/, ''),
    address: `${home}${request.path}`,
    home,
    isSecure,
    rawQuery: request.rawQuery,
    pairs,
    param: name => parameter(pairs, name),
    // Read when a route asks for it, so that broken JSON is an answer of that route.
    get body() {
      return readBody(request);
    },
    header,
  };
}

function parameter(pairs: readonly (readonly [string, string])[], name: string): string | undefined {
  const members = pairs.filter(([key]) => key.startsWith(`${name}[`)).map(([, value]) => value);
  return members.length > 0 ? members.join(',') : pairs.findLast(([key]) => key === name)?.[1];
}

function readBody(request: TwinRequest): JsonObject {
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  const text = request.body.toString('utf8');
  if (text === '') return {};
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!/^application\/(?:json|[^;]*\+json)/.test(type)) return {};
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
  } catch {
    throw new WooError(400, 'rest_invalid_json', 'Invalid JSON body passed.', {
      status: 400,
      json_error_code: 4,
      json_error_message: 'Syntax error',
    });
  }
}
