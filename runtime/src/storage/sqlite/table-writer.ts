import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Entries, PreparedDocument, Rekeyed, StoredDocument } from '../document-table.ts';

interface Standing {
  readonly n: number;
  readonly v: number;
  readonly write_id: string;
  readonly entries: string;
}

/** Writes single documents of one collection with their entries; the caller holds the transaction. */
export class TableWriter {
  readonly #standing: StatementSync;
  readonly #whole: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #setEntries: StatementSync;
  readonly #delete: StatementSync;
  readonly #addEntry: StatementSync;
  readonly #dropEntry: StatementSync;

  constructor(db: DatabaseSync, table: string) {
    this.#standing = db.prepare(`SELECT n, v, write_id, entries FROM "${table}" WHERE id = ?`);
    this.#whole = db.prepare(`SELECT n, id, v, shape, text, entries FROM "${table}" WHERE id = ?`);
    this.#insert = db.prepare(`INSERT INTO "${table}" (id, v, shape, write_id, entries, text) VALUES (?, ?, ?, ?, ?, ?)`);
    this.#update = db.prepare(`UPDATE "${table}" SET v = ?, shape = ?, write_id = ?, entries = ?, text = ? WHERE n = ?`);
    this.#setEntries = db.prepare(`UPDATE "${table}" SET entries = ? WHERE n = ?`);
    this.#delete = db.prepare(`DELETE FROM "${table}" WHERE n = ?`);
    this.#addEntry = db.prepare(`INSERT INTO "${table} entries" (of_index, entry, n) VALUES (?, ?, ?)`);
    this.#dropEntry = db.prepare(`DELETE FROM "${table} entries" WHERE of_index = ? AND entry = ?`);
  }

  insert(document: PreparedDocument): StoredDocument | undefined {
    const existing = this.#whole.get(document.id) as unknown as StoredDocument | undefined;
    if (!existing) this.#insertNew(document, document.v);
    return existing;
  }

  replace(document: PreparedDocument): boolean {
    const standing = this.#standing.get(document.id) as unknown as Standing | undefined;
    if (!standing) return false;
    if (standing.v !== document.v - 1) return standing.write_id === document.writeId;
    this.#overwrite(standing, document, document.v);
    return true;
  }

  remove(id: string, v: number): boolean {
    const standing = this.#standing.get(id) as unknown as Standing | undefined;
    if (!standing || standing.v !== v) return false;
    this.#moveEntries(standing.n, standing.entries, '{}');
    this.#delete.run(standing.n);
    return true;
  }

  /** Whether anything differed from what stood there. */
  put(document: PreparedDocument): boolean {
    const standing = this.#whole.get(document.id) as unknown as (StoredDocument & Standing) | undefined;
    if (!standing) {
      this.#insertNew(document, 1);
      return true;
    }
    if (standing.text === document.text) return false;
    this.#overwrite(standing, document, standing.v + 1);
    return true;
  }

  /** Leaves alone what was written since the entries were derived: it brought its own. */
  rekey(document: Rekeyed): void {
    const standing = this.#standing.get(document.id) as unknown as Standing | undefined;
    if (standing?.v !== document.v) return;
    const entries = JSON.stringify(document.entries);
    this.#moveEntries(standing.n, standing.entries, entries);
    this.#setEntries.run(entries, standing.n);
  }

  #insertNew(document: PreparedDocument, v: number): void {
    const entries = JSON.stringify(document.entries);
    const { lastInsertRowid } = this.#insert.run(document.id, v, document.shape, document.writeId, entries, document.text);
    this.#moveEntries(Number(lastInsertRowid), '{}', entries);
  }

  #overwrite(standing: Standing, document: PreparedDocument, v: number): void {
    const entries = JSON.stringify(document.entries);
    this.#moveEntries(standing.n, standing.entries, entries);
    this.#update.run(v, document.shape, document.writeId, entries, document.text, standing.n);
  }

  #moveEntries(n: number, from: string, to: string): void {
    if (from === to) return;
    const gone = pairs(JSON.parse(from) as Entries);
    for (const [key, pair] of pairs(JSON.parse(to) as Entries)) {
      if (!gone.delete(key)) this.#addEntry.run(...pair, n);
    }
    for (const pair of gone.values()) this.#dropEntry.run(...pair);
  }
}

function pairs(entries: Entries): Map<string, [index: string, entry: string]> {
  return new Map(Object.entries(entries).flatMap(([index, of]) => of.map(entry => [`${index} ${entry}`, [index, entry]])));
}
