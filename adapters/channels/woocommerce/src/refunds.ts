import type { Call, ChannelOrderRef, Refunded } from '@onebasket/adapter-sdk';
import { formatAmount, refuse, type Money, type Refusal } from '@onebasket/core';
import { ask, isOk } from './client.ts';
import { afterWrite, errorCodeOf, failure } from './errors.ts';
import { readOrderById } from './orders.ts';
import { asRecord, requireId } from './wire.ts';
import type { WireOrder, WireRefund } from './wire-order.ts';

/**
 * Writes a refund down at the shop; the money goes back by whoever took it. The key stands in the refund's reason, so a repeat finds the first one.
 * The shop lets two refunds at once give back more than was paid, so the sum is read again afterwards and the later one is taken back.
 */
export async function refund(
  ref: ChannelOrderRef,
  amount: Money,
  attempt: { readonly key: string; readonly reason: string },
  call: Call,
): Promise<Refunded | Refusal> {
  const order = await readOrderById(call, ref.externalId);
  if (!order) return refuse('not-found', 'the shop does not know this order');
  const earlier = order.refunds.find(one => one.reason.includes(mark(attempt.key)));
  if (earlier) return toRefunded(earlier);
  if (amount.currency !== order.total.currency) return refuse('other', `the order is in ${order.total.currency}`);
  if (amount.minor <= 0n) return refuse('other', 'a refund must be more than nothing');
  if (amount.minor > order.total.minor - given(order.refunds))
    return refuse('limit-exceeded', 'more than is left of the order', {
      now: { ...amount, minor: order.total.minor - given(order.refunds) },
    });
  const answer = await ask(call, {
    method: 'POST',
    path: `/orders/${order.id}/refunds`,
    // Payment on account has no gateway behind it: WooCommerce answers 500 unless told so.
    body: { amount: formatAmount(amount), reason: `${attempt.reason} ${mark(attempt.key)}`.trim(), api_refund: false },
  });
  const code = errorCodeOf(answer.body);
  // WooCommerce says no with 500 and this code: that is a refusal, not a breakdown.
  if (code === 'woocommerce_rest_cannot_create_order_refund' || code === 'woocommerce_rest_invalid_order_refund' || answer.status === 400)
    return refuse('other', `the shop refused the refund (${code ?? answer.status})`);
  if (!isOk(answer)) throw failure(answer, 'POST /orders/{id}/refunds', true);
  const id = requireId(asRecord(answer.body, 'POST /orders/{id}/refunds')['id'], 'POST /orders/{id}/refunds');
  return (await afterWrite(() => exceeds(call, order, id)))
    ? afterWrite(() => takeBack(call, order, id))
    : toRefunded({ id, reason: '', amount });
}

/** Refunds count in the order of their ids, so that of two at once both sides agree which is one too many. */
async function exceeds(call: Call, { id: orderId, total }: WireOrder, refundId: number): Promise<boolean> {
  const now = await readOrderById(call, String(orderId));
  return now !== undefined && given(now.refunds.filter(({ id }) => id <= refundId)) > total.minor;
}

async function takeBack(call: Call, order: WireOrder, refundId: number): Promise<Refusal> {
  const answer = await ask(call, { method: 'DELETE', path: `/orders/${order.id}/refunds/${refundId}`, query: { force: 'true' } });
  if (!isOk(answer) && answer.status !== 404 && answer.status !== 410) throw failure(answer, 'DELETE /orders/{id}/refunds/{id}', true);
  return refuse('limit-exceeded', 'another refund came first, and more than is left of the order was asked');
}

function given(refunds: readonly WireRefund[]): bigint {
  return refunds.reduce((total, { amount }) => total + amount.minor, 0n);
}

function mark(key: string): string {
  return `[${key}]`;
}

function toRefunded({ id, amount }: WireRefund): Refunded {
  return { status: 'refunded', externalId: String(id), amount };
}
