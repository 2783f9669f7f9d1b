import type { Log } from '@onebasket/runtime';
import { getVariableValues, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { Answer, GraphRequest } from '../graph-request.ts';
import type { PluginChain } from '../plugin-chain.ts';
import { refuse } from '../refusals.ts';
import type { SubgraphSource } from '../sources/subgraph-target.ts';
import { untilAborted } from '../sources/until-aborted.ts';
import { asError } from './apollo-host.ts';
import { PlannedGraph, type PlannedSubscription } from './planned-graph.ts';
import { ValidatedDocuments } from './validated-documents.ts';

/** Runs subscriptions: an answer that refuses, or the events. */
export interface SubscriptionHost {
  subscribe(request: GraphRequest): Promise<Answer | AsyncGenerator<Answer>>;
}

export interface SubscriptionHostOptions {
  readonly supergraphSdl: string;
  readonly sources: ReadonlyMap<string, SubgraphSource>;
  readonly plugins: PluginChain;
  readonly introspection: boolean;
  readonly log: Log;
}

/**
 * Federated subscriptions on the planner's own Subscription plan, which ApolloGateway's executor does not run: `primary` is subscribed to
 * at the subgraph that owns the field; each event takes the place of primary's answer, and the rest of the plan joins the other subgraphs.
 */
export function subscriptionHost({ supergraphSdl, sources, plugins, introspection, log }: SubscriptionHostOptions): SubscriptionHost {
  let opened: { readonly graph: PlannedGraph; readonly documents: ValidatedDocuments } | undefined;
  // At the first subscription: a second planner costs memory and time that a gateway without subscribers need not spend.
  const open = () => {
    const graph = new PlannedGraph(supergraphSdl, sources, log);
    return { graph, documents: new ValidatedDocuments(graph.apiSchema, { hideSuggestions: !introspection }) };
  };

  return {
    async subscribe(request) {
      const refusedWith = (errors: readonly Error[]) => plugins.result({ errors }, request);
      try {
        await plugins.request(request);
        const { graph, documents } = (opened ??= open());
        const document = documents.read(request.query);
        if (!('kind' in document)) return refusedWith(document);
        plugins.compile(document, graph.apiSchema, request);
        const planned = graph.plan(document, request.operationName);
        const misfits = variableErrors(graph.apiSchema, planned, request);
        if (misfits.length > 0) return refusedWith(misfits);
        const events = await subscribePrimary(planned, sources, request);
        if (!(Symbol.asyncIterator in events)) return refusedWith(events.errors ?? []);
        return answersTo(events, graph, planned, plugins, request);
      } catch (thrown) {
        return refusedWith([asError(thrown)]);
      }
    },
  };
}

function variableErrors(schema: GraphQLSchema, { operation }: PlannedSubscription, { variables }: GraphRequest): readonly GraphQLError[] {
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  return (errors ?? []).map(error => refuse('BAD_USER_INPUT', error.message));
}

async function subscribePrimary({ primary }: PlannedSubscription, sources: ReadonlyMap<string, SubgraphSource>, request: GraphRequest) {
  const source = sources.get(primary.serviceName);
  if (!source) throw new Error(`the plan names a subgraph "${primary.serviceName}" that is not configured`);
  const given = request.variables ?? {};
  const variables = Object.fromEntries(
    (primary.variableUsages ?? []).filter(name => Object.hasOwn(given, name)).map(name => [name, given[name]]),
  );
  return source.subscribe({ query: primary.operation, operationName: primary.operationName, variables }, request);
}

async function* answersTo(
  events: AsyncIterable<ExecutionResult>,
  graph: PlannedGraph,
  planned: PlannedSubscription,
  plugins: PluginChain,
  request: GraphRequest,
): AsyncGenerator<Answer> {
  try {
    for await (const event of untilGone(events, request.signal)) {
      // Each event is a question of its own: the loaders of the last one would answer with what was true then.
      request.contexts.clear();
      const answer = event.data ? await graph.join(planned, event, request) : event;
      yield plugins.result(answer, request);
    }
  } catch (thrown) {
    // A subgraph's stream may refuse or fail at any event: the client hears why before the end.
    yield plugins.result({ errors: [asError(thrown)] }, request);
  }
}

/** The events until the caller is gone, even when the subgraph's stream would rather wait for its next one. */
async function* untilGone<Event>(events: AsyncIterable<Event>, signal: AbortSignal): AsyncGenerator<Event> {
  const iterator = events[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilAborted('the subscription', signal, () => iterator.next());
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    // Not awaited: a generator that is waiting settles only after its wait.
    void iterator.return?.(undefined)?.catch(() => undefined);
  }
}
