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
} from '@onebasket/twin-kit';
import { Affiliate, type MadeLink, type OrderRow } from './affiliate.ts';
import { demoGoods, type TwinGoods } from './catalogue.ts';
import { answerGateway } from './gateway.ts';
import { goodsServices } from './goods-services.ts';

/** How to set up JD Union; every field has a default. */
export interface JdTwinOptions {
  readonly port?: number;
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly accessToken?: string;
  /** The catalogue; invented goods by default. */
  readonly goods?: readonly TwinGoods[];
  /** How many are invented; 60 by default. */
  readonly count?: number;
  /** Was scene 2 granted? true by default. */
  readonly grantsScene2?: boolean;
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** JD Union in this process. New gateway at `url` + `/routerjson`, the older one at `/api`. */
export interface JdTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  goods(): readonly TwinGoods[];
  links(): readonly MadeLink[];
  /** A shopper buys through a link that was made here. */
  buy(clickURL: string, quantity?: number): OrderRow;
  /** Changes a row of the report: `{ validCode: 17, finishTime: … }`. */
  changeOrder(id: string, change: Readonly<Record<string, unknown>>): void;
}

/** Starts JD Union on loopback. */
export async function startJdTwin(options: JdTwinOptions = {}): Promise<JdTwin> {
  const now = options.now ?? (() => new Date());
  const app = {
    appKey: options.appKey ?? 'twin',
    appSecret: options.appSecret ?? 'twin-secret',
    ...(options.accessToken === undefined ? {} : { accessToken: options.accessToken }),
  };
  const shelf = { goods: options.goods ?? demoGoods(options.count ?? 60, now()) };
  const goods = () => shelf.goods;
  const affiliate = new Affiliate(goods, now);
  const services = { ...goodsServices(goods, { grantsScene2: options.grantsScene2 ?? true }), ...affiliate.services };
  const faults = new FaultSwitch(options.seed);
  const server = new TwinServer({
    handle: request => answerGateway(request, app, services, now),
    before: (rule, request) => {
      shelf.goods = changed(rule, shelf.goods);
      return request;
    },
    admin: adminRoutes(affiliate),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    goods,
    links: () => [...affiliate.links.values()],
    buy: (clickURL, quantity) => affiliate.buy(clickURL, quantity),
    changeOrder: (id, change) => affiliate.change(id, change),
    close: () => server.close(),
  };
}

/** Faults of the goods themselves: they sell out, or cost a tenth more. */
function changed({ kind }: FaultRule, goods: readonly TwinGoods[]): readonly TwinGoods[] {
  if (kind === 'sold-out') return goods.map(one => ({ ...one, stockState: 0 }));
  if (kind !== 'price-flip') return goods;
  return goods.map(one => ({
    ...one,
    priceInfo: Object.fromEntries(
      Object.entries(one.priceInfo).map(([name, value]) => [name, /price$/i.test(name) ? Math.round(value * 110) / 100 : value]),
    ),
  }));
}

function adminRoutes(affiliate: Affiliate): AdminRoutes {
  return {
    'GET /links': () => json(200, [...affiliate.links.values()]),
    'GET /orders': () => json(200, affiliate.rows),
    'POST /buy': request => {
      const { clickURL, quantity } = body<{ readonly clickURL: string; readonly quantity?: number }>(request);
      return json(201, affiliate.buy(clickURL, quantity));
    },
    'POST /change': request => {
      const { id, ...change } = body<{ readonly id: string }>(request);
      affiliate.change(id, change);
      return json(200, { id });
    },
  };
}

function body<T>(request: TwinRequest): T {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body is a JSON object');
  return value as T;
}
