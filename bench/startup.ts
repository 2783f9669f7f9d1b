/** Time from the command to the first answer, and memory when idle, with an empty configuration. `npm run bench:startup [-- --runs 5]` */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ask } from '../e2e/support/graph.ts';
import { freePort, startOneBasket } from '../e2e/support/onebasket-process.ts';
import { percentile, round } from './support.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const starts: number[] = [];
const memory: number[] = [];
for (let run = 0; run < Number(values.runs); run++) {
  const folder = await mkdtemp(join(tmpdir(), 'onebasket-bench-'));
  const startedAt = performance.now();
  const process = await startOneBasket(folder, {
    gateway: { port: await freePort() },
    storage: { url: `sqlite:${folder}/data` },
    payments: [{ id: 'invoice', adapter: 'invoice' }],
  });
  await ask(process.url, '{ viewer { kind } }');
  starts.push(performance.now() - startedAt);
  await setTimeout(2_000);
  const status = await readFile(`/proc/${process.child.pid}/status`, 'utf8');
  memory.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  await process.stop();
  await rm(folder, { recursive: true, force: true });
}
const LIMIT_MS = 5_000;
const report = {
  bench: 'startup',
  startMs: { median: round(percentile(starts, 0.5)), max: round(Math.max(...starts)) },
  idleRssMb: { median: round(percentile(memory, 0.5)) },
  limitMs: LIMIT_MS,
  ratioToLimit: round(percentile(starts, 0.5) / LIMIT_MS, 2),
};
console.table({ 'start to first answer (ms)': report.startMs, 'idle memory (MiB)': report.idleRssMb });
console.log(JSON.stringify(report));
