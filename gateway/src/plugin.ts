import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Answer, GraphRequest } from './graph-request.ts';

/** A parsed and validated operation, as `compile` sees it. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The API schema: what clients see. */
  readonly schema: GraphQLSchema;
}

/** What of a compiled operation depends on one request (its variables, how it came) is looked at each time. Throws to refuse. */
export type RequestCheck = (request: GraphRequest) => void;

/**
 * Our own three hooks. A plugin knows nothing of the server that calls it: ApolloServer is one host, the subscription lane another.
 * `request` and `compile` refuse by throwing a GraphQLError whose `extensions.code` tells why; nothing has run by then.
 */
export interface GatewayPlugin {
  readonly name: string;
  /** Once per request, before the document is parsed. */
  request?(request: GraphRequest): void | Promise<void>;
  /** Once per distinct operation, after validation. */
  compile?(operation: CompiledOperation): RequestCheck | void;
  /** On every answer, refusals included; and on every event of a subscription. */
  result?(answer: Answer, request: GraphRequest): Answer;
}
