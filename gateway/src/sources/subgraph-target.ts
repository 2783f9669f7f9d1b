import type { Config, Keys, Log, Subgraph } from '@onebasket/runtime';
import type { ExecutionResult, OperationTypeNode } from 'graphql';
import type { GraphRequest } from '../graph-request.ts';

/** Where a subgraph is: in this process, or behind HTTP with the static secret that it asks for. */
export type SubgraphTarget =
  { readonly kind: 'local'; readonly subgraph: Subgraph } | { readonly kind: 'remote'; readonly url: string; readonly secret: string };

/** One sub-request, as the plan words it. */
export interface SubRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

/** Sends a prepared sub-request, as `execute` would. */
export type SendPrepared = (variables: Readonly<Record<string, unknown>>, request: GraphRequest) => Promise<ExecutionResult>;

/** One subgraph as the gateway sees it, over either transport. Trouble becomes an error with a code in the result; nothing is thrown. */
export interface SubgraphSource {
  execute(sub: SubRequest, request: GraphRequest): Promise<ExecutionResult>;
  /** What of a sub-request is the same for every request (parsing, compiling, writing it as JSON) is done here, once. */
  prepare(sub: Omit<SubRequest, 'variables'>, operationType: OperationTypeNode): SendPrepared;
  subscribe(sub: SubRequest, request: GraphRequest): Promise<ExecutionResult | AsyncIterable<ExecutionResult>>;
  /** Finishes with its connections. */
  close(): Promise<void>;
}

export interface SourceDeps {
  readonly config: Config;
  readonly keys: Keys;
  readonly log: Log;
}
