import type { TwinRequest } from './request.ts';

/** One request a twin has seen, with the status it answered; 0 when the connection was broken instead. */
export interface SeenRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly body: string;
}

const KEPT = 5000;
const BODY_CHARACTERS = 4000;
const SECRET = /((?:oauth_signature|consumer_secret|consumer_key)=)[^&]*/g;

/** The last requests of a twin, oldest first, so that a test can count what a client really sent. */
export class RequestLog {
  #seen: SeenRequest[] = [];
  #total = 0;

  /** How many came since the start or the last `clear`, those no longer kept included. */
  get total(): number {
    return this.#total;
  }

  add(request: TwinRequest, status: number, at: Date): void {
    this.#total++;
    this.#seen.push({
      at: at.toISOString(),
      method: request.method,
      path: request.path,
      query: request.rawQuery.replace(SECRET, '$1…'),
      status,
      body: request.body.toString('utf8', 0, BODY_CHARACTERS),
    });
    if (this.#seen.length > KEPT * 2) this.#seen = this.#seen.slice(-KEPT);
  }

  /** The kept requests, those whose method and path match when given. */
  list(match: { readonly method?: string; readonly path?: RegExp } = {}): readonly SeenRequest[] {
    return this.#seen.filter(
      seen => (match.method === undefined || seen.method === match.method) && (match.path === undefined || match.path.test(seen.path)),
    );
  }

  clear(): void {
    this.#seen = [];
    this.#total = 0;
  }
}
