import type { Collection, Key } from '../storage/port.ts';
import type { Aggregate, DecisionEntry } from './types.ts';

/** Something that waits for a person. */
export interface ParkedItem {
  readonly aggregateId: string;
  readonly effectId: string;
  readonly kind: string;
  readonly since: string;
  readonly reason: string;
  readonly tries: number;
  /** When the attempt began of which nobody knows what became. Absent: it certainly did not happen. */
  readonly attemptedAt?: string;
  /** What the vendor told of the attempt, such as the id of a draft. */
  readonly attemptNote?: string;
}

export interface DecidedItem extends DecisionEntry {
  readonly aggregateId: string;
}

/** The indexes by which what is parked, and what people decided, is found; a collection's spec spreads them in. */
export const parkedIndexes = {
  parked: (doc: Aggregate): readonly Key[] => doc.effects.flatMap(one => (one.parked ? [[one.parked.at]] : [])),
  decided: (doc: Aggregate): readonly Key[] => (doc.decisions ?? []).map(({ at }) => [at]),
};

/** What waits for a person in one document, and since when. */
export function parkedOf(doc: Aggregate): readonly ParkedItem[] {
  return doc.effects.flatMap(({ id, kind, parked, tries, attempt }) =>
    parked
      ? [
          {
            aggregateId: doc._id,
            effectId: id,
            kind,
            since: parked.at,
            reason: parked.reason,
            tries,
            ...(attempt ? { attemptedAt: attempt.startedAt } : {}),
            ...(attempt?.note ? { attemptNote: attempt.note } : {}),
          },
        ]
      : [],
  );
}

/** What waits for a person in a collection, longest first. */
export async function listParked<T extends Aggregate>(
  collection: Collection<T, 'parked' | 'decided'>,
  first: number,
  itemsOf: (doc: T) => readonly ParkedItem[] = parkedOf,
): Promise<readonly ParkedItem[]> {
  const { docs } = await collection.find({ index: 'parked', prefix: [], limit: first });
  return distinct(docs)
    .flatMap(itemsOf)
    .sort((a, b) => (a.since < b.since ? -1 : 1))
    .slice(0, first);
}

/** What people decided in a collection, newest first. */
export async function listDecided<T extends Aggregate>(
  collection: Collection<T, 'parked' | 'decided'>,
  first: number,
): Promise<readonly DecidedItem[]> {
  const { docs } = await collection.find({ index: 'decided', prefix: [], order: 'desc', limit: first });
  return distinct(docs)
    .flatMap(doc => (doc.decisions ?? []).map(entry => ({ ...entry, aggregateId: doc._id })))
    .sort((a, b) => (a.at > b.at ? -1 : 1))
    .slice(0, first);
}

/** A document stands in an index once for each of its entries. */
function distinct<T extends Aggregate>(docs: readonly T[]): readonly T[] {
  return [...new Map(docs.map(doc => [doc._id, doc])).values()];
}
