import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphName } from '../subgraph/types.ts';

/** An internal operation came to nothing. `refused`: the owner answered errors; the others may be tried again. */
export class GraphClientError extends Error {
  readonly subgraph: SubgraphName;
  readonly reason: 'unavailable' | 'timeout' | 'refused' | 'invalid';

  constructor(subgraph: SubgraphName, reason: 'unavailable' | 'timeout' | 'refused' | 'invalid', message: string) {
    super(`${subgraph} ${message}`);
    this.name = 'GraphClientError';
    this.subgraph = subgraph;
    this.reason = reason;
  }
}

const DEFAULT_TIMEOUT_MS = 5_000;

/** Aborts at the caller's signal or after the time-out (default 5 s), whichever is first. */
export function deadline(options: { readonly signal?: AbortSignal; readonly timeoutMs?: number }): AbortSignal {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  return options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
}

export function answerOf<T>(
  subgraph: SubgraphName,
  result: { readonly data?: unknown; readonly errors?: readonly (GraphQLFormattedError | { readonly message: string })[] },
): T {
  if (result.errors?.length) throw new GraphClientError(subgraph, 'refused', result.errors.map(error => error.message).join('; '));
  return result.data as T;
}
