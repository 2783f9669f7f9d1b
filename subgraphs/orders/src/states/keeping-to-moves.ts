import type { Collection } from '@onebasket/runtime/storage';
import type { OrderDoc, OrderIndex } from '../order/order-doc.ts';
import { partMachine, paymentMachine, refundMachine, reviewMachine, waitingMachine } from './index.ts';
import { checkMove, IllegalMove } from './machine.ts';
import { mayBecome } from './part.ts';

/** Throws `IllegalMove` when a change of an order makes a move that no table has. */
export function checkMoves(before: OrderDoc, after: OrderDoc): void {
  if (after.payment !== before.payment) checkMove(paymentMachine, before.payment.status, after.payment.status);
  if (after.parts !== before.parts) {
    const parts = new Map(before.parts.map(part => [part.id, part]));
    for (const part of after.parts) {
      const from = parts.get(part.id);
      if (from && from.status !== part.status && !mayBecome(from, part.status))
        throw new IllegalMove(partMachine.name, from.status, part.status);
    }
  }
  if (after.refunds !== before.refunds) {
    const refunds = new Map((before.refunds ?? []).map(refund => [refund.id, refund.state]));
    for (const refund of after.refunds ?? []) {
      const from = refunds.get(refund.id);
      if (from !== undefined) checkMove(refundMachine, from, refund.state);
    }
  }
  if (before.review && after.review) checkMove(reviewMachine, before.review.state, after.review.state);
  if (before.waiting && after.waiting) checkMove(waitingMachine, before.waiting.state, after.waiting.state);
}

/** The collection of orders, in which no change is stored that makes an illegal move. */
export function keepingToMoves(collection: Collection<OrderDoc, OrderIndex>): Collection<OrderDoc, OrderIndex> {
  return {
    get: id => collection.get(id),
    getMany: ids => collection.getMany(ids),
    find: range => collection.find(range),
    insert: doc => collection.insert(doc),
    replace: doc => collection.replace(doc),
    change: (id, decide) =>
      collection.change(id, before => {
        const after = decide(before);
        if (after !== undefined) checkMoves(before, after);
        return after;
      }),
    remove: (id, v) => collection.remove(id, v),
    putMany: docs => collection.putMany(docs),
  };
}
