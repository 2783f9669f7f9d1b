import { Worker } from 'node:worker_threads';
import { StorageClosed } from '../errors.ts';
import type { Write, WriteReply, WriteRequest } from './messages.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** The calling side of the writer: one thread for all files, started with the first write. */
export class WriterThread {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #ended: Error | undefined;
  #number = 0;

  /** Resolves after the write is committed (and, for durable collections, on disk). */
  send<R>(file: string, write: Write): Promise<R> {
    if (this.#ended) return Promise.reject(this.#ended);
    const worker = (this.#worker ??= this.#start());
    const request: WriteRequest = { number: ++this.#number, file, write };
    return new Promise<R>((resolve, reject) => {
      // An idle writer does not keep the process alive; one that owes an answer does.
      if (this.#waiting.size === 0) worker.ref();
      this.#waiting.set(request.number, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.#end(new StorageClosed('the storage is closed'));
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./writer.ts', import.meta.url), { name: 'storage-writer', execArgv: [] });
    worker.on('message', (replies: readonly WriteReply[]) => {
      for (const reply of replies) {
        const waiting = this.#waiting.get(reply.number);
        this.#waiting.delete(reply.number);
        if ('error' in reply) waiting?.reject(reply.error);
        else waiting?.resolve(reply.result);
      }
      if (this.#waiting.size === 0) worker.unref();
    });
    worker.on('error', cause => this.#end(new StorageClosed('the storage writer ended', { cause })));
    worker.on('exit', () => this.#end(new StorageClosed('the storage writer ended')));
    return worker;
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const waiting of this.#waiting.values()) waiting.reject(reason);
    this.#waiting.clear();
  }
}
