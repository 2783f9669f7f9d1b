import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import fc from 'fast-check';
import { Kind, NoUnusedVariablesRule, parse, specifiedRules, validate, visit, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { LibraryOptions } from './support/library.ts';
import { randomOperation } from './support/random-operation.ts';
import { asSent, openExecutor } from './support/three-executors.ts';

/** `FUZZ_RUNS=20000 FUZZ_SEED=7 vitest run gateway/executor` looks longer, or again. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 120);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);

const rules = specifiedRules.filter(rule => rule !== NoUnusedVariablesRule);
const isValid = (schema: GraphQLSchema, query: string) => query.length < 2_000 && validate(schema, parse(query), rules).length === 0;

/** Numbers for words and words for numbers, here and there. */
const spoil = (value: unknown): unknown => {
  if (typeof value === 'string' && /^(Title b[14]|City p2|Text r7)$/.test(value)) return 17;
  if (value === 'POETRY') return 'PROSE';
  return value;
};

const circumstances: readonly (readonly [string, LibraryOptions])[] = [
  ['subgraphs that answer, fail and leave values out', {}],
  ['a subgraph that is down', { down: ['stock'] }],
  ['values that do not fit their types', { spoil }],
];

describe.each(circumstances)('over %s', (_, options) => {
  it.each(['generated', 'closures'] as const)(
    "the %s back end gives Apollo's answer to any operation, to the order of its keys",
    async kind => {
      const [stock, ours] = await Promise.all([openExecutor('stock', options), openExecutor(kind, options)]);
      let [compared, identical] = [0, 0];
      await fc.assert(
        fc.asyncProperty(fc.integer(), async seed => {
          const operation = randomOperation(stock.schema, seed);
          if (!isValid(stock.schema, operation.query)) return;
          const [expected, answered] = await Promise.all([stock.run(operation), ours.run(operation)]);
          compared++;
          if (asSent(answered) === asSent(expected)) identical++;
          else expect(lenient(answered, operation.query)).toEqual(lenient(expected, operation.query));
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      expect(compared).toBeGreaterThan(RUNS / 2);
      expect(identical).toBeGreaterThan(compared * 0.85);
      expect(ours.compiled?.counts()).toMatchObject({ compiled: compared, firstSight: 0, notCovered: {} });
    },
  );
});

/**
 * An answer but for two things in which Apollo's executor errs. It takes the place of an error among the representations that it sent for its place among
 * the objects, so that the error of a list's third element may be told of its second. And it brings the fields of fragments with the same condition
 * together at the place of the first, where the specification leaves each field where it is first named.
 */
function lenient({ data, errors, extensions }: GatewayExecutionResult, query: string): unknown {
  const unplaced = errors?.map(error => JSON.stringify(error).replaceAll(/(?<=[[,])\d+(?=[\],])/g, '#')).sort();
  const sent = JSON.stringify({ data, extensions });
  return { unplaced, sent: repeatsCondition(query) ? (JSON.parse(sent) as unknown) : sent };
}

function repeatsCondition(query: string): boolean {
  const conditions: string[] = [];
  visit(parse(query), {
    [Kind.INLINE_FRAGMENT]: ({ typeCondition }) => void conditions.push(typeCondition?.name.value ?? ''),
    [Kind.FRAGMENT_SPREAD]: ({ name }) => void conditions.push(`...${name.value}`),
  });
  return new Set(conditions).size < conditions.length;
}
