import type { DocumentTable, Entries, PreparedDocument, StoredDocument } from '../document-table.ts';
import type { JsonObject } from '../json-object.ts';
import type { EntryRange } from '../range.ts';
import type { DocumentRow, StoredRow, Write } from './messages.ts';
import type { FileReader } from './file-reader.ts';

/** What a table needs of its file. */
export interface TableFile {
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
    return this.#file.send<string | undefined>({ kind: 'create', table: this.#table });
  }

  async read(ids: readonly string[]): Promise<readonly (StoredDocument | undefined)[]> {
    const statement = this.#file.reader().prepared(`SELECT id, v, shape, body FROM "${this.#table}" WHERE id = ?`);
    return ids.map(id => {
      const row = statement.get(id) as unknown as StoredRow | undefined;
      return row && stored(row);
    });
  }

  async scan({ index, from, below, order, limit }: EntryRange): Promise<readonly { entry: string; stored: StoredDocument }[]> {
    const rows = this.#file
      .reader()
      .prepared(
        `SELECT entry, id, v, shape, body FROM "${this.#table} entries" JOIN "${this.#table}" USING (n)
         WHERE of_index = ? AND entry >= ? AND entry < ? ORDER BY entry ${order} LIMIT ?`,
      )
      .all(index, from, below, limit) as unknown as (StoredRow & { entry: string })[];
    return rows.map(row => ({ entry: row.entry, stored: stored(row) }));
  }

  async insert(prepared: PreparedDocument): Promise<StoredDocument | undefined> {
    const existing = await this.#file.send<StoredRow | undefined>({
      kind: 'insert',
      table: this.#table,
      durable: this.#durable,
      row: toRow(prepared),
    });
    return existing && stored(existing);
  }

  replace(prepared: PreparedDocument): Promise<boolean> {
    return this.#file.send({ kind: 'replace', table: this.#table, durable: this.#durable, row: toRow(prepared) });
  }

  remove(id: string, v: number): Promise<boolean> {
    return this.#file.send({ kind: 'remove', table: this.#table, durable: this.#durable, id, v });
  }

  put(prepared: readonly PreparedDocument[]): Promise<number> {
    return this.#file.send({ kind: 'put', table: this.#table, rows: prepared.map(toRow) });
  }

  async walk(afterId: string | undefined, limit: number): Promise<readonly StoredDocument[]> {
    const rows = this.#file
      .reader()
      .prepared(`SELECT id, v, shape, body FROM "${this.#table}" WHERE id > ? ORDER BY id LIMIT ?`)
      .all(afterId ?? '', limit) as unknown as StoredRow[];
    return rows.map(stored);
  }

  async rekey(rows: readonly { readonly id: string; readonly v: number; readonly entries: Entries }[]): Promise<void> {
    await this.#file.send({ kind: 'rekey', table: this.#table, rows });
  }

  async markKeyed(fingerprint: string): Promise<void> {
    await this.#file.send({ kind: 'mark-keyed', table: this.#table, fingerprint });
  }
}

function stored({ id, v, shape, body }: StoredRow): StoredDocument {
  return { id, v, shape, doc: JSON.parse(body) as JsonObject };
}

/** Only the text travels to the writer, not the document. */
function toRow({ id, v, shape, text, entries, writeId }: PreparedDocument): DocumentRow {
  return { id, v, shape, text, entries, writeId };
}
