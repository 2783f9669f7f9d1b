import type { Call } from '@onebasket/adapter-sdk';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf, invalidResponse, isNotFound } from './errors.ts';
import { readOrderView, type OrderView } from './order-view.ts';
import { recordIn, recordsIn } from './wire.ts';

/** `alibaba.trade.get.buyerView`; `undefined` when 1688 knows no such order of this buyer. */
export async function readOrder(orderId: string, call: Call): Promise<OrderView | undefined> {
  const { body } = await callApi(APIS.view, { webSite: '1688', orderId, includeFields: 'NativeLogistics' }, call);
  const error = businessErrorIn(body);
  if (error) {
    if (isNotFound(error)) return undefined;
    throw failureOf(error, APIS.view.name);
  }
  const trade = recordIn(body['result']);
  if (!trade) throw invalidResponse('buyerView answered without an order');
  const view = readOrderView(trade);
  if (!view) throw invalidResponse('buyerView answered an order without id or amount');
  return view;
}

/** The clocks of both sides may differ by so much. */
const OVERLAP_MS = 20 * 60 * 1000;

/**
 * The orders that carry our number. The list is asked for it; rows that say another number are not ours, and rows that say none count only when they are no
 * older than the attempt.
 */
export async function findOrders(key: string, since: string | undefined, call: Call): Promise<readonly OrderView[]> {
  const { body } = await callApi(APIS.list, { outOrderId: key, page: '1', pageSize: '20' }, call);
  const error = businessErrorIn(body);
  if (error) {
    if (isNotFound(error)) return [];
    throw failureOf(error, APIS.list.name);
  }
  if (body['result'] === undefined) throw invalidResponse('getBuyerOrderList answered without a list');
  const earliest = since === undefined ? -Infinity : Date.parse(since) - OVERLAP_MS;
  return recordsIn(body['result']).flatMap(trade => {
    const view = readOrderView(trade);
    if (!view) throw invalidResponse('getBuyerOrderList answered an order without id or amount');
    const isOurs = view.outOrderId === undefined ? Date.parse(view.createdAt ?? '') >= earliest : view.outOrderId === key;
    return isOurs ? [view] : [];
  });
}
