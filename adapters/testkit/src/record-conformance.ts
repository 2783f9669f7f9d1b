import { readFile, writeFile } from 'node:fs/promises';
import type { Waiver } from './options.ts';

/** What a contract run found. */
export interface ConformanceResult {
  readonly adapter: string;
  /** Version of the contract. */
  readonly contract: string;
  /** Names of the checks that passed. */
  readonly passed: readonly string[];
  readonly waived: readonly Waiver[];
}

/** Writes the result and the day as JSON, in an order that makes good diffs. */
export async function recordConformance(file: string | URL, { adapter, contract, passed, waived }: ConformanceResult): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(file, `${JSON.stringify({ adapter, contract, date, passed: [...passed].sort(), waived }, null, 2)}\n`);
}

/** The result that was recorded, without its day. Rejects when there is none. */
export async function readConformance(file: string | URL): Promise<ConformanceResult> {
  const { adapter, contract, passed, waived } = JSON.parse(await readFile(file, 'utf8')) as ConformanceResult;
  return { adapter, contract, passed, waived };
}
