import { sign, verify, type KeyObject } from 'node:crypto';

/** The signature over these bytes: raw r‖s for EC keys (never DER), the plain 64 bytes for Ed25519. The hash follows from the curve. */
export function signBytes(bytes: Uint8Array, key: KeyObject): Buffer {
  return sign(hashFor(key), bytes, { key, dsaEncoding: 'ieee-p1363' });
}

/** True when `signature` is this key's over these bytes. */
export function verifyBytes(bytes: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  return verify(hashFor(key), bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function hashFor(key: KeyObject): string | null {
  if (key.asymmetricKeyType === 'ed25519') return null;
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256';
}
