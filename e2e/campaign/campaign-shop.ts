import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { BareShop, type BareProduct } from '../support/bare-shop.ts';
import type { Fates, MakingFate } from './fates.ts';

type Order = BareShop['orders'][number];

const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };
const GONE = new Set(['cancelled', 'trash', 'failed', 'refunded']);

/** A shop that keeps books, and to which everything happens that `Fates` has in store. What it does by itself it tells by webhooks, late, repeated, shuffled or never. */
export class CampaignShop {
  readonly id: string;
  readonly shop: BareShop;
  /** What befell how often. */
  readonly befell = new Map<string, number>();
  /** Orders that it would not cancel when it was asked to. */
  readonly kept = new Set<string>();
  /** Where webhooks go; asked anew for each, since the house moves when it is killed. */
  hookUrl: () => string | undefined = () => undefined;
  readonly #fates: Fates;
  /** What is to happen to the order that is being made, by request. */
  readonly #making = new WeakMap<IncomingMessage, MakingFate>();
  readonly #changing = new WeakMap<IncomingMessage, string>();
  readonly #waiting = new Set<NodeJS.Timeout>();
  #deliveries = 0;

  constructor(id: string, products: readonly BareProduct[], fates: Fates) {
    this.id = id;
    this.#fates = fates;
    this.shop = new BareShop(products);
    this.shop.before = (...request) => this.#before(...request);
    this.shop.after = (...request) => this.#after(...request);
  }

  /** Orders that the shop means to deliver. */
  standing(): readonly Order[] {
    return this.shop.orders.filter(order => !GONE.has(order.status));
  }

  /** Tells of every order once more, and reliably, so that nobody has to wait for the next look. */
  async tellAll(): Promise<void> {
    for (const order of this.shop.orders) await this.#deliver(order, `${this.id}-last-${order.id}`);
  }

  async close(): Promise<void> {
    for (const timer of this.#waiting) clearTimeout(timer);
    await this.shop.close();
  }

  async #before(request: IncomingMessage, response: ServerResponse, path: string, body: string): Promise<boolean> {
    const { method } = request;
    if (method === 'POST' && path === '/orders') return this.#beforeMaking(request, response, body);
    const fate = method === 'GET' ? this.#fates.reading(this.id) : this.#fates.changing(this.id, this.#buyerAt(path));
    this.#note(method === 'GET' ? 'reading' : 'changing', fate);
    if (method !== 'GET') this.#changing.set(request, fate);
    if (fate === 'refused' || fate === 'kept') this.kept.add(path.replace('/orders/', ''));
    if (fate === 'refused') {
      answer(response, 400, { code: 'woocommerce_rest_cannot_edit', message: 'no' });
      return true;
    }
    // The answer is sent, the order stays: a plugin has put it back.
    if (fate === 'kept') {
      answer(response, 200, { ...this.shop.orders.find(order => path === `/orders/${order.id}`) });
      return true;
    }
    return this.#spoil(fate, response);
  }

  async #beforeMaking(request: IncomingMessage, response: ServerResponse, body: string): Promise<boolean> {
    const order = JSON.parse(body) as { billing: { email: string }; line_items: { product_id: number }[] };
    const fate = this.#fates.making(this.id, order.billing.email);
    this.#note('making', fate);
    this.#making.set(request, fate);
    if (fate === 'refused') {
      answer(response, 400, { code: 'woocommerce_rest_invalid_product_id', message: 'no' });
      return true;
    }
    if (await this.#spoil(fate === 'slow, then reset after' ? 'slow' : fate, response)) return true;
    const product = this.shop.product(order.line_items[0]?.product_id ?? 0);
    // Both last as long as this order is being made: nothing else comes in between.
    if (fate === 'sold out') product['stock_quantity'] = 0;
    if (fate === 'dearer') product['price'] = (Number(product['price']) + 1).toFixed(2);
    return false;
  }

  #after(request: IncomingMessage, response: ServerResponse, path: string, body: string): boolean {
    if (request.method === 'POST' && path === '/orders') return this.#afterMaking(request, response, body);
    if (request.method === 'GET') return false;
    this.#tell(this.shop.orders.find(order => path === `/orders/${order.id}`));
    return spoilAfter(this.#changing.get(request) ?? 'fine', response);
  }

  #afterMaking(request: IncomingMessage, response: ServerResponse, body: string): boolean {
    const fate = this.#making.get(request) ?? 'fine';
    const order = this.shop.orders.at(-1) as Order;
    const [line] = order['line_items'] as { product_id: number; quantity: number }[];
    const product = this.shop.product(line?.product_id ?? 0);
    if (fate === 'dearer') product['price'] = (Number(product['price']) - 1).toFixed(2);
    if (fate === 'sold out') this.#later(1_500, () => Object.assign(product, { stock_quantity: 1_000_000, stock_status: 'instock' }));
    Object.assign(order, lie(fate, order));
    this.#tell(order);
    this.#live(order, (JSON.parse(body) as { billing: { email: string } }).billing.email);
    return spoilAfter(fate === 'slow, then reset after' ? 'reset after' : fate, response);
  }

  /** Some time later the shop does something with the order by itself, when it still stands. */
  #live(order: Order, buyer: string): void {
    const { what, afterMs } = this.#fates.life(this.id, buyer, this.shop.orders.filter(one => buyerOf(one) === buyer).length);
    if (what === 'nothing') return;
    this.#later(afterMs, () => {
      if (order.status !== 'processing') return;
      this.#note('life', what);
      order.status = what;
      this.#tell(order);
    });
  }

  #tell(order: Order | undefined): void {
    if (!order) return;
    const number = ++this.#deliveries;
    for (const afterMs of this.#fates.deliveries(this.id, number))
      this.#later(afterMs, () => void this.#deliver(order, `${this.id}-${number}`));
  }

  async #deliver(order: Order, deliveryId: string): Promise<void> {
    const url = this.hookUrl();
    if (!url) return;
    const body = JSON.stringify({ id: order.id, status: order.status, meta_data: order['meta_data'] });
    await fetch(new URL(`/hooks/${this.id}`, url), {
      method: 'POST',
      headers: {
        ...JSON_TYPE,
        'x-wc-webhook-topic': 'order.updated',
        'x-wc-webhook-delivery-id': deliveryId,
        'x-wc-webhook-signature': createHmac('sha256', 'webhook-secret').update(body).digest('base64'),
      },
      body,
    })
      .then(response => response.arrayBuffer())
      .catch(() => undefined);
  }

  async #spoil(fate: string, response: ServerResponse): Promise<boolean> {
    switch (fate) {
      case 'slow':
        await sleep(this.#fates.slowMs(this.id));
        return false;
      case 'reset before':
        response.destroy();
        return true;
      case '503 before':
        answer(response, 503, { code: 'internal_server_error', message: 'down' });
        return true;
      case 'HTML before':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Fatal error</h1></html>');
        return true;
      case '429':
        response.writeHead(429, { ...JSON_TYPE, 'retry-after': '1' }).end('{"code":"too_many_requests","message":"slow down"}');
        return true;
      default:
        return false;
    }
  }

  #buyerAt(path: string): string {
    return buyerOf(this.shop.orders.find(order => path === `/orders/${order.id}`)) ?? path;
  }

  #note(what: string, fate: string): void {
    if (fate !== 'fine' && fate !== 'nothing') this.befell.set(`${what}: ${fate}`, (this.befell.get(`${what}: ${fate}`) ?? 0) + 1);
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      work();
    }, ms);
    this.#waiting.add(timer);
  }
}

/** The e-mail of the buyer, which is theirs alone. */
export function buyerOf(order: Order | undefined): string | undefined {
  return (order?.['billing'] as { email?: string } | undefined)?.email;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, JSON_TYPE).end(JSON.stringify(body));
}

function spoilAfter(fate: string, response: ServerResponse): boolean {
  switch (fate) {
    case 'reset after':
      response.destroy();
      return true;
    case '500 after':
      answer(response, 500, { code: 'internal_server_error', message: 'down' });
      return true;
    case 'HTML after':
      response.writeHead(200, JSON_TYPE).end('<html><h1>Fatal error</h1></html>');
      return true;
    case 'cut after':
      response.writeHead(201, { ...JSON_TYPE, 'content-length': '5000' });
      response.write('{"id":7,', () => response.destroy());
      return true;
    case 'empty after':
      response.writeHead(200, JSON_TYPE).end();
      return true;
    default:
      return false;
  }
}

/** What the shop really made, which is not what it was asked for. */
function lie(fate: MakingFate, order: Order): object {
  const lines = order['line_items'] as { quantity: number }[];
  const total = Number(order['total']);
  switch (fate) {
    case 'lie: dearer':
      return { total: (total + 0.01).toFixed(2) };
    case 'lie: cheaper':
      return { total: (total - 0.01).toFixed(2) };
    case 'lie: currency':
      return { currency: 'USD' };
    case 'lie: fewer pieces':
      return { line_items: lines.map(line => ({ ...line, quantity: line.quantity - 1 })) };
    case 'lie: stranger beside':
      return { line_items: [...lines, { ...lines[0], product_id: 99 }] };
    case 'lie: nothing in it':
      return { line_items: [], total: '0.00' };
    case 'lie: failed':
      return { status: 'failed' };
    default:
      return {};
  }
}
