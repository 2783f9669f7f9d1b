import type { SubgraphName } from '../subgraph/types.ts';

/**
 * Internal operations between subgraphs, over the gateway's two transports (in process, or HTTP with the subgraph secret).
 * The caller is the service viewer. Throws `GraphClientError` when the owner is down, answers errors, or the deadline passes.
 */
export interface GraphClient {
  query<T>(
    subgraph: SubgraphName,
    document: string,
    variables: Readonly<Record<string, unknown>>,
    options?: { readonly signal?: AbortSignal; readonly timeoutMs?: number },
  ): Promise<T>;
}
