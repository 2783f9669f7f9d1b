import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { TwinRequest } from '@onebasket/twin-kit';
import { No, type Json } from './state.ts';

/** The merchant's own key. It guards nothing: it is published here for everybody. */
const KEY = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
  },
});
export const KEY_ID = 'twin-2026';

/** The public half, as it stands in the profile. */
export function publicKey(): Json {
  return { kid: KEY_ID, ...createPublicKey(KEY).export({ format: 'jwk' }), use: 'sig', alg: 'ES256' };
}

/** Signs a webhook as from 2026-04-08: RFC 9421 over method, authority, path, the named headers and the body. */
export function signWebhook(url: string, headers: Readonly<Record<string, string>>, body: string): Readonly<Record<string, string>> {
  const { host, pathname } = new URL(url);
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const covered: Readonly<Record<string, string>> = {
    '@method': 'POST',
    '@authority': host,
    '@path': pathname,
    ...headers,
    'content-digest': digest,
  };
  const parameters = `(${Object.keys(covered)
    .map(name => `"${name}"`)
    .join(' ')});keyid="${KEY_ID}"`;
  const base = [...Object.entries(covered).map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join('\n');
  const signature = sign('sha256', Buffer.from(base), { key: KEY, dsaEncoding: 'ieee-p1363' }).toString('base64');
  return { ...headers, 'content-digest': digest, 'signature-input': `sig1=${parameters}`, signature: `sig1=:${signature}:` };
}

/** Signs a webhook as in January: a detached JWT over the raw body. */
export function signDetached(body: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: KEY_ID, b64: false, crit: ['b64'] })).toString('base64url');
  return `${header}..${sign('sha256', Buffer.from(`${header}.${body}`), { key: KEY, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** Throws `No` with the protocol's code unless the request is signed by one of the keys and the signature covers what it must. */
export function checkSignature(request: TwinRequest, keys: readonly Json[]): void {
  const header = (name: string) => String(request.headers[name] ?? '');
  const [, parameters = '', list = ''] = /^\w+=((?:\(([^)]*)\)).*)$/.exec(header('signature-input')) ?? [];
  const signature = /^\w+=:([^:]+):$/.exec(header('signature'))?.[1];
  if (parameters === '' || signature === undefined) throw new No(401, 'signature_missing', 'the request is not signed');
  const components = [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name as string);
  const keyId = /;keyid="([^"]+)"/.exec(parameters)?.[1];
  const jwk = keys.find(({ kid }) => kid === keyId);
  if (!jwk) throw new No(401, 'key_not_found', 'the key is not in the platform’s profile');
  const hasBody = request.body.length > 0;
  const required = [
    '@method',
    '@authority',
    '@path',
    ...(request.rawQuery === '' ? [] : ['@query']),
    ...['ucp-agent', 'idempotency-key'].filter(name => request.headers[name] !== undefined),
    ...(hasBody ? ['content-digest', 'content-type'] : []),
  ];
  const missing = required.filter(name => !components.includes(name));
  if (missing.length > 0) throw new No(401, 'signature_invalid', `the signature does not cover ${missing.join(', ')}`);
  if (hasBody && header('content-digest') !== `sha-256=:${createHash('sha256').update(request.body).digest('base64')}:`) {
    throw new No(400, 'digest_mismatch', 'the body is not the one that was signed');
  }
  const values: Readonly<Record<string, string>> = {
    '@method': request.method,
    '@authority': header('host'),
    '@path': request.path,
    '@query': `?${request.rawQuery}`,
  };
  const base = [...components.map(name => `"${name}": ${values[name] ?? header(name)}`), `"@signature-params": ${parameters}`].join('\n');
  if (!verify('sha256', Buffer.from(base), { key: keyOf(jwk), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64'))) {
    throw new No(401, 'signature_invalid', 'the signature does not verify');
  }
}

function keyOf(jwk: Json): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new No(400, 'algorithm_unsupported', 'the key cannot be used');
  }
}
