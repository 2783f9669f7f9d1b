import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import type { SubgraphName } from '../subgraph/types.ts';
import { answerOf, deadline, GraphClientError } from './answer.ts';
import type { GraphClient } from './port.ts';

/** Internal operations over HTTP, with the subgraph secret. */
export function remoteGraphClient(urls: Readonly<Record<string, string>>, secret: string): GraphClient {
  return {
    async query<T>(
      name: SubgraphName,
      query: string,
      variables: Readonly<Record<string, unknown>>,
      options: { signal?: AbortSignal; timeoutMs?: number } = {},
    ) {
      const url = urls[name];
      if (!url) throw new GraphClientError(name, 'unavailable', 'has no address in subgraphs.urls');
      const signal = deadline(options);
      try {
        const response = await request(url, {
          method: 'POST',
          signal,
          headers: {
            'content-type': 'application/json',
            'x-onebasket-subgraph': secret,
            'x-onebasket-service': '1',
            'x-trace-id': randomUUID(),
          },
          body: JSON.stringify({ query, variables }),
        });
        const answer = (await response.body.json()) as Parameters<typeof answerOf>[1];
        if (response.statusCode !== 200) throw new GraphClientError(name, 'unavailable', `answered ${response.statusCode}`);
        return answerOf<T>(name, answer);
      } catch (error) {
        if (error instanceof GraphClientError) throw error;
        if (signal.aborted) throw new GraphClientError(name, 'timeout', 'gave no answer in time');
        throw new GraphClientError(name, 'unavailable', 'cannot be reached');
      }
    },
  };
}
