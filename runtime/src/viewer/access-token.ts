import { errors, jwtVerify, SignJWT } from 'jose';
import type { Keys } from '../keys/keys.ts';

/** What an access token says of its bearer. */
export interface AccessClaims {
  readonly id: string;
  readonly kind: 'SHOPPER' | 'STAFF';
  readonly email: string;
  readonly name?: string | undefined;
  readonly roles: readonly string[];
}

const ISSUER = 'onebasket';
const AUDIENCE = 'onebasket-graph';

/** A signed access token (JWT, HS256) that holds until `expiresAt`. */
export async function signAccessToken(keys: Keys, claims: AccessClaims, now: Date, expiresAt: Date): Promise<string> {
  return new SignJWT({ kind: claims.kind, email: claims.email, roles: [...claims.roles], ...(claims.name ? { name: claims.name } : {}) })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setSubject(claims.id)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(expiresAt)
    .sign(keys.derive('access-token'));
}

/** The claims of a token that holds; 'expired' or 'invalid' otherwise. */
export async function verifyAccessToken(keys: Keys, token: string): Promise<AccessClaims | 'expired' | 'invalid'> {
  try {
    const { payload } = await jwtVerify(token, keys.derive('access-token'), { issuer: ISSUER, audience: AUDIENCE, algorithms: ['HS256'] });
    const { sub, kind, email, name, roles } = payload;
    if (typeof sub !== 'string' || typeof email !== 'string' || (kind !== 'SHOPPER' && kind !== 'STAFF')) return 'invalid';
    return {
      id: sub,
      kind,
      email,
      ...(typeof name === 'string' ? { name } : {}),
      roles: Array.isArray(roles) ? roles.filter(role => typeof role === 'string') : [],
    };
  } catch (error) {
    return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
  }
}
