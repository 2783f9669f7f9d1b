import { ORDER_STATUSES, type Order } from '../orders/order.ts';
import type { Shop } from '../shop.ts';
import { notInEnum } from '../woo-error.ts';
import { enumParam, idList, instantParam, wordList } from './params.ts';
import { fold } from './product-list.ts';
import type { RestRequest } from './rest-request.ts';

const LISTABLE = ['any', 'trash', ...ORDER_STATUSES] as const;

/** The orders a list request asks for, newest first unless said. `meta_key` and `meta_value` are not known and change nothing. */
export function listOrders(shop: Shop, request: RestRequest): readonly Order[] {
  const keep = [...filters(shop, request)];
  const rows = [...shop.orders.values()].filter(order => keep.every(accepts => accepts(order)));
  const orderBy = enumParam(request, 'orderby', ['date', 'id', 'include', 'title', 'slug', 'modified'] as const) ?? 'date';
  const direction = (enumParam(request, 'order', ['asc', 'desc'] as const) ?? 'desc') === 'asc' ? 1 : -1;
  switch (orderBy) {
    case 'date':
      return rows.sort((a, b) => direction * (a.createdAt - b.createdAt || a.id - b.id));
    case 'id':
      return rows.sort((a, b) => direction * (a.id - b.id));
    case 'modified':
      return rows.sort((a, b) => direction * (a.modifiedAt - b.modifiedAt) || a.id - b.id);
    default:
      return rows.sort((a, b) => a.id - b.id);
  }
}

function* filters(shop: Shop, request: RestRequest): Generator<(order: Order) => boolean> {
  const statuses = wordList(request, 'status') ?? ['any'];
  statuses.forEach((status, index) => {
    if (!LISTABLE.includes(status as (typeof LISTABLE)[number])) throw notInEnum('status', `status[${index}]`, LISTABLE);
  });
  yield order => (statuses.includes('any') ? order.status !== 'trash' && order.status !== 'auto-draft' : statuses.includes(order.status));
  const search = request.param('search');
  if (search !== undefined && search !== '') yield searcher(shop, search);
  const include = idList(request, 'include');
  if (include !== undefined) yield order => include.includes(order.id);
  const exclude = idList(request, 'exclude');
  if (exclude !== undefined) yield order => !exclude.includes(order.id);
  const parents = idList(request, 'parent');
  if (parents !== undefined) yield () => parents.includes(0);
  const customer = idList(request, 'customer')?.[0];
  if (customer !== undefined) yield order => order.customerId === customer;
  const product = idList(request, 'product')?.[0];
  if (product !== undefined) yield order => order.lines.some(line => line.productId === product || line.variationId === product);
  const via = wordList(request, 'created_via');
  if (via !== undefined) yield order => via.includes(order.createdVia);
  const bounds = ['after', 'before', 'modified_after', 'modified_before'] as const;
  for (const name of bounds) {
    const at = instantParam(request, shop.clock, name);
    if (at === undefined) continue;
    const instantOf = (order: Order) => (name.startsWith('modified') ? order.modifiedAt : order.createdAt);
    yield order => (name.endsWith('after') ? instantOf(order) > at : instantOf(order) < at);
  }
}

/** Number, names and addresses, e-mail, product names; the transaction id when orders have tables of their own, the customer's note when not. Never meta data. */
function searcher(shop: Shop, search: string): (order: Order) => boolean {
  const wanted = fold(search.trim());
  return order => {
    if (String(order.id) === wanted) return true;
    const addresses = [order.billing, order.shipping].map(address => Object.values(address).join(' '));
    const own = shop.settings.hpos ? order.transactionId : order.customerNote;
    return [...addresses, own, ...order.lines.map(line => line.name)].some(text => fold(text).includes(wanted));
  };
}
