import { json, type TwinResponse } from '@onebasket/twin-kit';
import { objectList } from '../rest/params.ts';
import { errorResponse } from '../rest/rest-server.ts';
import { toResponse, type RestResult } from '../rest/rest-answer.ts';
import type { RestRequest } from '../rest/rest-request.ts';
import type { Shop } from '../shop.ts';
import { noRoute, WooError } from '../woo-error.ts';
import { CartShelf, type Cart } from './cart.ts';
import { CART_CHANGES } from './cart-routes.ts';
import { cartView } from './cart-view.ts';
import { catalogueRoute } from './catalogue-routes.ts';
import { checkoutView, placeCheckout, readCheckout, readOrder } from './checkout.ts';

const BASE = '/wc/store/v1';
const MOST_IN_BATCH = 25;

/** Answers everything under `/wc/store/v1`: the public catalogue, carts by token, checkout. Nobody needs a key. */
export class StoreServer {
  readonly #shop: Shop;
  readonly #carts: CartShelf;

  constructor(shop: Shop) {
    this.#shop = shop;
    this.#carts = new CartShelf(shop.settings.country);
  }

  async answer(request: RestRequest): Promise<TwinResponse> {
    const path = request.route.slice(BASE.length);
    try {
      if (path === '/batch' && request.method === 'POST') return await this.#batch(request);
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      const listed = isRead ? catalogueRoute(this.#shop, request, path) : undefined;
      if (listed !== undefined) return toResponse(request, listed, ['GET']);
      return await this.#withCart(request, path);
    } catch (error) {
      if (error instanceof WooError) return errorResponse(request, error);
      throw error;
    }
  }

  /** Cart and order routes; their answers, errors too, carry the token and the nonce for the next call. */
  async #withCart(request: RestRequest, path: string): Promise<TwinResponse> {
    const now = this.#nowSeconds();
    const cart = this.#carts.open(request.header('cart-token'), now);
    const headers = this.#headers(cart);
    try {
      const result = await this.#route(request, path, cart);
      await this.#shop.commit();
      return toResponse(
        request,
        { ...result, headers: { ...headers, ...result.headers } },
        path === '/checkout' ? ['GET', 'POST'] : [request.method],
      );
    } catch (error) {
      await this.#shop.commit();
      if (!(error instanceof WooError)) throw error;
      const answer = errorResponse(request, error);
      return { ...answer, headers: { ...answer.headers, ...headers } };
    }
  }

  async #route(request: RestRequest, path: string, cart: Cart): Promise<RestResult> {
    const { home, method } = request;
    const view = () => cartView(this.#shop, cart, home);
    const items = () => view()['items'] as readonly unknown[];
    const change = CART_CHANGES[path.replace(/^\/cart\//, '')];
    if (path === '/cart' && method === 'GET') return { status: 200, body: view() };
    if (path === '/cart/items' && method === 'GET') return { status: 200, body: items() };
    const orderId = /^\/order\/(\d+)$/.exec(path)?.[1];
    if (orderId !== undefined && method === 'GET') return { status: 200, body: readOrder(this.#shop, Number(orderId), request, home) };
    const isKnown = (change !== undefined && method === 'POST') || (path === '/cart/items' && method === 'DELETE') || path === '/checkout';
    if (!isKnown) throw noRoute();
    this.#demandNonce(request);
    if (path === '/cart/items') {
      cart.items = [];
      return { status: 200, body: [] };
    }
    if (path === '/checkout') return this.#checkout(request, cart);
    if (change === undefined) throw noRoute();
    change.change(this.#shop, cart, request.body, view);
    return { status: change.status, body: view() };
  }

  async #checkout(request: RestRequest, cart: Cart): Promise<RestResult> {
    if (request.method === 'GET') return { status: 200, body: checkoutView(readCheckout(this.#shop, cart), request.home) };
    if (request.method !== 'POST') throw noRoute();
    return { status: 200, body: checkoutView(await placeCheckout(this.#shop, cart, request.body, request.home), request.home) };
  }

  /** 9.2.5 wants the nonce even beside a valid token, and even to read a checkout. */
  #demandNonce(request: RestRequest): void {
    const nonce = request.header('nonce') ?? request.header('x-wc-store-api-nonce');
    if (nonce === undefined)
      throw new WooError(401, 'woocommerce_rest_missing_nonce', 'Missing the Nonce header. This endpoint requires a valid nonce.');
    if (!this.#carts.isNonce(nonce, this.#nowSeconds())) throw new WooError(403, 'woocommerce_rest_invalid_nonce', 'Nonce is invalid.');
  }

  /** One after the other, each with headers of its own; the answer is 207. */
  async #batch(request: RestRequest): Promise<TwinResponse> {
    const parts = (objectList(request.body, 'requests') ?? []).slice(0, MOST_IN_BATCH);
    const responses: object[] = [];
    for (const part of parts) {
      const own = Object.fromEntries(
        Object.entries((part['headers'] as Record<string, string> | undefined) ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const inner: RestRequest = {
        ...request,
        method: typeof part['method'] === 'string' ? part['method'] : 'POST',
        route: typeof part['path'] === 'string' ? part['path'] : '',
        body: (part['body'] as RestRequest['body'] | undefined) ?? {},
        header: name => own[name] ?? request.header(name),
      };
      const answer = await this.answer(inner);
      responses.push({
        body: JSON.parse(String(answer.body)) as unknown,
        status: answer.status,
        headers: innerHeaders(answer.headers ?? {}, inner.method),
      });
    }
    return json(207, { responses });
  }

  #headers(cart: Cart): Record<string, string> {
    const now = this.#nowSeconds();
    const nonce = this.#carts.nonce(now);
    return {
      nonce,
      'nonce-timestamp': String(now),
      'user-id': '0',
      'cart-token': this.#carts.token(cart, now),
      'x-wc-store-api-nonce': nonce,
    };
  }

  #nowSeconds(): number {
    return Math.floor(this.#shop.clock.now().getTime() / 1000);
  }
}

/** Headers of a part are values in JSON, named as the server wrote them. */
function innerHeaders(headers: NonNullable<TwinResponse['headers']>, method: string): object {
  return {
    Nonce: headers['nonce'],
    'Nonce-Timestamp': Number(headers['nonce-timestamp']),
    'User-ID': 0,
    'Cart-Token': headers['cart-token'],
    'X-WC-Store-API-Nonce': headers['nonce'],
    Allow: headers['allow'] ?? method,
  };
}
