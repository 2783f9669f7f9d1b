import type { KeyObject } from 'node:crypto';
import { asList, asRecord, instantIn, needed, parseLosslessJson, textIn, type Call } from '@onebasket/adapter-sdk';
import { publicKeyOf } from './keys.ts';
import { readSealed, unseal } from './sealed.ts';
import { send } from './send.ts';
import { settingsOf } from './settings.ts';
import { isGenuine, type Signed } from './verify.ts';

/** Certificates are good for five years, and a new one is there a day before it is used (pay.weixin.qq.com, 平台证书更新指引). */
const KEPT_MS = 12 * 3_600_000;
/** Whoever sends us made-up serials makes us ask once a minute at most. */
const ASKED_AGAIN_MS = 60_000;

type Keys = ReadonlyMap<string, KeyObject>;

/** WeChat Pay's key of this serial: the public key of the settings, or a platform certificate, new ones included. `undefined` for a serial that is not theirs. */
export async function platformKey(serial: string, call: Call): Promise<KeyObject | undefined> {
  const { publicKeyId, publicKey } = settingsOf(call.connection);
  if (publicKeyId !== undefined && publicKey !== undefined && serial === publicKeyId) return publicKeyOf(publicKey);
  if (!/^[0-9A-F]{8,64}$/i.test(serial)) return undefined;
  const kept = await call.memo('platform-certificates', KEPT_MS, () => fetchKeys(call));
  const known = kept.get(serial.toUpperCase());
  if (known) return known;
  const fresh = await call.memo('platform-certificates-again', ASKED_AGAIN_MS, () => fetchKeys(call));
  return fresh.get(serial.toUpperCase());
}

/**
 * `GET /v3/certificates`. The certificates are encrypted under the APIv3 key, which only WeChat Pay and the merchant know; the answer is signed with one of
 * them. An account that has none (public key mode) has no such keys.
 */
async function fetchKeys(call: Call): Promise<Keys> {
  const answer = await send(call, { method: 'GET', path: '/v3/certificates', label: '/v3/certificates' });
  if (answer.status === 404) return new Map();
  const what = 'wechatpay GET /v3/certificates';
  const { apiV3Key } = settingsOf(call.connection);
  const now = call.now().getTime();
  const found = asList(asRecord(answer.json(), what)['data'], `${what}: data`).flatMap(item => {
    const certificate = asRecord(item, what);
    const expires = instantIn(certificate['expire_time']);
    if (expires !== undefined && Date.parse(expires) < now) return [];
    const pem = unseal(readSealed(certificate['encrypt_certificate'], what), apiV3Key);
    return [[needed(textIn(certificate['serial_no']), `${what}: serial_no`).toUpperCase(), publicKeyOf(pem)] as const];
  });
  const keys: Keys = new Map(found);
  const signed: Signed = { headers: answer.headers, body: answer.text() };
  return isGenuine(signed, keys.get(signed.headers['wechatpay-serial']?.toUpperCase() ?? ''), call.now()) ? keys : new Map();
}

/** The JSON inside of a sealed resource. */
export function unsealJson(value: unknown, apiV3Key: string, what: string): unknown {
  return parseLosslessJson(unseal(readSealed(value, what), apiV3Key));
}
