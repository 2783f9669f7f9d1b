import { orderStatus } from '../order/order-status.ts';
import type { OrderDoc } from '../order/order-doc.ts';

const BUSY = new Set(['authorize@1', 'place@1', 'cancel-part@1', 'next-offer@1', 'capture@1', 'void@1']);

/** True when the buyer can be told how it ended, or that it waits for somebody. */
export function isAnswerable(doc: OrderDoc): boolean {
  if (doc.payment.status === 'REQUIRES_ACTION') return true;
  if (doc.effects.some(effect => effect.parked && BUSY.has(effect.kind))) return true;
  // UNKNOWN waits for a person: nothing that runs would change it.
  const isSettled = doc.verdict !== undefined || doc.parts.some(part => part.status === 'UNKNOWN');
  return isSettled && !doc.effects.some(effect => BUSY.has(effect.kind));
}

/** What the mutation answers of an order that exists; resolved into a member of `PlaceOrderResult` by its `__typename`. */
export type OrderAnswer =
  | {
      readonly __typename: 'PlacedOrder' | 'OrderPending' | 'OrderNotPlaced' | 'PaymentActionRequired';
      readonly doc: OrderDoc;
      readonly reason?: string;
    }
  | { readonly __typename: 'OutOfStock' | 'PriceChanged' | 'PaymentDeclined'; readonly doc: OrderDoc };

/** The member that tells how the placing ended or stands. The same for every repeat once it has ended. */
export function answerOf(doc: OrderDoc): OrderAnswer {
  if (doc.payment.status === 'REQUIRES_ACTION') return { __typename: 'PaymentActionRequired', doc };
  switch (doc.verdict) {
    case 'placed':
      return { __typename: 'PlacedOrder', doc };
    case 'declined':
      return { __typename: 'PaymentDeclined', doc };
    case 'out-of-stock':
      return { __typename: 'OutOfStock', doc };
    case 'price-changed':
      return { __typename: 'PriceChanged', doc };
    case 'not-placed':
      return { __typename: 'OrderNotPlaced', doc, reason: whyNot(doc) };
    default:
      return { __typename: 'OrderPending', doc, reason: whyPending(doc) };
  }
}

function whyNot(doc: OrderDoc): string {
  const reasons = doc.parts.flatMap(part =>
    (part.refusal ?? part.failure) ? [`${part.channelId}: ${(part.refusal ?? part.failure)?.message}`] : [],
  );
  return reasons.length > 0 ? reasons.join('; ') : `the order is ${orderStatus(doc).toLowerCase()}`;
}

function whyPending(doc: OrderDoc): string {
  const waiting = doc.parts
    .filter(part => ['PENDING', 'PLACING', 'UNKNOWN', 'CANCELLING'].includes(part.status))
    .map(part => part.channelId);
  return waiting.length > 0
    ? `no final answer yet from ${[...new Set(waiting)].join(', ')}`
    : 'no final answer yet from the payment provider';
}
