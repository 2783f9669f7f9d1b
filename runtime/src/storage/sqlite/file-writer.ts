import { DatabaseSync } from 'node:sqlite';
import type { PreparedDocument, Rekeyed, StoredDocument } from '../document-table.ts';
import type { BulkWrite, InteractiveWrite, WriteReply, WriteRequest } from './messages.ts';
import { CREATE_CATALOGUE, createCollection } from './schema.ts';
import { TableWriter } from './table-writer.ts';

/** How long one bulk transaction may last while somebody may be waiting behind it. */
const BULK_SLICE_MS = 3;

/** The one connection that writes to a file. Lives in the writer thread. */
export class FileWriter {
  readonly #db: DatabaseSync;
  readonly #tables = new Map<string, TableWriter>();
  #durable = true;

  constructor(file: string) {
    this.#db = new DatabaseSync(file, { timeout: 10_000 });
    this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${CREATE_CATALOGUE}`);
  }

  /** The fingerprint that the collection's entries were derived under. */
  create(table: string): string | undefined {
    this.#db.exec(createCollection(table));
    this.#tables.set(table, new TableWriter(this.#db, table));
    const row = this.#db.prepare('SELECT fingerprint FROM "catalogue of collections" WHERE name = ?').get(table);
    return row && String(row['fingerprint']);
  }

  markKeyed(table: string, fingerprint: string): void {
    this.#db
      .prepare('INSERT INTO "catalogue of collections" VALUES (?, ?) ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint')
      .run(table, fingerprint);
  }

  /**
   * Group commit: all in one transaction with one sync to disk, each with its own answer. When one of them throws, each is
   * run again in a transaction of its own, so that no other suffers.
   */
  commit(requests: readonly (WriteRequest & { write: InteractiveWrite })[]): readonly WriteReply[] {
    const durable = requests.some(request => request.write.durable);
    try {
      return this.#transaction(durable, () => requests.map(({ number, write }) => ({ number, result: this.#apply(write) })));
    } catch (error) {
      if (requests.length === 1) return [{ number: requests[0]?.number ?? 0, error: error as Error }];
      return requests.flatMap(request => this.commit([request]));
    }
  }

  /** Writes as much of a bulk write as fits into one slice; how far it got, and how many documents differed. */
  slice(write: BulkWrite, start: number): { readonly reached: number; readonly written: number } {
    const table = this.#table(write.table);
    return this.#transaction(false, () => {
      const until = performance.now() + BULK_SLICE_MS;
      let reached = start;
      let written = 0;
      do {
        if (this.#applyOne(table, write, reached)) written++;
        reached++;
      } while (reached < write.documents.length && performance.now() < until);
      return { reached, written };
    });
  }

  close(): void {
    this.#db.exec('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)');
    this.#db.close();
  }

  #applyOne(table: TableWriter, write: BulkWrite, at: number): boolean {
    if (write.kind === 'put') return table.put(write.documents[at] as PreparedDocument);
    table.rekey(write.documents[at] as Rekeyed);
    return true;
  }

  #apply(write: InteractiveWrite): StoredDocument | boolean | undefined {
    const table = this.#table(write.table);
    if (write.kind === 'insert') return table.insert(write.document);
    return write.kind === 'replace' ? table.replace(write.document) : table.remove(write.id, write.v);
  }

  #table(name: string): TableWriter {
    const table = this.#tables.get(name);
    if (!table) throw new Error(`collection ${name} is not open`);
    return table;
  }

  #transaction<R>(durable: boolean, work: () => R): R {
    // Per connection, and not to be changed inside a transaction. FULL syncs everything before it as well.
    if (durable !== this.#durable) this.#db.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    this.#durable = durable;
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}
