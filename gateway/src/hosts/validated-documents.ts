import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Documents kept; the oldest is forgotten beyond this. */
const KEPT = 500;

/** Documents parsed and validated once. */
export class ValidatedDocuments {
  private readonly known = new Map<string, DocumentNode | readonly GraphQLError[]>();
  private readonly schema: GraphQLSchema;
  private readonly hideSuggestions: boolean;

  constructor(schema: GraphQLSchema, options: { readonly hideSuggestions: boolean }) {
    this.schema = schema;
    this.hideSuggestions = options.hideSuggestions;
  }

  /** The document, or what is wrong with it, with the codes that ApolloServer gives. */
  read(query: string): DocumentNode | readonly GraphQLError[] {
    let document = this.known.get(query);
    if (!document) {
      document = this.compile(query);
      if (this.known.size >= KEPT) this.known.delete(this.known.keys().next().value as string);
      this.known.set(query, document);
    }
    return document;
  }

  private compile(query: string): DocumentNode | readonly GraphQLError[] {
    try {
      const document = parse(query);
      const errors = validate(this.schema, document, undefined, { hideSuggestions: this.hideSuggestions });
      return errors.length > 0 ? errors.map(error => coded('GRAPHQL_VALIDATION_FAILED', error)) : document;
    } catch (error) {
      if (error instanceof GraphQLError) return [coded('GRAPHQL_PARSE_FAILED', error)];
      throw error;
    }
  }
}

function coded(code: string, { message, nodes, source, positions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null, extensions: { code } });
}
