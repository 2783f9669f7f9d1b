import type { GraphQLError } from 'graphql';
import { refuse } from '../refusals.ts';

/** The result, unless the signal comes first: then the subgraph is told as late, and what it still does is its own affair. */
export async function untilAborted<Result>(name: string, signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
  if (signal.aborted) throw late(name);
  return new Promise<Result>((resolve, reject) => {
    const abort = () => reject(late(name));
    signal.addEventListener('abort', abort, { once: true });
    run()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

/** A subgraph that gave no answer in time. */
export function late(name: string): GraphQLError {
  return refuse('UPSTREAM_TIMEOUT', `${name} gave no answer in time`);
}
