import { FileWriter } from './file-writer.ts';
import type { BulkWrite, InteractiveWrite, Preparation, WriteReply, WriteRequest } from './messages.ts';

/** As many waiting writes as share one commit; more would make the first wait for the last. */
const GROUP = 128;

/** So many rounds of interactive writes in a row, then bulk writing gets a slice: it waits, but does not starve. */
const ROUNDS_BEFORE_BULK = 4;

interface BulkJob {
  readonly number: number;
  readonly file: string;
  readonly write: BulkWrite;
  reached: number;
  written: number;
}

type Interactive = WriteRequest & { readonly write: InteractiveWrite };

/** What waits to be written: interactive writes first, in groups; then one slice of bulk writing, and a look for new arrivals. */
export class WriteQueue {
  readonly #files = new Map<string, FileWriter>();
  readonly #interactive = new Map<string, Interactive[]>();
  readonly #bulk: BulkJob[] = [];
  readonly #reply: (replies: readonly WriteReply[]) => void;
  #scheduled = false;
  #rounds = 0;

  constructor(reply: (replies: readonly WriteReply[]) => void) {
    this.#reply = reply;
  }

  add({ number, file, write }: WriteRequest): void {
    switch (write.kind) {
      case 'insert':
      case 'replace':
      case 'remove': {
        const waiting = this.#interactive.get(file);
        if (waiting) waiting.push({ number, file, write });
        else this.#interactive.set(file, [{ number, file, write }]);
        break;
      }
      case 'put':
      case 'rekey':
        this.#bulk.push({ number, file, write, reached: 0, written: 0 });
        break;
      case 'open':
      case 'create':
      case 'mark-keyed':
      case 'close':
        this.#answer(number, () => this.#prepare(file, write));
        return;
    }
    this.#schedule();
  }

  /** A turn of the event loop between two transactions lets the requests that arrived meanwhile into the queue. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#writeNext();
      if (this.#interactive.size > 0 || this.#bulk.length > 0) this.#schedule();
    });
  }

  #writeNext(): void {
    if (this.#interactive.size === 0 || this.#rounds >= ROUNDS_BEFORE_BULK) {
      this.#rounds = 0;
      return this.#writeSlice();
    }
    this.#rounds++;
    for (const [file, waiting] of this.#interactive) {
      const group = waiting.splice(0, GROUP);
      if (waiting.length === 0) this.#interactive.delete(file);
      try {
        this.#reply(this.#file(file).commit(group));
      } catch (error) {
        this.#reply(group.map(({ number }) => ({ number, error: error as Error })));
      }
    }
  }

  #writeSlice(): void {
    const job = this.#bulk.shift();
    if (!job) return;
    try {
      const { reached, written } = this.#file(job.file).slice(job.write, job.reached);
      job.reached = reached;
      job.written += written;
      if (reached < job.write.documents.length) this.#bulk.push(job);
      else this.#reply([{ number: job.number, result: job.written }]);
    } catch (error) {
      this.#reply([{ number: job.number, error: error as Error }]);
    }
  }

  #prepare(file: string, write: Preparation): string | undefined {
    if (write.kind === 'open') this.#files.set(file, new FileWriter(file));
    else if (write.kind === 'create') return this.#file(file).create(write.table);
    else if (write.kind === 'mark-keyed') this.#file(file).markKeyed(write.table, write.fingerprint);
    else {
      this.#file(file).close();
      this.#files.delete(file);
    }
    return undefined;
  }

  #answer(number: number, work: () => unknown): void {
    try {
      this.#reply([{ number, result: work() }]);
    } catch (error) {
      this.#reply([{ number, error: error as Error }]);
    }
  }

  #file(file: string): FileWriter {
    const writer = this.#files.get(file);
    if (!writer) throw new Error(`${file} is not open`);
    return writer;
  }
}
