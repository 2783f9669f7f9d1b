import { orderStatus } from '../order/order-status.ts';
import { isHeldForStaff, type OrderDoc } from '../order/order-doc.ts';
import { gateOf } from '../review/gate.ts';
import type { EndedUnsent } from '../review/review-doc.ts';

const BUSY = new Set(['assess@1', 'reprice@1', 'authorize@1', 'place@1', 'cancel-part@1', 'next-offer@1', 'capture@1', 'void@1']);

/** True when the buyer can be told how it ended, or that it waits for somebody. */
export function isAnswerable(doc: OrderDoc): boolean {
  if (doc.payment.status === 'REQUIRES_ACTION') return true;
  const gate = gateOf(doc);
  if (gate === 'review' || gate === 'row') return true;
  if (doc.effects.some(effect => effect.parked && BUSY.has(effect.kind))) return true;
  // UNKNOWN waits for a person: nothing that runs would change it.
  const isSettled = doc.verdict !== undefined || doc.parts.some(part => part.status === 'UNKNOWN');
  return isSettled && !doc.effects.some(effect => BUSY.has(effect.kind));
}

/** What the mutation answers of an order that exists; resolved into a member of `PlaceOrderResult` by its `__typename`. */
export type OrderAnswer =
  | {
      readonly __typename: 'PlacedOrder' | 'OrderPending' | 'OrderNotPlaced' | 'OrderNeedsReview' | 'PaymentActionRequired';
      readonly doc: OrderDoc;
      readonly reason?: string;
    }
  | { readonly __typename: 'OutOfStock' | 'PriceChanged' | 'PaymentDeclined'; readonly doc: OrderDoc };

/** The member that tells how the placing ended or stands. The same for every repeat once it has ended. */
export function answerOf(doc: OrderDoc): OrderAnswer {
  if (doc.payment.status === 'REQUIRES_ACTION') return { __typename: 'PaymentActionRequired', doc };
  if (isHeldForStaff(doc)) return { __typename: 'OrderNeedsReview', doc };
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

/** Why nothing was sent, in words for the buyer. Only of what may not be sold there the rule is named; which rule asked a person stays with staff. */
const UNSENT: Readonly<Record<EndedUnsent, string>> = {
  blocked: 'the order cannot be accepted',
  rejected: 'the order was not accepted after a person looked at it',
  'review-expired': 'the order was not looked at in time',
  'channel-stayed-paused': 'the shop took no orders for too long',
  withdrawn: 'the order was cancelled before anything was sent',
};

function whyNot(doc: OrderDoc): string {
  if (doc.endedUnsent) {
    const rules = doc.endedUnsent === 'blocked' ? (doc.review?.reasons ?? []).map(({ rule }) => rule) : [];
    return rules.length > 0 ? `${UNSENT[doc.endedUnsent]} (${rules.join(', ')})` : UNSENT[doc.endedUnsent];
  }
  const reasons = doc.parts.flatMap(part =>
    (part.refusal ?? part.failure) ? [`${part.channelId}: ${(part.refusal ?? part.failure)?.message}`] : [],
  );
  return reasons.length > 0 ? reasons.join('; ') : `the order is ${orderStatus(doc).toLowerCase()}`;
}

function whyPending(doc: OrderDoc): string {
  if (gateOf(doc) === 'row') return `${doc.waiting?.channels.join(', ')} takes no orders right now; the order waits for its turn`;
  const waiting = doc.parts
    .filter(part => ['PENDING', 'PLACING', 'UNKNOWN', 'CANCELLING'].includes(part.status))
    .map(part => part.channelId);
  return waiting.length > 0
    ? `no final answer yet from ${[...new Set(waiting)].join(', ')}`
    : 'no final answer yet from the payment provider';
}
