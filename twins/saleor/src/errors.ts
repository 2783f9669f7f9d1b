import { GraphQLError } from 'graphql';

/** An entry of a mutation's own `errors`. */
export interface MutationError {
  readonly field: string | null;
  readonly message: string;
  readonly code: string;
  readonly variants?: readonly string[];
  readonly orderLines?: readonly string[];
  readonly addressType?: string;
}

/** The shop's no to a mutation, told in its `errors`. */
export class Denied extends Error {
  readonly errors: readonly MutationError[];

  constructor(...errors: readonly MutationError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

export function denied(code: string, field: string | null, message: string, more: Partial<MutationError> = {}): Denied {
  return new Denied({ code, field, message, ...more });
}

/** Told at the top, with HTTP 200 all the same. */
export function fault(message: string, code = 'GraphQLError'): GraphQLError {
  return new GraphQLError(message, { extensions: { exception: { code } } });
}

/** The answer of a mutation: what was done, or why not. */
export function answered<T extends object>(work: () => T, whenDenied: object = {}): T | { readonly errors: readonly MutationError[] } {
  try {
    return { errors: [], ...work() };
  } catch (error) {
    if (error instanceof Denied) return { ...whenDenied, errors: error.errors };
    throw error;
  }
}
