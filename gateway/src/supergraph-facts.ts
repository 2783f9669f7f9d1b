import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';

/** How many items a list field may bring, as `@listSize` says. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments that set the size. */
  readonly slicingArguments: readonly string[];
  /** The lists one level down that the size is about; empty when it is about the field itself. */
  readonly sizedFields: readonly string[];
}

/** What the composed graph says beyond its types: who answers a field, what it costs, how long a list is. Fields are "Type.field". */
export interface SupergraphFacts {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
  /** The join enum value of the subgraph (ORDERS) that answers a field, where just one does. */
  readonly owners: ReadonlyMap<string, string>;
}

/** Reads the facts from the supergraph SDL. */
export function readSupergraphFacts(supergraphSdl: string): SupergraphFacts {
  const document: DocumentNode = parse(supergraphSdl);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const owners = new Map<string, string>();
  const names = directiveNames(document);
  for (const type of document.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const [field, name] of fieldsOf(type)) {
      const cost = named(field, names.cost);
      if (cost) weights.set(name, Number(textOf(cost, 'weight') ?? 1));
      const size = named(field, names.listSize);
      if (size) listSizes.set(name, listSizeOf(size));
      const owner = soleOwner(field) ?? soleOwner(type);
      if (owner) owners.set(name, owner);
    }
  }
  return { weights, listSizes, owners };
}

function* fieldsOf(type: ObjectTypeDefinitionNode): Generator<readonly [FieldDefinitionNode, string]> {
  for (const field of type.fields ?? []) yield [field, `${type.name.value}.${field.name.value}`];
}

/** Composition may import the directives of the cost specification under another name, or under its prefix. */
function directiveNames(document: DocumentNode): { readonly cost: readonly string[]; readonly listSize: readonly string[] } {
  const declared = new Set(document.definitions.flatMap(node => (node.kind === Kind.DIRECTIVE_DEFINITION ? [node.name.value] : [])));
  const known = (names: readonly string[]) => names.filter(name => declared.has(name));
  return {
    cost: known(['cost', 'cost__cost', 'federation__cost']),
    listSize: known(['listSize', 'cost__listSize', 'federation__listSize']),
  };
}

function named(field: FieldDefinitionNode, names: readonly string[]): ConstDirectiveNode | undefined {
  return field.directives?.find(directive => names.includes(directive.name.value));
}

function listSizeOf(directive: ConstDirectiveNode): ListSize {
  const assumed = textOf(directive, 'assumedSize');
  return {
    assumedSize: assumed === undefined ? undefined : Number(assumed),
    slicingArguments: textsOf(directive, 'slicingArguments'),
    sizedFields: textsOf(directive, 'sizedFields'),
  };
}

function soleOwner(node: FieldDefinitionNode | ObjectTypeDefinitionNode): string | undefined {
  const directive = node.kind === Kind.FIELD_DEFINITION ? 'join__field' : 'join__type';
  const graphs = (node.directives ?? []).filter(one => one.name.value === directive).map(one => textOf(one, 'graph'));
  return graphs.length === 1 ? graphs[0] : undefined;
}

function textOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(one => one.name.value === argument)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

function textsOf(directive: ConstDirectiveNode, argument: string): readonly string[] {
  const value = directive.arguments?.find(one => one.name.value === argument)?.value;
  return value?.kind === Kind.LIST ? value.values.flatMap(item => (item.kind === Kind.STRING ? [item.value] : [])) : [];
}
