import { createHmac, randomUUID } from 'node:crypto';
import { no, ok, serveRoutes, type Route } from './serve-routes.ts';

export const KEY = 'corner-key-4711';
export const WEBHOOK_SECRET = 'corner-webhook-0815';

interface Product {
  readonly id: string;
  readonly name: string;
  /** In cents. */
  readonly price: number;
  stock: number;
}

interface Order {
  readonly id: string;
  readonly key: string;
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
  readonly total: string;
  readonly currency: 'EUR';
  state: 'placed' | 'cancelled';
  refunds: { readonly key: string; readonly amount: number }[];
}

export interface CornerVendor {
  readonly url: string;
  readonly orders: readonly Order[];
  stop(): Promise<void>;
}

const euros = (cents: number) => (cents / 100).toFixed(2);

/** A shop of the kit's own tests: a few routes of REST, a key in a header, amounts as decimal texts. */
export async function startCornerVendor(): Promise<CornerVendor> {
  const products: Product[] = Array.from({ length: 45 }, (_, at) => ({
    id: `${at + 1}`,
    name: `Lamp ${at + 1}`,
    price: 1250 + at,
    stock: 9999,
  }));
  products.push({ id: '99', name: 'Rare vase', price: 9900, stock: 0 });
  const orders: Order[] = [];
  const shown = (product: Product) => ({ ...product, price: euros(product.price), currency: 'EUR' });
  const find = (id: unknown) => products.find(product => product.id === id);

  const routes: readonly Route[] = [
    ['GET', /^\/ping$/, () => ok({ shop: 'Corner' })],
    [
      'GET',
      /^\/products$/,
      ({ query }) => {
        const ids = query.get('ids')?.split(',');
        const text = query.get('q')?.toLowerCase();
        const all = products.filter(({ id, name }) => (!ids || ids.includes(id)) && (!text || name.toLowerCase().includes(text)));
        const size = Number(query.get('size') ?? 50);
        const page = Number(query.get('page') ?? 1);
        return ok({ items: all.slice((page - 1) * size, page * size).map(shown), page, pages: Math.ceil(all.length / size) });
      },
    ],
    [
      'POST',
      /^\/orders$/,
      ({ body }) => {
        const lines = body['lines'] as Order['lines'];
        const known = lines.map(({ id, quantity }) => ({ product: find(id), quantity }));
        if (known.some(({ product }) => !product)) return no(404, 'unknown_product');
        if (known.some(({ product, quantity }) => (product?.stock ?? 0) < quantity)) return no(409, 'sold_out');
        const total = euros(known.reduce((sum, { product, quantity }) => sum + (product?.price ?? 0) * quantity, 490));
        if (total !== body['total']) return no(409, `price_changed:${total}`);
        const order: Order = { id: randomUUID(), key: String(body['key']), lines, total, currency: 'EUR', state: 'placed', refunds: [] };
        orders.push(order);
        return ok(order, 201);
      },
    ],
    ['GET', /^\/orders$/, ({ query }) => ok({ items: orders.filter(({ key }) => key === query.get('key')) })],
    ['GET', /^\/orders\/([^/]+)$/, ({ id }) => ok(orders.find(order => order.id === id) ?? null)],
    [
      'POST',
      /^\/orders\/([^/]+)\/cancel$/,
      ({ id }) => {
        const order = orders.find(one => one.id === id);
        if (!order) return no(404, 'unknown_order');
        order.state = 'cancelled';
        return ok(order);
      },
    ],
    [
      'POST',
      /^\/orders\/([^/]+)\/refunds$/,
      ({ id, body }) => {
        const order = orders.find(one => one.id === id);
        if (!order) return no(404, 'unknown_order');
        const [key, amount] = [String(body['key']), Math.round(Number(body['amount']) * 100)];
        const given = order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
        if (order.refunds.some(refund => refund.key === key)) return ok(order);
        if (amount <= 0 || given + amount > Math.round(Number(order.total) * 100)) return no(409, 'too_much');
        order.refunds.push({ key, amount });
        return ok(order, 201);
      },
    ],
  ];

  const server = await serveRoutes(routes, ({ headers }) => headers['x-key'] === KEY);
  return { url: server.url, orders, stop: () => server.stop() };
}

/** A webhook as this vendor sends it. */
export function cornerWebhook() {
  const body = Buffer.from('{"delivery":"d-1","order":"o-1"}');
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex');
  return { method: 'POST', path: '/hooks/vendor', headers: { 'x-corner-signature': signature }, body };
}
