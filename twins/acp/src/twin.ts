import {
  bodyJson,
  FaultSwitch,
  json,
  TwinServer,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
  type TwinResponse,
} from '@onebasket/twin-kit';
import { AcpError } from './acp-error.ts';
import { demoProducts, feedFile, type TwinProduct } from './catalogue.ts';
import { Idempotency } from './idempotency.ts';
import { Merchant } from './merchant.ts';
import { orderView, viewOf } from './session-view.ts';
import type { TwinOrder, TwinSession } from './sessions.ts';
import { eventSignature, requestSignature } from './signature.ts';

/** How to set up a merchant; every field has a default. */
export interface AcpTwinOptions {
  readonly port?: number;
  readonly accessToken?: string;
  readonly currency?: string;
  /** Releases that it speaks; default all. */
  readonly versions?: readonly string[];
  /** Has it a discovery document? Default yes. */
  readonly discovery?: boolean;
  /** What the document says of the API's address; default the twin's own. */
  readonly apiBaseUrl?: string;
  /** Refuses requests without a right `Signature`. */
  readonly signingSecret?: string;
  readonly webhookSecret?: string;
  readonly handlers?: readonly string[];
  readonly takesPurchaseOrders?: boolean;
  /** Do sessions name a page of the merchant? Default yes. */
  readonly continueUrls?: boolean;
  readonly itemIds?: 'goods' | 'lines';
  readonly products?: readonly TwinProduct[];
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** An event as it arrives at our address. */
export interface AcpEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A merchant in this process. */
export interface AcpTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly products: ReadonlyMap<string, TwinProduct>;
  readonly sessions: ReadonlyMap<string, TwinSession>;
  put(product: TwinProduct): void;
  remove(productId: string): void;
  /** Brings a session to another status, as the buyer or the merchant would. */
  change(sessionId: string, status: TwinSession['status']): void;
  /** The buyer finishes on the merchant's page. */
  finish(sessionId: string): void;
  progress(sessionId: string, change: Partial<Pick<TwinOrder, 'status' | 'fulfillments' | 'adjustments'>>): void;
  /** The event that tells of an order, signed. */
  event(order?: object): AcpEvent;
}

const VERSIONS = ['2025-09-29', '2025-12-12', '2026-01-16', '2026-01-30', '2026-04-17'] as const;

/** Starts a merchant on loopback. */
export async function startAcpTwin(options: AcpTwinOptions = {}): Promise<AcpTwin> {
  const now = options.now ?? (() => new Date());
  const {
    currency = 'EUR',
    versions = VERSIONS,
    handlers = ['card_tokenized'],
    continueUrls = true,
    webhookSecret = 'twin-webhook-secret',
  } = options;
  const merchant = new Merchant(options.products ?? demoProducts(), {
    handlers,
    takesPurchaseOrders: options.takesPurchaseOrders ?? false,
    itemIds: options.itemIds ?? 'goods',
  });
  const idempotency = new Idempotency();
  const faults = new FaultSwitch(options.seed);

  const discovery = (): TwinResponse =>
    json(200, {
      protocol: { name: 'acp', version: versions.at(-1), supported_versions: versions },
      api_base_url: options.apiBaseUrl ?? server.url,
      transports: ['rest'],
      capabilities: { services: ['checkout', 'orders'], supported_currencies: [currency.toLowerCase()] },
    });
  const checkout = (request: TwinRequest): TwinResponse => {
    const version = admit(request, { token: options.accessToken ?? 'twin-token', versions, signingSecret: options.signingSecret });
    const [, id, deed] = /^\/checkout_sessions(?:\/([^/]+))?(?:\/(complete|cancel))?$/.exec(request.path) ?? [];
    const view = (status: number, session: TwinSession) =>
      json(status, viewOf(session, { version, currency, continueUrls, handlers, now: now() }), { 'api-version': version });
    const session = id === undefined ? undefined : merchant.sessions.get(decodeURIComponent(id));
    if (id !== undefined && !session) throw new AcpError(404, 'not_found', 'No such checkout session.');
    if (request.method === 'GET' && session) return view(200, session);
    if (request.method !== 'POST') throw new AcpError(405, 'unsupported', 'Method not allowed.');
    return idempotency.answer(request, () => {
      const body = (bodyJson(request) ?? {}) as Readonly<Record<string, unknown>>;
      if (!session) return view(201, merchant.create(body, version));
      if (deed === 'complete') return view(200, merchant.complete(session, body, version));
      return view(200, deed === 'cancel' ? merchant.cancel(session) : merchant.update(session, body, version));
    });
  };
  const route = (request: TwinRequest): TwinResponse => {
    if (request.path === '/.well-known/acp.json' && options.discovery !== false) return discovery();
    if (request.path === '/feed/products.jsonl') {
      return { status: 200, headers: { 'content-type': 'application/jsonl' }, body: feedFile([...merchant.products.values()], currency) };
    }
    if (request.path.startsWith('/checkout_sessions')) return checkout(request);
    throw new AcpError(404, 'not_found', 'Nothing here.');
  };
  const server = new TwinServer({
    handle: request => {
      try {
        return route(request);
      } catch (error) {
        if (error instanceof AcpError) return error.answer();
        throw error;
      }
    },
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);

  const sessionOf = (id: string): TwinSession => {
    const session = merchant.sessions.get(id);
    if (!session) throw new RangeError(`no session ${id}`);
    return session;
  };
  return {
    url: server.url,
    faults,
    requests: server.requests,
    products: merchant.products,
    sessions: merchant.sessions,
    put: product => void merchant.products.set(product.id, product),
    remove: productId => void merchant.products.delete(productId),
    change: (sessionId, status) => {
      sessionOf(sessionId).status = status;
    },
    finish: sessionId => {
      const session = sessionOf(sessionId);
      session.order = { id: `ord_${session.id.slice(3)}`, number: 'A-9000', status: 'created', fulfillments: [], adjustments: [] };
      session.status = 'completed';
    },
    progress: (sessionId, change) => {
      const { order } = sessionOf(sessionId);
      if (!order) throw new RangeError(`session ${sessionId} has no order`);
      Object.assign(order, change);
    },
    event: order => {
      const [session] = [...merchant.sessions.values()].filter(one => one.order).reverse();
      const data =
        order ??
        (session?.order
          ? orderView(session, session.order)
          : { type: 'order', id: 'ord_1', checkout_session_id: 'cs_1', status: 'created' });
      const body = Buffer.from(JSON.stringify({ type: 'order_update', data }));
      return { headers: { 'content-type': 'application/json', 'merchant-signature': eventSignature(body, webhookSecret, now()) }, body };
    },
    close: () => server.close(),
  };
}

/** Who asks, in which release, and whether the body is the one that was signed. Gives the release. */
function admit(
  request: TwinRequest,
  {
    token,
    versions,
    signingSecret,
  }: { readonly token: string; readonly versions: readonly string[]; readonly signingSecret: string | undefined },
): string {
  const { authorization, signature, 'api-version': version } = request.headers;
  if (authorization !== `Bearer ${token}`) throw new AcpError(401, 'unauthorized', 'The bearer token is missing or wrong.');
  if (typeof version !== 'string')
    throw new AcpError(400, 'missing_api_version', 'API-Version header is required', { supported_versions: versions });
  if (!versions.includes(version)) {
    throw new AcpError(400, 'unsupported_api_version', `API-Version ${version} is not supported`, { supported_versions: versions });
  }
  if (signingSecret !== undefined && request.body.length > 0 && signature !== requestSignature(bodyJson(request), signingSecret)) {
    throw new AcpError(401, 'invalid_signature', 'The signature is missing or wrong.');
  }
  return version;
}
