import { statusFailure, stringifyLosslessJson, type Call, type RawRef } from '@onebasket/adapter-sdk';
import { toBeijingText } from './beijing-time.ts';
import { readEnvelope, type UnionResult } from './envelope.ts';
import { settingsOf, type JdSettings } from './settings.ts';
import { signUnion } from './sign.ts';

export interface UnionAnswer extends UnionResult {
  /** Of the whole answer. */
  readonly digest: string;
}

/** Calls one service of the union. Every one that is called here only asks (a link is made anew each time and binds nobody), so all of them may be repeated. */
export async function callUnion(call: Call, method: string, business: object): Promise<UnionAnswer> {
  const settings = settingsOf(call);
  const response = await call.http.request({
    method: 'POST',
    url: settings.gatewayUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(signedParameters(settings, method, business, call)).toString(),
    effect: 'read',
    label: method,
  });
  if (response.status < 200 || response.status >= 300)
    throw statusFailure(response, { what: `jd: ${method}`, effect: 'read', now: call.now() });
  return { ...readEnvelope(response.json(), method), digest: response.digest };
}

/** Where a thing stood in an answer; inside of JSON in a text the pointer ends at that text. */
export function rawRef({ digest, pointer, isReachable }: UnionAnswer, path: string): RawRef {
  return { digest, pointer: isReachable ? pointer + path : pointer };
}

function signedParameters(settings: JdSettings, method: string, business: object, call: Call): Record<string, string> {
  const accessToken = call.connection.credentials?.accessToken ?? settings.accessToken;
  const parameters: Record<string, string> = {
    // Signed as this very text.
    [settings.gateway === 'router' ? 'param_json' : '360buy_param_json']: stringifyLosslessJson(business) ?? '{}',
    app_key: settings.appKey,
    format: 'json',
    method,
    sign_method: 'md5',
    timestamp: toBeijingText(call.now()),
    v: '1.0',
    ...(accessToken === undefined ? {} : { access_token: accessToken }),
  };
  return { ...parameters, sign: signUnion(parameters, settings.appSecret) };
}
