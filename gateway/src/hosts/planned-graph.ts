import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { executeQueryPlan, type ServiceMap } from '@apollo/gateway/dist/executeQueryPlan.js';
import { QueryPlanner, type FetchNode, type PlanNode } from '@apollo/query-planner';
import type { Log } from '@onebasket/runtime';
import { markOneOf } from '@onebasket/schema';
import {
  getOperationAST,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Answer, GraphRequest } from '../graph-request.ts';
import { refuse } from '../refusals.ts';
import type { SubgraphSource } from '../sources/subgraph-target.ts';
import { apolloLogger, dataSourceOf } from './federation.ts';

/** A subscription as the planner sees it: what to subscribe to, and what to fetch for each event. */
export interface PlannedSubscription {
  readonly primary: FetchNode;
  readonly rest: PlanNode | undefined;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** The supergraph with a planner of its own (ApolloGateway keeps its planner to itself), for the plans that ApolloGateway does not run. */
export class PlannedGraph {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  private readonly supergraph: Supergraph;
  private readonly planner: QueryPlanner;
  private readonly supergraphSchema: GraphQLSchema;
  private readonly sources: ReadonlyMap<string, SubgraphSource>;
  private readonly logger: ReturnType<typeof apolloLogger>;
  private readonly plans = new WeakMap<OperationDefinitionNode, PlannedSubscription>();

  constructor(supergraphSdl: string, sources: ReadonlyMap<string, SubgraphSource>, log: Log) {
    this.supergraph = Supergraph.build(supergraphSdl);
    this.planner = new QueryPlanner(this.supergraph);
    this.supergraphSchema = this.supergraph.schema.toGraphQLJSSchema();
    this.apiSchema = this.supergraph.apiSchema().toGraphQLJSSchema();
    markOneOf(this.apiSchema);
    this.sources = sources;
    this.logger = apolloLogger(log);
  }

  /** The plan of a validated document, made once. Throws a GraphQLError when it holds no such operation, or none that can be subscribed to. */
  plan(document: DocumentNode, operationName: string | undefined): PlannedSubscription {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw refuse('OPERATION_RESOLUTION_FAILURE', 'operationName must name one operation of the document');
    const known = this.plans.get(operation);
    if (known) return known;
    const name = operation.name ? { operationName: operation.name.value } : {};
    const { node } = this.planner.buildQueryPlan(operationFromDocument(this.supergraph.apiSchema(), document, name));
    if (node?.kind !== 'Subscription') throw refuse('BAD_REQUEST', 'This operation subscribes to no field');
    const fragments = document.definitions.flatMap(one => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : []));
    const planned = { primary: node.primary, rest: node.rest, operation, fragments: Object.fromEntries(fragments) };
    this.plans.set(operation, planned);
    return planned;
  }

  /** The answer to one event, whose data stands in for what `primary` would have fetched. */
  join({ primary, rest, operation, fragments }: PlannedSubscription, event: ExecutionResult, request: GraphRequest): Promise<Answer> {
    const services: ServiceMap = {};
    for (const [name, source] of this.sources) {
      const fetches = dataSourceOf(source);
      // The owner may be asked again by the rest of the plan; only the primary operation is answered by the event.
      const isPrimary = (query: string | undefined) => name === primary.serviceName && query === primary.operation;
      services[name] = { process: async options => (isPrimary(options.request.query) ? (event as never) : fetches.process(options)) };
    }
    const node = { kind: 'Sequence' as const, nodes: [primary, ...(rest ? [rest] : [])] };
    const requestContext = { request: { variables: request.variables }, context: { request }, metrics: {}, logger: this.logger };
    const operationContext = { schema: this.apiSchema, operation, fragments };
    return executeQueryPlan(
      { kind: 'QueryPlan', node },
      services,
      requestContext as never,
      operationContext,
      this.supergraphSchema,
      this.supergraph.apiSchema(),
    );
  }
}
