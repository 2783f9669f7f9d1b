import type { Collection, Doc } from '../storage/port.ts';

/** The same collection, where whatever is inserted or changed is stored together with what follows from it (effects that tell others, say). `follows` is pure. */
export function following<T extends Doc, I extends string>(collection: Collection<T, I>, follows: (doc: T) => T): Collection<T, I> {
  return {
    get: id => collection.get(id),
    getMany: ids => collection.getMany(ids),
    find: range => collection.find(range),
    insert: doc => collection.insert(follows(doc)),
    replace: doc => collection.replace(follows(doc)),
    change: (id, decide) =>
      collection.change(id, now => {
        const next = decide(now);
        return next && follows(next);
      }),
    remove: (id, v) => collection.remove(id, v),
    putMany: docs => collection.putMany(docs.map(follows)),
  };
}
