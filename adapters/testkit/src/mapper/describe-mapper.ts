import { inspect } from 'node:util';
import { parseLosslessJson } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectSound } from '../checks/sound.ts';
import { bendings, type BentAnswer } from './bendings.ts';

export interface MapperOptions {
  /** Whole answers of the vendor, or the part of them that the mapper takes: as text of JSON, or as `HttpResponse.json()` gives them. By a name for the test. */
  readonly samples: Readonly<Record<string, unknown>>;
  /** The mapper, with whatever else it needs already filled in. */
  readonly map: (answer: unknown) => unknown;
  /** How many bent answers of each sample; default 300. */
  readonly runs?: number;
  /** Of what is bent, so that a run is the same each time; another one bends other things. */
  readonly seed?: number;
}

/**
 * Describes, for vitest, what a mapper has to do with any answer of its vendor: give a sound value, or throw an `AdapterError`. Never a `TypeError`, never
 * a NaN, an amount below zero, or a zero where the vendor left a price out.
 */
export function describeMapper(name: string, { samples, map, runs = 300, seed = 1 }: MapperOptions): void {
  describe(`the mapper ${name}`, () => {
    for (const [sampleName, given] of Object.entries(samples)) {
      const sample = typeof given === 'string' ? parseLosslessJson(given) : given;
      it(`understands ${sampleName}`, () => expectSound(map(sample)));
      it(`gives something sound or an AdapterError, whatever the vendor changes in ${sampleName}`, () => {
        const zeros = new Set(zeroAmounts(map(sample)));
        const honest = fc.property(bendings(sample), bent => expectHonest(bent, map, zeros));
        const { errorInstance } = fc.check(honest, { numRuns: runs, seed });
        // The whole bent answer is long and says less than what was done to it.
        if (errorInstance) throw errorInstance instanceof Error ? errorInstance : new Error(inspect(errorInstance));
      });
    }
  });
}

/** Throws for a mapper that breaks, or makes something up. */
export function expectHonest({ answer, done }: BentAnswer, map: (answer: unknown) => unknown, zeros: ReadonlySet<string>): void {
  const after = `after ${done.join(', ')}`;
  let value: unknown;
  try {
    value = map(answer);
  } catch (error) {
    if (error instanceof AdapterError) return;
    throw new Error(`${after} the mapper threw ${inspect(error).split('\n')[0]}; wanted: a sound value or an AdapterError`, {
      cause: error,
    });
  }
  try {
    expectSound(value);
  } catch (error) {
    throw new Error(`${after}: ${(error as Error).message}`, { cause: error });
  }
  const invented = zeroAmounts(value).filter(path => !zeros.has(path));
  if (invented.length > 0) throw new Error(`${after}: ${invented.join(', ')} became zero; unknown is left out, it is not zero`);
}

/** Where amounts are zero, whichever item of a list it is. */
function zeroAmounts(value: unknown, path = 'answer'): readonly string[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) return value.flatMap(item => zeroAmounts(item, `${path}[]`));
  if ((value as { readonly minor?: unknown }).minor === 0n) return [path];
  return Object.entries(value).flatMap(([name, member]) => zeroAmounts(member, `${path}.${name}`));
}
