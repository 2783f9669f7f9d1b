import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  typeFromAST,
  type FieldNode,
  type GraphQLNamedType,
  type SelectionSetNode,
  OperationTypeNode,
} from 'graphql';
import type { CompiledOperation, GatewayPlugin } from '../plugin.ts';
import { limitExceeded } from '../refusals.ts';
import type { ListSize, SupergraphFacts } from '../supergraph-facts.ts';

/** Items of a list about whose length nothing is known. */
const USUAL_ITEMS = 5;
/** A field that changes something. */
const MUTATION_WEIGHT = 10;

type Variables = Readonly<Record<string, unknown>>;

/**
 * What an operation costs at most, before it runs: each object counts 1 (or its `@cost`), times the length of the lists around it
 * (`@listSize`). Told in `extensions.cost`; refused above the limit.
 */
export function measureCost(most: number, facts: SupergraphFacts): GatewayPlugin {
  const admit = (cost: number) => {
    if (cost > most) throw limitExceeded('cost', most, `The operation costs ${cost}`);
    return cost;
  };
  return {
    name: 'measure-cost',
    compile(compiled) {
      const meter = new CostMeter(compiled, facts);
      const { cost, variable } = meter.measure({});
      if (variable) return request => void (request.cost = admit(meter.measure(request.variables ?? {}).cost));
      admit(cost);
      return request => void (request.cost = cost);
    },
    result: (answer, { cost }) => (cost === undefined ? answer : { ...answer, extensions: { ...answer.extensions, cost } }),
  };
}

class CostMeter {
  private readonly compiled: CompiledOperation;
  private readonly facts: SupergraphFacts;

  constructor(compiled: CompiledOperation, facts: SupergraphFacts) {
    this.compiled = compiled;
    this.facts = facts;
  }

  /** `variable`: whether the variables had a say in it. */
  measure(variables: Variables): { readonly cost: number; readonly variable: boolean } {
    const { operation, fragments, schema } = this.compiled;
    const root = schema.getRootType(operation.operation);
    const defaults = new Map(operation.variableDefinitions?.map(one => [one.variable.name.value, one.defaultValue]));
    // A fragment costs the same wherever it is spread under lists of the same length: measured once, or spreads would multiply the work.
    const measured = new Map<string, number>();
    let variable = false;

    const ofSelections = (set: SelectionSetNode, type: GraphQLNamedType, sized: ReadonlyMap<string, number>): number => {
      let cost = 0;
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) cost += ofField(selection, type, sized);
        else if (selection.kind === Kind.INLINE_FRAGMENT) {
          const inner = selection.typeCondition ? typeFromAST(schema, selection.typeCondition) : type;
          if (inner) cost += ofSelections(selection.selectionSet, inner, sized);
        } else {
          const fragment = fragments.get(selection.name.value);
          const inner = fragment && typeFromAST(schema, fragment.typeCondition);
          if (!inner) continue;
          const key = `${fragment.name.value} ${[...sized].join(' ')}`;
          const known = measured.get(key) ?? ofSelections(fragment.selectionSet, inner, sized);
          measured.set(key, known);
          cost += known;
        }
      }
      return cost;
    };

    const ofField = (node: FieldNode, parent: GraphQLNamedType, sized: ReadonlyMap<string, number>): number => {
      if (node.name.value.startsWith('__') || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
      const field = parent.getFields()[node.name.value];
      if (!field) return 0;
      const name = `${parent.name}.${field.name}`;
      const type = getNamedType(field.type);
      const size = this.facts.listSizes.get(name);
      const items = size && itemsOf(size, node, field.args);
      const own =
        this.facts.weights.get(name) ??
        (operation.operation === OperationTypeNode.MUTATION && parent === root ? MUTATION_WEIGHT : isCompositeType(type) ? 1 : 0);
      const below = new Map(size && items !== undefined ? size.sizedFields.map(inner => [inner, items] as const) : []);
      const inner = node.selectionSet ? ofSelections(node.selectionSet, type, below) : 0;
      const isList = isListType(getNullableType(field.type));
      const times = isList ? (sized.get(field.name) ?? items ?? USUAL_ITEMS) : 1;
      return times * (own + inner);
    };

    const itemsOf = (
      size: ListSize,
      node: FieldNode,
      args: readonly { readonly name: string; readonly defaultValue?: unknown }[],
    ): number => {
      for (const name of size.slicingArguments) {
        const value = node.arguments?.find(argument => argument.name.value === name)?.value;
        if (value?.kind === Kind.INT) return Number(value.value);
        if (value?.kind === Kind.VARIABLE) {
          variable = true;
          const given = variables[value.name.value];
          const fallback = defaults.get(value.name.value);
          if (typeof given === 'number' && given > 0) return given;
          if (fallback?.kind === Kind.INT) return Number(fallback.value);
        }
        const usual = args.find(argument => argument.name === name)?.defaultValue;
        if (typeof usual === 'number') return usual;
      }
      return size.assumedSize ?? USUAL_ITEMS;
    };

    const cost = root ? ofSelections(operation.selectionSet, root, new Map()) : 0;
    return { cost, variable };
  }
}
