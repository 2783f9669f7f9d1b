import { type GraphQLDataSource } from '@apollo/gateway';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Planner } from './apollo-internals.ts';
import { Doubts, Unshapable, type BackEnd, type Shaper } from './back-end.ts';
import { fetchEntities, fetchRoot, Run, type Execute } from './fetch.ts';
import { NotCovered, type Entity, type FetchStep, type Program, type Step } from './program.ts';
import { defaultValues, readConditions, readShape, type Fragments } from './read-shape.ts';
import { readPlan } from './read-plan.ts';
import { anyRepresentation, flatRequirement } from './representation.ts';
import { prepareSend, type RequestContext } from './subgraph-source.ts';

/** Combinations of @skip and @include that one operation may have shapes for. */
const MOST_SHAPES = 64;

/** What an operation is compiled against: gone with the supergraph. */
export interface Graph {
  readonly apiSchema: GraphQLSchema;
  readonly planner: Planner;
  source(service: string): GraphQLDataSource | undefined;
  /** Apollo's words for values that do not fit, or its own answer where the shaper refuses. */
  shapeAsApollo(request: RequestContext, fetched: Entity): { readonly data?: Entity | null; readonly errors: readonly GraphQLError[] };
}

/** Reads an operation and its plan into the intermediate form. Throws `NotCovered`. */
export function readProgram(request: RequestContext, { apiSchema, planner }: Graph): Program {
  const { document, operation } = request;
  const fragments: Fragments = new Map(
    document.definitions.flatMap(one => (one.kind === 'FragmentDefinition' ? [[one.name.value, one] as const] : [])),
  );
  const plan = planner.plan(document, request.request.operationName);
  return {
    operationType: operation.operation,
    steps: readPlan(plan, defaultValues(operation), planner.supergraphSchema),
    conditions: readConditions(operation, fragments),
    shape: conditions => readShape(apiSchema, operation, fragments, conditions),
  };
}

/** One operation, ready to run. Throws `NotCovered` when made, or at a request whose variables it does not cover. */
export class CompiledOperation {
  private readonly program: Program;
  private readonly backEnd: BackEnd;
  private readonly graph: Graph;
  private readonly operation: OperationDefinitionNode;
  private readonly execute: Execute;
  private readonly shapers = new Map<string, Shaper>();

  constructor(request: RequestContext, graph: Graph, backEnd: BackEnd) {
    this.program = readProgram(request, graph);
    this.operation = request.operation;
    this.graph = graph;
    this.backEnd = backEnd;
    const steps = fetchesOf(this.program.steps);
    this.execute = this.program.steps ? this.compileStep(this.program.steps, steps) : () => undefined;
    // What no condition can make covered shows now rather than at the first request.
    if (this.program.conditions.size === 0) this.shaper(request.request.variables);
  }

  run(request: RequestContext): Promise<GatewayExecutionResult> | GatewayExecutionResult {
    const definitions = this.operation.variableDefinitions;
    if (definitions && definitions.length > 0) {
      const { errors } = getVariableValues(this.graph.apiSchema, definitions, request.request.variables ?? {});
      if (errors) return { errors };
    }
    const shaper = this.shaper(request.request.variables);
    const run = new Run(request);
    const done = this.execute(run);
    return done ? done.then(() => this.answer(run, shaper)) : this.answer(run, shaper);
  }

  private answer({ fetched, errors, request }: Run, shaper: Shaper): GatewayExecutionResult {
    const doubts = new Doubts();
    let data: Entity | null = null;
    try {
      data = shaper(fetched, doubts);
    } catch (refused) {
      if (!(refused instanceof Unshapable)) throw refused;
      return this.answerAsApollo({ fetched, errors, request } as Run);
    }
    if (errors.length > 0) return { errors: errors as GraphQLError[], data };
    return doubts.misfits ? this.answerAsApollo({ fetched, errors, request } as Run) : { data };
  }

  private answerAsApollo({ fetched, errors, request }: Run): GatewayExecutionResult {
    try {
      const shaped = this.graph.shapeAsApollo(request, fetched);
      const data = shaped.data ?? null;
      if (errors.length > 0) return { errors: errors as GraphQLError[], data };
      return shaped.errors.length > 0 ? { extensions: { valueCompletion: shaped.errors }, data } : { data };
    } catch (thrown) {
      if (thrown instanceof GraphQLError) return { errors: [thrown] };
      return {
        errors: [thrown instanceof Error ? new GraphQLError(thrown.message, { originalError: thrown }) : new GraphQLError(String(thrown))],
      };
    }
  }

  private shaper(variables: Readonly<Record<string, unknown>> | undefined): Shaper {
    const values = new Map<string, boolean>();
    let key = '';
    for (const [name, ifDefault] of this.program.conditions) {
      const value = variables && Object.hasOwn(variables, name) ? variables[name] : ifDefault;
      if (typeof value !== 'boolean') throw new NotCovered('a condition that is neither true nor false');
      values.set(name, value);
      key += value ? 1 : 0;
    }
    let shaper = this.shapers.get(key);
    if (!shaper) {
      if (this.shapers.size >= MOST_SHAPES) throw new NotCovered('too many combinations of conditions');
      this.shapers.set(key, (shaper = this.backEnd.shaper(this.program.shape(values))));
    }
    return shaper;
  }

  private compileStep(step: Step, fetches: readonly FetchStep[]): Execute {
    switch (step.kind) {
      case 'fetch':
        return this.compileFetch(step, fetches);
      case 'sequence':
        return inSequence(step.steps.map(one => this.compileStep(one, fetches)));
      case 'parallel':
        return inParallel(step.steps.map(one => this.compileStep(one, fetches)));
      case 'condition': {
        const [ifTrue, ifFalse] = [step.ifTrue, step.ifFalse].map(branch => branch && this.compileStep(branch, fetches));
        return run => {
          const given = run.request.request.variables?.[step.variable] as boolean | undefined;
          return ((given === undefined ? step.ifDefault : given) ? ifTrue : ifFalse)?.(run);
        };
      }
    }
  }

  private compileFetch(step: FetchStep, fetches: readonly FetchStep[]): Execute {
    const source = this.graph.source(step.service);
    if (!source) throw new NotCovered('an unknown subgraph');
    const { operationType } = this.program;
    const schema = this.graph.planner.supergraphSchema;
    const parts = { walk: this.backEnd.walk(step.path), send: prepareSend(source, { ...step, operationType }), schema };
    if (!step.required) return fetchRoot(step, parts);
    const flat = flatRequirement(step);
    return fetchEntities(step, {
      ...parts,
      reader: flat ? this.backEnd.representation(flat) : anyRepresentation(step, schema),
      isShared: operationType === OperationTypeNode.QUERY,
      copies: copiesOf(step, fetches),
    });
  }
}

/** Two places of an answer may hold the same object only when nothing is written into it afterwards. */
function copiesOf(step: FetchStep, fetches: readonly FetchStep[]): 'none' | 'repeated' | 'all' {
  if (step.hasOnlyLeaves) return 'none';
  if (fetches.some(other => other !== step && other.entityKey === step.entityKey)) return 'all';
  return step.isAlone ? 'none' : 'repeated';
}

function fetchesOf(step: Step | undefined): readonly FetchStep[] {
  if (!step) return [];
  switch (step.kind) {
    case 'fetch':
      return [step];
    case 'condition':
      return [...fetchesOf(step.ifTrue), ...fetchesOf(step.ifFalse)];
    default:
      return step.steps.flatMap(fetchesOf);
  }
}

function inSequence(steps: readonly Execute[]): Execute {
  const from = (run: Run, first: number): Promise<void> | void => {
    for (let index = first; index < steps.length; index++) {
      const done = steps[index]?.(run);
      if (done) return done.then(() => from(run, index + 1));
    }
  };
  return run => from(run, 0);
}

function inParallel(steps: readonly Execute[]): Execute {
  return run => {
    const waiting: Promise<void>[] = [];
    for (const step of steps) {
      const done = step(run);
      if (done) waiting.push(done);
    }
    if (waiting.length > 0) return Promise.all(waiting).then(() => undefined);
  };
}
