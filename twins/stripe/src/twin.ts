import {
  bodyJson,
  FaultSwitch,
  json,
  TwinServer,
  type AdminRoutes,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
  type TwinResponse,
} from '@onebasket/twin-kit';
import { Events, type Delivery } from './events.ts';
import { integer, readForm } from './form.ts';
import { IdempotencyKeys } from './idempotency.ts';
import { Intents, type Intent } from './intents.ts';
import { Refunds } from './refunds.ts';
import { StripeError } from './stripe-error.ts';

/** How to set up the account; every field has a default. */
export interface StripeTwinOptions {
  readonly port?: number;
  readonly secretKey?: string;
  readonly webhookSecret?: string;
  /** Where webhooks are sent. */
  readonly webhookUrl?: string;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** What the buyer does with the bank's page or Stripe.js. */
export type BuyerStep = 'succeeds' | 'fails';

/** Stripe in this process. */
export interface StripeTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly intents: ReadonlyMap<string, Intent>;
  /** Every webhook so far, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The buyer pays in the browser, or fails the bank's challenge. */
  act(intentId: string, step?: BuyerStep): void;
  /** Somebody cancels it in the Dashboard, or the authorisation runs out. */
  expire(intentId: string): void;
  failRefund(refundId: string): void;
}

/** Starts Stripe on loopback. */
export async function startStripeTwin(options: StripeTwinOptions = {}): Promise<StripeTwin> {
  const now = options.now ?? (() => new Date());
  const faults = new FaultSwitch(options.seed);
  const events = new Events({ secret: options.webhookSecret ?? 'whsec_twin', url: options.webhookUrl, faults, now });
  const intents = new Intents(() => server.url, now);
  const account = new Account(options.secretKey ?? 'sk_test_twin', intents, new Refunds(intents), events, new IdempotencyKeys(now));
  const control = {
    act: (id: string, step: BuyerStep = 'succeeds') => account.act(intents.get(id), step),
    expire: (id: string) => account.expire(intents.get(id)),
    failRefund: (id: string) => account.failRefund(id),
  };
  const server: TwinServer = new TwinServer({
    handle: request => account.answer(request),
    admin: adminRoutes(control, events),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    intents: intents.all,
    deliveries: events.kept,
    ...control,
    close: () => {
      events.close();
      return server.close();
    },
  };
}

class Account {
  readonly #key: string;
  readonly #intents: Intents;
  readonly #refunds: Refunds;
  readonly #events: Events;
  readonly #keys: IdempotencyKeys;

  constructor(key: string, intents: Intents, refunds: Refunds, events: Events, keys: IdempotencyKeys) {
    this.#key = key;
    this.#intents = intents;
    this.#refunds = refunds;
    this.#events = events;
    this.#keys = keys;
  }

  answer(request: TwinRequest): TwinResponse {
    try {
      if (!this.#isKnown(request.headers.authorization)) throw new StripeError(401, 'invalid_request_error', 'Invalid API Key provided');
      return this.#keys.once(request, () => {
        try {
          return request.method === 'POST' ? this.#write(request) : this.#read(request);
        } catch (error) {
          if (error instanceof StripeError) return error.toResponse();
          throw error;
        }
      });
    } catch (error) {
      if (error instanceof StripeError) return error.toResponse();
      throw error;
    }
  }

  act(intent: Intent, step: BuyerStep): void {
    if (step === 'fails') {
      this.#intents.failChallenge(intent);
      this.#events.emit('payment_intent.payment_failed', this.#intents.view(intent));
      return;
    }
    this.#intents.authorise(intent);
    this.#events.emit(
      intent.status === 'succeeded' ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated',
      this.#intents.view(intent),
    );
  }

  expire(intent: Intent): void {
    intent.status = 'canceled';
    this.#events.emit('payment_intent.canceled', this.#intents.view(intent));
  }

  failRefund(id: string): void {
    this.#events.emit('refund.failed', this.#refunds.view(this.#refunds.fail(id)));
  }

  /** Bearer, or Basic with an empty password. */
  #isKnown(authorization = ''): boolean {
    return authorization === `Bearer ${this.#key}` || authorization === `Basic ${Buffer.from(`${this.#key}:`).toString('base64')}`;
  }

  #read({ path, rawQuery }: TwinRequest): TwinResponse {
    const query = readForm(rawQuery);
    if (path === '/v1/balance') return json(200, { object: 'balance', livemode: false, available: [], pending: [] });
    if (path === '/v1/payment_intents/search') return list(this.#search(query.get('query') ?? ''), false, path);
    if (path === '/v1/payment_intents') {
      const newest = [...this.#intents.all.values()].reverse();
      const limit = integer(query, 'limit') ?? 10;
      const page = newest.slice(0, limit).map(intent => this.#intents.view(intent));
      return list(page, newest.length > limit, path);
    }
    if (path === '/v1/refunds') {
      const { page, isMore } = this.#refunds.list(query);
      const views = page.map(refund => this.#refunds.view(refund));
      return list(views, isMore, path);
    }
    const id = /^\/v1\/payment_intents\/([^/]+)$/.exec(path)?.[1];
    if (id === undefined) throw unknownUrl('GET', path);
    return json(
      200,
      this.#intents.view(
        this.#intents.get(decodeURIComponent(id)),
        [...query].some(([, value]) => value === 'latest_charge'),
      ),
    );
  }

  #write({ path, body }: TwinRequest): TwinResponse {
    const form = readForm(body.toString('utf8'));
    if (path === '/v1/payment_intents') {
      const intent = this.#intents.create(form);
      return this.#told('payment_intent.created', intent);
    }
    if (path === '/v1/refunds') {
      const refund = this.#refunds.view(this.#refunds.create(form));
      this.#events.emit('refund.created', refund);
      return json(200, refund);
    }
    const [, id = '', action = ''] = /^\/v1\/payment_intents\/([^/]+)\/(confirm|capture|cancel)$/.exec(path) ?? [];
    if (action === '') throw unknownUrl('POST', path);
    const intent = this.#intents.get(decodeURIComponent(id));
    switch (action) {
      case 'confirm':
        this.#intents.confirm(intent, form);
        return this.#told(
          intent.status === 'requires_action' ? 'payment_intent.requires_action' : 'payment_intent.amount_capturable_updated',
          intent,
        );
      case 'capture':
        return this.#told('payment_intent.succeeded', this.#intents.capture(intent, form));
      default:
        return this.#told('payment_intent.canceled', this.#intents.cancel(intent, form));
    }
  }

  #told(type: string, intent: Intent): TwinResponse {
    const view = this.#intents.view(intent);
    this.#events.emit(type, view);
    return json(200, view);
  }

  /** Only what is needed of the search language: `metadata['name']:'value'`. */
  #search(query: string): readonly object[] {
    const [, name, value] = /^metadata\['([^']+)'\]:'((?:[^'\\]|\\.)*)'$/.exec(query) ?? [];
    if (name === undefined || value === undefined)
      throw new StripeError(400, 'invalid_request_error', 'We were unable to parse your search query');
    const wanted = value.replace(/\\(.)/g, '$1');
    return [...this.#intents.all.values()].filter(intent => intent.metadata[name] === wanted).map(intent => this.#intents.view(intent));
  }
}

function list(data: readonly object[], isMore: boolean, url: string): TwinResponse {
  return json(200, { object: url.endsWith('/search') ? 'search_result' : 'list', data, has_more: isMore, url });
}

function unknownUrl(method: string, path: string): StripeError {
  return new StripeError(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path}).`);
}

function adminRoutes(control: Pick<StripeTwin, 'act' | 'expire' | 'failRefund'>, events: Events): AdminRoutes {
  const member = (request: TwinRequest, name: string) => {
    const value = (bodyJson(request) as Readonly<Record<string, unknown>> | undefined)?.[name];
    if (typeof value !== 'string') throw new TypeError(`the body is a JSON object with a text "${name}"`);
    return value;
  };
  return {
    'POST /act': request => {
      const { step } = bodyJson(request) as { readonly step?: BuyerStep };
      control.act(member(request, 'id'), step);
      return json(200, {});
    },
    'POST /expire': request => {
      control.expire(member(request, 'id'));
      return json(200, {});
    },
    'POST /fail-refund': request => {
      control.failRefund(member(request, 'id'));
      return json(200, {});
    },
    'GET /deliveries': () => json(200, events.kept),
  };
}
