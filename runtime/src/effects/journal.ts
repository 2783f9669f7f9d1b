import type { Json } from '@onebasket/core';
import { Type } from 'typebox';
import type { Collection, CollectionSpec, Doc, Storage } from '../storage/port.ts';

/** One thing that is over and has left its aggregate. `_id` = row and sequence. Never changed. */
export interface JournalDoc extends Doc {
  readonly row: string;
  readonly sequence: number;
  readonly entry: Json;
}

const journal: CollectionSpec<JournalDoc, 'row'> = {
  name: 'journal',
  schema: Type.Object({
    _id: Type.String(),
    v: Type.Integer(),
    shape: Type.Integer(),
    row: Type.String(),
    sequence: Type.Integer({ minimum: 0 }),
    entry: Type.Unknown(),
  }),
  lift: [],
  indexes: { row: doc => [[doc.row, doc.sequence]] },
};

const PAGE = 1_000;

/**
 * Where what is over goes, so that aggregates stay small. Entries are numbered within their row ("ORDER/timeline"); the same entry written twice is
 * one, so a process that dies between writing here and shortening the aggregate loses and doubles nothing.
 */
export class Journal {
  readonly #collection: Collection<JournalDoc, 'row'>;

  constructor(storage: Storage) {
    this.#collection = storage.collection(journal);
  }

  /** Writes entries whose numbers begin at `from`. */
  async write(row: string, from: number, entries: readonly Json[]): Promise<void> {
    await Promise.all(
      entries.map((entry, at) => this.#collection.insert({ _id: `${row}:${from + at}`, v: 1, shape: 1, row, sequence: from + at, entry })),
    );
  }

  /** All entries of a row, oldest first. */
  async read<T extends Json>(row: string): Promise<readonly T[]> {
    const entries: T[] = [];
    let after: string | undefined;
    do {
      const page = await this.#collection.find({ index: 'row', prefix: [row], limit: PAGE, ...(after ? { after } : {}) });
      entries.push(...page.docs.map(doc => doc.entry as T));
      after = page.next;
    } while (after);
    return entries;
  }
}
