import type { DocumentTable, PreparedDocument, Rekeyed, StoredDocument } from '../document-table.ts';
import type { EntryRange } from '../range.ts';
import type { Write } from './messages.ts';
import type { FileReader } from './file-reader.ts';

/** What a table needs of its file. */
export interface TableFile {
  /** Rejects when the file cannot be used. */
  readonly opened: Promise<void>;
  /** Rejects once the storage is closed. */
  send<R>(write: Write): Promise<R>;
  /** Throws once the storage is closed. */
  reader(): FileReader;
}

/** One collection in a SQLite file: writes go to the writer thread, reads are made here. */
export class SqliteTable implements DocumentTable {
  readonly #file: TableFile;
  readonly #table: string;
  readonly #durable: boolean;

  constructor(file: TableFile, table: string, durable: boolean) {
    this.#file = file;
    this.#table = table;
    this.#durable = durable;
  }

  async open(): Promise<string | undefined> {
    await this.#file.opened;
    return this.#file.send({ kind: 'create', table: this.#table });
  }

  async read(ids: readonly string[]): Promise<readonly (StoredDocument | undefined)[]> {
    const statement = this.#file.reader().prepared(`SELECT id, v, shape, text FROM "${this.#table}" WHERE id = ?`);
    return ids.map(id => statement.get(id) as unknown as StoredDocument | undefined);
  }

  async scan({ index, from, below, order, limit }: EntryRange): Promise<readonly (StoredDocument & { readonly entry: string })[]> {
    return this.#file
      .reader()
      .prepared(
        `SELECT entry, id, v, shape, text FROM "${this.#table} entries" JOIN "${this.#table}" USING (n)
         WHERE of_index = ? AND entry >= ? AND entry < ? ORDER BY entry ${order} LIMIT ?`,
      )
      .all(index, from, below, limit) as unknown as (StoredDocument & { entry: string })[];
  }

  insert(document: PreparedDocument): Promise<StoredDocument | undefined> {
    return this.#file.send({ kind: 'insert', table: this.#table, durable: this.#durable, document });
  }

  replace(document: PreparedDocument): Promise<boolean> {
    return this.#file.send({ kind: 'replace', table: this.#table, durable: this.#durable, document });
  }

  remove(id: string, v: number): Promise<boolean> {
    return this.#file.send({ kind: 'remove', table: this.#table, durable: this.#durable, id, v });
  }

  put(documents: readonly PreparedDocument[]): Promise<number> {
    return this.#file.send({ kind: 'put', table: this.#table, documents });
  }

  async walk(afterId: string | undefined, limit: number): Promise<readonly StoredDocument[]> {
    return this.#file
      .reader()
      .prepared(`SELECT id, v, shape, text FROM "${this.#table}" WHERE id > ? ORDER BY id LIMIT ?`)
      .all(afterId ?? '', limit) as unknown as StoredDocument[];
  }

  async rekey(documents: readonly Rekeyed[]): Promise<void> {
    await this.#file.send({ kind: 'rekey', table: this.#table, documents });
  }

  async markKeyed(fingerprint: string): Promise<void> {
    await this.#file.send({ kind: 'mark-keyed', table: this.#table, fingerprint });
  }
}
