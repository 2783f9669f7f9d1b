import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode, type ValueNode } from 'graphql';

/** More than this is not run. */
export const MOST_COST = 50_000;
/** Objects that cost one each, wherever they hang on a list. */
const PRICED = new Set(['product', 'category', 'ancestors']);

/** A document's cost: each list counts as many as are asked for, times those that it hangs on. Close to Saleor's table, not the same in everything. */
export function costOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const fragments = new Map(
    document.definitions.filter((of): of is FragmentDefinitionNode => of.kind === Kind.FRAGMENT_DEFINITION).map(of => [of.name.value, of]),
  );
  const countOf = (value: ValueNode) =>
    Number(value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.INT ? value.value : 0);
  const walk = ({ selections }: SelectionSetNode, times: number): number =>
    selections.reduce((cost, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        return cost + (fragment ? walk(fragment.selectionSet, times) : 0);
      }
      if (!selection.selectionSet) return cost;
      if (selection.kind === Kind.INLINE_FRAGMENT) return cost + walk(selection.selectionSet, times);
      const first = selection.arguments?.find(({ name }) => name.value === 'first');
      const count = first ? countOf(first.value) : 0;
      const own = count > 0 ? times * count : PRICED.has(selection.name.value) ? times : 0;
      return cost + own + walk(selection.selectionSet, count > 0 ? times * count : times);
    }, 0);
  return document.definitions.reduce((cost, of) => cost + (of.kind === Kind.OPERATION_DEFINITION ? walk(of.selectionSet, 1) : 0), 0);
}
