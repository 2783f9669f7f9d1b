/**
 * How one-click orders grow: per second from 1 to 8 buyers at once, and CPU and SQL statements per order from a thousand stored orders to a million.
 * OneBasket is measured from outside, in a process of its own; each size gets a fresh one. `npm run bench:orders-growth [-- --stored 1000,100000,1000000]`
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '@onebasket/runtime';
import { openStorage } from '@onebasket/runtime/storage';
import { BareShop } from '../e2e/support/bare-shop.ts';
import { ask, eventually, orderInput } from '../e2e/support/graph.ts';
import { freePort, startOneBasket, type OneBasketProcess } from '../e2e/support/onebasket-process.ts';
import { INVOICE, wooChannel } from '../e2e/support/workspace.ts';
import { orders as ordersSpec, type OrderDoc } from '../subgraphs/orders/src/order/order-doc.ts';
import { closedLoop, percentile, round } from './support.ts';

const { values } = parseArgs({
  options: {
    stored: { type: 'string', default: '1000,10000,100000' },
    orders: { type: 'string', default: '600' },
    seconds: { type: 'string', default: '5' },
  },
});
const [sample, seconds] = [Number(values.orders), Number(values.seconds)];
const LIMIT = 0.2;
const DAY_MS = 24 * 60 * 60 * 1000;

const ONE_CLICK = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on PlacedOrder { order { id } } } }';

/** Counts what is run on SQLite, in every thread; loaded before the product, of which it changes nothing. */
const COUNTER = `
import { StatementSync } from 'node:sqlite';
import { writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
let count = 0;
for (const name of ['run', 'get', 'all', 'iterate']) {
  const original = StatementSync.prototype[name];
  StatementSync.prototype[name] = function (...given) { count++; return original.apply(this, given); };
}
setInterval(() => writeFileSync(process.env.BENCH_STATEMENTS + '/' + process.pid + '-' + threadId, String(count)), 100).unref();
`;

/** OneBasket over two shops with endless stock, and what it has used so far. */
class Bench {
  readonly #folder: string;
  readonly #shops: readonly BareShop[];
  readonly #config: object;
  #running: OneBasketProcess | undefined;

  private constructor(folder: string, shops: readonly BareShop[], config: object) {
    this.#folder = folder;
    this.#shops = shops;
    this.#config = config;
  }

  static async open(): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'onebasket-bench-'));
    process.env['BENCH_STATEMENTS'] = folder;
    process.env['NODE_OPTIONS'] = `--import=data:text/javascript,${encodeURIComponent(COUNTER)}`;
    const shops = [0, 1].map(() => new BareShop([{ id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00' }]));
    await Promise.all(shops.map(shop => shop.listen()));
    const bench = new Bench(folder, shops, {
      gateway: { port: await freePort(), limits: { rate: false } },
      storage: { url: `sqlite:${folder}/data` },
      channels: shops.map((shop, at) => wooChannel(`shop${at}`, shop.url, { requestsPerSecond: 1_000 })),
      payments: [INVOICE],
      products: { feedIntervalMs: 3_600_000 },
      // One buyer orders hundreds of times here, which a person would be asked about.
      orders: { review: { rules: false } },
    });
    await bench.start();
    return bench;
  }

  async start(): Promise<void> {
    this.#running = await startOneBasket(this.#folder, this.#config);
    await eventually(
      () => ask<{ search: { nodes: unknown[] } }>(this.#running?.url ?? '', '{ search(query: "lamp") { nodes { id } } }'),
      ({ data }) => data.search.nodes.length > 0,
    );
  }

  async order(at: number): Promise<string | undefined> {
    const input = orderInput(randomUUID(), [{ listingId: `shop${at % 2}:1` }], '99999', 'CNY', {
      contact: { name: 'Li Lei', email: `${randomUUID()}@example.com` },
    });
    const { data } = await ask<{ placeOrder: { __typename: string; order?: { id: string } } }>(this.#running?.url ?? '', ONE_CLICK, {
      input,
    });
    return data.placeOrder.order?.id;
  }

  /** Fills the store with orders that are over, made after one that was really placed. */
  async fill(count: number): Promise<void> {
    const id = (await this.order(0)) as string;
    await this.#running?.stop();
    const provider = openStorage(`sqlite:${this.#folder}/data`, { log: createLog('silent') });
    const storage = provider.open('orders');
    const collection = storage.collection<OrderDoc, keyof typeof ordersSpec.indexes>(ordersSpec);
    await storage.ready();
    const { wakeAt: _wakeAt, lease: _lease, ...template } = (await collection.get(id)) as OrderDoc;
    for (let from = 0; from < count; from += 500) {
      const batch = Array.from({ length: Math.min(500, count - from) }, (_, at) => agedCopy(template, from + at));
      await Promise.all(batch.map(doc => collection.insert(doc)));
    }
    await provider.close();
    await this.start();
  }

  /** Processor time so far, in milliseconds: Linux counts it in hundredths of a second. */
  async cpuMs(): Promise<number> {
    const fields = (await readFile(`/proc/${this.#running?.child.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** SQL statements that all threads ran so far. */
  async statements(): Promise<number> {
    // The counters are written every tenth of a second.
    await new Promise(resolve => setTimeout(resolve, 300));
    const of = (thread: number) => readFile(join(this.#folder, `${this.#running?.child.pid}-${thread}`), 'utf8').catch(() => '0');
    const counts = await Promise.all(Array.from({ length: 40 }, (_, thread) => of(thread)));
    return counts.reduce((sum, count) => sum + Number(count), 0);
  }

  async close(): Promise<void> {
    await this.#running?.stop();
    await Promise.all(this.#shops.map(shop => shop.close()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function agedCopy(template: Omit<OrderDoc, 'wakeAt' | 'lease'>, at: number): OrderDoc {
  return {
    ...template,
    _id: `o-stored-${at}`,
    v: 1,
    number: `STORED-${at}`,
    idempotencyKey: `stored-${at}`,
    ownerKey: `shopper:${at % 10_000}`,
    placedAt: new Date(Date.parse(template.placedAt) - 90 * DAY_MS - at * 1_000).toISOString(),
    effects: [],
    contact: { name: 'Li Lei', email: `buyer-${at % 10_000}@example.com` },
    parts: template.parts.map(part => ({ ...part, status: 'DELIVERED', externalId: `stored-${at}` })),
  };
}

const first = await Bench.open();
const isPlaced = async (at: number) => (await first.order(at)) !== undefined;
await closedLoop(8, 3, isPlaced);
const byBuyers: { buyers: number; perSecond: number; p99Ms: number }[] = [];
for (const buyers of [1, 2, 4, 8]) {
  const times = await closedLoop(buyers, seconds, isPlaced);
  byBuyers.push({ buyers, perSecond: times.length / seconds, p99Ms: percentile(times, 0.99) });
}
await first.close();
console.log('orders placed per second, by buyers at once');
console.table(byBuyers.map(row => ({ buyers: row.buyers, 'per second': round(row.perSecond), 'p99 ms': round(row.p99Ms) })));

const byStored: { stored: number; cpuMsPerOrder: number; statementsPerOrder: number; perSecond: number }[] = [];
for (const stored of values.stored.split(',').map(Number)) {
  const bench = await Bench.open();
  await bench.fill(stored);
  let placed = 0;
  const place = async (count: number) => {
    let next = 0;
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        while (next < count) if ((await bench.order(next++)) !== undefined) placed++;
      }),
    );
  };
  await place(sample);
  placed = 0;
  const before = { cpu: await bench.cpuMs(), statements: await bench.statements() };
  const startedAt = performance.now();
  await place(sample);
  const tookMs = performance.now() - startedAt;
  byStored.push({
    stored,
    cpuMsPerOrder: ((await bench.cpuMs()) - before.cpu) / placed,
    statementsPerOrder: ((await bench.statements()) - before.statements) / placed,
    perSecond: (placed / tookMs) * 1000,
  });
  await bench.close();
}

const growth = (pick: (row: (typeof byStored)[number]) => number) => {
  const all = byStored.map(pick);
  return Math.max(...all) / (all[0] ?? 1) - 1;
};
const [cpu, sql] = [growth(row => row.cpuMsPerOrder), growth(row => row.statementsPerOrder)];
console.log('what one order costs, by orders stored');
console.table(
  byStored.map(row => ({
    stored: row.stored,
    'CPU ms per order': round(row.cpuMsPerOrder, 2),
    'statements per order': round(row.statementsPerOrder, 1),
    'per second': round(row.perSecond),
  })),
);
console.log(`growth over the first: CPU ${round(cpu * 100)} %, statements ${round(sql * 100)} % (goal: within ${LIMIT * 100} %)`);
console.log(JSON.stringify({ bench: 'orders-growth', byBuyers, byStored, cpuGrowth: cpu, statementsGrowth: sql }));
