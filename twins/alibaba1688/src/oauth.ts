import { json, type TwinResponse } from '@onebasket/twin-kit';
import type { TwinAccount } from './gateway.ts';
import { serverTime } from './orders.ts';

const TEN_HOURS = 36_000;
const HALF_A_YEAR_MS = 180 * 86_400_000;

/** Consents that were given and tokens that came of them. */
export class Tokens {
  readonly #account: TwinAccount;
  readonly #codes = new Set<string>();
  readonly #valid = new Set<string>();
  readonly #refreshing = new Set<string>();
  #made = 0;

  constructor(account: TwinAccount) {
    this.#account = account;
    this.#valid.add(account.accessToken);
  }

  isValid(token: string | null): boolean {
    return token !== null && this.#valid.has(token);
  }

  /** The owner says yes: a code that can be used once. */
  consent(): string {
    const code = `code-${++this.#made}`;
    this.#codes.add(code);
    return code;
  }

  /** Every token is too old now. */
  expire(): void {
    this.#valid.clear();
  }

  /** Refresh tokens are of no use any more: the owner took the consent back. */
  revoke(): void {
    this.expire();
    this.#refreshing.clear();
  }

  /** `system.oauth2/getToken`, unsigned. */
  answer(form: URLSearchParams, now: Date): TwinResponse {
    const no = (error: string) => json(400, { error, error_description: error });
    if (form.get('client_id') !== this.#account.appKey || form.get('client_secret') !== this.#account.appSecret)
      return no('invalid_client');
    const grant = form.get('grant_type');
    if (grant === 'authorization_code') {
      if (!this.#codes.delete(form.get('code') ?? '')) return no('invalid_grant');
    } else if (grant !== 'refresh_token') return no('unsupported_grant_type');
    else if (!this.#refreshing.has(form.get('refresh_token') ?? '')) return no('invalid_grant');
    const access = `access-${++this.#made}`;
    this.#valid.add(access);
    const needsRefresh = form.get('need_refresh_token') === 'true';
    const refresh = `refresh-${this.#made}`;
    if (needsRefresh) this.#refreshing.add(refresh);
    return json(200, {
      access_token: access,
      expires_in: String(TEN_HOURS),
      aliId: '8888888888',
      resource_owner: 'twin-buyer',
      memberId: 'b2b-2248544159',
      ...(needsRefresh ? { refresh_token: refresh, refresh_token_timeout: serverTime(now.getTime() + HALF_A_YEAR_MS) } : {}),
    });
  }
}
