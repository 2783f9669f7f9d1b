import { randomUUID } from 'node:crypto';
import { execute } from 'graphql';
import { PreparedOperations, serviceContext, type Subgraph, type SubgraphName } from '../subgraph/index.ts';
import { answerOf, deadline, GraphClientError } from './answer.ts';
import type { GraphClient } from './port.ts';

/** Internal operations in process. The map is filled while the subgraphs are made; one that is not there yet is `unavailable`. */
export function localGraphClient(subgraphs: ReadonlyMap<SubgraphName, Subgraph>): GraphClient {
  const prepared = new Map<SubgraphName, PreparedOperations>();
  return {
    async query<T>(
      name: SubgraphName,
      text: string,
      variables: Readonly<Record<string, unknown>>,
      options: { signal?: AbortSignal; timeoutMs?: number } = {},
    ) {
      const subgraph = subgraphs.get(name);
      if (!subgraph) throw new GraphClientError(name, 'unavailable', 'is not running');
      const operations = prepared.get(name) ?? new PreparedOperations(subgraph.schema);
      prepared.set(name, operations);
      const document = operations.prepare(text);
      if (!('kind' in document)) throw new GraphClientError(name, 'invalid', document.map(error => error.message).join('; '));
      const signal = deadline(options);
      const answer = Promise.resolve(
        execute({
          schema: subgraph.schema,
          document,
          variableValues: variables,
          contextValue: serviceContext(subgraph, signal, randomUUID()),
        }),
      );
      return answerOf<T>(name, await Promise.race([answer, rejectOnAbort(name, signal)]));
    },
  };
}

function rejectOnAbort(name: SubgraphName, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new GraphClientError(name, 'timeout', 'gave no answer in time'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
