import {
  bodyJson,
  FaultSwitch,
  json,
  TwinServer,
  type AdminRoutes,
  type FaultRule,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
  type TwinResponse,
} from '@onebasket/twin-kit';
import { AfterSaleDesk } from './after-sale-desk.ts';
import { areaServices } from './areas.ts';
import { catalogueServices, demoGoods, round, type VopGoods } from './catalogue.ts';
import type { Services } from './envelope.ts';
import { MessageBox, type VopMessage } from './message-box.ts';
import { OrderDesk } from './order-desk.ts';
import type { TwinOrder } from './order.ts';
import { Tokens, type VopAccount } from './tokens.ts';

/** How to set up JD VOP; every field has a default. */
export interface JdVopTwinOptions extends Partial<VopAccount> {
  readonly port?: number;
  /** The buyer's pool; invented goods by default. */
  readonly goods?: readonly VopGoods[];
  /** How many are invented; 40 by default. */
  readonly count?: number;
  /** Does the contract let confirmed orders be cancelled until they leave? false by default. */
  readonly cancelsConfirmed?: boolean;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** JD VOP in this process. */
export interface JdVopTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  goods(): readonly VopGoods[];
  orders(): readonly TwinOrder[];
  messages(): readonly VopMessage[];
  ship(jdOrderId: number, waybill: string, carrier?: string): void;
  deliver(jdOrderId: number): void;
  /** One part for each line; their numbers. */
  split(jdOrderId: number): readonly number[];
  putMessage(type: number, result: Readonly<Record<string, unknown>>): void;
  setPrice(sku: number, price: number): void;
  setStock(sku: number, stock: number): void;
  advanceAfterSale(jdOrderId: number, step: number, refundAmount?: number): void;
  /** All tokens end at once. */
  expireTokens(): void;
}

/** Starts JD VOP on loopback. */
export async function startJdVopTwin(options: JdVopTwinOptions = {}): Promise<JdVopTwin> {
  const now = options.now ?? (() => new Date());
  const shelf = { goods: (options.goods ?? demoGoods(options.count ?? 40)).map(one => ({ ...one })) };
  const tokens = new Tokens(
    {
      clientId: options.clientId ?? 'twin',
      clientSecret: options.clientSecret ?? 'twin-secret',
      username: options.username ?? 'twin-buyer',
      password: options.password ?? 'twin-password',
    },
    now,
  );
  const box = new MessageBox(now);
  const tell = (type: number, result: Readonly<Record<string, unknown>>) => box.put(type, result);
  const desk = new OrderDesk({ goods: () => shelf.goods, now, cancelsConfirmed: options.cancelsConfirmed ?? false, tell });
  const afterSales = new AfterSaleDesk(desk, tell);
  const services: Services = {
    ...areaServices,
    ...catalogueServices(() => shelf.goods),
    ...desk.services,
    ...box.services,
    ...afterSales.services,
  };
  const change = (sku: number, what: Partial<VopGoods>) => {
    shelf.goods = shelf.goods.map(one => (one.sku === sku ? { ...one, ...what } : one));
  };
  const control = {
    ship: desk.ship.bind(desk),
    deliver: desk.deliver.bind(desk),
    split: desk.split.bind(desk),
    putMessage: tell,
    setPrice: (sku: number, price: number) => change(sku, { price }),
    setStock: (sku: number, stock: number) => change(sku, { stock }),
    advanceAfterSale: afterSales.advance.bind(afterSales),
    expireTokens: () => tokens.expireAll(),
  };
  const faults = new FaultSwitch(options.seed);
  const server = new TwinServer({
    handle: request => answer(request, tokens, services),
    before: (rule, request) => {
      shelf.goods = changed(rule, request, shelf.goods);
      return request;
    },
    admin: adminRoutes(desk, control),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    goods: () => shelf.goods,
    orders: () => desk.orders,
    messages: () => box.waiting,
    ...control,
    close: () => server.close(),
  };
}

/** Every service is a POST of a form; the token is one of its fields. HTTP is 200 whatever happens. */
function answer(request: TwinRequest, tokens: Tokens, services: Services): TwinResponse {
  const path = request.path.replace(/^\//, '');
  const form = new URLSearchParams(request.body.toString('utf8'));
  if (path === 'oauth2/accessToken') return json(200, tokens.issue(form));
  const service = services[path];
  if (request.method !== 'POST' || !service)
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404 Not Found</h1>' };
  return json(200, tokens.problemOf(form.get('token')) ?? service(form));
}

/** Faults of the goods themselves, the moment an order meets them: they sell out, or cost a tenth more. */
function changed({ kind }: FaultRule, request: TwinRequest, goods: VopGoods[]): VopGoods[] {
  if (!request.path.endsWith('submitOrder')) return goods;
  if (kind === 'sold-out') return goods.map(one => ({ ...one, stock: 0 }));
  return kind === 'price-flip' ? goods.map(one => ({ ...one, price: round(one.price * 1.1) })) : goods;
}

type Control = Pick<JdVopTwin, 'ship' | 'deliver' | 'split' | 'putMessage'>;

function adminRoutes(desk: OrderDesk, control: Control): AdminRoutes {
  return {
    'GET /orders': () =>
      json(
        200,
        desk.orders.map(({ jdOrderId, thirdOrder, orderState, submitState, state }) => ({
          jdOrderId,
          thirdOrder,
          orderState,
          submitState,
          state,
        })),
      ),
    'POST /ship': request => {
      const { jdOrderId, waybill, carrier } = body<{ readonly jdOrderId: number; readonly waybill: string; readonly carrier?: string }>(
        request,
      );
      control.ship(jdOrderId, waybill, carrier);
      return json(200, { jdOrderId });
    },
    'POST /deliver': request => {
      const { jdOrderId } = body<{ readonly jdOrderId: number }>(request);
      control.deliver(jdOrderId);
      return json(200, { jdOrderId });
    },
    'POST /split': request => json(200, { parts: control.split(body<{ readonly jdOrderId: number }>(request).jdOrderId) }),
    'POST /messages': request => {
      const { type, result } = body<{ readonly type: number; readonly result: Readonly<Record<string, unknown>> }>(request);
      control.putMessage(type, result);
      return json(201, { type });
    },
  };
}

function body<T>(request: TwinRequest): T {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body is a JSON object');
  return value as T;
}
