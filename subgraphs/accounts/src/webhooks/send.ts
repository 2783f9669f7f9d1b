import { retryAfterMs } from '@onebasket/adapter-sdk';
import { Webhook } from 'standardwebhooks';
import { Agent, request, type Dispatcher } from 'undici';
import { AddressRefused, checkHost, publicLookup } from './public-address.ts';

const MOST_REDIRECTS = 3;
/** Of an answer only its status counts. */
const ANSWER_LIMIT = 65_536;
const LONGEST_WAIT_MS = 24 * 3_600_000;

export interface Outgoing {
  readonly url: string;
  /** The current one first; each signs. */
  readonly secrets: readonly string[];
  readonly eventId: string;
  /** This one try. */
  readonly deliveryId: string;
  readonly body: string;
}

/** What came of one try. Every 2xx is "delivered". */
export interface SendResult {
  readonly status?: number;
  readonly error?: string;
  readonly isDelivered: boolean;
  readonly retryAfterMs?: number;
}

/** Sends events to addresses that strangers gave us. */
export class Sender {
  readonly #agent: Agent;
  readonly #isAnywhereAllowed: boolean;
  readonly #timeoutMs: number;

  constructor(options: { readonly allowPrivateAddresses: boolean; readonly timeoutMs: number }) {
    this.#isAnywhereAllowed = options.allowPrivateAddresses;
    this.#timeoutMs = options.timeoutMs;
    this.#agent = new Agent({ connect: options.allowPrivateAddresses ? {} : { lookup: publicLookup }, pipelining: 0 });
  }

  /** Throws `AddressRefused` for what is never called, before anything is stored for it. */
  check(url: string): void {
    if (!this.#isAnywhereAllowed) checkHost(new URL(url));
  }

  /** One try, signed by the standard-webhooks scheme. Never rejects. */
  async send(outgoing: Outgoing, now: Date, signal: AbortSignal): Promise<SendResult> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]);
    try {
      const response = await this.#post(outgoing.url, signedHeaders(outgoing, now), outgoing.body, limit);
      await response.body.dump({ limit: ANSWER_LIMIT, signal: limit }).catch(() => undefined);
      const status = response.statusCode;
      if (status >= 200 && status < 300) return { status, isDelivered: true };
      const wait = waitAskedFor(response.headers['retry-after'], now);
      return { status, isDelivered: false, error: `answered ${status}`, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
    } catch (error) {
      return { isDelivered: false, error: limit.aborted ? 'no answer in time' : reasonOf(error) };
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  /** Follows the redirects that keep method and body, each checked like the first address; never from https to http. */
  async #post(first: string, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    let url = new URL(first);
    for (let redirects = 0; ; redirects++) {
      this.check(url.href);
      const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: this.#agent });
      const location = response.headers['location'];
      const isRedirect = (response.statusCode === 307 || response.statusCode === 308) && typeof location === 'string';
      if (!isRedirect || redirects === MOST_REDIRECTS || !URL.canParse(location, url.href)) return response;
      const next = new URL(location, url.href);
      if (!/^https?:$/.test(next.protocol) || (url.protocol === 'https:' && next.protocol === 'http:')) return response;
      await response.body.dump({ limit: ANSWER_LIMIT, signal }).catch(() => undefined);
      url = next;
    }
  }
}

function signedHeaders({ secrets, eventId, deliveryId, body }: Outgoing, now: Date): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'OneBasket-Webhooks/1.0',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map(secret => new Webhook(secret).sign(eventId, now, body)).join(' '),
    'onebasket-delivery': deliveryId,
  };
}

/** At most a day: who asks for more is tried again all the same. */
function waitAskedFor(value: string | string[] | undefined, now: Date): number | undefined {
  const ms = typeof value === 'string' ? retryAfterMs({ 'retry-after': value }, now) : undefined;
  return ms === undefined ? undefined : Math.min(ms, LONGEST_WAIT_MS);
}

function reasonOf(error: unknown): string {
  const causes = [error, (error as { cause?: unknown }).cause];
  if (causes.some(cause => cause instanceof AddressRefused)) return 'the address is not public';
  const code = causes.map(cause => (cause as { code?: unknown } | undefined)?.code).find(found => typeof found === 'string');
  return typeof code === 'string' ? code : 'no usable answer';
}
