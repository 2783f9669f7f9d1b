import { createLocalJWKSet, errors, flattenedVerify, type JSONWebKeySet } from 'jose';

/**
 * Checks a detached signature (RFC 7515, appendix F) whose payload is not encoded (RFC 7797): `header..signature` in compact form, RS256 with `"b64": false`, over
 * `header + "." + body` with the body's raw bytes. Gives `'unknown-key'` when the keys have none of that name, so that they can be fetched anew.
 */
export async function verifyDetachedJws(signature: string, body: Uint8Array, keys: JSONWebKeySet): Promise<boolean | 'unknown-key'> {
  const [header, payload, signed, ...more] = signature.split('.');
  if (!header || payload !== '' || !signed || more.length > 0 || !isUnencoded(header)) return false;
  try {
    await flattenedVerify({ protected: header, payload: body, signature: signed }, createLocalJWKSet(keys), { algorithms: ['RS256'] });
    return true;
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'unknown-key';
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
    throw error;
  }
}

/** A header that leaves out `b64` speaks of other bytes than the raw ones. */
function isUnencoded(header: string): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && 'b64' in value && value.b64 === false;
  } catch {
    return false;
  }
}
