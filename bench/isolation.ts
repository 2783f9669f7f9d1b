/**
 * What it costs that an adapter runs in a process of its own: the same calls of the same adapter, in process and isolated, in turns within one run, against a
 * stub vendor on loopback. `npm run bench:isolation [-- --calls 2000]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadAdapters } from '@onebasket/adapter-isolation';
import { createRegistry, type RegisteredConnection } from '@onebasket/adapter-registry';
import type { Adapter } from '@onebasket/adapter-sdk';
import { percentile, round } from './support.ts';

const { values } = parseArgs({ options: { calls: { type: 'string', default: '2000' } } });
const CALLS = Number(values.calls);
const PACKAGE = fileURLToPath(new URL('../e2e/support/partner', import.meta.url));
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined };
/** A vendor that answers at once, so that what is left is ours. Its first path segment says how many items there are. */
const VENDOR = `
  const { createServer } = require('node:http');
  const body = count => JSON.stringify(Array.from({ length: count }, (_, at) => ({ id: String(at), name: 'Thing number ' + at, price: '12.30', stock: 5 })));
  const bodies = { '/1/items': body(1), '/100/items': body(100) };
  const server = createServer((request, response) => response.end(bodies[request.url])).listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

const vendor = spawn(process.execPath, ['-e', VENDOR], { stdio: ['ignore', 'pipe', 'inherit'] });
const [port] = (await once(vendor.stdout, 'data')) as [Buffer];

const load = (inProcess: boolean) =>
  loadAdapters([{ package: PACKAGE, inProcess }], { from: '/', taken: [], warn: message => console.error(message) });
const [inProcess, isolated] = [await load(true), await load(false)];

function connect([adapter]: readonly Adapter[], items: number): RegisteredConnection {
  const registry = createRegistry({
    connections: [
      {
        kind: 'channel',
        config: {
          id: 'corner',
          adapter: 'corner',
          settings: { baseUrl: `http://127.0.0.1:${Number(port)}/${items}`, key: 'a-long-key', requestsPerSecond: 1e6 },
        },
      },
    ],
    adapters: adapter ? [adapter] : [],
    log: SILENT,
  });
  const connection = registry.channel('corner');
  if (!connection) throw new Error('no connection');
  return connection;
}

interface Row {
  readonly listings: number;
  readonly inProcess: { readonly p50: number; readonly p95: number };
  readonly isolated: { readonly p50: number; readonly p95: number };
  readonly addedP50Ms: number;
  readonly ratioP50: number;
}

async function measure(items: number): Promise<Row> {
  const near = connect(inProcess.adapters, items);
  const far = connect(isolated.adapters, items);
  const ids = Array.from({ length: items }, (_, at) => String(at));
  const time = async (connection: RegisteredConnection, into: number[]) => {
    const startedAt = performance.now();
    const listings = await connection.run('listings', (it, call) => it.getListings(ids, call));
    into.push(performance.now() - startedAt);
    if (listings.length !== items) throw new Error(`${listings.length} listings instead of ${items}`);
  };
  const times = { near: [] as number[], far: [] as number[] };
  for (let call = 0; call < CALLS; call++) {
    await time(near, times.near);
    await time(far, times.far);
  }
  const figures = (list: readonly number[]) => {
    // The first calls warm up both sides.
    const warm = list.slice(Math.floor(CALLS / 10));
    return { p50: round(percentile(warm, 0.5), 3), p95: round(percentile(warm, 0.95), 3) };
  };
  const [a, b] = [figures(times.near), figures(times.far)];
  return { listings: items, inProcess: a, isolated: b, addedP50Ms: round(b.p50 - a.p50, 3), ratioP50: round(b.p50 / a.p50, 2) };
}

const rows = [await measure(1), await measure(100)];
console.table(
  rows.map(row => ({
    'listings per call': row.listings,
    'in process p50 (ms)': row.inProcess.p50,
    'in process p95': row.inProcess.p95,
    'isolated p50 (ms)': row.isolated.p50,
    'isolated p95': row.isolated.p95,
    'added p50 (ms)': row.addedP50Ms,
    ratio: row.ratioP50,
  })),
);
console.log(JSON.stringify({ bench: 'isolation', calls: CALLS, rows }));
await Promise.all([inProcess.close(), isolated.close()]);
vendor.kill();
process.exit(0);
