import { AdapterError, type Outcome } from '@onebasket/core';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { Value } from 'typebox/value';

const compiled = new WeakMap<TSchema, Validator>();

/**
 * An adapter's answer in the form that the contract gives it, without members that the contract does not know. Throws `AdapterError('invalid-response')`
 * naming the place that is wrong, never the value.
 */
export function readAnswer<T>(schema: TSchema, answer: unknown, name: string, outcome: Outcome): T {
  let validator = compiled.get(schema);
  if (!validator) compiled.set(schema, (validator = Compile(schema)));
  if (!validator.Check(answer)) {
    const [first] = validator.Errors(answer);
    throw new AdapterError('invalid-response', {
      outcome,
      message: `${name} answered what is no answer: ${first ? `${first.instancePath || 'the whole of it'} ${first.message}` : 'it has another form'}`,
    });
  }
  return Value.Clean(schema, answer) as T;
}
