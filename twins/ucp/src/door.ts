import { createHash } from 'node:crypto';
import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { profileUrlOf, readCaller } from './callers.ts';
import type { OrderEvents } from './events.ts';
import type { UcpTwinOptions } from './options.ts';
import { refusalView } from './refusals.ts';
import { serve, type Done, type OperationName } from './service.ts';
import { checkSignature } from './signature.ts';
import { isJson, No, type Json, type Merchant } from './state.ts';

/** What the door knows of the merchant behind it. */
export interface Behind {
  readonly merchant: Merchant;
  readonly events: OrderEvents;
  readonly options: UcpTwinOptions;
  readonly home: string;
}

/** A request that has found its operation. */
export interface Routed {
  readonly operation: OperationName;
  readonly id: string;
  readonly body: Json;
  readonly key: string | undefined;
  /** What a repetition of the key must equal. */
  readonly payload: string;
  readonly profileUrl: string | undefined;
}

/** Lets in whoever may come in: token, version, signature, and one deed for each key; then the work is done. Throws `No`. */
export async function enter({ merchant, events, options, home }: Behind, request: TwinRequest, routed: Routed): Promise<Done> {
  if (options.accessToken !== undefined && request.headers['authorization'] !== `Bearer ${options.accessToken}`) {
    throw new No(401, 'unauthorized', 'a token is needed');
  }
  const asked = /version="([^"]+)"/.exec(String(request.headers['ucp-agent'] ?? ''))?.[1];
  if (asked !== undefined && asked > merchant.version) {
    throw new No(422, 'version_unsupported', `Version ${asked} is not supported. This merchant implements version ${merchant.version}.`);
  }
  const wantsCaller =
    routed.operation === 'create_checkout' || routed.operation === 'update_checkout' || options.requireSignatures === true;
  const caller = wantsCaller ? await readCaller(routed.profileUrl) : undefined;
  if (options.requireSignatures === true) checkSignature(request, options.platformKeys ?? caller?.keys ?? []);

  const hash = createHash('sha256').update(routed.payload).digest('hex');
  const seen = routed.key === undefined ? undefined : merchant.answers.get(routed.key);
  if (seen && seen.hash !== hash) throw new No(409, 'idempotency_conflict', 'Idempotency key reused with different parameters');
  if (seen) return seen;
  const done = serve(merchant, events, home, { ...routed, webhookUrl: options.webhookUrl ?? caller?.webhookUrl });
  // Refusals are not kept: after one the same key may come with another body.
  if (routed.key !== undefined) merchant.answers.set(routed.key, { hash, ...done });
  return done;
}

/** The REST routes. */
export async function answerRest(behind: Behind, request: TwinRequest): Promise<TwinResponse> {
  try {
    const { operation, id } = routeOf(behind, request);
    checkHeaders(behind.merchant, request);
    const body = request.body.length === 0 ? {} : parsed(request.body.toString('utf8'));
    const key = request.method === 'GET' ? undefined : headerOf(request, 'idempotency-key');
    // The key is not bound to what the path names.
    const payload = `${operation} ${behind.merchant.isEarly ? JSON.stringify(sorted(body)) : request.body.toString('utf8')}`;
    const done = await enter(behind, request, { operation, id, body, key, payload, profileUrl: profileUrlOf(request) });
    return json(done.status, done.body, { 'content-type': 'application/json' });
  } catch (error) {
    return refused(behind.merchant, error);
  }
}

function refused(merchant: Merchant, error: unknown): TwinResponse {
  if (!(error instanceof No))
    return { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Internal Server Error' };
  const { status, body } = refusalView(merchant, error);
  return typeof body === 'string'
    ? { status, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body }
    : json(status, body, { 'content-type': 'application/json' });
}

const ROUTES: readonly (readonly [method: string, pattern: RegExp, operation: OperationName])[] = [
  ['POST', /^\/catalog\/search$/, 'search_catalog'],
  ['POST', /^\/catalog\/lookup$/, 'lookup_catalog'],
  ['POST', /^\/catalog\/product$/, 'get_product'],
  ['POST', /^\/carts$/, 'create_cart'],
  ['GET', /^\/carts\/([^/]+)$/, 'get_cart'],
  ['PUT', /^\/carts\/([^/]+)$/, 'update_cart'],
  ['POST', /^\/carts\/([^/]+)\/cancel$/, 'cancel_cart'],
  ['POST', /^\/checkout-sessions$/, 'create_checkout'],
  ['GET', /^\/checkout-sessions\/([^/]+)$/, 'get_checkout'],
  ['PUT', /^\/checkout-sessions\/([^/]+)$/, 'update_checkout'],
  ['POST', /^\/checkout-sessions\/([^/]+)\/complete$/, 'complete_checkout'],
  ['POST', /^\/checkout-sessions\/([^/]+)\/cancel$/, 'cancel_checkout'],
  ['GET', /^\/orders\/([^/]+)$/, 'get_order'],
  ['PUT', /^\/orders\/([^/]+)$/, 'put_order'],
];

function routeOf({ merchant, options }: Behind, { method, path }: TwinRequest): { readonly operation: OperationName; readonly id: string } {
  const onPath = ROUTES.filter(([, pattern, operation]) => pattern.test(path) && isOffered(merchant, options, operation));
  const route = onPath.find(([verb]) => verb === method);
  if (onPath.length === 0) throw new No(404, 'no_route', 'Not Found');
  if (!route) throw new No(405, 'method_not_allowed', 'Method Not Allowed');
  return { operation: route[2], id: decodeURIComponent(route[1].exec(path)?.[1] ?? '') };
}

/** January has no catalogue and no carts; some merchants have no checkout. */
export function isOffered(merchant: Merchant, { withoutCheckout }: UcpTwinOptions, operation: OperationName): boolean {
  if (merchant.isEarly && /catalog|product|cart/.test(operation)) return false;
  return !(withoutCheckout === true && /checkout|order/.test(operation));
}

/** January's Python server wants all of them and reads none; later ones are needed by the specification. */
function checkHeaders(merchant: Merchant, request: TwinRequest): void {
  if (merchant.has('node-shapes')) return;
  const wanted = [
    'ucp-agent',
    ...(merchant.isEarly ? ['request-signature', 'request-id'] : []),
    ...(request.method === 'GET' || request.path.startsWith('/catalog/') ? [] : merchant.isEarly ? ['idempotency-key'] : []),
  ];
  const missing = wanted.find(name => headerOf(request, name) === undefined);
  if (missing !== undefined) throw new No(merchant.isEarly ? 422 : 400, merchant.isEarly ? 'missing' : 'invalid_profile_url', missing);
}

function headerOf(request: TwinRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** January hashes what a body says, later generations its bytes. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isJson(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map(key => [key, sorted(value[key])]),
      )
    : value;
}

function parsed(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    if (isJson(value)) return value;
  } catch {
    throw new No(422, 'json_invalid', 'body');
  }
  throw new No(422, 'model_attributes_type', 'body');
}
