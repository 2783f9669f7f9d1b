import type { Bench } from './bench.ts';

/** One promise of the adapter contract. `name` is what a waiver names. */
export interface Check {
  readonly name: string;
  /** Rejects when the promise is not kept. */
  run(bench: Bench): Promise<void>;
}

/** A thing of the sample that a check cannot do without. */
export function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the contract run needs sample.${name}`);
  return value;
}
