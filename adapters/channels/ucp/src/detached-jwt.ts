import type { KeyObject } from 'node:crypto';
import type { PublishedKey, SigningKey } from './keys.ts';
import { signBytes, verifyBytes } from './signature.ts';

/** `Request-Signature` of the generations of January 2026: a detached JWT (RFC 7797) over the raw body, `header..signature`. */
export function signDetached(body: Uint8Array, { key, keyId }: SigningKey): string {
  const header = base64url({ alg: algorithmOf(key), kid: keyId, b64: false, crit: ['b64'] });
  return `${header}..${signBytes(Buffer.concat([Buffer.from(`${header}.`), body]), key).toString('base64url')}`;
}

/** True when this is a detached JWT over the body by one of the keys, with the payload as it is or in base64url (signers differ on `b64`). */
export function verifyDetached(token: string, body: Uint8Array, keys: readonly PublishedKey[]): boolean {
  const match = /^([\w-]+)\.\.([\w-]+)$/.exec(token.trim());
  const [, header = '', signature = ''] = match ?? [];
  const claims = headerIn(header);
  const key = keys.find(({ keyId }) => keyId === claims?.['kid'])?.key;
  if (!claims || !key || claims['alg'] !== algorithmOf(key)) return false;
  const crit = claims['crit'];
  if (crit !== undefined && !(Array.isArray(crit) && crit.every(name => name === 'b64'))) return false;
  const payload = claims['b64'] === false ? body : Buffer.from(Buffer.from(body).toString('base64url'));
  return verifyBytes(Buffer.concat([Buffer.from(`${header}.`), payload]), key, Buffer.from(signature, 'base64url'));
}

function algorithmOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ES384' : 'ES256';
}

function headerIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
