import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  Kind,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { NotCovered, type FieldShape, type LeafShape, type ObjectShape, type ValueShape } from './program.ts';

/** Fields over all variants beyond which an operation is left to Apollo's executor instead of becoming a mountain of code. */
const MOST_FIELDS = 10_000;

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A selection set where it stands: the type that its fields are looked up in. */
interface Occurrence {
  readonly set: SelectionSetNode;
  readonly parent: GraphQLCompositeType;
}

interface CollectedField {
  readonly fieldName: string;
  readonly type: GraphQLOutputType | undefined;
  readonly occurrences: Occurrence[];
}

/** The variables that @skip and @include read in the operation, with their default values. */
export function readConditions(operation: OperationDefinitionNode, fragments: Fragments): ReadonlyMap<string, boolean | undefined> {
  const defaults = defaultValues(operation);
  const conditions = new Map<string, boolean | undefined>();
  const visited = new Set<string>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      for (const { argument } of conditionsOf(selection.directives)) {
        if (argument?.kind !== Kind.VARIABLE) continue;
        const value = defaults.get(argument.name.value);
        conditions.set(argument.name.value, typeof value === 'boolean' ? value : undefined);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) visit(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        visit(fragmentOf(selection.name.value, fragments).selectionSet);
      }
    }
  };
  visit(operation.selectionSet);
  return conditions;
}

/** Default values of the operation's variables. */
export function defaultValues(operation: OperationDefinitionNode): ReadonlyMap<string, unknown> {
  return new Map(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    ),
  );
}

/** The shape of the operation's answer under given conditions, which names no @skip and no @include any more. */
export function readShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  conditions: ReadonlyMap<string, boolean>,
): ObjectShape {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new NotCovered(operation.operation);
  return new ShapeReader(schema, fragments, conditions).objectShape(root, [{ set: operation.selectionSet, parent: root }]);
}

class ShapeReader {
  private readonly schema: GraphQLSchema;
  private readonly fragments: Fragments;
  private readonly conditions: ReadonlyMap<string, boolean>;
  /** The same selection sets over the same type have the same shape, however many variants of their parents lead there. */
  private readonly shapes = new Map<string, ObjectShape>();
  private readonly setIds = new Map<SelectionSetNode, number>();
  private fields = 0;

  constructor(schema: GraphQLSchema, fragments: Fragments, conditions: ReadonlyMap<string, boolean>) {
    this.schema = schema;
    this.fragments = fragments;
    this.conditions = conditions;
  }

  objectShape(type: GraphQLCompositeType, occurrences: readonly Occurrence[]): ObjectShape {
    const key = [type.name, ...occurrences.map(({ set, parent }) => `${parent.name}:${this.setId(set)}`)].join(' ');
    const known = this.shapes.get(key);
    if (known) return known;
    const variants = new Map<string, readonly FieldShape[]>();
    const isTyped = isAbstractType(type) || occurrences.some(({ parent }) => parent !== type);
    const shape: ObjectShape = { id: this.shapes.size, variants, untyped: isTyped ? undefined : type.name };
    this.shapes.set(key, shape);
    for (const possible of isObjectType(type) ? [type] : this.schema.getPossibleTypes(type)) {
      const collected = new Map<string, CollectedField>();
      for (const { set, parent } of occurrences) this.collect(possible, set, parent, collected);
      variants.set(
        possible.name,
        [...collected].map(([responseName, field]) => this.fieldShape(responseName, field)),
      );
    }
    return shape;
  }

  private setId(set: SelectionSetNode): number {
    const id = this.setIds.get(set) ?? this.setIds.size;
    this.setIds.set(set, id);
    return id;
  }

  /** In the order in which an answer first names them. */
  private collect(
    runtime: GraphQLObjectType,
    set: SelectionSetNode,
    parent: GraphQLCompositeType,
    into: Map<string, CollectedField>,
  ): void {
    for (const selection of set.selections) {
      if (!this.isIncluded(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        const fieldName = selection.name.value;
        const responseName = selection.alias?.value ?? fieldName;
        let field = into.get(responseName);
        const type = this.fieldType(fieldName, parent);
        if (!field) into.set(responseName, (field = { fieldName, type, occurrences: [] }));
        const inner = type && namedType(type);
        if (selection.selectionSet && inner) field.occurrences.push({ set: selection.selectionSet, parent: inner as GraphQLCompositeType });
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value, this.fragments);
      const condition = fragment.typeCondition?.name.value;
      const narrowed = condition === undefined ? parent : (this.schema.getType(condition) as GraphQLCompositeType | undefined);
      if (!narrowed) throw new NotCovered('a condition on an unknown type');
      if (narrowed === runtime || (isAbstractType(narrowed) && this.schema.isSubType(narrowed, runtime)))
        this.collect(runtime, fragment.selectionSet, narrowed, into);
    }
  }

  private isIncluded(directives: readonly DirectiveNode[] | undefined): boolean {
    return conditionsOf(directives).every(({ name, argument }) => {
      const value =
        argument?.kind === Kind.VARIABLE ? this.conditions.get(argument.name.value) : argument?.kind === Kind.BOOLEAN && argument.value;
      return name === 'skip' ? !value : value;
    });
  }

  private fieldType(name: string, parent: GraphQLCompositeType): GraphQLOutputType | undefined {
    if (name === '__typename') return undefined;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field) throw new NotCovered(name.startsWith('__') ? 'introspection' : 'an unknown field');
    return field.type;
  }

  private fieldShape(responseName: string, { type, occurrences }: CollectedField): FieldShape {
    if (++this.fields > MOST_FIELDS) throw new NotCovered('too many fields');
    return { responseName, value: type ? this.valueShape(type, occurrences) : 'typename' };
  }

  private valueShape(type: GraphQLOutputType, occurrences: readonly Occurrence[]): ValueShape {
    const nullable = getNullableType(type);
    const nonNull = isNonNullType(type);
    if (isListType(nullable)) return { nonNull, type: { kind: 'list', of: this.valueShape(nullable.ofType, occurrences) } };
    if (isLeafType(nullable)) return { nonNull, type: leafShape(nullable) };
    return { nonNull, type: { kind: 'object', shape: this.objectShape(nullable as GraphQLCompositeType, occurrences) } };
  }
}

function leafShape(type: GraphQLLeafType): LeafShape {
  if (isEnumType(type)) return { kind: 'enum', values: new Set(type.getValues().map(({ name }) => name)) };
  return { kind: isSpecifiedScalarType(type) ? (type.name as 'Int') : 'scalar' };
}

function namedType(type: GraphQLOutputType): GraphQLOutputType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? namedType(nullable.ofType) : nullable;
}

function conditionsOf(directives: readonly DirectiveNode[] | undefined) {
  return (directives ?? [])
    .filter(({ name }) => name.value === 'skip' || name.value === 'include')
    .map(({ name, arguments: given }) => ({ name: name.value, argument: given?.[0]?.value }));
}

function fragmentOf(name: string, fragments: Fragments): FragmentDefinitionNode {
  const fragment = fragments.get(name);
  if (!fragment) throw new NotCovered('an unknown fragment');
  return fragment;
}
