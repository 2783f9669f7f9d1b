import type { Call, PlacedOrder } from '@onebasket/adapter-sdk';
import { ask, isOk, PAGE_SIZE } from './client.ts';
import { failure, type WooAnswer } from './errors.ts';
import { toPlacedOrder } from './order-mapper.ts';
import { asList, asRecord, filledIn, gmtIn, integerIn, metaIn, textIn, type Wire } from './wire.ts';
import { KEY_META, readOrder, type WireOrder } from './wire-order.ts';

/** The shop's clock may be off by as much as its OAuth check tolerates, which is a quarter of an hour, and some. */
const OVERLAP_MS = 20 * 60 * 1000;
const MAX_PAGES = 200;

/**
 * "Did it happen?" The newest orders are read down to the attempt's time and looked at for our key, since the shop's search never sees meta data;
 * then its search is asked for the key as transaction id, which finds old ones where orders have their own tables. An order that was undone comes as CANCELLED.
 */
export async function find(attempt: { readonly key: string; readonly since: string }, call: Call): Promise<PlacedOrder | undefined> {
  const [order] = await ordersWithKey(call, attempt.key, attempt.since);
  if (!order) return undefined;
  const found = toPlacedOrder(order);
  // `place` makes orders whole in one request: one that stands unpaid at the shop was made all the same and must not be made again.
  return found.state === 'PENDING' ? { ...found, state: 'PLACED' } : found;
}

/** All orders that carry this key, those that stand before those that were undone. */
export async function ordersWithKey(call: Call, key: string, since: string): Promise<readonly WireOrder[]> {
  const recent = await newestWithKey(call, key, Date.parse(since) - OVERLAP_MS);
  const found = recent.length > 0 ? recent : await searchedWithKey(call, key);
  return found
    .filter(({ status }) => status !== 'trash')
    .sort((a, b) => Number(a.status === 'cancelled') - Number(b.status === 'cancelled') || a.id - b.id);
}

async function newestWithKey(call: Call, key: string, sinceMs: number): Promise<readonly WireOrder[]> {
  const found = new Map<number, WireOrder>();
  const seen = new Set<number>();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const rows = await listOrders(call, { page });
    const fresh = rows.filter(row => !seen.has(integerIn(row['id']) ?? 0));
    for (const row of fresh) seen.add(integerIn(row['id']) ?? 0);
    for (const row of fresh) if (carries(row, key)) found.set(integerIn(row['id']) ?? 0, readOrder(row, 'GET /orders'));
    const isPast = fresh.some(row => Date.parse(gmtIn(row['date_created_gmt']) ?? '') < sinceMs);
    // A page without news is the last, or the server does not turn pages.
    if (fresh.length === 0 || rows.length < PAGE_SIZE || isPast) break;
  }
  return [...found.values()];
}

async function searchedWithKey(call: Call, key: string): Promise<readonly WireOrder[]> {
  const rows = await listOrders(call, { search: key });
  return rows.filter(row => carries(row, key)).map(row => readOrder(row, 'GET /orders'));
}

async function listOrders(call: Call, query: { readonly page?: number; readonly search?: string }): Promise<readonly Wire[]> {
  const answer = await ordered(call, query);
  if (!isOk(answer)) throw failure(answer, 'GET /orders', false);
  return asList(answer.body, 'GET /orders').map(row => asRecord(row, 'GET /orders'));
}

/** Newest first by id; a server that does not know that order has its default, which is newest first too. */
async function ordered(call: Call, query: { readonly page?: number; readonly search?: string }): Promise<WooAnswer> {
  const answer = await ask(call, {
    method: 'GET',
    path: '/orders',
    query: { per_page: PAGE_SIZE, orderby: 'id', order: 'desc', ...query },
  });
  return answer.status === 400 ? ask(call, { method: 'GET', path: '/orders', query: { per_page: PAGE_SIZE, ...query } }) : answer;
}

function carries(row: Wire, key: string): boolean {
  return filledIn(metaIn(row['meta_data']).get(KEY_META)) === key || textIn(row['transaction_id']) === key;
}
