import type { Connection } from 'mongoose';
import type { Log } from '../../log/log.ts';
import { isStorageName } from '../document-form.ts';
import { DeclaredCollections } from '../declared-collections.ts';
import { StorageClosed } from '../errors.ts';
import type { Storage, StorageProvider } from '../port.ts';
import { MongoTable } from './mongo-table.ts';

const DEFAULT_DATABASE = 'onebasket';

/** Collections `<namespace>.<collection>` of one MongoDB database; several processes may share them. Connects in the background: `ready` tells when it could not. */
export function mongoStorage(url: string, log: Log): StorageProvider {
  const connecting = connect(url);
  // Whoever uses the storage sees the error; nobody using it is no reason to end the process.
  connecting.catch(() => undefined);
  const opened = new Map<string, MongoNamespace>();
  return {
    open(namespace) {
      if (!isStorageName(namespace)) throw new TypeError(`${JSON.stringify(namespace)} cannot name a storage`);
      let storage = opened.get(namespace);
      if (!storage) {
        storage = new MongoNamespace(namespace, connecting, log.child({ storage: namespace }));
        opened.set(namespace, storage);
      }
      return storage;
    },
    async close() {
      await Promise.all([...opened.values()].map(storage => storage.close()));
      const connection = await connecting.catch(() => undefined);
      await connection?.close();
    },
  };
}

/** Loaded only here: the embedded mode starts without mongoose. */
async function connect(url: string): Promise<Connection> {
  const { default: mongoose } = await import('mongoose');
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/.test(url);
  return mongoose
    .createConnection(url, {
      ...(named ? {} : { dbName: DEFAULT_DATABASE }),
      writeConcern: { w: 'majority' },
      readPreference: 'primary',
      serverSelectionTimeoutMS: 5_000,
      autoIndex: false,
    })
    .asPromise();
}

class MongoNamespace implements Storage {
  readonly collection: Storage['collection'];
  readonly #connecting: Promise<Connection>;
  readonly #collections: DeclaredCollections;
  #closed = false;

  constructor(namespace: string, connecting: Promise<Connection>, log: Log) {
    this.#connecting = connecting;
    const database = async () => {
      if (this.#closed) throw new StorageClosed('the storage is closed');
      return (await connecting).getClient().db();
    };
    this.#collections = new DeclaredCollections(form => new MongoTable(database, namespace, form), log);
    this.collection = spec => this.#collections.declare(spec);
  }

  async ready(): Promise<void> {
    await this.#connecting;
    await this.#collections.ready();
  }

  async close(): Promise<void> {
    this.#collections.stop();
    this.#closed = true;
  }
}
