import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Entries } from '../document-table.ts';
import type { DocumentRow, StoredRow } from './messages.ts';

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
    this.#whole = db.prepare(`SELECT n, id, v, shape, body, entries FROM "${table}" WHERE id = ?`);
    this.#insert = db.prepare(`INSERT INTO "${table}" (id, v, shape, write_id, entries, body) VALUES (?, ?, ?, ?, ?, ?)`);
    this.#update = db.prepare(`UPDATE "${table}" SET v = ?, shape = ?, write_id = ?, entries = ?, body = ? WHERE n = ?`);
    this.#setEntries = db.prepare(`UPDATE "${table}" SET entries = ? WHERE n = ?`);
    this.#delete = db.prepare(`DELETE FROM "${table}" WHERE n = ?`);
    this.#addEntry = db.prepare(`INSERT INTO "${table} entries" (of_index, entry, n) VALUES (?, ?, ?)`);
    this.#dropEntry = db.prepare(`DELETE FROM "${table} entries" WHERE of_index = ? AND entry = ?`);
  }

  insert(row: DocumentRow): StoredRow | undefined {
    const existing = this.#whole.get(row.id) as unknown as StoredRow | undefined;
    if (!existing) this.#insertNew(row, row.v);
    return existing;
  }

  replace(row: DocumentRow): boolean {
    const standing = this.#standing.get(row.id) as unknown as Standing | undefined;
    if (!standing) return false;
    if (standing.v !== row.v - 1) return standing.write_id === row.writeId;
    this.#overwrite(standing, row, row.v);
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
  put(row: DocumentRow): boolean {
    const standing = this.#whole.get(row.id) as unknown as (StoredRow & Standing) | undefined;
    if (!standing) {
      this.#insertNew(row, 1);
      return true;
    }
    if (standing.body !== row.text) {
      this.#overwrite(standing, row, standing.v + 1);
      return true;
    }
    this.#rekey(standing, row.entries);
    return false;
  }

  /** Leaves alone what was written since the entries were derived: it brought its own. */
  rekey(row: { readonly id: string; readonly v: number; readonly entries: Entries }): void {
    const standing = this.#standing.get(row.id) as unknown as Standing | undefined;
    if (standing?.v === row.v) this.#rekey(standing, row.entries);
  }

  #rekey(standing: Standing, entries: Entries): void {
    const wanted = JSON.stringify(entries);
    if (wanted === standing.entries) return;
    this.#moveEntries(standing.n, standing.entries, wanted);
    this.#setEntries.run(wanted, standing.n);
  }

  #insertNew(row: DocumentRow, v: number): void {
    const entries = JSON.stringify(row.entries);
    const { lastInsertRowid } = this.#insert.run(row.id, v, row.shape, row.writeId, entries, row.text);
    this.#moveEntries(Number(lastInsertRowid), '{}', entries);
  }

  #overwrite(standing: Standing, row: DocumentRow, v: number): void {
    const entries = JSON.stringify(row.entries);
    this.#moveEntries(standing.n, standing.entries, entries);
    this.#update.run(v, row.shape, row.writeId, entries, row.text, standing.n);
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
