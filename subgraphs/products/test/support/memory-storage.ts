import type { Collection, CollectionSpec, Cursor, Doc, Range, Storage } from '@onebasket/runtime';

const text = (key: readonly (string | number)[]): string =>
  key.map(part => `${typeof part === 'number' ? String(part).padStart(20, '0') : part}\u0000`).join('');

class MemoryCollection<T extends Doc, I extends string> implements Collection<T, I> {
  readonly docs = new Map<string, T>();
  private readonly spec: CollectionSpec<T, I>;
  constructor(spec: CollectionSpec<T, I>) {
    this.spec = spec;
  }
  async get(id: string): Promise<T | undefined> {
    return this.docs.get(id);
  }
  async getMany(ids: readonly string[]): Promise<readonly (T | undefined)[]> {
    return ids.map(id => this.docs.get(id));
  }
  async find(range: Range<I>): Promise<{ readonly docs: readonly T[]; readonly next?: Cursor }> {
    const prefix = text(range.prefix);
    const rows = [...this.docs.values()]
      .flatMap(doc => this.spec.indexes[range.index](doc).map(key => ({ doc, place: text(key) + doc._id, key: text(key) })))
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .filter(({ place }) => range.after === undefined || place > range.after);
    const page = rows.slice(0, range.limit);
    const last = page.at(-1);
    return { docs: page.map(({ doc }) => doc), ...(rows.length > page.length && last ? { next: last.place } : {}) };
  }
  async insert(doc: T): Promise<{ readonly existing?: T }> {
    const existing = this.docs.get(doc._id);
    if (existing) return { existing };
    this.docs.set(doc._id, doc);
    return {};
  }
  async replace(doc: T): Promise<'replaced' | 'conflict'> {
    if (this.docs.get(doc._id)?.v !== doc.v) return 'conflict';
    this.docs.set(doc._id, { ...doc, v: doc.v + 1 });
    return 'replaced';
  }
  async change(id: string, decide: (now: T) => T | undefined): Promise<T | undefined> {
    const now = this.docs.get(id);
    const next = now && decide(now);
    if (now && next) this.docs.set(id, { ...next, v: now.v + 1 });
    return this.docs.get(id);
  }
  async remove(id: string): Promise<boolean> {
    return this.docs.delete(id);
  }
  async putMany(docs: readonly T[]): Promise<{ readonly written: number; readonly unchanged: number }> {
    for (const doc of docs) this.docs.set(doc._id, structuredClone(doc));
    return { written: docs.length, unchanged: 0 };
  }
}

/** A store that forgets with the process, for tests of what stands on it; it is handed on to play a restart. */
export class MemoryStorage implements Storage {
  private readonly collections = new Map<string, unknown>();
  collection<T extends Doc, I extends string>(spec: CollectionSpec<T, I>): Collection<T, I> {
    const known = (this.collections.get(spec.name) as MemoryCollection<T, I> | undefined) ?? new MemoryCollection(spec);
    this.collections.set(spec.name, known);
    return known;
  }
  async ready(): Promise<void> {}
  async close(): Promise<void> {}
}
