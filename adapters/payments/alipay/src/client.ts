import { asRecord, statusFailure, type Call, type HttpResponse, type WireRecord } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { toBeijingText } from './beijing-time.ts';
import { isBusiness, OK, readError, toAdapterError, type AlipayError } from './errors.ts';
import { certSerial, privateKeyOf, publicKeyOf, rootCertSerial } from './keys.ts';
import { rawMember } from './raw-member.ts';
import { settingsOf, type Settings } from './settings.ts';
import { isSignedRsa2, signatureText, signRsa2, type Params } from './signature.ts';

/** What an API said, or the no of the business below it. */
export type Answer = { readonly ok: true; readonly node: WireRecord } | { readonly ok: false; readonly error: AlipayError };

export interface Ask {
  /** "alipay.trade.query" */
  readonly method: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly effect: 'read' | 'write';
  readonly notifyUrl?: string | undefined;
}

/** Asks one API. Anything but an answer or a no of the business is thrown as what it means. */
export async function ask(call: Call, { method, content, effect, notifyUrl }: Ask): Promise<Answer> {
  const settings = settingsOf(call.connection);
  const params = signedParams(settings, call.now(), { method, content, notifyUrl });
  const response = await call.http.request({
    method: 'POST',
    // The gateway reads the form in the character set that the address names.
    url: `${settings.baseUrl}?charset=utf-8`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(params).toString(),
    effect,
    label: method,
  });
  return read(response, { method, effect }, call);
}

/** The address of a page at Alipay, for the buyer's browser: nothing is sent from here. */
export function pageAddress(
  call: Call,
  page: { method: string; content: Readonly<Record<string, unknown>>; notifyUrl?: string | undefined; returnUrl?: string | undefined },
): string {
  const settings = settingsOf(call.connection);
  return `${settings.baseUrl}?${new URLSearchParams(signedParams(settings, call.now(), page)).toString()}`;
}

/** Every parameter of a request, `sign` included. */
function signedParams(
  settings: Settings,
  now: Date,
  {
    method,
    content,
    notifyUrl,
    returnUrl,
  }: { method: string; content: Readonly<Record<string, unknown>>; notifyUrl?: string | undefined; returnUrl?: string | undefined },
): Params {
  const { appCert, alipayRootCert } = settings;
  const params: Params = {
    app_id: settings.appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: toBeijingText(now),
    version: '1.0',
    ...(notifyUrl ? { notify_url: notifyUrl } : {}),
    ...(returnUrl ? { return_url: returnUrl } : {}),
    ...(settings.appAuthToken ? { app_auth_token: settings.appAuthToken } : {}),
    ...(appCert && alipayRootCert ? { app_cert_sn: certSerial(appCert), alipay_root_cert_sn: rootCertSerial(alipayRootCert) } : {}),
    biz_content: JSON.stringify(content),
  };
  return { ...params, sign: signRsa2(signatureText(params), privateKeyOf(settings.privateKey)) };
}

function read(response: HttpResponse, { method, effect }: Pick<Ask, 'method' | 'effect'>, call: Call): Answer {
  const what = `alipay ${method}`;
  if (response.status !== 200) throw statusFailure(response, { what, effect, now: call.now() });
  const root = response.json();
  const unread = (message: string) =>
    new AdapterError('invalid-response', { outcome: effect === 'write' ? 'unknown' : 'not-done', message: `${what} ${message}` });
  const body = response.text();
  const name = [`${method.replaceAll('.', '_')}_response`, 'error_response'].find(one => rawMember(body, one) !== undefined);
  if (name === undefined) throw unread('was answered with nothing that Alipay documents');
  const members = asRecord(root, what);
  const node = asRecord(members[name], what);
  const error = readError(node);
  const { sign } = members;
  if (typeof sign !== 'string' || sign === '') {
    // Whoever is not known to the gateway gets its no unsigned; a yes, or a no of the business, never.
    if (error.code === OK || isBusiness(error)) throw unread('was answered without a signature');
    throw toAdapterError(error, what, effect);
  }
  if (!isGenuine(rawMember(body, name) ?? '', sign, members['alipay_cert_sn'], settingsOf(call.connection)))
    throw unread('was answered with a wrong signature');
  if (error.code === OK) return { ok: true, node };
  if (isBusiness(error)) return { ok: false, error };
  throw toAdapterError(error, what, effect);
}

/** In certificate mode the answer names the certificate that it is signed with; it has to be the one that was configured. */
function isGenuine(text: string, sign: string, certSn: unknown, settings: Settings): boolean {
  if (settings.alipayCert && typeof certSn === 'string' && certSn !== certSerial(settings.alipayCert)) return false;
  return isSignedRsa2(text, sign, alipayKey(settings));
}

/** The key that answers and notifications are verified with. */
export function alipayKey({ alipayPublicKey, alipayCert }: Settings): ReturnType<typeof publicKeyOf> {
  const text = alipayCert ?? alipayPublicKey;
  if (text === undefined) {
    throw new AdapterError('misconfigured', { outcome: 'not-done', message: 'alipay: neither alipayPublicKey nor alipayCert is set' });
  }
  return publicKeyOf(text);
}
