import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import { isDocumentId, type DocumentForm } from './document-form.ts';
import type { DocumentTable, PreparedDocument } from './document-table.ts';
import { ChangeContended, DocumentInvalid, KeyError } from './errors.ts';
import type { Collection, Doc, Range } from './port.ts';
import { cursorBehind, entryRange } from './range.ts';
import { rekeyWhenChanged } from './rekey.ts';

/** Few enough that preparing a slice on the calling thread goes unnoticed by the requests beside it. */
const PUT_SLICE = 32;
const CHANGE_ATTEMPTS = 100;

/** The port's collection over any database: validation, lifting, paging and `change` are decided here, once. */
export class DocumentCollection<T extends Doc, I extends string> implements Collection<T, I> {
  /** The table is there; reads by id and writes may go. */
  readonly #opened: Promise<unknown>;
  /** The keys are those of the current index functions as well; queries may go. */
  readonly ready: Promise<void>;
  readonly #form: DocumentForm<T, I>;
  readonly #table: DocumentTable;
  readonly #changing = new Map<string, Promise<unknown>>();
  /** A caller that repeats `replace` with the same object after an unknown outcome repeats the same write. */
  readonly #writeIds = new WeakMap<T, string>();

  constructor(form: DocumentForm<T, I>, table: DocumentTable, log: Log, signal: AbortSignal) {
    this.#form = form;
    this.#table = table;
    const opened = table.open();
    this.#opened = opened;
    this.ready = opened.then(fingerprint => rekeyWhenChanged(fingerprint, form, table, log, signal));
    // Whoever uses the collection sees the error; nobody using it is no reason to end the process.
    this.ready.catch(() => undefined);
  }

  async get(id: string): Promise<T | undefined> {
    const [doc] = await this.getMany([id]);
    return doc;
  }

  async getMany(ids: readonly string[]): Promise<readonly (T | undefined)[]> {
    await this.#opened;
    const possible = ids.filter(isDocumentId);
    const stored = (await this.#table.read(possible)).values();
    return ids.map(id => {
      const found = isDocumentId(id) ? stored.next().value : undefined;
      return found && this.#form.restore(found);
    });
  }

  async find(range: Range<I>): Promise<{ readonly docs: readonly T[]; readonly next?: string }> {
    const entries = entryRange(range, this.#form.indexes);
    await this.ready;
    const rows = await this.#table.scan({ ...entries, limit: entries.limit + 1 });
    const page = rows.slice(0, entries.limit);
    const docs = page.map(row => this.#form.restore(row));
    const last = page.at(-1);
    return rows.length > page.length && last ? { docs, next: cursorBehind(last.entry, entries.index, entries.order) } : { docs };
  }

  async insert(doc: T): Promise<{ readonly existing?: T }> {
    const prepared = this.#form.prepare(doc, doc.v);
    await this.#opened;
    const existing = await this.#table.insert(prepared);
    return existing ? { existing: this.#form.restore(existing) } : {};
  }

  async replace(doc: T): Promise<'replaced' | 'conflict'> {
    const prepared = this.#form.prepare(doc, doc.v + 1, this.#writeIds.get(doc));
    this.#writeIds.set(doc, prepared.writeId);
    await this.#opened;
    return (await this.#table.replace(prepared)) ? 'replaced' : 'conflict';
  }

  change(id: string, decide: (now: T) => T | undefined): Promise<T | undefined> {
    const before = this.#changing.get(id) ?? Promise.resolve();
    const changed = before.then(() => this.#changeNow(id, decide));
    const settled = changed
      .catch(() => undefined)
      .finally(() => {
        if (this.#changing.get(id) === settled) this.#changing.delete(id);
      });
    this.#changing.set(id, settled);
    return changed;
  }

  async #changeNow(id: string, decide: (now: T) => T | undefined): Promise<T | undefined> {
    for (let attempt = 0; attempt < CHANGE_ATTEMPTS; attempt++) {
      const now = await this.get(id);
      const wanted = now && decide(now);
      if (!wanted) return now;
      if (wanted._id !== id) throw new DocumentInvalid(this.#form.name, '/_id', 'a change keeps the id');
      const prepared = this.#form.prepare({ ...wanted, v: now.v }, now.v + 1);
      if (await this.#table.replace(prepared)) return this.#form.restore(prepared);
      await setTimeout(Math.random() * Math.min(2 ** attempt, 250));
    }
    throw new ChangeContended(`${this.#form.name}: ${CHANGE_ATTEMPTS} attempts to change one document met other writers`);
  }

  async remove(id: string, v: number): Promise<boolean> {
    await this.#opened;
    return isDocumentId(id) && (await this.#table.remove(id, v));
  }

  async putMany(docs: readonly T[]): Promise<{ readonly written: number; readonly unchanged: number }> {
    if (!this.#form.derived) throw new KeyError(`${this.#form.name} is not derived: putMany would overwrite what cannot be rebuilt`);
    await this.#opened;
    let written = 0;
    for (let start = 0; start < docs.length; start += PUT_SLICE) {
      const slice = new Map<string, PreparedDocument>();
      for (const doc of docs.slice(start, start + PUT_SLICE)) slice.set(doc._id, this.#form.prepare(doc, doc.v));
      written += await this.#table.put([...slice.values()]);
      await setImmediate();
    }
    return { written, unchanged: docs.length - written };
  }
}
