import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import { TRAFFIC, type Traffic } from './gateway/catalogue.ts';

/**
 * Our gateway (subgraphs in its process; over HTTP; over HTTP and sharing sub-requests) beside a plain ApolloServer + ApolloGateway over the same HTTP subgraphs, on the same data and the
 * same queries: CPU per request of gateway and subgraphs together, requests per second, p99. All are up and warm all the time and take turns in short
 * slices; what counts are the ratios, with stock = 1. `node bench/gateway.ts --rounds 5 --seconds 2`
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

const subgraphs = await startSide(['plain-subgraphs']);
const [stock, embedded, remote, sharing] = [
  await startSide(['plain-gateway', subgraphs.url]),
  await startSide(['ours']),
  await startSide(['ours-remote', subgraphs.url]),
  await startSide(['ours-sharing', subgraphs.url]),
];
const overHttp = (gateway: Side): Side => ({ ...gateway, processes: [...gateway.processes, ...subgraphs.processes] });
const sides: ReadonlyMap<string, Side> = new Map([
  ['stock', overHttp(stock)],
  ['embedded', embedded],
  ['remote', overHttp(remote)],
  ['sharing', overHttp(sharing)],
]);

try {
  const idleMb = Object.fromEntries([...sides].map(([name, { processes }]) => [name, rssMb(processes[0])]));
  process.stdout.write(`idle memory (MiB) ${JSON.stringify(idleMb)}\n`);
  const report = [];
  for (const [name, traffic] of Object.entries(TRAFFIC)) {
    await sameAnswer(traffic);
    for (const side of sides.values()) await load(side, traffic, 2);
    const slices = new Map([...sides.keys()].map(side => [side, [] as Slice[]]));
    for (let round = 0; round < rounds; round++) {
      const order = [...sides].slice(round % sides.size).concat([...sides].slice(0, round % sides.size));
      for (const [sideName, side] of order) slices.get(sideName)?.push(await load(side, traffic, seconds));
    }
    const base = summary(slices.get('stock') ?? []);
    for (const [side, measured] of slices) {
      const row = { traffic: name, side, ...summary(measured) };
      const ratio = ratios(row, base);
      report.push({ ...row, ratio });
      process.stdout.write(
        `${name.padEnd(15)} ${side.padEnd(9)} ${String(ratio.totalCpu).padStart(6)}x  CPU/request ${row.cpuMs} ms + ${row.subgraphCpuMs} ms in subgraphs; ` +
          `${row.rps} req/s (${ratio.rps}x), p99 ${row.p99Ms} ms\n`,
      );
    }
  }
  process.stdout.write(`${JSON.stringify({ bench: 'gateway', rounds, seconds, connections, idleMb, report })}\n`);
  if (report.some(({ ratio }) => ratio.totalCpu < 1)) process.exitCode = 1;
} finally {
  await Promise.all([stock, embedded, remote, sharing, subgraphs].map(side => side.pool.close()));
  for (const child of new Set([...sides.values()].flatMap(side => side.processes))) child.kill();
}

async function startSide(args: readonly string[]): Promise<Side> {
  const child = spawn(process.execPath, [new URL('./gateway/serve.ts', import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url, pool: new Pool(new URL(url).origin, { connections }), processes: [child] };
}

/** All answer the same, at first sight and when the operation comes back, or the comparison is void. */
async function sameAnswer(traffic: Traffic): Promise<void> {
  const answers: string[] = [];
  for (const { url } of [...sides.values(), ...sides.values()]) {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: traffic(0) });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    answers.push(JSON.stringify({ data, errors }));
  }
  if (new Set(answers).size > 1 || answers[0]?.includes('"errors"'))
    throw new Error(`the answers differ or fail: ${answers.map(answer => answer.slice(0, 300)).join('\n')}`);
}

/** Keeps every connection busy with one request at a time. */
async function load(side: Side, traffic: Traffic, duration: number): Promise<Slice> {
  const { pathname } = new URL(side.url);
  const latencies: number[] = [];
  let sent = 0;
  const before = side.processes.map(cpuMs);
  const began = performance.now();
  const keepAsking = async () => {
    while (performance.now() - began < duration * 1_000) {
      const asked = performance.now();
      const body = traffic(sent++);
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

function rssMb(child: ChildProcess | undefined): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child?.pid}/status`, 'utf8'))?.[1]) / 1024);
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
