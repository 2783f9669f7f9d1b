import type { Ability } from '@onebasket/adapter-sdk';
import type { Bench } from './bench.ts';

/** One promise of the adapter contract. */
export interface Check {
  /** What a waiver names: "orders/place-find-get". */
  readonly name: string;
  /** The ability that has no pass while this promise is not kept. */
  readonly ability: Ability;
  /** The promise, in a sentence. */
  readonly wants: string;
  /** The section of the contract's page that explains it. */
  readonly section: string;
  /** Rejects when the promise is not kept, saying what was seen. */
  run(bench: Bench): Promise<void>;
}

/** Where the sections are. */
export const CONTRACT_PAGE = 'docs/adapters/contract.md';

/** A promise that was not kept: what the contract wants, what was seen, and where to read. */
export class ContractBreach extends Error {
  constructor({ name, wants, section }: Omit<Check, 'run' | 'ability'>, seen: unknown) {
    super(`${name} does not hold\n  wanted: ${wants}\n  seen:   ${inWords(seen)}\n  read:   ${CONTRACT_PAGE}#${section}`, { cause: seen });
    this.name = 'ContractBreach';
  }
}

/** Runs a check; whatever is wrong is told as a `ContractBreach`. */
export async function keep(check: Check, bench: Bench): Promise<void> {
  bench.forget();
  try {
    await check.run(bench);
  } catch (seen) {
    throw new ContractBreach(check, seen);
  }
}

/** A thing of the sample that a check cannot do without. */
export function needed<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`nothing yet: this check needs sample.${name} from the contract test's start()`);
  return value;
}

/** Several checks that are explained in one section and belong to one ability. */
export function checksOf(
  ability: Ability,
  section: string,
  checks: Readonly<Record<string, readonly [wants: string, run: Check['run']]>>,
): readonly Check[] {
  return Object.entries(checks).map(([name, [wants, run]]) => ({ name: `${ability}/${name}`, ability, wants, section, run }));
}

/** The lines of a longer text keep their place under the first. */
function inWords(seen: unknown): string {
  if (!(seen instanceof Error)) return String(seen);
  const kind = seen.name === 'AssertionError' || seen.name === 'Error' ? '' : `${seen.name}: `;
  return `${kind}${seen.message}`.replaceAll('\n', '\n          ');
}
