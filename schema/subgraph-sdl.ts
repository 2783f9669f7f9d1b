import { readFileSync } from 'node:fs';
import { Kind, parse, print, visit, type DefinitionNode, type DocumentNode } from 'graphql';

/**
 * The SDL of one subgraph, as composition and `@apollo/subgraph` read it: its own file and those definitions of `shared.graphql` that it
 * uses, directly or through one another.
 */
export function subgraphSdl(name: string): string {
  const own = readFileSync(new URL(`./${name}.graphql`, import.meta.url), 'utf8');
  const shared = definitionsByName(parse(readFileSync(new URL('./shared.graphql', import.meta.url), 'utf8')));
  const used = new Set<DefinitionNode>();
  const waiting: (DocumentNode | DefinitionNode)[] = [parse(own)];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const type of namedTypes(next)) {
      const definition = shared.get(type);
      if (!definition || used.has(definition)) continue;
      used.add(definition);
      waiting.push(definition);
    }
  }
  // In the order of the file, so that the text is the same every time.
  return [own, ...[...shared.values()].filter(definition => used.has(definition)).map(print)].join('\n');
}

function definitionsByName(document: DocumentNode): ReadonlyMap<string, DefinitionNode> {
  return new Map(
    document.definitions.flatMap(node =>
      'name' in node && node.name && node.kind !== Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
}

function namedTypes(node: DocumentNode | DefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(node, { NamedType: ({ name }) => void names.add(name.value) });
  return names;
}
