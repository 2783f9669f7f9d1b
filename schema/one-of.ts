import type { GraphQLSchema } from 'graphql';

/** Input types of which exactly one field must be given. */
const ONE_OF_INPUTS = ['BasketLineInput'] as const;

/**
 * Marks the `@oneOf` inputs of a schema, so that graphql-js refuses a value with none or two of the fields. Composition 2.14 does not
 * know the directive, so the SDL leaves it out and every schema built from it (the gateway's and the subgraphs') is marked here.
 */
export function markOneOf(schema: GraphQLSchema): void {
  for (const name of ONE_OF_INPUTS) {
    const input = schema.getType(name);
    if (input && 'isOneOf' in input) input.isOneOf = true;
  }
}
