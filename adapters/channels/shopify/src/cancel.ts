import { afterWrite, textIn, type Call, type Cancelled, type CancelPending, type ChannelOrderRef } from '@onebasket/adapter-sdk';
import { refuse, type Refusal } from '@onebasket/core';
import { ORDER_CANCEL, ORDER_CANCEL_COST } from './admin-documents.ts';
import { askAdmin } from './client.ts';
import { unusable } from './errors.ts';
import { orderIdOf, readOrder } from './find-order.ts';
import { bagIn, fieldsOf, isObject, listIn } from './wire.ts';

const WRITE = { label: 'orderCancel', effect: 'write' } as const;

/** Cancels an order, gives back what was paid for it, and puts its goods back on the shelf. */
export async function cancel(ref: ChannelOrderRef, reason: string, call: Call): Promise<Cancelled | CancelPending | Refusal> {
  const id = await orderIdOf(ref, call);
  if (id === undefined) return refuse('not-found', 'the shop has no such order (yet)');
  return cancelOrder(id, reason, call);
}

/** As `cancel`, of an order whose id is known. Shopify does it in a job of its own: where that is not done yet, it is `requested`. */
export async function cancelOrder(id: string, reason: string, call: Call): Promise<Cancelled | CancelPending | Refusal> {
  const before = await readOrder(id, call);
  if (!before) return refuse('not-found', 'the shop has no such order');
  if (textIn(before['cancelledAt']) !== undefined) return toCancelled(before);
  const variables = {
    orderId: id,
    reason: 'CUSTOMER',
    refundMethod: { originalPaymentMethodsRefund: true },
    restock: true,
    notifyCustomer: false,
    staffNote: reason.slice(0, 255),
  };
  const { data } = await askAdmin({ ...WRITE, document: ORDER_CANCEL, variables, cost: ORDER_CANCEL_COST }, call);
  const payload = data['orderCancel'];
  if (!isObject(payload)) throw unusable('was answered without a payload', WRITE);
  const [error] = [...listIn(payload['orderCancelUserErrors']), ...listIn(payload['userErrors'])];
  if (error) {
    const code = textIn(error['code']) ?? '';
    return refuse(code === 'NOT_FOUND' ? 'not-found' : 'not-cancellable', `the shop does not cancel the order${code && `: ${code}`}`);
  }
  if (!isObject(payload['job'])) throw unusable('was answered without a job', WRITE);
  const after = await readOrder(id, call).catch(() => undefined);
  return afterWrite(() => (after && textIn(after['cancelledAt']) !== undefined ? toCancelled(after) : { status: 'requested' }));
}

function toCancelled(order: Readonly<Record<string, unknown>>): Cancelled {
  const refund = bagIn(fieldsOf(order)['totalRefundedSet']);
  return { status: 'cancelled', ...(refund && refund.minor > 0n ? { refund } : {}) };
}
