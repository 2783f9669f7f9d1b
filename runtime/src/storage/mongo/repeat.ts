import { setTimeout } from 'node:timers/promises';

const ATTEMPTS = 4;

/**
 * Runs `work` again when the connection broke under it, so that its outcome is unknown. Only for work that may happen twice or that
 * recognises what it already did; `attempt` counts from 0.
 */
export async function repeat<R>(work: (attempt: number) => Promise<R>): Promise<R> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt + 1 >= ATTEMPTS || !brokeOnTheWay(error)) throw error;
      await setTimeout(Math.random() * 100 * 2 ** attempt);
    }
  }
}

function brokeOnTheWay(error: unknown): boolean {
  const { name } = error as Error;
  return (
    name === 'MongoNetworkError' ||
    name === 'MongoNetworkTimeoutError' ||
    name === 'MongoPoolClearedError' ||
    hasLabel(error, 'RetryableWriteError')
  );
}

function hasLabel(error: unknown, label: string): boolean {
  return (
    error instanceof Error && 'hasErrorLabel' in error && typeof error.hasErrorLabel === 'function' && error.hasErrorLabel(label) === true
  );
}

/** Whether an insert or upsert met a document of the same id. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}
