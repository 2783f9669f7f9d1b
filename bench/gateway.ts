import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import { QUERIES } from './gateway/catalogue.ts';

/**
 * Our gateway, subgraphs in its process, beside a plain ApolloServer + ApolloGateway over HTTP subgraphs, on the same data and the same
 * queries: CPU per request, requests per second, p99. Both sides are up and warm all the time and take turns in short slices, first one
 * first, then the other; what counts are the ratios. `node bench/gateway.ts --rounds 5 --seconds 2`
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '50' },
  },
});
const [rounds, seconds, connections] = [Number(values.rounds), Number(values.seconds), Number(values.connections)];

interface Side {
  readonly url: string;
  /** Its connections are kept from slice to slice: what is measured is the steady state, not how fast a busy process accepts. */
  readonly pool: Pool;
  /** The gateway's process first; the others answer for it. */
  readonly processes: readonly ChildProcess[];
}

interface Slice {
  readonly requests: number;
  readonly seconds: number;
  readonly gatewayCpuMs: number;
  readonly totalCpuMs: number;
  readonly p99Ms: number;
}

/** Clock ticks of /proc: 100 per second on every Linux that Node runs on. */
const TICK_MS = 10;

const ours = await startSide(['ours']);
const plainSubgraphs = await startSide(['plain-subgraphs']);
const plainGateway = await startSide(['plain-gateway', plainSubgraphs.url]);
const sides: Readonly<Record<'ours' | 'plain', Side>> = {
  ours,
  plain: { ...plainGateway, processes: [...plainGateway.processes, ...plainSubgraphs.processes] },
};

try {
  const report = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    await sameAnswer(query);
    for (const side of Object.values(sides)) await load(side, query, 2);
    const slices: Record<'ours' | 'plain', Slice[]> = { ours: [], plain: [] };
    for (let round = 0; round < rounds; round++) {
      const order = round % 2 === 0 ? (['ours', 'plain'] as const) : (['plain', 'ours'] as const);
      for (const side of order) slices[side].push(await load(sides[side], query, seconds));
    }
    const row = {
      query: name,
      ours: summary(slices.ours),
      plain: summary(slices.plain),
      ratios: ratios(summary(slices.ours), summary(slices.plain)),
    };
    report.push(row);
    const { ours, plain } = row;
    process.stdout.write(
      `${name.padEnd(8)} CPU/request ${ours.cpuMs} ms, plain ${plain.cpuMs} ms (+ ${plain.subgraphCpuMs} ms in subgraphs): ${row.ratios.cpu}x less, ${row.ratios.totalCpu}x with subgraphs; ` +
        `${ours.rps} req/s, plain ${plain.rps}: ${row.ratios.rps}x; p99 ${ours.p99Ms} ms, plain ${plain.p99Ms} ms\n`,
    );
  }
  process.stdout.write(`${JSON.stringify({ bench: 'gateway', rounds, seconds, connections, report })}\n`);
  if (report.some(({ ratios }) => ratios.totalCpu < 1)) process.exitCode = 1;
} finally {
  await Promise.all([ours, plainGateway, plainSubgraphs].map(side => side.pool.close()));
  for (const child of new Set(Object.values(sides).flatMap(side => side.processes))) child.kill();
}

async function startSide(args: readonly string[]): Promise<Side> {
  const child = spawn(process.execPath, [new URL('./gateway/serve.ts', import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url, pool: new Pool(new URL(url).origin, { connections }), processes: [child] };
}

/** Both sides answer the same, or the comparison is void. */
async function sameAnswer(query: string): Promise<void> {
  const answers = await Promise.all(
    Object.values(sides).map(async ({ url }) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      return JSON.stringify({ data, errors });
    }),
  );
  if (answers[0] !== answers[1] || answers[0]?.includes('"errors"'))
    throw new Error(`the answers differ or fail: ${answers.map(answer => answer.slice(0, 300)).join('\n')}`);
}

/** Keeps every connection busy with one request at a time. */
async function load(side: Side, query: string, duration: number): Promise<Slice> {
  const { pathname } = new URL(side.url);
  const body = JSON.stringify({ query });
  const latencies: number[] = [];
  const before = side.processes.map(cpuMs);
  const began = performance.now();
  const keepAsking = async () => {
    while (performance.now() - began < duration * 1_000) {
      const asked = performance.now();
      const response = await side.pool.request({ path: pathname, method: 'POST', headers: { 'content-type': 'application/json' }, body });
      await response.body.arrayBuffer();
      if (response.statusCode !== 200) throw new Error(`${side.url} answered ${response.statusCode}`);
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: connections }, keepAsking));
  const spent = side.processes.map((child, index) => cpuMs(child) - (before[index] ?? 0));
  return {
    requests: latencies.length,
    seconds: (performance.now() - began) / 1_000,
    gatewayCpuMs: spent[0] ?? 0,
    totalCpuMs: spent.reduce((sum, one) => sum + one, 0),
    p99Ms: latencies.sort((one, other) => one - other)[Math.floor(latencies.length * 0.99)] ?? 0,
  };
}

/** User and system time that the process has used. */
function cpuMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function summary(slices: readonly Slice[]) {
  const sum = (pick: (slice: Slice) => number) => slices.reduce((total, slice) => total + pick(slice), 0);
  const requests = sum(slice => slice.requests);
  const round = (value: number) => Number(value.toPrecision(3));
  return {
    cpuMs: round(sum(slice => slice.gatewayCpuMs) / requests),
    subgraphCpuMs: round(sum(slice => slice.totalCpuMs - slice.gatewayCpuMs) / requests),
    rps: Math.round(requests / sum(slice => slice.seconds)),
    p99Ms: round(median(slices.map(slice => slice.p99Ms))),
  };
}

/** Of the slices: one that another job on the machine disturbed does not speak for all. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function ratios(ours: ReturnType<typeof summary>, plain: ReturnType<typeof summary>) {
  const ratio = (a: number, b: number) => Number((a / b).toFixed(2));
  return {
    cpu: ratio(plain.cpuMs, ours.cpuMs),
    totalCpu: ratio(plain.cpuMs + plain.subgraphCpuMs, ours.cpuMs + ours.subgraphCpuMs),
    rps: ratio(ours.rps, plain.rps),
    p99: ratio(plain.p99Ms, ours.p99Ms),
  };
}
