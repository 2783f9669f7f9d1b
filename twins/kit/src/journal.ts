import { mkdir, open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One thing that was written down: the newest value of `kind` and `id` counts, `null` means removed. */
interface Entry {
  readonly kind: string;
  readonly id: string;
  readonly value: unknown;
}

/**
 * What a twin must still know after it was killed: an append-only file of JSON lines, synced in groups, so that `commit` is both durable and
 * fast when many requests wait at once. Without a file everything is kept in memory only.
 */
export class Journal {
  readonly #file: FileHandle | undefined;
  readonly #values: Map<string, Map<string, unknown>>;
  #pending: string[] = [];
  #running: Promise<void> | undefined;

  private constructor(file: FileHandle | undefined, values: Map<string, Map<string, unknown>>) {
    this.#file = file;
    this.#values = values;
  }

  /** Opens or creates the file; a last line that was cut by a kill is dropped, what was replaced is left out of the new file. */
  static async open(path: string | undefined): Promise<Journal> {
    if (path === undefined) return new Journal(undefined, new Map());
    await mkdir(dirname(path), { recursive: true });
    const values = readEntries(await readFile(path, 'utf8').catch(() => ''));
    const fresh = `${path}.new`;
    const compact = await open(fresh, 'w');
    await compact.writeFile([...values].flatMap(([kind, byId]) => [...byId].map(([id, value]) => line({ kind, id, value }))).join(''));
    await compact.sync();
    await compact.close();
    await rename(fresh, path);
    return new Journal(await open(path, 'a'), values);
  }

  /** Everything that was written of this kind, by id. */
  read<T>(kind: string): ReadonlyMap<string, T> {
    return (this.#values.get(kind) ?? new Map()) as ReadonlyMap<string, T>;
  }

  /** Notes the newest value; it is durable once `commit` has resolved. */
  put(kind: string, id: string | number, value: unknown): void {
    if (this.#file !== undefined) this.#pending.push(line({ kind, id: String(id), value }));
  }

  /** Notes that it is gone. */
  remove(kind: string, id: string | number): void {
    this.put(kind, id, null);
  }

  /** Resolves when everything put so far survives a kill. Calls that come while a sync runs share the next one. */
  async commit(): Promise<void> {
    while (this.#pending.length > 0) {
      this.#running ??= this.#writePending().finally(() => (this.#running = undefined));
      await this.#running;
    }
    await this.#running;
  }

  async close(): Promise<void> {
    await this.commit();
    await this.#file?.close();
  }

  async #writePending(): Promise<void> {
    const text = this.#pending.join('');
    this.#pending = [];
    await this.#file?.appendFile(text);
    await this.#file?.datasync();
  }
}

function line(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

function readEntries(text: string): Map<string, Map<string, unknown>> {
  const values = new Map<string, Map<string, unknown>>();
  for (const row of text.split('\n')) {
    const entry = parse(row);
    if (entry === undefined) continue;
    const byId = values.get(entry.kind) ?? new Map<string, unknown>();
    values.set(entry.kind, byId);
    if (entry.value === null) byId.delete(entry.id);
    else byId.set(entry.id, entry.value);
  }
  return values;
}

function parse(row: string): Entry | undefined {
  try {
    return JSON.parse(row) as Entry;
  } catch {
    return undefined;
  }
}
