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
import { getGroup, getItem, getItems, search, type World } from './browse.ts';
import { EbayError } from './ebay-error.ts';
import { demoItems, type TwinItem } from './items.ts';
import { Notifier, type Notification } from './notifier.ts';
import { BULK_SCOPE, PUBLIC_SCOPE, Tokens } from './tokens.ts';

/** How to set up eBay; every field has a default. */
export interface EbayTwinOptions {
  readonly port?: number;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly ruName?: string;
  /** Was the app granted `getItems`? Default: it was not. */
  readonly bulk?: boolean;
  /** Calls a day of the Browse API; without it there is no limit. */
  readonly callsPerDay?: number;
  /** Instead of the invented catalogue. */
  readonly items?: readonly TwinItem[];
  readonly latencyMs?: number;
  readonly seed?: number;
  readonly now?: () => Date;
}

/** eBay in this process. */
export interface EbayTwin extends RunningTwin {
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  readonly items: readonly TwinItem[];
  /** Adds an item, or changes one. */
  put(item: TwinItem): void;
  remove(itemId: string): void;
  /** A user gives consent: the code of the redirect. */
  consent(): string;
  /** Ends every token. */
  revokeTokens(): void;
  /** A signed notice that a user has closed an account. */
  accountDeletion(userId: string): Notification;
}

/** Starts eBay on loopback. */
export async function startEbayTwin(options: EbayTwinOptions = {}): Promise<EbayTwin> {
  const now = options.now ?? (() => new Date());
  const items = options.items ?? demoItems(options.seed ?? 1);
  const stock = new Map(items.map(item => [item.id, item]));
  const keyset = {
    clientId: options.clientId ?? 'OneBaske-twin-PRD-1',
    clientSecret: options.clientSecret ?? 'PRD-twin-secret',
    ruName: options.ruName ?? 'OneBasket-twin-RuName',
    scopes: options.bulk === true ? [BULK_SCOPE] : [],
  };
  const tokens = new Tokens(keyset, now);
  const notifier = new Notifier();
  const quota = { limit: options.callsPerDay ?? 5_000, used: 0, isEnforced: options.callsPerDay !== undefined };
  const faults = new FaultSwitch(options.seed);
  const world: World = { items: stock, origin: () => server.url, now };

  const browse = (request: TwinRequest): TwinResponse => {
    const rest = request.path.slice('/buy/browse/v1'.length);
    const isBulk = rest === '/item/' || rest === '/item';
    tokens.check(request, isBulk ? BULK_SCOPE : PUBLIC_SCOPE);
    if (quota.isEnforced && quota.used >= quota.limit) {
      throw new EbayError(429, 2001, 'The request limit has been reached for the resource.', 'ACCESS');
    }
    quota.used++;
    if (rest === '/item_summary/search') return search(request, world);
    if (rest === '/item/get_items_by_item_group') return getGroup(request, world);
    if (isBulk) return getItems(request, world);
    const id = /^\/item\/([^/]+)$/.exec(rest)?.[1];
    if (id === undefined) throw new EbayError(404, 2002, 'Resource not found', 'ACCESS');
    return getItem(request, decodeURIComponent(id), world);
  };
  const route = (request: TwinRequest): TwinResponse => {
    const { method, path } = request;
    if (method === 'POST' && path === '/identity/v1/oauth2/token') return tokens.answer(request);
    if (method !== 'GET') throw new EbayError(405, 2004, 'Method not allowed', 'ACCESS');
    if (path.startsWith('/buy/browse/v1/')) return browse(request);
    tokens.check(request, PUBLIC_SCOPE);
    const keyId = /^\/commerce\/notification\/v1\/public_key\/([^/]+)$/.exec(path)?.[1];
    if (keyId !== undefined) return notifier.publicKey(decodeURIComponent(keyId));
    if (path === '/developer/analytics/v1_beta/rate_limit/') return rateLimits(quota, now());
    throw new EbayError(404, 2002, 'Resource not found', 'ACCESS');
  };
  const server = new TwinServer({
    handle: request => {
      try {
        return route(request);
      } catch (error) {
        if (error instanceof EbayError) return error.answer();
        throw error;
      }
    },
    admin: {
      'POST /items': request => {
        const item = bodyJson(request) as TwinItem;
        stock.set(item.id, item);
        return json(201, {});
      },
      'POST /consent': () => json(201, { code: tokens.consent() }),
      'POST /revoke': () => {
        tokens.revoke();
        return json(200, {});
      },
    },
    faults,
    now,
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
  });
  await server.listen(options.port);
  return {
    url: server.url,
    faults,
    requests: server.requests,
    items,
    put: item => void stock.set(item.id, item),
    remove: itemId => void stock.delete(itemId),
    consent: () => tokens.consent(),
    revokeTokens: () => tokens.revoke(),
    accountDeletion: userId => notifier.accountDeletion(userId, now()),
    close: () => server.close(),
  };
}

function rateLimits({ limit, used }: { readonly limit: number; readonly used: number }, now: Date): TwinResponse {
  const reset = new Date(Math.ceil(now.getTime() / 86_400_000) * 86_400_000).toISOString();
  const rates = [{ limit, remaining: Math.max(0, limit - used), reset, timeWindow: 86_400 }];
  return json(200, {
    rateLimits: [{ apiContext: 'buy', apiName: 'browse', apiVersion: 'v1', resources: [{ name: 'buy.browse', rates }] }],
  });
}
