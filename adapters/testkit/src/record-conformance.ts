import { readFile, writeFile } from 'node:fs/promises';
import { ABILITIES, CONTRACT_VERSION, type Ability, type AbilityPass, type Adapter, type Conformance } from '@onebasket/adapter-sdk';
import type { Check } from './check.ts';
import type { Waiver } from './options.ts';

/** What a contract run found; the content of `conformance.json`. */
export interface ConformanceResult extends Conformance {
  readonly adapter: string;
  /** Version of the adapter's package. */
  readonly version: string;
  readonly kit: string;
  readonly date: string;
  readonly abilities: Readonly<Record<string, AbilityPass>>;
  /** Names of the checks that passed, in alphabetical order. */
  readonly passed: readonly string[];
  readonly waived: readonly Waiver[];
}

/** What a run finds in which every check passed or was waived. An ability has a pass when one of its checks passed at least. */
export function goodResult(
  { manifest }: Adapter,
  checks: readonly Check[],
  waivers: readonly Waiver[],
  { version, kit, date = new Date() }: { readonly version: string; readonly kit: string; readonly date?: Date },
): ConformanceResult {
  const isWaived = ({ name }: Check) => waivers.some(({ check }) => check === name);
  const abilities: Partial<Record<Ability, AbilityPass>> = {};
  for (const ability of ABILITIES) {
    const own = checks.filter(check => check.ability === ability);
    const waived = own.filter(isWaived).map(({ name }) => name);
    if (own.length > waived.length) abilities[ability] = { passed: own.length - waived.length, waived };
  }
  return {
    adapter: manifest.id,
    version,
    contract: CONTRACT_VERSION,
    kit,
    date: date.toISOString().slice(0, 10),
    abilities,
    passed: checks.flatMap(check => (isWaived(check) ? [] : check.name)).sort(),
    waived: waivers,
  };
}

/** Writes the result as JSON that makes good diffs and reads well: an ability is a line, and so is a check. */
export async function recordConformance(file: string | URL, result: ConformanceResult): Promise<void> {
  const text = JSON.stringify(result, null, 2).replace(
    /\{\s*"passed": (\d+),\s*"waived": (\[[^\]]*\])\s*\}/g,
    (_, passed: string, names: string) => {
      const waived = (JSON.parse(names) as string[]).map(name => JSON.stringify(name)).join(', ');
      return `{ "passed": ${passed}, "waived": [${waived}] }`;
    },
  );
  await writeFile(file, `${text}\n`);
}

/** The result that was recorded; `undefined` when there is none yet. */
export async function readConformance(file: string | URL): Promise<ConformanceResult | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as ConformanceResult;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What of a result has to be the same in a later run: which checks there were and what became of them. Day and versions say when that was. */
export function lasting({ adapter, contract, abilities, passed, waived }: ConformanceResult) {
  return { adapter, contract, abilities, passed, waived };
}

/** The kit's own version. */
export function kitVersion(): Promise<string> {
  return packageVersion(new URL('../conformance.json', import.meta.url));
}

/** The version of the package that keeps its result in `file`. */
export async function packageVersion(file: string | URL): Promise<string> {
  const beside = new URL('package.json', file instanceof URL ? file : `file://${file}`);
  const { version } = JSON.parse(await readFile(beside, 'utf8').catch(() => '{}')) as { readonly version?: string };
  return version ?? '0.0.0';
}
