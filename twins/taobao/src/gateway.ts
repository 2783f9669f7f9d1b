import { randomBytes } from 'node:crypto';
import type { TwinRequest, TwinResponse } from '@onebasket/twin-kit';
import { APIS, type World } from './apis.ts';
import { beijingMs } from './beijing.ts';
import { simplified } from './item-view.ts';
import type { Limits } from './limits.ts';
import { isSignedRight } from './signature.ts';
import { TopError } from './top-error.ts';

/** The app that may ask. */
export interface App {
  readonly appKey: string;
  readonly appSecret: string;
  /** APIs that were not granted to it. */
  readonly denied: readonly string[];
}

const DRIFT_MS = 10 * 60_000;

/** `/router/rest`: system parameters and signature are checked in the gateway's order, then the API answers. Always HTTP 200. */
export function answerGateway(request: TwinRequest, app: App, limits: Limits, world: World): TwinResponse {
  const params = paramsOf(request);
  const requestId = randomBytes(6).toString('hex');
  try {
    return reply(params, answer(params, app, limits, world), requestId);
  } catch (error) {
    if (!(error instanceof TopError)) throw error;
    return send({ error_response: error.body(requestId) });
  }
}

/** Parameters may stand in the address, in the form, or in both. */
function paramsOf(request: TwinRequest): ReadonlyMap<string, string> {
  return new Map([...request.query, ...new URLSearchParams(request.body.toString('utf8'))]);
}

function answer(params: ReadonlyMap<string, string>, app: App, limits: Limits, world: World): object {
  const method = params.get('method');
  if (!method) throw new TopError(21, 'Missing Method');
  const api = Object.hasOwn(APIS, method) ? APIS[method] : undefined;
  if (!api) throw new TopError(22, 'Invalid Method');
  if (params.get('format') !== 'json') throw new TopError(23, 'Invalid Format');
  if (!params.get('app_key')) throw new TopError(28, 'Missing App Key');
  if (params.get('app_key') !== app.appKey) throw new TopError(29, 'Invalid App Key', 'isv.appkey-not-exists');
  if (!params.get('timestamp')) throw new TopError(30, 'Missing Timestamp');
  const at = beijingMs(params.get('timestamp') ?? '');
  if (at === undefined || Math.abs(at - world.now().getTime()) > DRIFT_MS) throw new TopError(31, 'Invalid Timestamp');
  if (!params.get('v')) throw new TopError(32, 'Missing Version');
  if (params.get('v') !== '2.0') throw new TopError(33, 'Invalid Version');
  if (!params.get('sign')) throw new TopError(24, 'Missing Signature');
  if (!isSignedRight(params, app.appSecret)) throw new TopError(25, 'Invalid signature', 'isv.invalid-signature', '签名不正确');
  if (app.denied.includes(method)) {
    throw new TopError(11, 'Insufficient isv permissions', 'isv.permission-api-package-limit', 'scope ids is not granted');
  }
  const session = params.get('session');
  if (api.needsSession && !session) throw new TopError(26, 'Missing session');
  if (session && !world.sessions.isValid(session)) throw new TopError(27, 'Invalid session', 'sessionkey-not-generated-by-server');
  limits.count(method);
  return api.answer(params, world);
}

function reply(params: ReadonlyMap<string, string>, body: object, requestId: string): TwinResponse {
  const name = `${params
    .get('method')
    ?.replace(/^taobao\./, '')
    .replaceAll('.', '_')}_response`;
  if (params.get('simplify') === 'true') return send({ ...(simplified(body) as object), request_id: requestId });
  return send({ [name]: { ...body, request_id: requestId } });
}

function send(body: object): TwinResponse {
  return { status: 200, headers: { 'content-type': 'text/javascript;charset=UTF-8' }, body: JSON.stringify(body) };
}
