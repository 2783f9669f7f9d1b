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
import { playAfter } from './faults.ts';
import { demoGoods, Shelf, type Goods } from './goods.ts';
import { Promotion, type ReportRow } from './promotion.ts';
import { answerRouter, seconds, type PddAccount, type PddWorld } from './router.ts';

/** How to set up the platform; every field has a default. */
export interface PinduoduoTwinOptions extends Partial<PddAccount> {
  readonly port?: number;
  /** What is on sale; sixty demo products by default. */
  readonly goods?: readonly Goods[];
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** A purchase by a shopper who opened a link. */
export interface Purchase {
  readonly quantity?: number;
  /** Unix seconds; default: now. */
  readonly at?: number;
}

/** Pinduoduo in this process. The gateway is at `url` + `/api/router`. */
export interface PinduoduoTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  /** Changes or adds a product; `null` takes it off sale. */
  set(goodsSign: string, change: Partial<Goods> | null): void;
  /** A shopper opens a promotion link and pays. Throws `RangeError` for an address that is no link of this twin. */
  buy(address: string, purchase?: Purchase): ReportRow;
  /** Moves an order of the report on, now or at `at`. */
  advance(orderSn: string, status: number, at?: number): void;
  orders(): readonly ReportRow[];
}

/** Starts the platform on loopback. */
export async function startPinduoduoTwin(options: PinduoduoTwinOptions = {}): Promise<PinduoduoTwin> {
  const now = options.now ?? (() => new Date());
  const account: PddAccount = {
    clientId: options.clientId ?? 'pdd-twin',
    clientSecret: options.clientSecret ?? 'pdd-twin-secret',
    pid: options.pid ?? '1000_2000',
  };
  const shelf = new Shelf(options.goods ?? demoGoods(options.seed ?? 1, now()));
  const promotion = new Promotion();
  const faults = new FaultSwitch(options.seed);
  const control: Pick<PinduoduoTwin, 'set' | 'buy' | 'advance' | 'orders'> = {
    set: (goodsSign, change) => shelf.set(goodsSign, change),
    buy: (address, { quantity = 1, at = seconds(now()) } = {}) => {
      const link = promotion.linkAt(address);
      const goods = link && shelf.get(link.goodsSign);
      if (!goods) throw new RangeError('this address sells nothing here');
      return promotion.buy(link, goods, quantity, at);
    },
    advance: (orderSn, status, at = seconds(now())) => promotion.advance(orderSn, status, at),
    orders: () => promotion.orders(),
  };
  const world: PddWorld = { account, shelf, promotion, origin: () => server.url, now };
  const server: TwinServer = new TwinServer({
    handle: request =>
      request.method === 'POST' && request.path === '/api/router' ? answerRouter(request, world) : answerPage(request, promotion, shelf),
    after: (rule, _request, response) => playAfter(rule, response),
    admin: adminRoutes(control),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return { url: server.url, faults, requests: server.requests, ...control, close: () => server.close() };
}

/** What a shopper sees who opens a link. */
function answerPage(request: TwinRequest, promotion: Promotion, shelf: Shelf): TwinResponse {
  const link = promotion.linkAt(`${request.path}?${request.rawQuery}`);
  const goods = link && shelf.get(link.goodsSign);
  const headers = { 'content-type': 'text/html; charset=UTF-8' };
  if (!goods) return { status: 404, headers, body: '<h1>404</h1>' };
  return { status: 200, headers, body: `<h1>${goods.goods_name}</h1><p>¥${(goods.min_group_price / 100).toFixed(2)}</p>` };
}

function adminRoutes(control: Pick<PinduoduoTwin, 'set' | 'buy' | 'advance' | 'orders'>): AdminRoutes {
  return {
    'GET /orders': () => json(200, control.orders()),
    'POST /goods': request => {
      const { goods_sign: sign, ...change } = body<Partial<Goods> & { readonly gone?: boolean }>(request);
      if (typeof sign !== 'string') throw new TypeError('goods_sign is missing');
      control.set(sign, change.gone === true ? null : change);
      return json(200, { goods_sign: sign });
    },
    'POST /buy': request => {
      const { url, ...purchase } = body<Purchase & { readonly url: string }>(request);
      return json(201, control.buy(url, purchase));
    },
    'POST /advance': request => {
      const { orderSn, status, at } = body<{ readonly orderSn: string; readonly status: number; readonly at?: number }>(request);
      control.advance(orderSn, status, at);
      return json(200, { orderSn, status });
    },
  };
}

function body<T>(request: TwinRequest): T {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body is a JSON object');
  return value as T;
}
