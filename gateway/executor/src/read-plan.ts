import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, Kind, parse, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { NotCovered, type FetchStep, type Required, type Step } from './program.ts';

/** A query plan as steps. Throws `NotCovered` for what only Apollo's executor (or nobody) runs. */
export function readPlan(plan: QueryPlan, defaults: ReadonlyMap<string, unknown>, supergraphSchema: GraphQLSchema): Step | undefined {
  const { node } = plan;
  if (!node) return undefined;
  if (node.kind === 'Subscription') throw new NotCovered('subscription');
  const fetches: { readonly path: readonly string[] }[] = [];
  collectPaths(node, [], fetches);

  const read = (of: PlanNode, path: readonly string[]): Step => {
    switch (of.kind) {
      case 'Sequence':
        return { kind: 'sequence', steps: of.nodes.map(one => read(one, path)) };
      case 'Parallel':
        return { kind: 'parallel', steps: of.nodes.map(one => read(one, path)) };
      case 'Flatten':
        return read(of.node, [...path, ...namesOf(of.path)]);
      case 'Condition': {
        const ifDefault = defaults.get(of.condition);
        return {
          kind: 'condition',
          variable: of.condition,
          ifDefault: typeof ifDefault === 'boolean' ? ifDefault : undefined,
          ifTrue: of.ifClause && read(of.ifClause, path),
          ifFalse: of.elseClause && read(of.elseClause, path),
        };
      }
      case 'Fetch':
        return readFetch(of, path, supergraphSchema, fetches);
      case 'Defer':
        throw new NotCovered('defer');
    }
  };
  return read(node, []);
}

function collectPaths(node: PlanNode, path: readonly string[], fetches: { readonly path: readonly string[] }[]): void {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      for (const one of node.nodes) collectPaths(one, path, fetches);
      return;
    case 'Flatten':
      return collectPaths(node.node, [...path, ...namesOf(node.path)], fetches);
    case 'Condition':
      for (const one of [node.ifClause, node.elseClause]) if (one) collectPaths(one, path, fetches);
      return;
    case 'Fetch':
      fetches.push({ path });
      return;
    case 'Defer':
      throw new NotCovered('defer');
  }
}

function readFetch(
  node: FetchNode,
  path: readonly string[],
  schema: GraphQLSchema,
  fetches: readonly { readonly path: readonly string[] }[],
): FetchStep {
  if (node.contextRewrites?.length) throw new NotCovered('context rewrites');
  const variables = node.variableUsages ?? [];
  if (variables.includes('representations')) throw new NotCovered('a variable named "representations"');
  const { inputRewrites = [], outputRewrites = [] } = node;
  const document = node.operationDocumentNode ?? parse(node.operation, { noLocation: true });
  // The name tells the fetch's place in the plan: without it, the same question at two places reads the same.
  const unnamed = node.operationName ? node.operation.replace(node.operationName, '') : node.operation;
  return {
    kind: 'fetch',
    service: node.serviceName,
    query: node.operation,
    operationName: node.operationName,
    document: node.operationDocumentNode,
    variables,
    path,
    required: node.requires && readRequired(node.requires, schema),
    inputRewrites,
    outputRewrites,
    entityKey: JSON.stringify([node.serviceName, unnamed, node.requires, inputRewrites, outputRewrites]),
    hasOnlyLeaves: selectsOnlyLeaves(document.definitions.map(one => ('selectionSet' in one ? one.selectionSet : undefined))),
    isAlone: fetches.filter(other => path.every((step, index) => other.path[index] === step)).length === 1,
  };
}

/** Whether an entity fetched by this operation (`_entities` and what stands below it) has no objects inside. */
function selectsOnlyLeaves(operations: readonly (SelectionSetNode | undefined)[]): boolean {
  const hasObjects = (set: SelectionSetNode | undefined, depth: number): boolean =>
    (set?.selections ?? []).some(one => {
      if (one.kind === Kind.FRAGMENT_SPREAD) return true;
      if (one.kind === Kind.INLINE_FRAGMENT) return hasObjects(one.selectionSet, depth);
      return one.selectionSet !== undefined && (depth > 0 || hasObjects(one.selectionSet, depth + 1));
    });
  return operations.every(set => !hasObjects(set, 0));
}

function namesOf(path: readonly (string | number)[]): readonly string[] {
  return path.map(step => {
    if (typeof step === 'number') throw new NotCovered('a position in a path');
    return step;
  });
}

function readRequired(selections: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): readonly Required[] {
  return selections.flatMap((selection): Required[] => {
    if (selection.kind === 'Field') {
      const of = selection.selections && readRequired(selection.selections, schema);
      return [{ kind: 'field', name: selection.alias ?? selection.name, of }];
    }
    // As Apollo's executor does: a condition on nothing selects nothing.
    if (!selection.typeCondition) return [];
    return [{ kind: 'when', typenames: typenamesOf(selection.typeCondition, schema), of: readRequired(selection.selections, schema) }];
  });
}

/** The type's own name and, for an interface or union, those of everything that is one. */
function typenamesOf(condition: string, schema: GraphQLSchema): ReadonlySet<string> {
  const type = schema.getType(condition);
  if (!isAbstractType(type)) return new Set([condition]);
  const members = Object.values(schema.getTypeMap()).filter(
    one => (isObjectType(one) || isInterfaceType(one)) && schema.isSubType(type, one),
  );
  return new Set([condition, ...members.map(one => one.name)]);
}
