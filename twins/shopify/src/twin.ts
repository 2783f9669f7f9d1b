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
import { adminRoot } from './admin-api.ts';
import { adminSchema } from './admin-schema.ts';
import { Bucket, costOf, type BucketOptions } from './bucket.ts';
import { Carts, type Terms } from './carts.ts';
import { Catalogue, demoProducts, type TwinProduct } from './catalogue.ts';
import { toCents } from './cents.ts';
import { playAfter } from './faults.ts';
import { isAsked, readAsked, run } from './graphql.ts';
import { OAuth } from './oauth.ts';
import { Orders, type Shipment, type TwinOrder } from './orders.ts';
import { storefrontRoot } from './storefront.ts';
import { storefrontSchema } from './storefront-schema.ts';
import { orderResource, signedWebhook, type SignedWebhook } from './webhooks.ts';

/** How to set up the shop; every field has a default. */
export interface ShopifyTwinOptions extends Partial<Terms> {
  readonly port?: number;
  readonly shopDomain?: string;
  readonly shopName?: string;
  readonly currency?: string;
  /** Instead of the invented catalogue. */
  readonly products?: readonly TwinProduct[];
  readonly storefrontToken?: string;
  readonly storefrontPrivateToken?: string;
  /** Is nobody answered without a token? */
  readonly needsStorefrontToken?: boolean;
  /** Admin tokens that are valid from the start and do not expire. */
  readonly adminTokens?: readonly string[];
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly bucket?: BucketOptions;
  /** Cancellations wait for `runJobs`. */
  readonly hasSlowJobs?: boolean;
  /** How long an order takes to be found by words. */
  readonly indexLagMs?: number;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** A Shopify shop in this process: Storefront API, Admin API, checkout, consent and webhooks at `url`. */
export interface ShopifyTwin extends RunningTwin {
  readonly shopDomain: string;
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  put(product: TwinProduct): void;
  remove(productId: number): void;
  orders(): readonly TwinOrder[];
  /** A shopper pays at the checkout. Throws `RangeError` for an address that leads nowhere. */
  checkOut(checkoutUrl: string): TwinOrder;
  /** Somebody at the shop notes that an order was paid. */
  pay(orderId: number): void;
  ship(orderId: number, shipment?: Shipment): void;
  /** The owner consents: the query of the redirect. */
  consent(state?: string): Record<string, string>;
  revokeTokens(): void;
  /** Leaves so many points in the bucket of the Admin API. */
  drain(left?: number): void;
  runJobs(): void;
  webhook(topic: string, payload: object): SignedWebhook;
  /** The webhook that tells of an order. */
  orderWebhook(topic: string, orderId: number): SignedWebhook;
}

/** Starts a shop on loopback. */
export async function startShopifyTwin(options: ShopifyTwinOptions = {}): Promise<ShopifyTwin> {
  const now = options.now ?? (() => new Date());
  const shopDomain = options.shopDomain ?? 'twin-goods.myshopify.com';
  const shopName = options.shopName ?? 'Twin Goods';
  const currency = options.currency ?? 'EUR';
  const app = { clientId: options.clientId ?? 'twin-client', clientSecret: options.clientSecret ?? 'twin-client-secret' };
  const catalogue = new Catalogue(options.products ?? demoProducts(options.seed));
  const orders = new Orders(now);
  const carts = new Carts({
    ...(options.shipsTo ? { shipsTo: options.shipsTo } : {}),
    ...(options.automaticDiscount ? { automaticDiscount: options.automaticDiscount } : {}),
    shipping: options.shipping ?? [
      { title: 'Standard', price: '4.90' },
      { title: 'Express', price: '12.90' },
    ],
  });
  const oauth = new OAuth(app, shopDomain, options.adminTokens ?? [], now);
  const bucket = new Bucket(options.bucket ?? {}, now);
  const jobs: (() => void)[] | undefined = options.hasSlowJobs ? [] : undefined;
  const lagMs = options.indexLagMs ?? 0;
  const faults = new FaultSwitch(options.seed);
  const isIndexed = (order: TwinOrder) => now().getTime() - Date.parse(order.createdAt) >= lagMs;
  const admin = adminRoot({ shopName, shopDomain, currency, catalogue, orders, jobs, isIndexed });

  function handle(request: TwinRequest): TwinResponse {
    if (request.method === 'POST' && /^\/api\/(\d{4}-\d\d|unstable)\/graphql\.json$/.test(request.path)) return answerStorefront(request);
    if (request.method === 'POST' && /^\/admin\/api\/(\d{4}-\d\d|unstable)\/graphql\.json$/.test(request.path))
      return answerAdminApi(request);
    if (request.method === 'POST' && request.path === '/admin/oauth/access_token') return oauth.answer(request);
    return json(404, { errors: 'Not Found' });
  }

  function answerStorefront(request: TwinRequest): TwinResponse {
    const access = storefrontAccess(request, options);
    if (access === 'denied') return json(401, { errors: [{ message: '', extensions: { code: 'UNAUTHORIZED' } }] });
    const asked = readAsked(request, storefrontSchema);
    if (!isAsked(asked)) return asked;
    const context = { catalogue, currency, origin: server.url, seesStock: access === 'token' };
    return json(200, run(storefrontSchema, storefrontRoot(shopName, carts, context), asked));
  }

  function answerAdminApi(request: TwinRequest): TwinResponse {
    if (!oauth.isValid(String(request.headers['x-shopify-access-token'] ?? ''))) {
      return json(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
    }
    const asked = readAsked(request, adminSchema);
    if (!isAsked(asked)) return asked;
    const taken = bucket.take(costOf(asked.document, asked.variables));
    if ('error' in taken) return json(200, { errors: [taken.error], extensions: { cost: taken.cost } });
    return json(200, { ...run(adminSchema, admin, asked), extensions: { cost: taken.cost } });
  }

  const orderOf = (id: number): TwinOrder => {
    const order = orders.get(id);
    if (!order) throw new RangeError(`there is no order ${id}`);
    return order;
  };
  const webhook = (topic: string, payload: object) =>
    signedWebhook(topic, payload, { shop: shopDomain, secret: app.clientSecret, at: now() });
  const control = {
    put: (product: TwinProduct) => catalogue.put(product),
    remove: (productId: number) => catalogue.remove(productId),
    orders: () => orders.all(),
    checkOut: (checkoutUrl: string) => checkOut(checkoutUrl),
    pay: (orderId: number) => orders.pay(orderOf(orderId)),
    ship: (orderId: number, shipment: Shipment = {}) => orders.ship(orderOf(orderId), shipment),
    consent: (state?: string) => oauth.consent(state),
    revokeTokens: () => oauth.revoke(),
    drain: (left?: number) => bucket.drain(left),
    runJobs: () => {
      for (const job of jobs?.splice(0) ?? []) job();
    },
    webhook,
    orderWebhook: (topic: string, orderId: number) => webhook(topic, orderResource(orderOf(orderId))),
  };

  function checkOut(checkoutUrl: string): TwinOrder {
    const cart = carts.finish(checkoutUrl);
    if (!cart) throw new RangeError('the checkout leads nowhere');
    const lines = cart.lines.flatMap(({ variantId, quantity }) => {
      const found = catalogue.variant(variantId);
      catalogue.take(variantId, quantity);
      return found
        ? [{ id: orders.nextId(), variantId, title: found.product.title, quantity, cents: toCents(found.variant.price) * BigInt(quantity) }]
        : [];
    });
    const shipping = toCents(options.shipping?.[0]?.price ?? '4.90');
    const totalCents = lines.reduce((all, { cents }) => all + cents, shipping);
    return orders.make({
      currency,
      lines,
      totalCents,
      sourceIdentifier: null,
      attributes: cart.attributes,
      cartToken: cart.token,
      paidThrough: 'shopify_payments',
    });
  }

  const server = new TwinServer({
    handle,
    after: (rule, _request, response) => playAfter(rule, response),
    admin: adminRoutes(control, () => orders.forget()),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return { url: server.url, shopDomain, faults, requests: server.requests, ...control, close: () => server.close() };
}

function storefrontAccess(request: TwinRequest, options: ShopifyTwinOptions): 'token' | 'open' | 'denied' {
  const given = request.headers['x-shopify-storefront-access-token'];
  const secret = request.headers['shopify-storefront-private-token'];
  if (secret !== undefined) return secret === (options.storefrontPrivateToken ?? 'twin-private-token') ? 'token' : 'denied';
  if (given !== undefined) return given === (options.storefrontToken ?? 'twin-storefront-token') ? 'token' : 'denied';
  return options.needsStorefrontToken ? 'denied' : 'open';
}

function adminRoutes(
  control: Pick<ShopifyTwin, 'put' | 'checkOut' | 'pay' | 'ship' | 'consent' | 'drain'>,
  forgetOrders: () => void,
): AdminRoutes {
  const told = (order: TwinOrder) => json(201, { id: order.id, name: order.name });
  return {
    'POST /products': request => {
      control.put(body<TwinProduct>(request));
      return json(201, {});
    },
    'POST /checkout': request => told(control.checkOut(body<{ url: string }>(request).url)),
    'POST /pay': request => {
      control.pay(body<{ orderId: number }>(request).orderId);
      return json(200, {});
    },
    'POST /ship': request => {
      const { orderId, ...shipment } = body<Shipment & { orderId: number }>(request);
      control.ship(orderId, shipment);
      return json(200, {});
    },
    'POST /consent': () => json(201, control.consent()),
    'POST /drain': request => {
      control.drain(body<{ left?: number }>(request).left);
      return json(200, {});
    },
    'POST /reset': () => {
      forgetOrders();
      return json(200, {});
    },
  };
}

function body<T>(request: TwinRequest): T {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body is a JSON object');
  return value as T;
}
