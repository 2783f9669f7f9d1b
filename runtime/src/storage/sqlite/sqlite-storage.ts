import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Log } from '../../log/log.ts';
import { isStorageName } from '../document-form.ts';
import { DeclaredCollections } from '../declared-collections.ts';
import { StorageClosed } from '../errors.ts';
import type { Collection, CollectionSpec, Doc, Storage, StorageProvider } from '../port.ts';
import { FileReader } from './file-reader.ts';
import { lockFolder } from './folder-lock.ts';
import type { Write } from './messages.ts';
import { ReadingFiles } from './reading-files.ts';
import { SqliteTable, type TableFile } from './sqlite-table.ts';
import { WriterThread } from './writer-thread.ts';

/** SQLite files in a folder, one per namespace; the folder belongs to this process until `close`. Throws `StorageInUse` when another has it. */
export function sqliteStorage(folder: string, log: Log): StorageProvider {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true });
  return filesIn(path, new WriterThread(), lockFolder(path), log);
}

/** The same files beside the process that has the folder: whatever would write rejects with `StorageReadOnly`. */
export function sqliteReading(folder: string, log: Log): StorageProvider {
  return filesIn(resolve(folder), new ReadingFiles(), () => undefined, log);
}

type Writer = Pick<WriterThread, 'send' | 'close'>;

function filesIn(path: string, writer: Writer, unlock: () => void, log: Log): StorageProvider {
  const opened = new Map<string, SqliteStorage>();
  return {
    open(namespace) {
      if (!isStorageName(namespace)) throw new TypeError(`${JSON.stringify(namespace)} cannot name a storage`);
      let storage = opened.get(namespace);
      if (!storage) {
        storage = new SqliteStorage(join(path, `${namespace}.sqlite`), writer, log.child({ storage: namespace }));
        opened.set(namespace, storage);
      }
      return storage;
    },
    async close() {
      await Promise.all([...opened.values()].map(storage => storage.close()));
      await writer.close();
      unlock();
    },
  };
}

class SqliteStorage implements Storage, TableFile {
  readonly #file: string;
  readonly #writer: Writer;
  readonly #collections: DeclaredCollections;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly opened: Promise<void>;
  #reader: FileReader | undefined;
  #closed: Promise<void> | undefined;

  constructor(file: string, writer: Writer, log: Log) {
    this.#file = file;
    this.#writer = writer;
    this.opened = writer.send(file, { kind: 'open' });
    this.opened.catch(() => undefined);
    this.#collections = new DeclaredCollections(form => new SqliteTable(this, form.name, !form.derived), log);
  }

  collection<T extends Doc, I extends string>(spec: CollectionSpec<T, I>): Collection<T, I> {
    return this.#collections.declare(spec);
  }

  async ready(): Promise<void> {
    await this.opened;
    await this.#collections.ready();
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeNow();
    return this.#closed;
  }

  async send<R>(write: Write): Promise<R> {
    if (this.#closed) throw new StorageClosed('the storage is closed');
    const sent = this.#writer.send<R>(this.#file, write);
    this.#underWay.add(sent);
    try {
      return await sent;
    } finally {
      this.#underWay.delete(sent);
    }
  }

  reader(): FileReader {
    if (this.#closed) throw new StorageClosed('the storage is closed');
    return (this.#reader ??= new FileReader(this.#file));
  }

  async #closeNow(): Promise<void> {
    this.#collections.stop();
    await Promise.allSettled(this.#underWay);
    this.#reader?.close();
    const isOpen = await this.opened.then(
      () => true,
      () => false,
    );
    if (isOpen) await this.#writer.send(this.#file, { kind: 'close' });
  }
}
