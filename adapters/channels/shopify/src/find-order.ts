import {
  textIn,
  type Call,
  type ChannelOrderRef,
  type ChannelOrderSnapshot,
  type PlacedOrder,
  type WireRecord,
} from '@onebasket/adapter-sdk';
import { ORDER_BY_ID, ORDER_BY_ID_COST, ORDER_LINES_BY_ID, ORDER_LINES_COST, ORDERS, ORDERS_COST } from './admin-documents.ts';
import { askAdmin, hasAdmin } from './client.ts';
import { unusable } from './errors.ts';
import { gidIn, tailOf } from './gid.ts';
import { keyOf, toPlacedOrder, toSnapshot } from './order-mapper.ts';
import { readNote } from './order-note.ts';
import { instantIn, isObject, listIn, nextOf } from './wire.ts';

const LIST = { label: 'orders', effect: 'read' } as const;
const PAGE_SIZE = 50;
const MOST_PAGES = 20;
/** Our clock and Shopify's may differ. */
const DRIFT_MS = 10 * 60_000;

/**
 * The order that carries our key. The newest orders are looked through one by one: searching by words reads an index that lags behind, and would say "none"
 * of an order that was made just now. Without the Admin API nobody can know; then nothing but a cart can have been made.
 */
export async function findOrder(
  { key, since }: { readonly key: string; readonly since: string },
  call: Call,
): Promise<PlacedOrder | undefined> {
  if (!hasAdmin(call)) return undefined;
  const id = await lookThrough(key, Date.parse(since) - DRIFT_MS, call);
  const order = id === undefined ? undefined : await readOrder(id, call, AS_IT_WAS_MADE);
  return order && toPlacedOrder(order);
}

/** The order as it stands; one that became of a handed-over cart too, which is found by the cart and our key. */
export async function getOrder({ externalId, key, note }: ChannelOrderRef, call: Call): Promise<ChannelOrderSnapshot | undefined> {
  if (!hasAdmin(call)) return undefined;
  const id = await orderIdOf({ externalId, key, note }, call);
  const order = id === undefined ? undefined : await readOrder(id, call);
  return order && toSnapshot(order);
}

/** The id of an order by whatever is known of it: itself, a number, or the cart that it was. */
export async function orderIdOf({ externalId, key, note }: ChannelOrderRef, call: Call): Promise<string | undefined> {
  const own = gidIn(externalId, 'Order');
  if (own !== undefined) return own;
  const cart = gidIn(externalId, 'Cart') ?? readNote(note)?.cart;
  const query = cart === undefined ? `source_identifier:"${key}"` : `cart_token:"${tailOf(cart)}"`;
  return searchFor(key, query, call);
}

async function lookThrough(key: string, sinceMs: number, call: Call): Promise<string | undefined> {
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { orders, next } = await listOrders({ after: after ?? null, query: null }, call);
    const found = orders.find(order => keyOf(order) === key);
    if (found) return gidIn(found['id'], 'Order');
    const oldest = instantIn(orders.at(-1)?.['createdAt']);
    if (next === undefined || (oldest !== undefined && Date.parse(oldest) < sinceMs)) return undefined;
    if (next === after) throw unusable('does not turn the page', LIST);
    after = next;
  }
  // So many orders later the index has caught up.
  return searchFor(key, `source_identifier:"${key}"`, call);
}

async function searchFor(key: string, query: string, call: Call): Promise<string | undefined> {
  const { orders } = await listOrders({ after: null, query }, call);
  return gidIn(orders.find(order => keyOf(order) === key)?.['id'], 'Order');
}

async function listOrders(
  variables: { readonly after: string | null; readonly query: string | null },
  call: Call,
): Promise<{ readonly orders: readonly WireRecord[]; readonly next: string | undefined }> {
  const { data } = await askAdmin({ ...LIST, document: ORDERS, variables: { first: PAGE_SIZE, ...variables }, cost: ORDERS_COST }, call);
  const connection = data['orders'];
  if (!isObject(connection)) throw unusable('was answered without orders', LIST);
  return { orders: listIn(connection), next: nextOf(connection) };
}

const AS_IT_STANDS = { label: 'order', document: ORDER_BY_ID, effect: 'read', cost: ORDER_BY_ID_COST } as const;
const AS_IT_WAS_MADE = { label: 'order lines', document: ORDER_LINES_BY_ID, effect: 'read', cost: ORDER_LINES_COST } as const;

/** An order with its parcels, or with its lines; `undefined` for one that the shop does not have. */
export async function readOrder(
  id: string,
  call: Call,
  operation: typeof AS_IT_STANDS | typeof AS_IT_WAS_MADE = AS_IT_STANDS,
): Promise<WireRecord | undefined> {
  const { data } = await askAdmin({ ...operation, variables: { id } }, call);
  if (!('order' in data)) throw unusable('was answered without an order', operation);
  const { order } = data;
  return isObject(order) && textIn(order['id']) !== undefined ? order : undefined;
}
