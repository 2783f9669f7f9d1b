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
import { Carts } from './carts.ts';
import { Catalogue } from './catalogue.ts';
import { playAfter } from './faults.ts';
import { answerGraphql } from './graphql.ts';
import { demoProducts, type MagentoTwinOptions, type TwinProduct } from './options.ts';
import { Orders, type TwinOrder, type TwinShipment } from './orders.ts';
import { answerRest } from './rest.ts';
import { schemaOf } from './schema.ts';
import { shopRoot, type ShopContext } from './shop.ts';

/** A Magento shop in this process: GraphQL and REST at `url`. */
export interface MagentoTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  put(product: TwinProduct): void;
  remove(sku: string): void;
  /** Somebody saves a product, or a variant by itself, without a change. */
  touch(sku: string): void;
  orders(): readonly TwinOrder[];
  /** Somebody buys pieces past the API. */
  sell(sku: string, quantity: number): void;
  /** Somebody at the shop notes that an order was paid. Throws `RangeError` for a number that is no order's. */
  invoice(number: string): void;
  ship(number: string, shipment?: Partial<Pick<TwinShipment, 'carrier' | 'title' | 'trackingNumber'>>): void;
}

/** Starts a shop on loopback. */
export async function startMagentoTwin(options: MagentoTwinOptions = {}): Promise<MagentoTwin> {
  const now = options.now ?? (() => new Date());
  const currency = options.currency ?? 'USD';
  const stores = ['default', ...(options.stores ?? [])];
  const catalogue = new Catalogue(options.products ?? demoProducts(), now);
  const orders = new Orders(now);
  const offers = options.shipping ?? [
    { carrier: 'tablerate', method: 'bestway', title: 'Best Way', price: '10.00' },
    { carrier: 'flatrate', method: 'flatrate', title: 'Flat Rate', price: '5.00' },
  ];
  const carts = new Carts(catalogue, { ...options, shipping: offers });
  const schema = schemaOf(options.version ?? '2.4.8');
  const faults = new FaultSwitch(options.seed);
  const contextOf = (store: string): ShopContext => ({
    catalogue,
    carts,
    orders,
    currency,
    offers,
    options,
    store,
    shipsTo: options.shipsTo,
    paymentMethods: options.paymentMethods ?? ['checkmo', 'banktransfer'],
    origin: () => server.url,
  });

  function handle(request: TwinRequest): TwinResponse {
    if (request.path === '/graphql' && request.method === 'POST') return shopApi(request);
    const [, store = 'default', path] = /^\/rest(?:\/(\w+))?\/V1\/(.+)$/.exec(request.path) ?? [];
    if (path !== undefined && stores.includes(store)) return answerRest(path, request, contextOf(store));
    return { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '<html><body>404 Not Found</body></html>' };
  }

  function shopApi(request: TwinRequest): TwinResponse {
    const store = String(request.headers['store'] ?? 'default');
    const wanted = request.headers['content-currency'];
    const refused = (message: string) => json(200, { errors: [{ message, extensions: { category: 'graphql-input' } }] });
    if (!stores.includes(store)) return refused('Requested store is not found');
    if (wanted !== undefined && wanted !== currency) return refused('Please correct the target currency');
    return answerGraphql(request, { schema, rootValue: shopRoot(contextOf(store)), hasIntrospection: options.hasIntrospection ?? true });
  }

  const orderOf = (number: string): TwinOrder => {
    const order = orders.byNumber(number);
    if (!order) throw new RangeError(`there is no order ${number}`);
    return order;
  };
  const control = {
    put: (product: TwinProduct) => catalogue.put(product),
    remove: (sku: string) => catalogue.remove(sku),
    touch: (sku: string) => catalogue.touch(sku),
    orders: () => orders.all(),
    sell: (sku: string, quantity: number) => catalogue.take(sku, quantity),
    invoice: (number: string) => orders.invoice(orderOf(number)),
    ship: (number: string, shipment: Partial<Pick<TwinShipment, 'carrier' | 'title' | 'trackingNumber'>> = {}) =>
      orders.ship(orderOf(number), { carrier: 'ups', title: 'United Parcel Service', trackingNumber: '1Z999AA10123456784', ...shipment }),
  };
  const server = new TwinServer({
    handle,
    after: (rule, _request, response) => playAfter(rule, response),
    admin: adminRoutes(control),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return { url: server.url, faults, requests: server.requests, ...control, close: () => server.close() };
}

function adminRoutes(control: Pick<MagentoTwin, 'put' | 'invoice' | 'ship' | 'sell'>): AdminRoutes {
  return {
    'POST /products': request => {
      control.put(body<TwinProduct>(request));
      return json(201, {});
    },
    'POST /sell': request => {
      const { sku, quantity } = body<{ sku: string; quantity: number }>(request);
      control.sell(sku, quantity);
      return json(200, {});
    },
    'POST /invoice': request => {
      control.invoice(body<{ number: string }>(request).number);
      return json(200, {});
    },
    'POST /ship': request => {
      const { number, ...shipment } = body<{ number: string; trackingNumber?: string }>(request);
      control.ship(number, shipment);
      return json(200, {});
    },
  };
}

function body<T>(request: TwinRequest): T {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body is a JSON object');
  return value as T;
}
