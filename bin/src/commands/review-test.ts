import { readFile } from 'node:fs/promises';
import { createLog } from '@onebasket/runtime';
import { converterOf, readBenchOrders, tryRules, type BenchReport } from '@onebasket/subgraph-orders';
import { loadSystem, type LoadedSystem } from '../load-system.ts';

/**
 * `onebasket review test`: which rules of a configuration would hold or block which of these orders, without starting anything. Exits 1 when an order
 * comes otherwise than it says it should.
 */
export async function reviewTest(options: { readonly config: string; readonly orders: string; readonly json?: boolean }): Promise<void> {
  let system: LoadedSystem | undefined;
  try {
    system = await loadSystem(options.config, createLog('silent'));
    const { rules } = system.config.orders.review;
    if (rules === false) throw new Error(`${options.config}: orders.review.rules has no rules to try`);
    const orders = readBenchOrders(JSON.parse(await readFile(options.orders, 'utf8')));
    const report = tryRules(rules, orders, converterOf(system.config));
    console.log(options.json ? JSON.stringify(report, null, 2) : toText(report));
    process.exitCode = report.rows.some(row => row.isUnexpected) ? 1 : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    await system?.close();
  }
}

function toText({ rows, hits, quality }: BenchReport): string {
  const width = Math.max(...rows.map(row => row.id.length), 5);
  const lines = rows.map(row => {
    const why = row.matches.map(({ rule, message }) => `${rule}: ${message}`).join(' | ');
    return `${row.id.padEnd(width)}  ${row.outcome.padEnd(5)}  ${why}${row.isUnexpected ? '  (not as expected)' : ''}`.trimEnd();
  });
  const counted = Object.entries(hits).map(([rule, count]) => `  ${rule}: ${count}${count === 0 ? ' (means none of these orders)' : ''}`);
  const share = (part: number, of: number) => (of === 0 ? 'none' : `${part} of ${of} (${Math.round((100 * part) / of)} %)`);
  return [
    ...lines,
    '',
    'Orders by rule',
    ...counted,
    ...(quality
      ? ['', `Frauds caught: ${share(quality.caught, quality.frauds)}; honest orders stopped: ${share(quality.stopped, quality.honest)}`]
      : []),
  ].join('\n');
}
