import type { ApolloGateway } from '@apollo/gateway';
import type {
  GatewayApolloConfig,
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import { dataSourceOf, plannerOf, rememberPlans, shapeAsApollo, type Planner } from './apollo-internals.ts';
import type { BackEnd } from './back-end.ts';
import { closures } from './closures.ts';
import { CompiledOperation, type Graph } from './compiled-operation.ts';
import { generated, mayGenerate } from './generated.ts';
import { LeastRecentlyUsed } from './least-recently-used.ts';
import { NotCovered } from './program.ts';
import type { RequestContext } from './subgraph-source.ts';

export interface CompiledGatewayOptions {
  /** The real one: it loads and watches the supergraph, plans, and runs what is not covered. */
  readonly gateway: ApolloGateway;
  /** Another planner than ApolloGateway's own, made anew for each supergraph. */
  readonly planner?: (gateway: ApolloGateway) => Planner;
  /** Operations kept compiled; the least recently used one is forgotten beyond. 250 when left out: a large one takes some 0.4 MB. */
  readonly keep?: number;
  /** Compile an operation the first time it is seen, instead of the second. */
  readonly eager?: boolean;
  /** Which back end. When left out: generated code where the runtime allows it, else closures. */
  readonly backEnd?: 'generated' | 'closures';
}

/** How operations were answered since the start. */
export interface ExecutorCounts {
  readonly compiled: number;
  /** By Apollo's executor, as the operation had not been seen before. */
  readonly firstSight: number;
  /** By Apollo's executor, by what is not covered. */
  readonly notCovered: Readonly<Record<string, number>>;
  /** Operations that are held compiled now. */
  readonly held: number;
}

/** What is known of an operation: seen once, compiled, or why it never will be. */
type Known = 'seen' | CompiledOperation | NotCovered;

/**
 * Apollo's gateway with an executor that compiles each operation once. Give it to ApolloServer in the place of the ApolloGateway that it holds.
 *
 * @example
 * const gateway = new CompiledGateway({ gateway: new ApolloGateway({ supergraphSdl }) });
 * const server = new ApolloServer({ gateway });
 */
export class CompiledGateway implements GatewayInterface {
  private readonly options: CompiledGatewayOptions;
  private readonly backEnd: BackEnd;
  private readonly known: LeastRecentlyUsed<string | object, Map<string, Known>>;
  private readonly notCovered = new Map<string, number>();
  private apollo: GatewayExecutor | undefined;
  private graph: Graph | undefined;
  private apiSchema: Graph['apiSchema'] | undefined;
  private compiled = 0;
  private firstSight = 0;

  constructor(options: CompiledGatewayOptions) {
    this.options = options;
    const name = options.backEnd ?? (mayGenerate() ? 'generated' : 'closures');
    this.backEnd = name === 'generated' ? generated : closures;
    this.known = new LeastRecentlyUsed(options.keep ?? 250);
    if (!options.planner && !options.eager) rememberPlans(options.gateway);
    options.gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
      this.apiSchema = apiSchema;
      this.graph = undefined;
      this.known.clear();
    });
  }

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    return this.options.gateway.onSchemaLoadOrUpdate(callback);
  }

  async load(options?: { apollo: GatewayApolloConfig }): Promise<GatewayLoadResult> {
    this.apollo = (await this.options.gateway.load(options)).executor;
    return { executor: request => this.execute(request) };
  }

  stop(): Promise<void> {
    return this.options.gateway.stop();
  }

  counts(): ExecutorCounts {
    const { compiled, firstSight, notCovered } = this;
    let held = 0;
    for (const byName of this.known.values()) for (const known of byName.values()) if (known instanceof CompiledOperation) held++;
    return { compiled, firstSight, notCovered: Object.fromEntries(notCovered), held };
  }

  /** As Apollo's executor answers it; may answer at once. */
  async execute(request: RequestContext): Promise<GatewayExecutionResult> {
    const known = this.look(request);
    if (known === 'seen') {
      this.firstSight++;
      return this.byApollo(request);
    }
    try {
      if (known instanceof NotCovered) throw known;
      const answer = known.run(request);
      this.compiled++;
      return await answer;
    } catch (thrown) {
      // Nothing has been sent by then.
      if (!(thrown instanceof NotCovered)) throw thrown;
      this.notCovered.set(thrown.reason, (this.notCovered.get(thrown.reason) ?? 0) + 1);
      return this.byApollo(request);
    }
  }

  private byApollo(request: RequestContext): Promise<GatewayExecutionResult> {
    if (!this.apollo) throw new Error('the gateway has not been loaded');
    return this.apollo(request);
  }

  private look(request: RequestContext): Known {
    if (request.metrics?.captureTraces) return new NotCovered('traces for usage reporting');
    if (request.request.http?.headers.get('apollo-query-plan-experimental')) return new NotCovered('a request for the query plan');
    const key = request.queryHash || request.document;
    const name = request.request.operationName ?? '';
    let byName = this.known.get(key);
    if (!byName) this.known.set(key, (byName = new Map()));
    let known = byName.get(name);
    if (known === undefined && !this.options.eager) known = 'seen';
    else if (known === undefined || known === 'seen') known = this.compile(request);
    else return known;
    byName.set(name, known);
    // At its first sight an operation is told as seen, whatever is known of it from now on.
    return known;
  }

  private compile(request: RequestContext): Known {
    try {
      return new CompiledOperation(request, this.currentGraph(), this.backEnd);
    } catch (thrown) {
      return thrown instanceof NotCovered ? thrown : new NotCovered('the planner refuses it');
    }
  }

  private currentGraph(): Graph {
    const { gateway, planner = plannerOf } = this.options;
    const apiSchema = this.apiSchema;
    if (!apiSchema) throw new Error('the gateway has not been loaded');
    return (this.graph ??= {
      apiSchema,
      planner: planner(gateway),
      source: service => dataSourceOf(gateway, service),
      shapeAsApollo: ({ document, request: { operationName, variables } }, fetched) =>
        shapeAsApollo(gateway, document, operationName, fetched, variables),
    });
  }
}
