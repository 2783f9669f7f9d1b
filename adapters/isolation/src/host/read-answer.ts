import { AdapterError, type Outcome } from '@onebasket/core';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { prune } from './prune.ts';

const compiled = new WeakMap<TSchema, Validator>();

/**
 * An adapter's answer in the form that the contract gives it, without members that the contract does not know. Throws `AdapterError('invalid-response')`
 * naming the place that is wrong, never the value.
 */
export function readAnswer<T>(schema: TSchema, answer: unknown, name: string, outcome: Outcome): T {
  let validator = compiled.get(schema);
  if (!validator) compiled.set(schema, (validator = Compile(schema)));
  const pruned = prune(schema, answer);
  if (!validator.Check(pruned)) {
    throw new AdapterError('invalid-response', {
      outcome,
      message: `${name} answered what is no answer: ${innermost(validator.Errors(pruned))}`,
    });
  }
  return pruned as T;
}

/** Where a value may have several forms, the complaint from inside of one tells more than that it has none of them. */
function innermost(errors: readonly TLocalizedValidationError[]): string {
  const [deepest] = errors.toSorted((a, b) => b.instancePath.split('/').length - a.instancePath.split('/').length);
  return deepest ? `${deepest.instancePath || 'the whole of it'} ${deepest.message}` : 'it has another form';
}
