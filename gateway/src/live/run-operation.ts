import { getOperationAST, parse, OperationTypeNode } from 'graphql';
import type { Answer, GraphRequest } from '../graph-request.ts';
import type { OperationHost } from '../hosts/apollo-host.ts';
import type { SubscriptionHost } from '../hosts/subscription-host.ts';

/** Runs an operation of any kind for a transport that can carry a stream. */
export type RunOperation = (request: GraphRequest) => Promise<Answer | AsyncGenerator<Answer>>;

/** Subscriptions go to the subscription host, everything else (and what cannot be told) to the host of queries and mutations. */
export function runOperation(queries: OperationHost, subscriptions: SubscriptionHost): RunOperation {
  return async request =>
    isSubscription(request) ? subscriptions.subscribe(request) : ((await queries.execute(request)) as unknown as Answer);
}

/** Documents without the word are not parsed here: they cannot be subscriptions. */
function isSubscription({ query, operationName }: GraphRequest): boolean {
  if (!query.includes('subscription')) return false;
  try {
    return getOperationAST(parse(query, { maxTokens: 20_000 }), operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}
