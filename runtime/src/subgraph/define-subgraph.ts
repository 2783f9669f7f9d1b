import { buildSubgraphSchema } from '@apollo/subgraph';
import { markOneOf, subgraphSdl } from '@onebasket/schema';
import { parse, type GraphQLScalarType, type GraphQLSchema } from 'graphql';
import type { HttpRoute, RequestContext, Subgraph, SubgraphName } from './types.ts';
import { scalarResolvers } from './scalars.ts';

/** A map of resolvers as `@apollo/subgraph` takes it; the generated `Resolvers` types of `@onebasket/schema/resolvers/<name>` fit. */
export type ResolverMap = object;

export interface SubgraphDefinition<Loaders> {
  readonly name: SubgraphName;
  readonly resolvers: ResolverMap;
  makeLoaders?(request: Omit<RequestContext, 'loaders'>): Loaders;
  start?(): Promise<void>;
  stop?(): Promise<void>;
  readonly routes?: readonly HttpRoute[];
}

/** Makes a subgraph of its SDL (`schema/<name>.graphql`) and its resolvers. The shared scalars are filled in. */
export function defineSubgraph<Loaders = Record<string, never>>(definition: SubgraphDefinition<Loaders>): Subgraph<Loaders> {
  const typeDefs = parse(subgraphSdl(definition.name));
  const declared = new Set(typeDefs.definitions.flatMap(node => (node.kind === 'ScalarTypeDefinition' ? [node.name.value] : [])));
  const scalars: Record<string, GraphQLScalarType> = {};
  for (const [name, scalar] of Object.entries(scalarResolvers)) if (declared.has(name)) scalars[name] = scalar;
  const schema: GraphQLSchema = buildSubgraphSchema({ typeDefs, resolvers: { ...scalars, ...definition.resolvers } });
  markOneOf(schema);
  return {
    name: definition.name,
    schema,
    makeLoaders: request => definition.makeLoaders?.(request) ?? ({} as Loaders),
    start: async () => definition.start?.(),
    stop: async () => definition.stop?.(),
    ...(definition.routes ? { routes: definition.routes } : {}),
  };
}
