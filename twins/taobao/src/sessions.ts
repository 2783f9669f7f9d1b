import { createHash } from 'node:crypto';
import { TopError } from './top-error.ts';

const LIFE_MS = 30 * 86_400_000;

/** Consents of account owners: codes, sessions and refresh tokens. */
export class Sessions {
  readonly #now: () => Date;
  readonly #codes = new Set<string>();
  readonly #refresh = new Set<string>();
  readonly #sessions = new Map<string, number>();
  #next = 1;

  constructor(now: () => Date, fixed: readonly string[]) {
    this.#now = now;
    for (const session of fixed) this.#sessions.set(session, Number.POSITIVE_INFINITY);
  }

  /** The owner says yes: a code that is good for one exchange. */
  consent(): string {
    const code = this.#token('code');
    this.#codes.add(code);
    return code;
  }

  isValid(session: string): boolean {
    return (this.#sessions.get(session) ?? 0) > this.#now().getTime();
  }

  /** Ends every session, as when the owner takes consent back. */
  revoke(): void {
    this.#sessions.clear();
    this.#refresh.clear();
  }

  create(code: string): object {
    if (!this.#codes.delete(code)) throw new TopError(15, 'Remote service error', 'isv.invalid-code', 'code 无效或已使用');
    return this.#grant();
  }

  refresh(token: string): object {
    if (!this.#refresh.delete(token)) throw new TopError(15, 'Remote service error', 'isv.invalid-refresh-token', 'refresh_token 无效');
    return this.#grant();
  }

  #grant(): object {
    const [access, refresh] = [this.#token('620'), this.#token('621')];
    const until = this.#now().getTime() + LIFE_MS;
    this.#sessions.set(access, until);
    this.#refresh.add(refresh);
    const token = {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      expires_in: LIFE_MS / 1000,
      expire_time: until,
      re_expires_in: LIFE_MS / 1000,
      refresh_token_valid_time: until,
      taobao_user_id: '2200000000001',
      taobao_user_nick: encodeURIComponent('示例商家'),
    };
    return { token_result: JSON.stringify(token) };
  }

  #token(prefix: string): string {
    return `${prefix}${createHash('sha256').update(`${prefix}${this.#next++}`).digest('hex').slice(0, 40)}`;
  }
}
