import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import { summaryReporter } from './summary-reporter.ts';

/** When a good run writes `conformance.json`: always, where it has changed, or never (then it has to be what the run finds). */
export type Recording = 'always' | 'changed' | 'never';

/**
 * Runs the contract test of the adapter in `folder` and prints what came of it; true when every check passed or was waived. Rejects for a folder without
 * such a test.
 */
export async function testAdapter(folder: string, recording: Recording): Promise<boolean> {
  const root = resolve(folder);
  const [test] = await Array.fromAsync(glob('test/contract.test.{ts,mts,js,mjs}', { cwd: root }));
  if (test === undefined)
    throw new Error(`${root} has no test/contract.test.ts, which would run the kit: describeAdapterContract(adapter, { start })`);
  const result = join(root, 'conformance.json');
  const before = await textOf(result);
  console.log(`Testing the adapter in ${root} …\n`);

  // Whoever runs this wants this folder's result, not what the shell has left over.
  process.env['ONEBASKET_RECORD'] = recording === 'never' ? '' : recording;
  const summary = summaryReporter();
  const vitest = await startVitest('test', [], {
    root,
    config: false,
    watch: false,
    include: [test.replaceAll('\\', '/')],
    reporters: [summary.reporter],
    // The kit lets the vendor be slow and silent.
    testTimeout: 60_000,
    hookTimeout: 300_000,
  });
  await vitest.close();
  const isGood = summary.isGood();
  console.log(summary.text());
  if (isGood) console.log(`\n${recordedLine(before, await textOf(result))}`);
  return isGood;
}

function recordedLine(before: string | undefined, after: string | undefined): string {
  if (after === undefined) return 'No conformance.json was written: the contract test names no `record`, so hosts offer none of this.';
  return before === after ? 'conformance.json says the same.' : 'conformance.json is written.';
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
