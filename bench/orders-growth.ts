/**
 * How one-click orders grow: per second from 1 to 8 buyers at once, and CPU and SQL statements per order from a thousand stored orders to many.
 * Its own process is measured from outside. `npm run bench:orders-growth [-- --stored 1000,10000,50000 --orders 400]`
 */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, orderInput } from '../e2e/support/graph.ts';
import { closedLoop, percentile, round, sellable, startBench, type Bench } from './support.ts';

const { values } = parseArgs({
  options: {
    stored: { type: 'string', default: '1000,10000,50000' },
    orders: { type: 'string', default: '400' },
    seconds: { type: 'string', default: '5' },
  },
});
const stages = values.stored.split(',').map(Number);
const sample = Number(values.orders);
const seconds = Number(values.seconds);
const LIMIT = 0.2;

const ONE_CLICK = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }';

/** Counts what is run on SQLite, in every thread; loaded before the product, of which it changes nothing. */
const COUNTER = `
import { StatementSync } from 'node:sqlite';
import { writeFileSync, mkdirSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
const folder = process.env.BENCH_STATEMENTS;
mkdirSync(folder, { recursive: true });
let count = 0;
for (const name of ['run', 'get', 'all', 'iterate']) {
  const original = StatementSync.prototype[name];
  StatementSync.prototype[name] = function (...given) { count++; return original.apply(this, given); };
}
setInterval(() => writeFileSync(folder + '/' + process.pid + '-' + threadId, String(count)), 100).unref();
`;

const statementsFolder = join(process.cwd(), '.cache', `statements-${process.pid}`);
const preload = `data:text/javascript,${encodeURIComponent(COUNTER)}`;
process.env['BENCH_STATEMENTS'] = statementsFolder;
process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import=${preload}`.trim();

const bench = await startBench();
const listings = await sellable(bench.url, 400);
let stored = 0;
let refused = 0;

async function order(at: number): Promise<boolean> {
  const { id } = listings[at % listings.length] as { id: string };
  const input = orderInput(randomUUID(), [{ listingId: id }], '99999', 'CNY', {
    contact: { name: 'Li Lei', email: `${randomUUID()}@example.com` },
  });
  const { data } = await ask<{ placeOrder: { __typename: string } }>(bench.url, ONE_CLICK, { input });
  if (data.placeOrder.__typename === 'PlacedOrder') stored++;
  else refused++;
  return data.placeOrder.__typename === 'PlacedOrder';
}

/** Processor time of the process so far, in milliseconds: Linux counts it in hundredths of a second. */
async function cpuMs({ pid }: Bench): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** SQL statements that all threads ran so far. */
async function statements(): Promise<number> {
  // The counters are written every tenth of a second.
  await new Promise(resolve => setTimeout(resolve, 250));
  const counts = await Promise.all(
    Array.from({ length: 40 }, (_, thread) => readFile(join(statementsFolder, `${bench.pid}-${thread}`), 'utf8').catch(() => '0')),
  );
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

await closedLoop(8, 3, order);
const byBuyers: { buyers: number; perSecond: number; p99Ms: number }[] = [];
for (const buyers of [1, 2, 4, 8]) {
  const times = await closedLoop(buyers, seconds, order);
  byBuyers.push({ buyers, perSecond: times.length / seconds, p99Ms: percentile(times, 0.99) });
}
console.log('orders placed per second, by buyers at once');
console.table(byBuyers.map(row => ({ buyers: row.buyers, 'per second': round(row.perSecond), 'p99 ms': round(row.p99Ms) })));

const byStored: { stored: number; cpuMsPerOrder: number; statementsPerOrder: number }[] = [];
for (const stage of stages) {
  for (let at = stored; stored < stage; at += 200) await Promise.all(Array.from({ length: 16 }, (_, n) => order(at + n)));
  // What was begun comes to its rest first: confirmations, and the looks at young orders.
  await new Promise(resolve => setTimeout(resolve, 2_000));
  const before = { cpu: await cpuMs(bench), statements: await statements(), stored };
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      for (let at = worker; at < sample; at += 8) await order(at);
    }),
  );
  const placed = stored - before.stored;
  byStored.push({
    stored: before.stored,
    cpuMsPerOrder: ((await cpuMs(bench)) - before.cpu) / placed,
    statementsPerOrder: ((await statements()) - before.statements) / placed,
  });
}
await bench.stop();

const growth = (pick: (row: (typeof byStored)[number]) => number) => {
  const all = byStored.map(pick);
  return (Math.max(...all) - (all[0] ?? 0)) / (all[0] ?? 1);
};
const [cpu, sql] = [growth(row => row.cpuMsPerOrder), growth(row => row.statementsPerOrder)];
console.log('what one order costs, by orders stored');
console.table(
  byStored.map(row => ({
    stored: row.stored,
    'CPU ms per order': round(row.cpuMsPerOrder, 2),
    'statements per order': round(row.statementsPerOrder, 1),
  })),
);
console.log(
  `growth over the first: CPU ${round(cpu * 100)} %, statements ${round(sql * 100)} % (goal: within ${LIMIT * 100} %); ${refused} not placed`,
);
const report = { bench: 'orders-growth', byBuyers, byStored, cpuGrowth: cpu, statementsGrowth: sql, refused };
await writeFile(join(process.cwd(), '.cache', 'orders-growth.json'), JSON.stringify(report));
console.log(JSON.stringify(report));
