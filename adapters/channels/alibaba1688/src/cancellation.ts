import type { Call, Cancelled, ChannelOrderRef } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, refuse, type Refusal } from '@onebasket/core';
import { APIS, callApi } from './client.ts';
import { businessErrorIn, failureOf } from './errors.ts';
import { splitIds, stateOf } from './order-view.ts';
import { readOrder } from './read-orders.ts';

/** An order younger than this is not closed (CLOSE_ORDER_TOO_FAST). */
const YOUNGEST_MS = 10_000;

/** Before it is paid; afterwards there are refunds. */
export async function cancel(ref: ChannelOrderRef, reason: string, call: Call): Promise<Cancelled | Refusal> {
  const orderIds = splitIds(ref.externalId);
  if (orderIds.length === 0) return refuse('not-found', '1688 knows no such order');
  for (const orderId of orderIds) {
    const answer = await cancelOrder(orderId, call, reason);
    if (isRefusal(answer)) return answer;
  }
  return { status: 'cancelled' };
}

/** Cancels one order; one that is cancelled already counts as done. */
export async function cancelOrder(orderId: string, call: Call, reason = ''): Promise<Cancelled | Refusal> {
  const remark = reason.slice(0, 200);
  const parameters = { webSite: '1688', tradeID: orderId, cancelReason: 'buyerCancel', ...(remark === '' ? {} : { remark }) };
  const { body } = await callApi(APIS.cancel, parameters, call);
  const error = businessErrorIn(body);
  if (!error) return { status: 'cancelled' };
  if (error.code.includes('CLOSE_ORDER_TOO_FAST'))
    throw new AdapterError('unavailable', {
      outcome: 'not-done',
      message: '1688 cancels no order in its first ten seconds',
      retryAfterMs: YOUNGEST_MS,
    });
  const view = await readOrder(orderId, call);
  if (!view) return refuse('not-found', '1688 knows no such order');
  const state = stateOf(view);
  if (state === 'CANCELLED') return { status: 'cancelled' };
  if (state === 'PENDING') throw failureOf(error, APIS.cancel.name);
  return refuse('not-cancellable', 'the order is paid: ask for a refund');
}
