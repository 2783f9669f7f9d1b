import type { Log } from '../log/log.ts';
import { DocumentCollection } from './document-collection.ts';
import { DocumentForm } from './document-form.ts';
import type { DocumentTable } from './document-table.ts';
import { StorageClosed } from './errors.ts';
import type { Collection, CollectionSpec, Doc } from './port.ts';

/** The collections of one namespace, each declared once. */
export class DeclaredCollections {
  readonly #declared = new Map<string, { readonly spec: unknown; readonly collection: unknown; readonly ready: Promise<void> }>();
  readonly #tableOf: (form: { readonly name: string; readonly indexes: ReadonlySet<string>; readonly derived: boolean }) => DocumentTable;
  readonly #log: Log;
  readonly #stop = new AbortController();

  constructor(
    tableOf: (form: { readonly name: string; readonly indexes: ReadonlySet<string>; readonly derived: boolean }) => DocumentTable,
    log: Log,
  ) {
    this.#tableOf = tableOf;
    this.#log = log;
  }

  /** The same spec again is the same collection; another spec of the same name throws, for one of the two would derive wrong keys. */
  declare<T extends Doc, I extends string>(spec: CollectionSpec<T, I>): Collection<T, I> {
    if (this.#stop.signal.aborted) throw new StorageClosed('the storage is closed');
    const before = this.#declared.get(spec.name);
    if (before && before.spec !== spec) throw new TypeError(`collection ${spec.name} is declared twice`);
    if (before) return before.collection as Collection<T, I>;
    const form = new DocumentForm(spec);
    const collection = new DocumentCollection(form, this.#tableOf(form), this.#log, this.#stop.signal);
    this.#declared.set(spec.name, { spec, collection, ready: collection.ready });
    return collection;
  }

  async ready(): Promise<void> {
    await Promise.all([...this.#declared.values()].map(({ ready }) => ready));
  }

  /** Ends work in the background. */
  stop(): void {
    this.#stop.abort(new StorageClosed('the storage is closed'));
  }
}
