import type { Config } from '@onebasket/runtime';
import { Kind, visit, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode, OperationTypeNode } from 'graphql';
import type { CompiledOperation, GatewayPlugin } from '../plugin.ts';
import { limitExceeded } from '../refusals.ts';

type Limits = Pick<Config['gateway']['limits'], 'depth' | 'aliases' | 'orderMutations'>;

/** More directives than any honest document carries. */
const MOST_DIRECTIVES = 100;

/** How deep and how wide a document is. Introspection has a switch of its own and is not counted in the depth. */
export function limitShape(limits: Limits, isOrderMutation: (field: string) => boolean): GatewayPlugin {
  return {
    name: 'limit-shape',
    compile(compiled) {
      const depth = depthOf(compiled);
      if (depth > limits.depth) throw limitExceeded('depth', limits.depth, `The operation is ${depth} levels deep`);
      const { aliases, directives } = countIn(compiled);
      if (aliases > limits.aliases) throw limitExceeded('aliases', limits.aliases, `The document has ${aliases} aliases`);
      if (directives > MOST_DIRECTIVES) throw limitExceeded('directives', MOST_DIRECTIVES, `The document has ${directives} directives`);
      if (compiled.operation.operation === OperationTypeNode.MUTATION) {
        const orders = [...rootFields(compiled)].filter(isOrderMutation).length;
        if (orders > limits.orderMutations) {
          throw limitExceeded('orderMutations', limits.orderMutations, `The operation has ${orders} mutations of orders`);
        }
      }
    },
  };
}

/** Levels of fields, leaves included. Each fragment is measured once, however often it is spread. */
function depthOf({ operation, fragments }: CompiledOperation): number {
  const measured = new Map<string, number>();
  const ofFragment = (fragment: FragmentDefinitionNode | undefined): number => {
    if (!fragment) return 0;
    const known = measured.get(fragment.name.value);
    if (known !== undefined) return known;
    const depth = ofSelections(fragment.selectionSet);
    measured.set(fragment.name.value, depth);
    return depth;
  };
  const ofSelection = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(fragments.get(selection.name.value));
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet);
    return selection.name.value.startsWith('__') ? 0 : 1 + ofSelections(selection.selectionSet);
  };
  const ofSelections = (set: SelectionSetNode | undefined): number => Math.max(0, ...(set?.selections ?? []).map(ofSelection));
  return ofSelections(operation.selectionSet);
}

function countIn({ document }: CompiledOperation): { readonly aliases: number; readonly directives: number } {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field: ({ alias }) => {
      if (alias) aliases++;
    },
    Directive: () => {
      directives++;
    },
  });
  return { aliases, directives };
}

/** The root fields of the operation by name. A fragment counts once: spread twice, its fields are the same fields. */
function* rootFields({ operation, fragments }: CompiledOperation): Generator<string> {
  const waiting: SelectionSetNode[] = [operation.selectionSet];
  const spread = new Set<string>();
  for (let set = waiting.pop(); set; set = waiting.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) yield selection.name.value;
      else if (selection.kind === Kind.INLINE_FRAGMENT) waiting.push(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (!fragment || spread.has(fragment.name.value)) continue;
        spread.add(fragment.name.value);
        waiting.push(fragment.selectionSet);
      }
    }
  }
}
