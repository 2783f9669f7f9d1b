import { json, type TwinRequest, type TwinResponse } from '@onebasket/twin-kit';
import type { ApiKey } from '../options.ts';
import type { Shop } from '../shop.ts';
import { noRoute, WooError } from '../woo-error.ts';
import { authenticate, demandKey } from './authenticate.ts';
import type { UsedNonces } from './oauth.ts';
import { orderRoutes } from './order-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { productRoutes } from './product-routes.ts';
import { toResponse } from './rest-answer.ts';
import type { RestRequest } from './rest-request.ts';
import { RouteTable } from './routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { shippingRoutes } from './shipping-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** Answers everything under `/wc/v3`: who asks, which route, may they, then the work; durable before the answer. */
export class RestServer {
  readonly #shop: Shop;
  readonly #keys: readonly ApiKey[];
  readonly #routes: RouteTable;
  readonly #nonces: UsedNonces = new Map();

  constructor(shop: Shop, keys: readonly ApiKey[], webhookSecret: string | undefined) {
    this.#shop = shop;
    this.#keys = keys;
    this.#routes = new RouteTable([
      ...productRoutes,
      ...orderRoutes,
      ...settingsRoutes,
      ...shippingRoutes,
      ...peopleRoutes,
      ...webhookRoutes(webhookSecret),
    ]);
  }

  async answer(request: RestRequest): Promise<TwinResponse> {
    try {
      const key = authenticate(request, this.#keys, this.#nonces, Math.floor(this.#shop.clock.now().getTime() / 1000));
      if (request.route === '/wc/v3' && request.method === 'GET') return namespaceIndex(request);
      if (request.method === 'OPTIONS') return this.#options(request);
      const { route, handler, words, allow } = this.#routes.find(request.method, request.route);
      demandKey(key, request.method, route.isSingle);
      try {
        const result = await handler({ shop: this.#shop, request, words, ids: words.map(Number) });
        await this.#shop.commit();
        return toResponse(request, result, allow);
      } catch (error) {
        await this.#shop.commit();
        throw error;
      }
    } catch (error) {
      if (error instanceof WooError) return errorResponse(request, error);
      throw error;
    }
  }

  #options(request: RestRequest): TwinResponse {
    const { allow } = this.#routes.find('GET', request.route);
    return toResponse(request, { status: 200, body: { namespace: 'wc/v3', methods: allow, endpoints: [], schema: {} } }, allow);
  }
}

/** What the shop says of itself at `/wp-json`, to anybody. */
export function siteIndex(request: RestRequest, shop: Shop, utcOffsetMinutes: number): TwinResponse {
  const site = {
    name: shop.settings.name,
    description: '',
    url: request.home,
    home: request.home,
    gmt_offset: String(utcOffsetMinutes / 60),
    timezone_string: '',
  };
  const pages = { page_for_posts: 0, page_on_front: 0, show_on_front: 'posts' };
  const icons = { site_logo: 0, site_icon: 0, site_icon_url: '' };
  return json(200, {
    ...site,
    ...pages,
    namespaces: ['wc/v3', 'wc/store', 'wc/store/v1'],
    authentication: [],
    routes: {},
    ...icons,
    _links: {},
  });
}

function namespaceIndex(request: RestRequest): TwinResponse {
  return json(200, { namespace: 'wc/v3', routes: {}, _links: { up: [{ href: `${request.home}/wp-json/` }] } });
}

/** An error as WordPress answers it. */
export function errorResponse(request: RestRequest, error: WooError): TwinResponse {
  return json(error.status, error.body, {
    link: `<${request.home}/wp-json/>; rel="https://api.w.org/"`,
    'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
  });
}

/** What a path outside the REST server gets. */
export function notFoundPage(request: TwinRequest): TwinResponse {
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
    body: `<!DOCTYPE html><title>Page not found</title><p>Nothing at ${encodeURI(request.path)}.</p>`,
  };
}

/** A namespace nobody answers for. */
export function unknownNamespace(request: RestRequest): TwinResponse {
  return errorResponse(request, noRoute());
}
