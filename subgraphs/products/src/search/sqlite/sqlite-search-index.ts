import { Worker } from 'node:worker_threads';
import type { IndexAnswer, IndexedListing, IndexQuery, PlaceInAnswer, SearchIndex } from '../index-port.ts';
import type { Rates } from '../ranking/convert.ts';
import type { IndexTask, TaskResult } from './tasks.ts';

interface Waiting {
  resolve(result: TaskResult): void;
  reject(error: Error): void;
}

/** The search index on SQLite's FTS5, in a thread of its own: neither writing nor ranking ever holds up a request. */
export class SqliteSearchIndex implements SearchIndex {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private ended: Error | undefined;

  constructor(options: { readonly displayCurrency: string; readonly rates?: Rates | undefined }) {
    this.worker = new Worker(new URL('./search-thread.ts', import.meta.url), {
      workerData: { displayCurrency: options.displayCurrency, rates: options.rates },
      execArgv: [],
    });
    this.worker.on('message', ({ id, result, error }: { id: number; result?: TaskResult; error?: string }) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (this.waiting.size === 0) this.worker.unref();
      if (error === undefined) waiting?.resolve(result);
      else waiting?.reject(new Error(`search index: ${error}`));
    });
    this.worker.on('error', error => this.end(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.end(new Error('search index: closed')));
    this.worker.unref();
  }

  async put(listings: readonly IndexedListing[]): Promise<void> {
    if (listings.length > 0) await this.ask({ kind: 'write', put: listings, remove: [] });
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.ask({ kind: 'write', put: [], remove: ids });
  }

  async search(query: IndexQuery, page: { readonly first: number; readonly after?: PlaceInAnswer | undefined }): Promise<IndexAnswer> {
    return (await this.ask({ kind: 'search', query, page })) as IndexAnswer;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(task: IndexTask): Promise<TaskResult> {
    if (this.ended) return Promise.reject(this.ended);
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.worker.postMessage({ id, task });
    });
  }

  private end(reason: Error): void {
    this.ended ??= reason;
    for (const waiting of this.waiting.values()) waiting.reject(this.ended);
    this.waiting.clear();
  }
}
