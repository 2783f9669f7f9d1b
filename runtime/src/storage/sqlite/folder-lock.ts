import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageInUse } from '../errors.ts';

/**
 * Holds the folder for this process until it is released or the process ends in whatever way: an open write transaction on a small
 * database of its own, which the operating system gives up with the process. Throws `StorageInUse` when somebody else holds it.
 */
export function lockFolder(folder: string): () => void {
  const db = new DatabaseSync(join(folder, 'in-use.lock'));
  try {
    db.exec('CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER NOT NULL)');
    db.prepare('INSERT INTO holder VALUES (1, ?) ON CONFLICT DO UPDATE SET pid = excluded.pid').run(process.pid);
    db.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    const pid = holderOf(db);
    db.close();
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw cause;
    throw new StorageInUse(
      `${folder} is in use by ${pid === undefined ? 'another process' : `process ${pid}`}; SQLite storage means one process (several share MongoDB)`,
      { cause },
    );
  }
  return () => db.close();
}

const SQLITE_BUSY = 5;

function holderOf(db: DatabaseSync): number | undefined {
  try {
    const pid = db.prepare('SELECT pid FROM holder').get()?.['pid'];
    return typeof pid === 'number' ? pid : undefined;
  } catch {
    return undefined;
  }
}
