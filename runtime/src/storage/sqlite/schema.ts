/** The documents of a collection, and beside them one row per index entry. A document carries its entries too, so that a write knows which rows to change. */
export function createCollection(table: string): string {
  return `
    CREATE TABLE IF NOT EXISTS "${table}" (
      n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, v INTEGER NOT NULL, shape INTEGER NOT NULL,
      write_id TEXT NOT NULL, entries TEXT NOT NULL, text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS "${table} entries" (
      of_index TEXT NOT NULL, entry TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (of_index, entry)
    ) STRICT, WITHOUT ROWID;`;
}

/** Which index functions the entries of each collection were derived by. */
export const CREATE_CATALOGUE =
  'CREATE TABLE IF NOT EXISTS "catalogue of collections" (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT;';
