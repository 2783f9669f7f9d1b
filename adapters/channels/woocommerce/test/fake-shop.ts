import type { Handler, Reply, Sent } from './make-call.ts';

type Row = Record<string, unknown> & { id: number };

const noRoute: Reply = { status: 404, body: { code: 'rest_no_route', message: 'No route was found', data: { status: 404 } } };

/** A shop of a few routes in memory: products, variations, orders, refunds, and whatever a test puts into `routes`. Prices are final, as in a shop without taxes. */
export class FakeShop {
  products: Row[] = [];
  variations = new Map<number, Row[]>();
  orders: Row[] = [];
  /** More routes, or other answers for routes it has; `GET /settings/tax`. */
  routes = new Map<string, (request: Sent) => Reply>();
  private nextId = 9000;

  readonly handler: Handler = request => {
    const route = request.query.get('rest_route') ?? request.path.replace('/wp-json', '');
    const path = route.replace('/wc/v3', '');
    const custom = this.routes.get(`${request.method} ${path}`);
    if (custom) return custom(request);
    const [, resource, id, below, belowId] = path.split('/');
    if (resource === 'data' && path === '/data/currencies/current') return { body: { code: 'EUR' } };
    if (resource === 'products' && below === 'variations') return this.answerVariations(Number(id), belowId, request);
    if (resource === 'products' && id === undefined) return list(this.selectProducts(request), request);
    if (resource === 'products') return one(this.products.find(row => row.id === Number(id)));
    if (resource === 'orders' && below === 'refunds') return this.answerRefunds(Number(id), belowId, request);
    if (resource === 'orders') return this.answerOrders(id, request);
    return noRoute;
  };

  add(product: Partial<Row> & { id: number }): void {
    this.products.push({
      name: `Product ${product.id}`,
      type: 'simple',
      status: 'publish',
      price: '10.00',
      regular_price: '10.00',
      stock_status: 'instock',
      date_modified_gmt: '2026-01-01T00:00:00',
      ...product,
    });
  }

  order(id: number): Row | undefined {
    return this.orders.find(row => row.id === id);
  }

  private selectProducts({ query }: Sent): Row[] {
    const ids = query.get('include')?.split(',').map(Number);
    const words = query.get('search')?.toLowerCase().split(' ');
    const status = query.get('status') ?? 'any';
    const after = query.get('modified_after');
    return this.products
      .filter(row => !ids || ids.includes(row.id))
      .filter(row => status === 'any' || row['status'] === status)
      .filter(row => !words || words.every(word => String(row['name']).toLowerCase().includes(word)))
      .filter(row => !query.has('sku') || row['sku'] === query.get('sku'))
      .filter(row => !after || `${String(row['date_modified_gmt'])}Z` > after)
      .sort((a, b) => a.id - b.id);
  }

  private answerVariations(parent: number, id: string | undefined, request: Sent): Reply {
    const rows = this.variations.get(parent) ?? [];
    return id === undefined ? list(rows, request) : one(rows.find(row => row.id === Number(id)));
  }

  private answerOrders(id: string | undefined, request: Sent): Reply {
    if (id === undefined && request.method === 'GET') {
      const found = this.orders.filter(row => !request.query.has('search') || row['transaction_id'] === request.query.get('search'));
      return list(
        found.sort((a, b) => b.id - a.id),
        request,
      );
    }
    const body = JSON.parse(String(request.body ?? '{}')) as Record<string, unknown>;
    if (request.method === 'POST') return { status: 201, body: this.make(body) };
    const order = this.order(Number(id));
    if (order && request.method === 'PUT') Object.assign(order, body);
    return one(order);
  }

  /** As WooCommerce: never refuses goods, and makes lines of nothing out of unknown ones. */
  make(body: Record<string, unknown>): Row {
    const lines = (body['line_items'] as { product_id: number; variation_id?: number; quantity: number }[]).map(line => {
      const goods = line.variation_id
        ? this.variations.get(line.product_id)?.find(row => row.id === line.variation_id)
        : this.products.find(row => row.id === line.product_id);
      if (goods && typeof goods['stock_quantity'] === 'number') goods['stock_quantity'] -= line.quantity;
      const cents = goods ? Math.round(Number(goods['price']) * 100) * line.quantity : 0;
      return {
        id: 1,
        product_id: goods ? line.product_id : 0,
        variation_id: line.variation_id ?? 0,
        quantity: line.quantity,
        total: cents / 100,
        cents,
      };
    });
    const shipping = ((body['shipping_lines'] as { total: string }[] | undefined) ?? []).reduce(
      (sum, line) => sum + Math.round(Number(line.total) * 100),
      0,
    );
    const total = (lines.reduce((sum, line) => sum + line.cents, shipping) / 100).toFixed(2);
    const id = this.nextId++;
    const order = {
      ...body,
      id,
      number: String(id),
      currency: 'EUR',
      total,
      line_items: lines.map(line => ({ ...line, total: line.total.toFixed(2) })),
      refunds: [],
      date_created_gmt: '2026-11-25T10:00:00',
      date_modified_gmt: '2026-11-25T10:00:00',
    };
    this.orders.push(order);
    return order;
  }

  private answerRefunds(orderId: number, refundId: string | undefined, request: Sent): Reply {
    const order = this.order(orderId);
    if (!order) return { status: 500, body: { code: 'woocommerce_rest_invalid_order_id', message: 'Invalid order ID.', data: 404 } };
    const refunds = order['refunds'] as { id: number; reason: string; total: string }[];
    if (request.method === 'DELETE') {
      order['refunds'] = refunds.filter(({ id }) => id !== Number(refundId));
      return { body: { id: Number(refundId) } };
    }
    const body = JSON.parse(String(request.body)) as { amount: string; reason: string; api_refund?: boolean };
    if (body.api_refund !== false)
      return { status: 500, body: { code: 'woocommerce_rest_cannot_create_order_refund', message: 'no', data: 500 } };
    const id = this.nextId++;
    refunds.push({ id, reason: body.reason, total: `-${body.amount}` });
    return { status: 201, body: { id, amount: body.amount, reason: body.reason } };
  }
}

function one(row: Row | undefined): Reply {
  return row
    ? { body: row }
    : { status: 404, body: { code: 'woocommerce_rest_invalid_id', message: 'Invalid ID.', data: { status: 404 } } };
}

function list(rows: readonly Row[], { query }: Sent): Reply {
  const size = Number(query.get('per_page') ?? 10);
  const page = Number(query.get('page') ?? 1);
  return {
    headers: {
      'x-wp-total': String(rows.length),
      'x-wp-totalpages': String(Math.ceil(rows.length / size)),
      date: 'Wed, 25 Nov 2026 10:00:00 GMT',
    },
    body: rows.slice((page - 1) * size, page * size),
  };
}
