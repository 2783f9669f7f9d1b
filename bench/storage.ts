// What a request's durable write costs beside a bulk writer on the same SQLite file, against the same write alone. Prints a table and JSON.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createLog } from '@onebasket/runtime';
import { openStorage, type Collection, type Doc } from '@onebasket/runtime/storage';
import { Type } from 'typebox';

const LIMIT_MS = 20;
const REQUESTS = 1_000;
const BULK = 60_000;

interface Order extends Doc {
  readonly owner: string;
  readonly at: string;
  readonly lines: readonly string[];
}
interface Listing extends Doc {
  readonly title: string;
  readonly words: readonly string[];
  readonly price: number;
}

const base = { _id: Type.String(), v: Type.Integer(), shape: Type.Integer() };
const folder = await mkdtemp(join(tmpdir(), 'onebasket-bench-'));
const provider = openStorage(`sqlite:${folder}`, { log: createLog('silent') });
const storage = provider.open('bench');
const orders = storage.collection<Order, 'owner' | 'at'>({
  name: 'orders',
  schema: Type.Object({ ...base, owner: Type.String(), at: Type.String(), lines: Type.Array(Type.String()) }),
  lift: [],
  indexes: { owner: doc => [[doc.owner, doc.at]], at: doc => [[doc.at]] },
});
const listings = storage.collection<Listing, 'word' | 'price'>({
  name: 'listings',
  schema: Type.Object({ ...base, title: Type.String(), words: Type.Array(Type.String()), price: Type.Integer() }),
  lift: [],
  indexes: { word: doc => doc.words.map(word => [word]), price: doc => [[doc.price]] },
  derived: true,
});
await storage.ready();

await requests('warm', 200, () => false);
const alone = await requests('alone', REQUESTS, () => false);
let bulkDone = false;
const bulkStarted = performance.now();
const bulk = putAll(listings).finally(() => (bulkDone = true));
const beside = await requests('beside', Number.POSITIVE_INFINITY, () => bulkDone);
await bulk;
const bulkMs = performance.now() - bulkStarted;
await provider.close();
await rm(folder, { recursive: true });

const report = {
  alone,
  beside,
  p99Ratio: beside.p99Ms / alone.p99Ms,
  limitMs: LIMIT_MS,
  withinLimit: beside.p99Ms < LIMIT_MS,
  bulkDocumentsPerSecond: Math.round((BULK / bulkMs) * 1000),
};
console.table({ alone, 'beside a bulk writer': beside });
console.log(
  `p99 beside a bulk writer: ${beside.p99Ms.toFixed(1)} ms (limit ${LIMIT_MS} ms, ${report.p99Ratio.toFixed(1)} × alone); bulk: ${report.bulkDocumentsPerSecond} documents/s`,
);
console.log(JSON.stringify(report));

/** Requests one after the other, each a read, a durable insert and a replace, with a short pause as a person makes. */
async function requests(name: string, count: number, stop: () => boolean) {
  const times: number[] = [];
  for (let n = 0; n < count && !stop(); n++) {
    const started = performance.now();
    const _id = `${name}-${n}`;
    const order: Order = { _id, v: 1, shape: 1, owner: `owner-${n % 50}`, at: new Date().toISOString(), lines: ['a', 'b', 'c'] };
    await orders.insert(order);
    await orders.replace({ ...order, lines: ['a'] });
    await orders.find({ index: 'owner', prefix: [order.owner], order: 'desc', limit: 10 });
    times.push(performance.now() - started);
    await setTimeout(1);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { requests: times.length, p50Ms: at(0.5), p99Ms: at(0.99), worstMs: at(1) };
}

async function putAll(collection: Collection<Listing, 'word' | 'price'>): Promise<void> {
  for (let start = 0; start < BULK; start += 1_000) {
    const docs = Array.from({ length: 1_000 }, (_, offset): Listing => {
      const n = start + offset;
      const words = [`brand-${n % 100}`, `model-${n}`, `kind-${n % 7}`];
      return {
        _id: `listing-${n}`,
        v: 1,
        shape: 1,
        title: `${words.join(' ')} ${'describes itself at length '.repeat(20)}`,
        words,
        price: n * 7,
      };
    });
    await collection.putMany(docs);
  }
}
