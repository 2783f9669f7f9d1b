import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startUcpTwin, VERSIONS } from '../src/index.ts';

interface Report {
  readonly spec_version: string;
  readonly checks_summary: { readonly run: number; readonly clean: number };
  readonly checks: readonly { readonly id: string; readonly status: string; readonly observed: unknown }[];
}

const JUDGE = process.env['ONEBASKET_UCP_JUDGE'];

// An independent judge from the Python package index: `pip install spck-conformance==0.4.0`, then ONEBASKET_UCP_JUDGE=spck-conformance.
describe.skipIf(JUDGE === undefined)('spck-conformance (where ONEBASKET_UCP_JUDGE names it)', () => {
  it.each(VERSIONS)('finds no deviation in a merchant of %s', { timeout: 120_000 }, async version => {
    const twin = await startUcpTwin({ version });
    try {
      const config = fileURLToPath(new URL(`./judge/${version < '2026-04-08' ? version : 'late'}.json`, import.meta.url));
      const report = await run(['--server', twin.url, '--config', config, '--json']);
      expect(report.spec_version).toBe(version);
      expect(report.checks_summary.run).toBeGreaterThan(40);
      expect(report.checks.filter(({ status }) => /deviation|inconclusive|error/.test(status))).toEqual([]);
    } finally {
      await twin.close();
    }
  });
});

/** Its report; an exit code other than 0 means deviations, which the report names. */
function run(args: readonly string[]): Promise<Report> {
  const [command = '', ...first] = (JUDGE ?? '').split(' ');
  return new Promise((resolve, reject) => {
    execFile(command, [...first, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout.trim().startsWith('{')) resolve(JSON.parse(stdout) as Report);
      else reject(error ?? new Error(stderr));
    });
  });
}
