import { GraphQLError, type ASTNode } from 'graphql';

/** A refusal that names the limit, its value and what was seen. */
export function limitExceeded(limit: string, value: number, message: string, nodes?: ASTNode): GraphQLError {
  return new GraphQLError(`${message} (limit ${limit}: ${value})`, {
    ...(nodes ? { nodes } : {}),
    extensions: { code: 'LIMIT_EXCEEDED', limit, value },
  });
}

/** A refusal of a request that could not be taken as it came. */
export function refuse(code: string, message: string, extensions: Readonly<Record<string, unknown>> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}
