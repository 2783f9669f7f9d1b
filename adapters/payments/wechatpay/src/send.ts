import type { Call, HttpResponse } from '@onebasket/adapter-sdk';
import { privateKeyOf } from './keys.ts';
import { settingsOf } from './settings.ts';
import { authorization } from './signature.ts';

export interface Sent {
  readonly method: 'GET' | 'POST';
  /** Below the base address, with its query. */
  readonly path: string;
  /** The path without numbers, for messages. */
  readonly label: string;
  readonly body?: unknown;
}

/** Sends one signed request; what comes back is not looked at. */
export function send(call: Call, { method, path, label, body }: Sent): Promise<HttpResponse> {
  const { baseUrl, mchId, serialNo, privateKey, publicKeyId } = settingsOf(call.connection);
  const key = privateKeyOf(privateKey);
  const text = body === undefined ? '' : JSON.stringify(body);
  const url = `${baseUrl}${path}`;
  const { pathname, search } = new URL(url);
  return call.http.request({
    method,
    url,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      // Says which key the answer is to be signed with, while an account changes from certificates to the public key.
      ...(publicKeyId === undefined ? {} : { 'wechatpay-serial': publicKeyId }),
    },
    ...(body === undefined ? {} : { body: text }),
    label: `${method} ${label}`,
    sign: () => {
      const timestamp = String(Math.floor(call.now().getTime() / 1000));
      const nonce = call
        .random()
        .replace(/[^A-Za-z0-9]/g, '')
        .slice(0, 32);
      return {
        headers: {
          authorization: authorization({ method, path: pathname + search, timestamp, nonce, body: text }, { mchId, serialNo, key }),
        },
      };
    },
  });
}
