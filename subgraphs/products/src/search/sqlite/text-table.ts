import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { indexTerms, type QueryTerm } from '../../text/index-terms.ts';
import type { IndexedListing } from '../index-port.ts';

/** Columns in which a stated word counts in full, then the others. */
const NAMING = ['title', 'brand', 'codes'] as const;
const COLUMNS = [...NAMING, 'category', 'attributes', 'description'] as const;
const WEIGHTS = '10, 6, 8, 3, 3, 1';
const CACHE_KIB = 32_768;

/** The words of every listing in an FTS5 table in a temporary file, which ends with this thread; built anew from the stored listings at each start. */
export class TextTable {
  // Without a name SQLite makes a file that is gone when it is closed: a large catalogue does not have to fit into memory.
  private readonly db = new DatabaseSync('');
  private readonly insert: StatementSync;
  private readonly delete: StatementSync;
  private readonly match: StatementSync;
  private readonly ranked: StatementSync;

  constructor() {
    this.db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIB}`);
    // The terms are cut by us, Chinese bigrams included; what is left to the tokenizer is to divide at spaces.
    this.db.exec(
      `CREATE VIRTUAL TABLE listing USING fts5(${COLUMNS.join(', ')}, content='', contentless_delete=1, tokenize = "unicode61 remove_diacritics 0")`,
    );
    this.insert = this.db.prepare(`INSERT INTO listing (rowid, ${COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
    this.delete = this.db.prepare('DELETE FROM listing WHERE rowid = ?');
    // What FTS5 reports as the last row written is one of its own, beyond what a number can hold.
    for (const statement of [this.insert, this.delete]) statement.setReadBigInts(true);
    this.match = this.db.prepare('SELECT rowid FROM listing WHERE listing MATCH ?');
    this.ranked = this.db.prepare(
      `SELECT rowid, -bm25(listing, ${WEIGHTS}) AS rank FROM listing WHERE listing MATCH ? ORDER BY bm25(listing, ${WEIGHTS}) LIMIT ?`,
    );
  }

  /** Writes in one transaction. */
  write(puts: readonly { readonly rowId: number; readonly listing: IndexedListing }[], deletes: readonly number[]): void {
    this.db.exec('BEGIN');
    for (const rowId of deletes) this.delete.run(rowId);
    for (const { rowId, listing } of puts) {
      this.delete.run(rowId);
      this.insert.run(
        rowId,
        terms(listing.title),
        terms(listing.brand ?? ''),
        // A code is found whole and in its parts.
        listing.codes.map(code => `${terms(code)} ${terms(code.replace(/[^\p{L}\p{N}]+/gu, ''))}`).join(' '),
        terms(listing.categoryPath.join(' / ')),
        listing.attributes.map(({ name, value, unit }) => `${terms(name)} ${terms(`${value}${unit ?? ''}`)}`).join(' '),
        terms(listing.description ?? ''),
      );
    }
    this.db.exec('COMMIT');
  }

  /** Rows that hold the term anywhere. With `asBeginning`, words that begin with it count as well. */
  rowsWith(term: QueryTerm, asBeginning = false): ReadonlySet<number> {
    return this.rows(expression(term, asBeginning));
  }

  /** Rows that hold the term where an item is named: title, brand, codes. */
  rowsNamedBy(term: QueryTerm, asBeginning = false): ReadonlySet<number> {
    return this.rows(`{${NAMING.join(' ')}} : (${expression(term, asBeginning)})`);
  }

  /** The best rows for all terms together by bm25, at most `limit`; more is better. */
  ranks(terms: readonly QueryTerm[], limit: number): ReadonlyMap<number, number> {
    const rows = this.ranked.all(terms.map(term => `(${expression(term, false)})`).join(' OR '), limit);
    return new Map(rows.map(row => [row['rowid'] as number, row['rank'] as number]));
  }

  close(): void {
    this.db.close();
  }

  private rows(match: string): ReadonlySet<number> {
    return new Set(this.match.all(match).map(row => row['rowid'] as number));
  }
}

function terms(text: string): string {
  return indexTerms(text).join(' ');
}

/** Spellings hold letters, digits and marks alone, so that quoting them is safe. */
function expression(term: QueryTerm, asBeginning: boolean): string {
  return term.spellings.map(spelling => `"${spelling}"${asBeginning && term.latin ? '*' : ''}`).join(' OR ');
}
