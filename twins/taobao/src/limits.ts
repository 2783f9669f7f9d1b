import { TopError } from './top-error.ts';

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** A ban as a test arms it. */
export interface Ban {
  /** `api`: of one API over the whole platform; `app-api`: of one API for this app. */
  readonly of: 'api' | 'app-api';
  readonly method: string;
  readonly seconds: number;
}

/** Call limits: a quota per day that begins anew at midnight in Beijing, and bans of single APIs. */
export class Limits {
  readonly #now: () => Date;
  readonly #perDay: number | undefined;
  #day = 0;
  #spent = 0;
  #bans: readonly (Ban & { readonly until: number })[] = [];

  constructor(options: { readonly perDay?: number | undefined; readonly now: () => Date }) {
    this.#perDay = options.perDay;
    this.#now = options.now;
  }

  ban(ban: Ban): void {
    this.#bans = [...this.#bans, { ...ban, until: this.#now().getTime() + ban.seconds * 1000 }];
  }

  lift(): void {
    this.#bans = [];
    this.#spent = 0;
  }

  /** Counts a call; throws code 7 when it is one too many. */
  count(method: string): void {
    const now = this.#now().getTime();
    const ban = this.#bans.find(one => one.method === method && one.until > now);
    if (ban) throw limited(ban.of === 'api' ? 'api-access-count' : 'app-api-access-count', ban.until - now);
    const day = Math.floor((now + BEIJING_MS) / DAY_MS);
    if (day !== this.#day) [this.#day, this.#spent] = [day, 0];
    if (this.#perDay !== undefined && this.#spent >= this.#perDay) {
      throw limited('app-access-count', (day + 1) * DAY_MS - BEIJING_MS - now);
    }
    this.#spent++;
  }
}

function limited(what: string, ms: number): TopError {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return new TopError(7, 'App Call Limited', `accesscontrol.limited-by-${what}`, `This ban will last for ${seconds} more seconds`);
}
