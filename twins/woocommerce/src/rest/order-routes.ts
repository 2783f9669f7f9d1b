import { addNote } from '../orders/status.ts';
import type { Order } from '../orders/order.ts';
import { createOrder, updateOrder } from '../orders/write-order.ts';
import type { Shop } from '../shop.ts';
import { missingParam, WooError } from '../woo-error.ts';
import { batch } from './batch.ts';
import { listOrders } from './order-list.ts';
import { orderView, refundView } from './order-view.ts';
import { boolField, boolParam, intParam, textField } from './params.ts';
import { paging } from './product-list.ts';
import { createRefund, refundOf } from './refunds.ts';
import { one, page, links } from './rest-answer.ts';
import { many, single, type Route, type RouteCall } from './routes.ts';

/** `/orders` and everything below it. */
export const orderRoutes: readonly Route[] = [
  many('/wc/v3/orders', {
    GET: ({ shop, request }) => {
      const dp = decimals({ request });
      return page(request, listOrders(shop, request), paging(request), order => orderView(shop, order, request.home, dp), 0);
    },
    POST: ({ shop, request }) => {
      const order = createOrder(shop, request.body);
      return one(orderView(shop, order, request.home), 201, { location: `${request.home}/wp-json/wc/v3/orders/${order.id}` });
    },
  }),
  many('/wc/v3/orders/batch', {
    POST: ({ shop, request }) =>
      batch(request, {
        create: item => orderView(shop, createOrder(shop, item), request.home),
        update: (id, item) => orderView(shop, updateOrder(shop, writable(shop, id), item), request.home),
        remove: id => orderView(shop, removeOrder(shop, known(shop, id, 404), true), request.home),
      }),
  }),
  single('/wc/v3/orders/#', {
    GET: call => one(orderView(call.shop, known(call.shop, call.ids[0], 404), call.request.home, decimals(call))),
    PUT: ({ shop, request, ids }) => one(orderView(shop, updateOrder(shop, writable(shop, ids[0]), request.body), request.home)),
    DELETE: ({ shop, request, ids }) => {
      const order = known(shop, ids[0], 404);
      const before = orderView(shop, order, request.home);
      removeOrder(shop, order, boolParam(request, 'force') === true);
      return one(before);
    },
  }),
  many('/wc/v3/orders/#/notes', {
    GET: ({ shop, request, ids }) => {
      const order = noted(shop, ids[0]);
      const type = request.param('type') ?? 'any';
      const notes = order.notes.filter(note => type === 'any' || note.customerNote === (type === 'customer'));
      return { status: 200, body: notes.toReversed().map(note => noteView(shop, order, note, request.home)), isCollection: true };
    },
    POST: ({ shop, request, ids }) => {
      const order = noted(shop, ids[0]);
      const text = textField(request.body, 'note', 'note');
      if (text === undefined) throw missingParam('note');
      const forCustomer = boolField(request.body, 'customer_note') === true;
      const note = addNote(shop, order, text, {
        forCustomer,
        ...(boolField(request.body, 'added_by_user') === true ? { author: 'admin' } : {}),
      });
      shop.saveOrder(order, 'none');
      return one(noteView(shop, order, note, request.home), 201, {
        location: `${request.home}/wp-json/wc/v3/orders/${order.id}/notes/${note.id}`,
      });
    },
  }),
  single('/wc/v3/orders/#/notes/#', {
    GET: ({ shop, request, ids }) => one(noteView(shop, noted(shop, ids[0]), noteOf(shop, ids), request.home)),
    DELETE: ({ shop, request, ids }) => {
      const order = noted(shop, ids[0]);
      const note = noteOf(shop, ids);
      order.notes = order.notes.filter(other => other.id !== note.id);
      shop.saveOrder(order, 'none');
      return one(noteView(shop, order, note, request.home));
    },
  }),
  many('/wc/v3/orders/#/refunds', {
    GET: ({ shop, request, ids }) => {
      const order = refunded(shop, ids[0]);
      return page(request, order.refunds, paging(request), refund => refundView(shop, order, refund, request.home));
    },
    POST: async ({ shop, request, ids }) => {
      const order = refunded(shop, ids[0]);
      const refund = await createRefund(shop, order, request.body);
      return one(refundView(shop, order, refund, request.home), 201, {
        location: `${request.home}/wp-json/wc/v3/orders/${order.id}/refunds/${refund.id}`,
      });
    },
  }),
  single('/wc/v3/orders/#/refunds/#', {
    GET: ({ shop, request, ids }) => {
      const order = refunded(shop, ids[0]);
      return one(refundView(shop, order, refundOf(shop, order, ids[1] ?? 0), request.home));
    },
    DELETE: ({ shop, request, ids }) => {
      const order = refunded(shop, ids[0]);
      const refund = refundOf(shop, order, ids[1] ?? 0);
      order.refunds = order.refunds.filter(other => other.id !== refund.id);
      shop.saveOrder(order, 'updated');
      return one(refundView(shop, order, refund, request.home));
    },
  }),
  many('/wc/v3/refunds', {
    GET: ({ shop, request }) => {
      const all = [...shop.orders.values()]
        .flatMap(order => order.refunds.map(refund => ({ order, refund })))
        .sort((a, b) => b.refund.id - a.refund.id);
      return page(request, all, paging(request), ({ order, refund }) => {
        const { id, ...rest } = refundView(shop, order, refund, request.home);
        return { id, parent_id: order.id, ...rest };
      });
    },
  }),
];

function decimals({ request }: Pick<RouteCall, 'request'>): number | undefined {
  return request.param('dp') === undefined ? undefined : intParam(request, 'dp', { fallback: 2 });
}

/** Reads answer 404 to an unknown id, writes 400. */
function known(shop: Shop, id = 0, status: 400 | 404): Order {
  const order = shop.orders.get(id);
  if (order === undefined) throw new WooError(status, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
  return order;
}

function writable(shop: Shop, id = 0): Order {
  return known(shop, id, 400);
}

function noted(shop: Shop, id = 0): Order {
  const order = shop.orders.get(id);
  if (order === undefined) throw new WooError(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid order ID.');
  return order;
}

/** Refund routes wrap their errors in a 500 and put the status they meant where `data` stands. */
function refunded(shop: Shop, id = 0): Order {
  const order = shop.orders.get(id);
  if (order === undefined) throw new WooError(500, 'woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404);
  return order;
}

function removeOrder(shop: Shop, order: Order, isForGood: boolean): Order {
  if (isForGood) {
    shop.deleteOrder(order.id);
    return order;
  }
  if (order.status === 'trash') throw new WooError(410, 'woocommerce_rest_already_trashed', 'The shop_order has already been deleted.');
  order.status = 'trash';
  shop.trashed(order);
  return order;
}

function noteOf(shop: Shop, ids: readonly number[]): Order['notes'][number] {
  const note = noted(shop, ids[0]).notes.find(note => note.id === ids[1]);
  if (note === undefined) throw new WooError(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
  return note;
}

function noteView(shop: Shop, order: Order, note: Order['notes'][number], home: string): object {
  const base = `${home}/wp-json/wc/v3/orders/${order.id}`;
  return {
    id: note.id,
    author: note.author,
    date_created: shop.clock.local(note.createdAt),
    date_created_gmt: shop.clock.gmt(note.createdAt),
    note: note.note,
    customer_note: note.customerNote,
    _links: links(`${base}/notes/${note.id}`, `${base}/notes`, { up: base }),
  };
}
