import { Queue, Worker, type ConnectionOptions } from 'bullmq';
import type { Clock } from '@onebasket/core';
import type { Log } from '../log/log.ts';
import type { WakeQueue, Wakes } from './port.ts';

/** Aggregates that one process lets itself be woken for at a time. */
const AT_ONCE = 32;
const LONGEST_RECONNECT_MS = 3_000;

/**
 * Wake-ups through BullMQ. A job is a reference (`{ id }`) and nothing else; the same reference for the same instant is one job. While Redis is
 * away, wake-ups are lost and the sweeps carry on; when it is back, empty or not, the next ones are told again.
 */
export function bullWakes(url: string, clock: Clock, log: Log): Wakes {
  const closing: (() => Promise<unknown>)[] = [];
  return {
    queue(name) {
      const opened = openQueue(url, name, clock, log);
      closing.push(() => opened.close());
      return opened;
    },
    async close() {
      await Promise.allSettled(closing.map(close => close()));
    },
  };
}

function openQueue(url: string, name: string, clock: Clock, log: Log): WakeQueue & { close(): Promise<void> } {
  // BullMQ allows no colon in names.
  const key = `onebasket-wake-${name}`;
  const quiet = quietly(log, name);
  // What cannot be told before the next try to connect is not worth keeping: the sweep is as good by then.
  const queue = new Queue<{ id: string }>(key, {
    connection: connectionTo(url, { maxRetriesPerRequest: 1 }),
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  queue.on('error', quiet);
  const workers = new Set<Worker<{ id: string }>>();
  const stop = async (worker: Worker<{ id: string }>) => {
    workers.delete(worker);
    // Without Redis there is nobody to say goodbye to, and BullMQ would wait until there is.
    const { status } = await worker.client;
    await worker.close(status !== 'ready');
  };
  return {
    poke(id, at) {
      const due = Date.parse(at);
      const delay = Math.max(0, due - clock.now().getTime());
      queue.add('wake', { id }, { jobId: `${encodeURIComponent(id)}@${due}`, delay }).catch(quiet);
    },
    work(drive) {
      const worker = new Worker<{ id: string }>(key, job => drive(job.data.id), {
        connection: connectionTo(url, { maxRetriesPerRequest: null }),
        concurrency: AT_ONCE,
      });
      worker.on('error', quiet);
      workers.add(worker);
      return () => stop(worker);
    },
    async close() {
      await Promise.allSettled([...workers].map(worker => stop(worker)));
      await queue.close();
    },
  };
}

/** Tells once that wake-ups are lost, not once for each. */
function quietly(log: Log, name: string): (error: unknown) => void {
  let last = '';
  return error => {
    const text = String(error);
    if (text === last) return;
    last = text;
    log.warn('wake-ups are lost; the sweeps carry on', { queue: name, error: text });
  };
}

function connectionTo(url: string, more: Partial<ConnectionOptions>): ConnectionOptions {
  return {
    url,
    retryStrategy: (times: number) => Math.min(100 * 2 ** Math.min(times, 10), LONGEST_RECONNECT_MS),
    ...more,
  };
}
