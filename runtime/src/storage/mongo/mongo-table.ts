import type { mongo } from 'mongoose';
import type { DocumentTable, Entries, PreparedDocument, Rekeyed, StoredDocument } from '../document-table.ts';
import { compareEntries, type EntryRange } from '../range.ts';
import { isDuplicate, repeat } from './repeat.ts';

/**
 * The document itself is JSON text: nothing but our entries is ever queried, text keeps every member name and nesting, and equal
 * documents are equal text. Beside these fields stand the entries: `one_<index>` of documents with one entry in an index, `many_<index>` of
 * those with several.
 */
interface Stored {
  readonly _id: string;
  readonly v: number;
  readonly shape: number;
  readonly text: string;
  readonly writeId: string;
}

type Found = StoredDocument & { readonly entry: string };

const BODY = { v: 1, shape: 1, text: 1 } as const;

/** One collection in MongoDB. Every write is one atomic operation on one document, so it needs no transactions and may be sharded by `_id`. */
export class MongoTable implements DocumentTable {
  readonly #database: () => Promise<mongo.Db>;
  readonly #namespace: string;
  readonly #name: string;
  readonly #indexes: readonly string[];

  constructor(
    database: () => Promise<mongo.Db>,
    namespace: string,
    form: { readonly name: string; readonly indexes: ReadonlySet<string> },
  ) {
    this.#database = database;
    this.#namespace = namespace;
    this.#name = form.name;
    this.#indexes = [...form.indexes];
  }

  async open(): Promise<string | undefined> {
    const collection = await this.#documents();
    const catalogue = await this.#catalogue();
    return repeat(async () => {
      await this.#arrangeIndexes(collection);
      return (await catalogue.findOne({ _id: this.#name }))?.fingerprint;
    });
  }

  /** Two fields for each index: one with arrays in it cannot give its entries in order, but of the other the server reads a page as it lies. */
  async #arrangeIndexes(collection: mongo.Collection<Stored>): Promise<void> {
    const wanted = this.#indexes.flatMap(index => [one(index), many(index)]);
    const present = (await collection.indexes().catch(() => [])).map(index => index.name ?? '');
    const missing = wanted.filter(field => !present.includes(field));
    if (missing.length > 0) await collection.createIndexes(missing.map(field => ({ name: field, key: { [field]: 1 }, sparse: true })));
    for (const name of present) {
      if (/^(one|many)_/.test(name) && !wanted.includes(name)) await collection.dropIndex(name);
    }
  }

  async read(ids: readonly string[]): Promise<readonly (StoredDocument | undefined)[]> {
    if (ids.length === 0) return [];
    const collection = await this.#documents();
    const found = await repeat(() => collection.find({ _id: { $in: [...ids] } }, { projection: BODY }).toArray());
    const byId = new Map(found.map(document => [document._id, toStored(document)]));
    return ids.map(id => byId.get(id));
  }

  async scan(range: EntryRange): Promise<readonly Found[]> {
    const [ofOne, ofMany] = await Promise.all([repeat(() => this.#scanOne(range)), repeat(() => this.#scanMany(range))]);
    const direction = range.order === 'asc' ? 1 : -1;
    return [...ofOne, ...ofMany].sort((a, b) => direction * compareEntries(a.entry, b.entry)).slice(0, range.limit);
  }

  async #scanOne({ index, from, below, order, limit }: EntryRange): Promise<Found[]> {
    const field = one(index);
    const found = await (
      await this.#documents()
    )
      .find({ [field]: { $gte: from, $lt: below } }, { projection: { ...BODY, [field]: 1 } })
      .sort({ [field]: order === 'asc' ? 1 : -1 })
      .limit(limit)
      .toArray();
    return found.map(document => ({ ...toStored(document), entry: (document as unknown as Record<string, string>)[field] ?? '' }));
  }

  async #scanMany({ index, from, below, order, limit }: EntryRange): Promise<Found[]> {
    const field = many(index);
    const inRange = { $gte: from, $lt: below };
    const entries = await (
      await this.#documents()
    )
      .aggregate<{ _id: string } & Record<string, string>>([
        { $match: { [field]: { $elemMatch: inRange } } },
        { $unwind: `$${field}` },
        { $match: { [field]: inRange } },
        { $sort: { [field]: order === 'asc' ? 1 : -1 } },
        { $limit: limit },
        { $project: { [field]: 1 } },
      ])
      .toArray();
    const documents = await this.read(entries.map(({ _id }) => _id));
    return entries.flatMap((entry, at) => {
      const document = documents[at]; // may have been removed since
      return document ? [{ ...document, entry: entry[field] ?? '' }] : [];
    });
  }

  async insert(prepared: PreparedDocument): Promise<StoredDocument | undefined> {
    const collection = await this.#documents();
    return repeat(async () => {
      for (;;) {
        try {
          await collection.insertOne({ _id: prepared.id, ...this.#fields(prepared, prepared.v).$set });
          return undefined;
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
        const existing = await collection.findOne({ _id: { $eq: prepared.id } }, { projection: { ...BODY, writeId: 1 } });
        if (existing) return existing.writeId === prepared.writeId ? undefined : toStored(existing);
      }
    });
  }

  async replace(prepared: PreparedDocument): Promise<boolean> {
    const collection = await this.#documents();
    return repeat(async () => {
      const { matchedCount } = await collection.updateOne(
        { _id: { $eq: prepared.id }, v: prepared.v - 1 },
        this.#fields(prepared, prepared.v),
      );
      if (matchedCount > 0) return true;
      return (await collection.countDocuments({ _id: { $eq: prepared.id }, writeId: prepared.writeId }, { limit: 1 })) > 0;
    });
  }

  async remove(id: string, v: number): Promise<boolean> {
    const collection = await this.#documents();
    return repeat(async attempt => {
      const { deletedCount } = await collection.deleteOne({ _id: { $eq: id }, v });
      // After a broken attempt, a document that is gone is one we removed as far as anyone can tell.
      return deletedCount > 0 || (attempt > 0 && (await collection.countDocuments({ _id: { $eq: id } }, { limit: 1 })) === 0);
    });
  }

  async put(prepared: readonly PreparedDocument[]): Promise<number> {
    const collection = await this.#documents();
    const standing = await this.read(prepared.map(({ id }) => id));
    const changed = prepared.filter((document, at) => document.text !== standing[at]?.text);
    if (changed.length === 0) return 0;
    const operations = changed.map(document => {
      const { $set, ...update } = this.#fields(document, document.v);
      const { v: _, ...fields } = $set;
      return { updateOne: { filter: { _id: { $eq: document.id } }, update: { ...update, $set: fields, $inc: { v: 1 } }, upsert: true } };
    });
    await repeat(() =>
      // Two writers that upsert the same new document: one of them meets it, and finds it when it tries again.
      collection.bulkWrite(operations, { ordered: false }).catch((error: unknown) => {
        if (isDuplicate(error)) return collection.bulkWrite(operations, { ordered: false });
        throw error;
      }),
    );
    return changed.length;
  }

  async walk(afterId: string | undefined, limit: number): Promise<readonly StoredDocument[]> {
    const collection = await this.#documents();
    const found = await repeat(() =>
      collection
        .find({ _id: { $gt: afterId ?? '' } }, { projection: BODY })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(toStored);
  }

  async rekey(documents: readonly Rekeyed[]): Promise<void> {
    const collection = await this.#documents();
    const operations = documents.map(({ id, v, entries }) => ({
      updateOne: { filter: { _id: { $eq: id }, v }, update: this.#entryFields(entries) },
    }));
    await repeat(() =>
      collection.bulkWrite(
        operations.filter(({ updateOne }) => Object.keys(updateOne.update).length > 0),
        { ordered: false },
      ),
    );
  }

  async markKeyed(fingerprint: string): Promise<void> {
    const catalogue = await this.#catalogue();
    await repeat(() => catalogue.updateOne({ _id: this.#name }, { $set: { fingerprint } }, { upsert: true }));
  }

  #fields({ shape, text, writeId, entries }: PreparedDocument, v: number) {
    const { $set, ...unset } = this.#entryFields(entries);
    return { $set: { v, shape, text, writeId, ...$set }, ...unset };
  }

  /** Sets the entries that are there and takes away the others; empty operators are left out, servers refuse them. */
  #entryFields(entries: Entries): { $set?: Record<string, string | string[]>; $unset?: Record<string, ''> } {
    const $set: Record<string, string | string[]> = {};
    const $unset: Record<string, ''> = {};
    for (const index of this.#indexes) {
      const [first, ...others] = entries[index] ?? [];
      if (first !== undefined && others.length === 0) $set[one(index)] = first;
      else $unset[one(index)] = '';
      if (first !== undefined && others.length > 0) $set[many(index)] = [first, ...others];
      else $unset[many(index)] = '';
    }
    return { ...(Object.keys($set).length > 0 ? { $set } : {}), ...(Object.keys($unset).length > 0 ? { $unset } : {}) };
  }

  async #documents(): Promise<mongo.Collection<Stored>> {
    return (await this.#database()).collection<Stored>(`${this.#namespace}.${this.#name}`);
  }

  /** Which index functions the entries of each collection were derived by. No collection can have this name. */
  async #catalogue(): Promise<mongo.Collection<{ _id: string; fingerprint: string }>> {
    return (await this.#database()).collection<{ _id: string; fingerprint: string }>(`${this.#namespace}._collections`);
  }
}

function one(index: string): string {
  return `one_${index}`;
}

function many(index: string): string {
  return `many_${index}`;
}

function toStored({ _id, v, shape, text }: Stored): StoredDocument {
  return { id: _id, v, shape, text };
}
