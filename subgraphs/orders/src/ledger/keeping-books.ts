import type { Clock } from '@onebasket/core';
import type { Collection } from '@onebasket/runtime/storage';
import type { OrderDoc, OrderIndex } from '../order/order-doc.ts';
import { withBooks } from './books.ts';

/** The collection of orders with each order's books kept: whoever changes an order, what that means for its money is booked in the same replace. */
export function keepingBooks(collection: Collection<OrderDoc, OrderIndex>, clock: Clock): Collection<OrderDoc, OrderIndex> {
  return {
    get: id => collection.get(id),
    getMany: ids => collection.getMany(ids),
    find: range => collection.find(range),
    insert: doc => collection.insert(withBooks(doc, clock.now())),
    replace: doc => collection.replace(withBooks(doc, clock.now())),
    change: (id, decide) =>
      collection.change(id, before => {
        const after = decide(before);
        if (after === undefined) return undefined;
        const isMoneyUntouched = after.payment === before.payment && after.parts === before.parts && after.refunds === before.refunds;
        return isMoneyUntouched ? after : withBooks(after, clock.now());
      }),
    remove: (id, v) => collection.remove(id, v),
    putMany: docs => collection.putMany(docs),
  };
}
