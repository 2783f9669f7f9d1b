import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A product of the bare shop, as WooCommerce's REST v3 writes it; what is left out is filled with WooCommerce's own defaults. */
export type BareProduct = Readonly<Record<string, unknown>> & { readonly id: number; readonly name: string };

interface BareOrder {
  id: number;
  status: string;
  [field: string]: unknown;
}

/**
 * A shop that knows only a small part of WooCommerce's REST v3: products, orders, refunds and the currency; everything else is `rest_no_route`.
 * Not a twin: it does not look at signatures, and knows neither shipping nor tax. Its orders take stock, without refusing anything, as the real route does.
 */
export class BareShop {
  readonly orders: BareOrder[] = [];
  readonly requests: { readonly method: string; readonly path: string }[] = [];
  /** Called for every request before the shop acts; returning true means that it has been dealt with. */
  before: (request: IncomingMessage, response: ServerResponse, path: string, body: string) => boolean | Promise<boolean> = () => false;
  /** Called after the shop acted, before it answers. */
  after: (request: IncomingMessage, response: ServerResponse, path: string, body: string) => boolean | Promise<boolean> = () => false;
  readonly #products: Map<number, Record<string, unknown>>;
  readonly #currency: string;
  readonly #server = createServer((request, response) => void this.#answer(request, response).catch(() => response.destroy()));

  constructor(products: readonly BareProduct[], currency = 'CNY') {
    this.#products = new Map(products.map(product => [product.id, { ...DEFAULTS, ...product }]));
    this.#currency = currency;
  }

  async listen(port = 0): Promise<string> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  product(id: number): Record<string, unknown> {
    return this.#products.get(id) as Record<string, unknown>;
  }

  standing(): readonly BareOrder[] {
    return this.orders.filter(order => order.status !== 'cancelled' && order.status !== 'trash');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://shop.invalid');
    const path = url.pathname.replace('/wp-json/wc/v3', '');
    this.requests.push({ method: request.method ?? '', path });
    const text = Buffer.concat(chunks).toString();
    if (await this.before(request, response, path, text)) return;
    const { status, body, headers } = this.#route(
      request.method ?? 'GET',
      path,
      url.searchParams,
      text ? (JSON.parse(text) as Record<string, unknown>) : {},
    );
    if (await this.after(request, response, path, text)) return;
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers }).end(JSON.stringify(body));
  }

  #route(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Record<string, unknown>,
  ): { status: number; body: unknown; headers?: Record<string, string> } {
    const [, kind, id, sub] = path.split('/');
    const order = kind === 'orders' ? this.orders.find(one => one.id === Number(id)) : undefined;
    if (kind === 'products' && !id)
      return this.#list(
        [...this.#products.values()].filter(product => wanted(product, query)),
        query,
      );
    if (kind === 'products' && this.#products.has(Number(id)) && !sub) return { status: 200, body: this.#products.get(Number(id)) };
    if (kind === 'data' && path === '/data/currencies/current')
      return { status: 200, body: { code: this.#currency, name: this.#currency, symbol: '' } };
    if (kind === 'orders' && !id && method === 'POST') return { status: 201, body: this.#make(body) };
    if (kind === 'orders' && !id) return this.#list([...this.orders].reverse(), query);
    if (order && !sub && method === 'GET') return { status: 200, body: order };
    if (order && !sub && method === 'PUT') return { status: 200, body: this.#update(order, body) };
    if (order && sub === 'refunds' && method === 'GET') return { status: 200, body: order['refunds'] };
    return {
      status: 404,
      body: { code: 'rest_no_route', message: 'No route was found matching the URL and request method.', data: { status: 404 } },
    };
  }

  #list(rows: readonly unknown[], query: URLSearchParams): { status: number; body: unknown; headers: Record<string, string> } {
    const perPage = Number(query.get('per_page') ?? 10);
    const page = Number(query.get('page') ?? 1);
    return {
      status: 200,
      body: rows.slice((page - 1) * perPage, page * perPage),
      headers: { 'x-wp-total': String(rows.length), 'x-wp-totalpages': String(Math.ceil(rows.length / perPage)) },
    };
  }

  #make(body: Record<string, unknown>): BareOrder {
    const lines = ((body['line_items'] as { product_id: number; quantity: number }[] | undefined) ?? []).map((line, at) => {
      const product = this.#products.get(line.product_id);
      const total = (Math.round(Number(product?.['price'] ?? 0) * 100) * line.quantity) / 100;
      return {
        id: at + 1,
        name: product?.['name'] ?? '',
        product_id: product ? line.product_id : 0,
        variation_id: 0,
        quantity: line.quantity,
        subtotal: total.toFixed(2),
        total: total.toFixed(2),
        total_tax: '0.00',
        price: Number(product?.['price'] ?? 0),
      };
    });
    const total = lines.reduce((sum, line) => sum + Math.round(Number(line.total) * 100), 0) / 100;
    const now = new Date().toISOString().slice(0, 19);
    const order: BareOrder = {
      ...body,
      id: 1000 + this.orders.length,
      number: String(1000 + this.orders.length),
      status: (body['status'] as string | undefined) ?? 'pending',
      currency: this.#currency,
      date_created_gmt: now,
      date_modified_gmt: now,
      date_created: now,
      date_modified: now,
      total: total.toFixed(2),
      total_tax: '0.00',
      shipping_total: '0.00',
      discount_total: '0.00',
      prices_include_tax: false,
      line_items: lines,
      shipping_lines: [],
      tax_lines: [],
      coupon_lines: [],
      fee_lines: [],
      refunds: [],
      meta_data: ((body['meta_data'] as object[] | undefined) ?? []).map((meta, at) => ({ id: at + 1, ...meta })),
    };
    this.orders.push(order);
    if (TAKES_STOCK.has(order.status)) this.#moveStock(order, -1);
    return order;
  }

  #update(order: BareOrder, body: Record<string, unknown>): BareOrder {
    const before = order.status;
    Object.assign(order, body, { date_modified_gmt: new Date().toISOString().slice(0, 19) });
    if (TAKES_STOCK.has(order.status) && !TAKES_STOCK.has(before)) this.#moveStock(order, -1);
    if (order.status === 'cancelled' && TAKES_STOCK.has(before)) this.#moveStock(order, 1);
    return order;
  }

  #moveStock(order: BareOrder, sign: number): void {
    for (const line of order['line_items'] as { product_id: number; quantity: number }[]) {
      const product = this.#products.get(line.product_id);
      if (typeof product?.['stock_quantity'] !== 'number') continue;
      product['stock_quantity'] = product['stock_quantity'] + sign * line.quantity;
      product['stock_status'] = (product['stock_quantity'] as number) > 0 ? 'instock' : 'outofstock';
    }
  }
}

const TAKES_STOCK = new Set(['processing', 'on-hold', 'completed']);

const DEFAULTS = {
  type: 'simple',
  status: 'publish',
  catalog_visibility: 'visible',
  description: '',
  short_description: '',
  sku: '',
  price: '',
  regular_price: '',
  sale_price: '',
  on_sale: false,
  purchasable: true,
  virtual: false,
  manage_stock: false,
  stock_quantity: null,
  stock_status: 'instock',
  backorders: 'no',
  categories: [],
  images: [],
  attributes: [],
  variations: [],
  permalink: 'http://shop.example/product/x/',
  tax_status: 'taxable',
  tax_class: '',
  date_created_gmt: '2026-01-01T00:00:00',
  date_modified_gmt: '2026-01-01T00:00:00',
  meta_data: [],
};

function wanted(product: Record<string, unknown>, query: URLSearchParams): boolean {
  const include = query.get('include');
  if (include && !include.split(',').includes(String(product['id']))) return false;
  const search = query.get('search');
  if (
    search &&
    !search
      .toLowerCase()
      .split(/\s+/)
      .every(word => String(product['name']).toLowerCase().includes(word))
  )
    return false;
  const after = query.get('modified_after');
  return !(after && String(product['date_modified_gmt']) <= after.replace('Z', ''));
}
