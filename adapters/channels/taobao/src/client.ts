import { retryAfterMs, type Call, type HttpResponse } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { toBeijingText } from './beijing-time.ts';
import { banMs, isDayUsedUp, kindOf, readTopError, toAdapterError, type TopError } from './errors.ts';
import { settingsOf, type Settings } from './settings.ts';
import { signTop } from './sign.ts';
import { isObject, type Fields, type Row } from './wire.ts';

/** What an API said: its body without envelope, or a no that the ability may understand. */
export type TopAnswer =
  | { readonly ok: true; readonly body: Row; readonly digest: string }
  | { readonly ok: false; readonly kind: 'business' | 'not-granted'; readonly error: TopError };

export type Params = Readonly<Record<string, string | number | undefined>>;

/** `none`: for requests that an old session would spoil. */
type SessionUse = 'if-there' | 'none';

/** Asks one API. Throws `AdapterError` for everything but an answer, a business word and a missing permission. */
export async function askTop(method: string, params: Params, call: Call, use: SessionUse = 'if-there'): Promise<TopAnswer> {
  const response = await call.http.request({
    method: 'POST',
    url: settingsOf(call.connection).baseUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8', accept: 'application/json' },
    body: new URLSearchParams(signedParams(method, params, call, use)).toString(),
    // Every API that is called here answers a question; a share text that was made twice harms nobody.
    effect: 'read',
    label: method,
  });
  return read(response, method, call);
}

/** As `askTop`, for abilities that have no other way: every no is thrown. */
export async function readTop(method: string, params: Params, call: Call): Promise<TopAnswer & { readonly ok: true }> {
  const answer = await askTop(method, params, call);
  if (answer.ok) return answer;
  throw toAdapterError(answer.error, method, call.now());
}

/** Every parameter of a request, `sign` included. */
function signedParams(method: string, params: Params, call: Call, use: SessionUse): Record<string, string> {
  const settings = settingsOf(call.connection);
  const session = use === 'none' ? undefined : sessionOf(call, settings);
  const all: Record<string, string> = {
    method,
    app_key: settings.appKey,
    timestamp: toBeijingText(call.now()),
    format: 'json',
    v: '2.0',
    sign_method: settings.signMethod,
    ...(settings.simplify ? { simplify: 'true' } : {}),
    ...(session === undefined ? {} : { session }),
  };
  for (const [name, value] of Object.entries(params)) if (value !== undefined && value !== '') all[name] = String(value);
  return { ...all, sign: signTop(all, settings.appSecret, settings.signMethod) };
}

/** The consent that was given, else the configured session. A service provider's APIs are nothing without one. */
function sessionOf(call: Call, settings: Settings): string | undefined {
  const session = call.connection.credentials?.accessToken ?? settings.session;
  if (session === undefined && settings.apiFamily === 'service-provider') {
    throw new AdapterError('unauthorized', {
      outcome: 'not-done',
      message: 'taobao: the account has to be connected: service providers need a session',
    });
  }
  return session;
}

function read(response: HttpResponse, method: string, call: Call): TopAnswer {
  const { status, digest } = response;
  if (status === 429 || status >= 500) {
    throw new AdapterError(status === 429 ? 'rate-limited' : 'unavailable', {
      outcome: 'not-done',
      message: `taobao: ${method} was answered with HTTP ${status}`,
      retryAfterMs: retryAfterMs(response.headers, call.now()),
    });
  }
  const answer = response.json();
  const error = readTopError(answer);
  if (error) return refused(error, method, call);
  if (status >= 400 || !isObject(answer)) {
    throw new AdapterError('invalid-response', {
      outcome: 'not-done',
      message: `taobao: ${method} was answered with HTTP ${status} and nothing that TOP documents`,
    });
  }
  return { ok: true, body: unwrap(answer, method), digest };
}

function refused(error: TopError, method: string, call: Call): TopAnswer {
  const kind = kindOf(error);
  if (kind !== 'failure') return { ok: false, kind, error };
  const failure = toAdapterError(error, method, call.now());
  // Other bans are of one API: the account's other calls may go on.
  if (isDayUsedUp(error)) call.noteBudget({ dayLeft: 0, blockedForMs: banMs(error, call.now()) });
  throw failure;
}

/** `taobao.tbk.item.info.get` answers in `tbk_item_info_get_response`, or (`simplify`) without it. */
function unwrap(answer: Fields, method: string): Row {
  const expected = `${method.replace(/^taobao\./, '').replaceAll('.', '_')}_response`;
  const name = isObject(answer[expected]) ? expected : Object.keys(answer).find(key => key.endsWith('_response') && isObject(answer[key]));
  if (name === undefined) return { fields: answer, pointer: '' };
  return { fields: answer[name] as Fields, pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` };
}
