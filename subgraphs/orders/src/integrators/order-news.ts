import { announced } from '@onebasket/runtime';
import type { OrderDoc } from '../order/order-doc.ts';
import { orderStatus } from '../order/order-status.ts';
import { isAnswerable } from '../place-order/answer.ts';

/** What was told last, as far as the next event depends on it. */
interface Told {
  readonly verdict?: string;
  readonly status: string;
}

/**
 * The order with the events that its state brings with it. What passes within one drive is not told: integrators hear how an order stands once
 * nothing is under way, or what is under way has to wait.
 */
export function withOrderNews(doc: OrderDoc, now: Date): OrderDoc {
  const isWaiting = doc.verdict !== undefined && doc.effects.some(one => one.tries > 0);
  if (!isAnswerable(doc) && !isWaiting) return doc;
  const status = orderStatus(doc);
  const parts = doc.parts.map(part => ({
    id: `${doc._id}.${part.id}`,
    channelId: part.channelId,
    externalId: part.externalId ?? null,
    status: part.status,
  }));
  const payment = { status: doc.payment.status };
  const state = JSON.stringify({ verdict: doc.verdict, status, payment, parts });
  return announced(
    doc,
    state,
    () => ({
      types: typesOf(doc.announced && (JSON.parse(doc.announced.state) as Told), doc.verdict, status),
      ownerKey: doc.ownerKey,
      data: { orderId: doc._id, number: doc.number, status, payment, parts },
    }),
    now,
  );
}

function typesOf(told: Told | undefined, verdict: OrderDoc['verdict'], status: string): readonly string[] {
  const types: string[] = [];
  if (verdict !== told?.verdict) types.push(verdict === 'placed' ? 'order.placed' : 'order.failed');
  if (status === 'CANCELLED' && told?.status !== status) types.push('order.cancelled');
  return types.length > 0 ? types : ['order.updated'];
}
