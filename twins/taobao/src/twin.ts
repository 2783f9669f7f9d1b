import {
  bodyJson,
  FaultSwitch,
  json,
  TwinServer,
  type AdminRoutes,
  type RequestLog,
  type RunningTwin,
  type TwinRequest,
} from '@onebasket/twin-kit';
import type { World } from './apis.ts';
import { playAfter } from './faults.ts';
import { answerGateway } from './gateway.ts';
import { demoItems, type TwinItem } from './items.ts';
import { Limits, type Ban } from './limits.ts';
import { Links, type LinkFacts } from './links.ts';
import { Report, type ReportRow } from './report.ts';
import { Sessions } from './sessions.ts';

/** How to set up the platform; every field has a default. */
export interface TaobaoTwinOptions {
  readonly port?: number;
  readonly appKey?: string;
  readonly appSecret?: string;
  /** Sessions that are valid from the start. */
  readonly sessions?: readonly string[];
  /** APIs that were not granted to the app. */
  readonly denied?: readonly string[];
  /** Calls a day; without it there is no quota. */
  readonly callsPerDay?: number;
  /** Instead of the invented catalogue. */
  readonly items?: readonly TwinItem[];
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** What a shopper buys by a promotion link, which is given itself or by what it was made for. */
export interface Purchase {
  readonly url?: string;
  readonly link?: LinkFacts;
  readonly quantity?: number;
  /** The order to which this item belongs; default: one of its own. */
  readonly parentId?: string;
  /** Default: now. */
  readonly atMs?: number;
}

/** Taobao's open platform in this process. The gateway is at `url` + `/router/rest`. */
export interface TaobaoTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly items: readonly TwinItem[];
  /** Adds an item, or changes one. */
  put(item: TwinItem): void;
  /** A shopper follows a link and pays: a row of the order report. Throws `RangeError` for a link that leads nowhere. */
  buy(purchase: Purchase): ReportRow;
  changeOrder(tradeId: string, status: ReportRow['status']): void;
  /** The owner gives consent: the code of the redirect. */
  consent(): string;
  revokeSessions(): void;
  ban(ban: Ban): void;
  reset(): void;
}

/** Starts the platform on loopback. */
export async function startTaobaoTwin(options: TaobaoTwinOptions = {}): Promise<TaobaoTwin> {
  const now = options.now ?? (() => new Date());
  const app = { appKey: options.appKey ?? '10000001', appSecret: options.appSecret ?? 'twin-secret', denied: options.denied ?? [] };
  const items = options.items ?? demoItems(options.seed ?? 1, now());
  const world: World = {
    items: new Map(items.map(item => [item.id, item])),
    links: new Links(),
    report: new Report(),
    sessions: new Sessions(now, options.sessions ?? []),
    now,
  };
  const limits = new Limits({ perDay: options.callsPerDay, now });
  const faults = new FaultSwitch(options.seed);
  const control = {
    put: (item: TwinItem) => void world.items.set(item.id, item),
    buy: (purchase: Purchase) => buy(purchase, world),
    changeOrder: (tradeId: string, status: ReportRow['status']) => world.report.change(tradeId, status, now().getTime()),
    consent: () => world.sessions.consent(),
    revokeSessions: () => world.sessions.revoke(),
    ban: (ban: Ban) => limits.ban(ban),
    reset: () => {
      world.items.clear();
      for (const item of items) world.items.set(item.id, item);
      world.report.forget();
      limits.lift();
      faults.clear();
    },
  };
  const server = new TwinServer({
    handle: request =>
      request.path === '/router/rest'
        ? answerGateway(request, app, limits, world)
        : { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>404 Not Found</h1>' },
    after: (rule, _request, response) => playAfter(rule, response),
    admin: adminRoutes(control),
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return { url: server.url, faults, requests: server.requests, items, ...control, close: () => server.close() };
}

function buy({ url = '', link, quantity = 1, parentId, atMs }: Purchase, { items, links, report, now }: World): ReportRow {
  const facts = link ?? links.read(url);
  const item = facts && items.get(facts.itemId);
  if (!facts || !item) throw new RangeError(`the link ${url} leads to nothing`);
  const at = atMs ?? now().getTime();
  const [yuan = '0', fen = '00'] = (item.finalPrice ?? item.price).split('.');
  const paid = (BigInt(yuan) * 100n + BigInt(fen.padEnd(2, '0'))) * BigInt(quantity);
  return report.add({
    ...facts,
    parentId,
    quantity,
    title: item.title,
    paid: `${paid / 100n}.${String(paid % 100n).padStart(2, '0')}`,
    createdMs: at,
    changedMs: at,
    status: 12,
  });
}

function adminRoutes(control: Pick<TaobaoTwin, 'put' | 'buy' | 'changeOrder' | 'consent' | 'ban' | 'reset'>): AdminRoutes {
  return {
    'POST /items': request => {
      control.put(body<TwinItem>(request));
      return json(201, {});
    },
    'POST /buy': request => json(201, control.buy(body<Purchase>(request))),
    'POST /orders': request => {
      const { tradeId, status } = body<Pick<ReportRow, 'tradeId' | 'status'>>(request);
      control.changeOrder(tradeId, status);
      return json(200, { tradeId, status });
    },
    'POST /consent': () => json(201, { code: control.consent() }),
    'POST /ban': request => {
      control.ban(body<Ban>(request));
      return json(201, {});
    },
    'POST /reset': () => {
      control.reset();
      return json(200, {});
    },
  };
}

function body<T>(request: TwinRequest): T {
  const value = bodyJson(request);
  if (typeof value !== 'object' || value === null) throw new TypeError('the body is a JSON object');
  return value as T;
}
