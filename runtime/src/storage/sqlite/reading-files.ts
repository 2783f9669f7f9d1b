import { existsSync } from 'node:fs';
import { StorageReadOnly } from '../errors.ts';
import { FileReader } from './file-reader.ts';
import type { Write } from './messages.ts';

/** Takes the place of the writer for whoever only reads: beside the process that has the folder, of which nothing is changed. */
export class ReadingFiles {
  readonly #readers = new Map<string, FileReader>();

  /** What would write rejects with `StorageReadOnly`. An insert of what is there already is answered, for it changes nothing. */
  async send<R>(file: string, write: Write): Promise<R> {
    return this.#answer(file, write) as R;
  }

  close(): Promise<void> {
    for (const reader of this.#readers.values()) reader.close();
    this.#readers.clear();
    return Promise.resolve();
  }

  #answer(file: string, write: Write): unknown {
    switch (write.kind) {
      case 'open':
        if (!existsSync(file)) throw new StorageReadOnly(`${file} is not there yet: start OneBasket once`);
        this.#readers.set(file, new FileReader(file));
        return undefined;
      case 'create': {
        const reader = this.#reader(file);
        const isThere = reader.prepared("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(write.table);
        if (!isThere) throw new StorageReadOnly(`${file} has no ${write.table} yet: start OneBasket once`);
        return reader.prepared('SELECT fingerprint FROM "catalogue of collections" WHERE name = ?').get(write.table)?.['fingerprint'];
      }
      case 'insert': {
        const { table, document } = write;
        const stands = this.#reader(file).prepared(`SELECT id, v, shape, text FROM "${table}" WHERE id = ?`).get(document.id);
        if (stands) return stands;
        throw opened(file);
      }
      case 'close':
        this.#readers.get(file)?.close();
        this.#readers.delete(file);
        return undefined;
      case 'replace':
      case 'remove':
      case 'put':
      case 'rekey':
      case 'mark-keyed':
        throw opened(file);
    }
  }

  #reader(file: string): FileReader {
    const reader = this.#readers.get(file);
    if (!reader) throw new StorageReadOnly(`${file} is not open`);
    return reader;
  }
}

function opened(file: string): StorageReadOnly {
  return new StorageReadOnly(
    `${file} is opened for reading only; data of another version of OneBasket has to be brought up to date by starting it`,
  );
}
