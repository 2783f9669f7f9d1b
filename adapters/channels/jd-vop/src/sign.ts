import { createHash } from 'node:crypto';

export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  /** As people type it. */
  readonly password: string;
  /** `yyyy-MM-dd HH:mm:ss` in Beijing. */
  readonly timestamp: string;
}

const GRANT = 'access_token';

/** The password as it is sent: MD5 in lower-case hex. */
export function hashPassword(password: string): string {
  return createHash('md5').update(password, 'utf8').digest('hex');
}

/** MD5, upper-case hex, over secret + timestamp + client id + username + hashed password + grant type + secret. */
export function signTokenRequest({ clientId, clientSecret, username, password, timestamp }: TokenRequest): string {
  const text = clientSecret + timestamp + clientId + username + hashPassword(password) + GRANT + clientSecret;
  return createHash('md5').update(text, 'utf8').digest('hex').toUpperCase();
}

/** The whole form of `oauth2/accessToken`. */
export function tokenForm(request: TokenRequest): Readonly<Record<string, string>> {
  return {
    grant_type: GRANT,
    client_id: request.clientId,
    timestamp: request.timestamp,
    username: request.username,
    password: hashPassword(request.password),
    sign: signTokenRequest(request),
  };
}
