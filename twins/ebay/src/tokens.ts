import { createHash } from 'node:crypto';
import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { EbayError } from './ebay-error.ts';

/** A keyset and what it was granted. */
export interface Keyset {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly ruName: string;
  /** Beyond the public scope. */
  readonly scopes: readonly string[];
}

export const PUBLIC_SCOPE = 'https://api.ebay.com/oauth/api_scope';
export const BULK_SCOPE = 'https://api.ebay.com/oauth/api_scope/buy.item.bulk';

const LIFE_SECONDS = 7200;
const REFRESH_LIFE_SECONDS = 47_304_000;

interface Grant {
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

/** The identity service: application tokens, and users' consents with their refresh tokens. */
export class Tokens {
  readonly #keyset: Keyset;
  readonly #now: () => Date;
  readonly #grants = new Map<string, Grant>();
  readonly #codes = new Set<string>();
  readonly #refreshTokens = new Set<string>();
  #next = 1;

  constructor(keyset: Keyset, now: () => Date) {
    this.#keyset = keyset;
    this.#now = now;
  }

  /** A user says yes: a code that is good once. */
  consent(): string {
    const code = `v^1.1#i^1#${this.#token('code')}`;
    this.#codes.add(code);
    return code;
  }

  /** Ends every token and consent. */
  revoke(): void {
    this.#grants.clear();
    this.#refreshTokens.clear();
  }

  /** Throws for a request without a token that has the scope. */
  check(request: TwinRequest, scope: string): void {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new EbayError(401, 1002, 'Missing access token', 'OAuth');
    const grant = this.#grants.get(token);
    if (!grant || grant.expiresAtMs <= this.#now().getTime()) throw new EbayError(401, 1001, 'Invalid access token', 'OAuth');
    if (!grant.scopes.includes(scope)) {
      throw new EbayError(403, 1100, 'Insufficient permissions to fulfill the request.', 'ACCESS');
    }
  }

  /** POST /identity/v1/oauth2/token */
  answer(request: TwinRequest): TwinResponse {
    const { clientId, clientSecret, ruName } = this.#keyset;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (request.headers.authorization !== basic) return refused(401, 'invalid_client', 'client authentication failed');
    const form = new URLSearchParams(request.body.toString('utf8'));
    switch (form.get('grant_type')) {
      case 'client_credentials':
        return this.#grant(form.get('scope') ?? '', 'Application Access Token');
      case 'authorization_code':
        if (form.get('redirect_uri') !== ruName || !this.#codes.delete(form.get('code') ?? '')) {
          return refused(400, 'invalid_grant', 'the provided authorization grant code is invalid or was issued to another client');
        }
        return this.#grant(PUBLIC_SCOPE, 'User Access Token', true);
      case 'refresh_token':
        if (!this.#refreshTokens.has(form.get('refresh_token') ?? '')) {
          return refused(400, 'invalid_grant', 'the provided refresh token is invalid or was issued to another client');
        }
        return this.#grant(form.get('scope') ?? PUBLIC_SCOPE, 'User Access Token');
      default:
        return refused(400, 'unsupported_grant_type', 'grant type in request is not supported by the authorization server');
    }
  }

  #grant(scope: string, type: string, isRefreshable = false): TwinResponse {
    const scopes = scope.split(' ').filter(Boolean);
    if (scopes.length === 0 || scopes.some(one => one !== PUBLIC_SCOPE && !this.#keyset.scopes.includes(one))) {
      return refused(
        400,
        'invalid_scope',
        'The requested scope is invalid, unknown, malformed, or exceeds the scope granted to the client',
      );
    }
    const token = `v^1.1#i^1#p^1#${this.#token('access')}`;
    this.#grants.set(token, { scopes, expiresAtMs: this.#now().getTime() + LIFE_SECONDS * 1000 });
    const answer = { access_token: token, expires_in: LIFE_SECONDS, token_type: type };
    if (!isRefreshable) return json(200, answer);
    const refresh = `v^1.1#i^1#r^1#${this.#token('refresh')}`;
    this.#refreshTokens.add(refresh);
    return json(200, { ...answer, refresh_token: refresh, refresh_token_expires_in: REFRESH_LIFE_SECONDS });
  }

  #token(kind: string): string {
    return createHash('sha256').update(`${kind} ${this.#next++}`).digest('base64');
  }
}

function refused(status: number, error: string, description: string): TwinResponse {
  return json(status, { error, error_description: description });
}
