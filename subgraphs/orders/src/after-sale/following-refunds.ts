import type { Clock } from '@onebasket/core';
import type { AfterSalesConfig } from '@onebasket/runtime';
import type { Collection } from '@onebasket/runtime/storage';
import type { OrderDoc, OrderIndex } from '../order/order-doc.ts';
import { followRefunds } from './decide-case.ts';

/** The collection of orders in which a case moves on in the same replace as its refund. */
export function followingRefunds(
  collection: Collection<OrderDoc, OrderIndex>,
  config: AfterSalesConfig,
  clock: Clock,
): Collection<OrderDoc, OrderIndex> {
  return {
    get: id => collection.get(id),
    getMany: ids => collection.getMany(ids),
    find: range => collection.find(range),
    insert: doc => collection.insert(doc),
    replace: doc => collection.replace(doc),
    change: (id, decide) =>
      collection.change(id, before => {
        const after = decide(before);
        if (after === undefined || after.refunds === before.refunds || after.cases === undefined) return after;
        return followRefunds(after, config, clock.now());
      }),
    remove: (id, v) => collection.remove(id, v),
    putMany: docs => collection.putMany(docs),
  };
}
