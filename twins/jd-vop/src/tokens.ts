import { createHash } from 'node:crypto';
import { no, yes, type VopReply } from './envelope.ts';

/** The contracted buyer. */
export interface VopAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

const TOLERANCE_MS = 30 * 60_000;
const LIFE_SECONDS = 24 * 3600;

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Logins and the tokens that came of them. */
export class Tokens {
  readonly #account: VopAccount;
  readonly #now: () => Date;
  readonly #expiresAt = new Map<string, number>();

  constructor(account: VopAccount, now: () => Date) {
    this.#account = account;
    this.#now = now;
  }

  /** `oauth2/accessToken`. */
  issue(form: URLSearchParams): VopReply {
    const { clientId, clientSecret, username, password } = this.#account;
    const given = (name: string) => form.get(name) ?? '';
    if (given('grant_type') !== 'access_token') return no('2001', 'grant_type错误');
    if (given('client_id') !== clientId) return no('2002', 'client_id错误');
    const sentAt = Date.parse(`${given('timestamp').replace(' ', 'T')}+08:00`);
    if (!(Math.abs(this.#now().getTime() - sentAt) <= TOLERANCE_MS)) return no('2005', 'timestamp超时');
    if (given('username') !== username || given('password') !== md5(password)) return no('2003', '用户名或密码错误');
    const text = clientSecret + given('timestamp') + clientId + username + md5(password) + 'access_token' + clientSecret;
    if (given('sign') !== md5(text).toUpperCase()) return no('2004', 'sign错误');
    const token = md5(`${clientId}:${this.#expiresAt.size}:token`);
    const time = this.#now().getTime();
    this.#expiresAt.set(token, time + LIFE_SECONDS * 1000);
    return yes({
      uid: 'twin',
      access_token: token,
      refresh_token: md5(`${token}:refresh`),
      time,
      expires_in: LIFE_SECONDS,
      refresh_token_expires: time + 180 * LIFE_SECONDS * 1000,
    });
  }

  /** What is wrong with a token, or nothing. */
  problemOf(token: string | null): VopReply | undefined {
    const expiresAt = this.#expiresAt.get(token ?? '');
    if (expiresAt === undefined) return no('2006', 'token错误');
    return expiresAt <= this.#now().getTime() ? no('2007', 'token已过期') : undefined;
  }

  /** All tokens end at once. */
  expireAll(): void {
    for (const token of this.#expiresAt.keys()) this.#expiresAt.set(token, 0);
  }
}
