import { createHash, createPrivateKey, createPublicKey, type KeyObject, type webcrypto } from 'node:crypto';
import { textIn, type WireRecord } from '@onebasket/adapter-sdk';
import { failure } from './errors.ts';
import { recordsIn } from './wire.ts';

/** A private key and the name under which its public half is published. */
export interface SigningKey {
  readonly keyId: string;
  readonly key: KeyObject;
}

/** A published key. Only those that we can verify with have a `key`. */
export interface PublishedKey {
  readonly keyId: string;
  readonly key: KeyObject | undefined;
}

/** Curves of the protocol: ES256 is its baseline, the others are optional. */
const CURVES: ReadonlySet<string | undefined> = new Set(['P-256', 'P-384', 'Ed25519']);

/** Reads a private key from a JWK or PEM. Throws `AdapterError('misconfigured')` for what is none, never saying what it was. */
export function readSigningKey(text: string, keyId?: string): SigningKey {
  try {
    const jwk = text.trim().startsWith('{') ? (JSON.parse(text) as webcrypto.JsonWebKey & { kid?: string }) : undefined;
    const key = jwk ? createPrivateKey({ key: jwk, format: 'jwk' }) : createPrivateKey(text);
    return { keyId: keyId ?? jwk?.kid ?? thumbprint(key), key };
  } catch {
    throw failure('misconfigured', 'settings.signingKey is no private key (JWK or PEM)');
  }
}

/** The public half, as it stands in a profile. */
export function toPublicJwk({ key, keyId }: SigningKey): Readonly<Record<string, string>> {
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  const alg = jwk.crv === 'P-256' ? 'ES256' : jwk.crv === 'P-384' ? 'ES384' : 'EdDSA';
  return { kid: keyId, ...(jwk as Record<string, string>), use: 'sig', alg };
}

/** The keys of a profile. The vocabulary is open: a key that we cannot use stays in the set without making it invalid. */
export function readPublishedKeys(value: unknown): readonly PublishedKey[] {
  return recordsIn(value).flatMap(jwk => {
    const keyId = textIn(jwk['kid']);
    return keyId === undefined ? [] : [{ keyId, key: toPublicKey(jwk) }];
  });
}

/** RFC 7638 over the public members. */
export function thumbprint(key: KeyObject): string {
  const { crv, kty, x, y } = createPublicKey(key).export({ format: 'jwk' });
  return createHash('sha256')
    .update(JSON.stringify(y === undefined ? { crv, kty, x } : { crv, kty, x, y }))
    .digest('base64url');
}

function toPublicKey(jwk: WireRecord): KeyObject | undefined {
  const [kty, crv, x, y] = ['kty', 'crv', 'x', 'y'].map(name => textIn(jwk[name]));
  if (kty === undefined || x === undefined || !CURVES.has(crv)) return undefined;
  try {
    // Only these members: a private key published by mistake is no reason to hold it.
    return createPublicKey({ key: { kty, crv, x, ...(y === undefined ? {} : { y }) } as webcrypto.JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}
