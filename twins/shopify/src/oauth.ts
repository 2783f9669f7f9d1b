import { randomBytes } from 'node:crypto';
import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import { hmacOfQuery } from './signature.ts';

/** The app that shops may install. */
export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
}

const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 90 * 86_400;

/** Consent and tokens: codes are good once, access tokens an hour, and a refresh token until its successor is used. */
export class OAuth {
  readonly #app: App;
  readonly #shop: string;
  readonly #now: () => Date;
  readonly #codes = new Set<string>();
  readonly #access = new Map<string, number>();
  readonly #refresh = new Map<string, number>();

  constructor(app: App, shop: string, fixedTokens: readonly string[], now: () => Date) {
    this.#app = app;
    this.#shop = shop;
    this.#now = now;
    for (const token of fixedTokens) this.#access.set(token, Number.POSITIVE_INFINITY);
  }

  /** The owner consents: the query with which the browser comes back, signed. */
  consent(state = ''): Record<string, string> {
    const code = randomBytes(16).toString('hex');
    this.#codes.add(code);
    const timestamp = String(Math.floor(this.#now().getTime() / 1000));
    const query = {
      code,
      host: Buffer.from(`${this.#shop}/admin`).toString('base64').replace(/=+$/, ''),
      shop: this.#shop,
      state,
      timestamp,
    };
    return { ...query, hmac: hmacOfQuery(query, this.#app.clientSecret) };
  }

  isValid(token: string): boolean {
    return (this.#access.get(token) ?? 0) > this.#now().getTime();
  }

  /** Uninstalled: every token is dead. */
  revoke(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  /** `POST /admin/oauth/access_token`. */
  answer(request: TwinRequest): TwinResponse {
    const form = formOf(request);
    if (form.get('client_id') !== this.#app.clientId || form.get('client_secret') !== this.#app.clientSecret) {
      return denied('invalid_client', 'Client authentication failed');
    }
    if (form.get('grant_type') === 'refresh_token') {
      const token = form.get('refresh_token') ?? '';
      if ((this.#refresh.get(token) ?? 0) <= this.#now().getTime())
        return denied('invalid_grant', 'The refresh token is invalid or expired');
      return this.#issue(true);
    }
    if (!this.#codes.delete(form.get('code') ?? '')) {
      return denied('invalid_request', 'The authorization code was not found or was already used');
    }
    return this.#issue(form.get('expiring') === '1');
  }

  #issue(isExpiring: boolean): TwinResponse {
    const access = `shpat_${randomBytes(16).toString('hex')}`;
    const scope = 'read_products,read_inventory,write_orders';
    if (!isExpiring) {
      this.#access.set(access, Number.POSITIVE_INFINITY);
      return json(200, { access_token: access, scope });
    }
    const refresh = `shprt_${randomBytes(16).toString('hex')}`;
    this.#access.set(access, this.#now().getTime() + ACCESS_SECONDS * 1000);
    this.#refresh.set(refresh, this.#now().getTime() + REFRESH_SECONDS * 1000);
    return json(200, {
      access_token: access,
      scope,
      expires_in: ACCESS_SECONDS,
      refresh_token: refresh,
      refresh_token_expires_in: REFRESH_SECONDS,
    });
  }
}

function denied(error: string, description: string): TwinResponse {
  return json(400, { error, error_description: description });
}

function formOf({ headers, body }: TwinRequest): URLSearchParams {
  const text = body.toString('utf8');
  if (!String(headers['content-type']).includes('json')) return new URLSearchParams(text);
  return new URLSearchParams(JSON.parse(text) as Record<string, string>);
}
