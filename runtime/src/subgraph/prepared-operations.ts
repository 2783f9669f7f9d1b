import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

const LIMIT = 2_000;

/**
 * Parsed and validated documents of one schema, the oldest forgotten beyond 2,000. The gateway's planner sends the same few
 * sub-queries again and again: parsing and validating them each time is what makes stock in-process data sources slow.
 */
export class PreparedOperations {
  private readonly documents = new Map<string, DocumentNode | readonly GraphQLError[]>();
  private readonly schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  prepare(query: string): DocumentNode | readonly GraphQLError[] {
    const known = this.documents.get(query);
    if (known) return known;
    const fresh = this.compile(query);
    if (this.documents.size >= LIMIT) this.documents.delete(this.documents.keys().next().value as string);
    this.documents.set(query, fresh);
    return fresh;
  }

  private compile(query: string): DocumentNode | readonly GraphQLError[] {
    try {
      const document = parse(query);
      const errors = validate(this.schema, document);
      return errors.length > 0 ? errors : document;
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }
}
