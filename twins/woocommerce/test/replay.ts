import type { Exchange, Json } from './recordings.ts';
import { oauthParameters, withQuery, type Signing } from './sign.ts';

/** What the twin answered to a recorded request. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Ids below are the catalogue's and the same on both sides. */
const FIRST_NEW_POST = 213;
const ITEM_LISTS = ['line_items', 'shipping_lines', 'fee_lines', 'coupon_lines', 'meta_data'];

/**
 * Asks a twin what a real shop was asked. Ids, order keys, cart tokens, nonces and cart keys of the recording are replaced by those the twin gave
 * for the same things before.
 */
export class Replay {
  readonly #url: string;
  readonly #posts = new Map<number, number>();
  readonly #items = new Map<number, number>();
  readonly #words = new Map<string, string>();
  #nonce = '';

  constructor(url: string) {
    this.#url = url;
  }

  /** Says that a recorded order, refund, note or product is this one in the twin. */
  equatePost(recorded: number, twin: number): void {
    this.#posts.set(recorded, twin);
  }

  /** Says that a recorded line or meta entry is this one in the twin. */
  equateItem(recorded: number, twin: number): void {
    this.#items.set(recorded, twin);
  }

  /** The twin's id of a recorded post. */
  post(recorded: number): number {
    return this.#posts.get(recorded) ?? recorded;
  }

  /** Calls the Store API in the session of a recorded cart token; opens one when the token was never seen. */
  async store(recordedToken: string, method: string, path: string, body?: Json): Promise<Json> {
    const token = this.#words.get(recordedToken);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { 'cart-token': token, nonce: this.#nonce }),
    };
    const response = await fetch(`${this.#url}/wp-json/wc/store/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.#nonce = response.headers.get('nonce') ?? this.#nonce;
    this.#words.set(recordedToken, response.headers.get('cart-token') ?? '');
    return (await response.json()) as Json;
  }

  async ask({ request, response }: Exchange, signing: Signing = {}): Promise<Answer> {
    const answer = await this.#send(request, signing);
    this.#learn('', response.body, answer.body);
    const [was, is] = [response.headers['cart-token'], answer.headers.get('cart-token')];
    if (was !== undefined && is !== null) this.#words.set(was, is);
    return answer;
  }

  async #send(request: Exchange['request'], signing: Signing): Promise<Answer> {
    const plain = `${this.#url}${this.#path(request.path)}`;
    const isOpen = request.path.includes('/wc/store/') || request.auth === 'none';
    const url = isOpen ? plain : withQuery(plain, oauthParameters(request.method, plain, signing));
    const headers: Record<string, string> = request.body === undefined ? {} : { 'content-type': 'application/json' };
    for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = this.#word(value);
    const { body } = request;
    const text = typeof body === 'string' ? body : JSON.stringify(this.#body('', body));
    const response = await fetch(url, { method: request.method, headers, ...(body === undefined ? {} : { body: text }) });
    this.#nonce = response.headers.get('nonce') ?? this.#nonce;
    const answer = await response.text();
    return { status: response.status, headers: response.headers, body: answer === '' ? '' : JSON.parse(answer) };
  }

  #path(path: string): string {
    const posts = /(?<=\/(?:orders|order|refunds|notes|products|coupons)\/|include=|exclude=|search=|\d%2C)\d+(?=[/&?]|%2C|$)/g;
    return path
      .replace(posts, id => (Number(id) < FIRST_NEW_POST && !path.includes('/notes/') ? id : String(this.post(Number(id)))))
      .replace(/wc_order_dummy\d+/g, word => this.#word(word));
  }

  #word(word: string): string {
    return word === 'dummynonce' ? this.#nonce : (this.#words.get(word) ?? word);
  }

  #body(parent: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map(item => this.#body(parent, item));
    if (typeof value === 'string') return this.#word(value);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'id' && ITEM_LISTS.includes(parent) ? (this.#items.get(inner as number) ?? inner) : this.#body(key, inner),
      ]),
    );
  }

  #learn(parent: string, recorded: unknown, twin: unknown): void {
    if (Array.isArray(recorded) && Array.isArray(twin)) {
      recorded.forEach((item, index) => this.#learn(parent, item, twin[index]));
      return;
    }
    if (typeof recorded !== 'object' || recorded === null || typeof twin !== 'object' || twin === null) return;
    const [was, is] = [recorded as Json, twin as Json];
    const [oldId, newId] = [was['id'] ?? was['order_id'], is['id'] ?? is['order_id']];
    if (typeof oldId === 'number' && typeof newId === 'number') {
      if (ITEM_LISTS.includes(parent)) this.equateItem(oldId, newId);
      else if (oldId >= FIRST_NEW_POST || 'note' in was) this.equatePost(oldId, newId);
    }
    for (const key of ['key', 'order_key'])
      if (typeof was[key] === 'string' && typeof is[key] === 'string') this.#words.set(was[key], is[key]);
    for (const [key, value] of Object.entries(was)) this.#learn(key, value, is[key]);
  }
}
