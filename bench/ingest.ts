// Takes in the feed of one shop with 100,000 listings and watches time and memory on the way. `npm run bench:ingest -- --listings 20000`. Prints a table and JSON.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startWooCommerceTwin } from '@onebasket/twin-woocommerce';
import { ask } from '../e2e/support/graph.ts';
import { freePort, startOneBasket } from '../e2e/support/onebasket-process.ts';
import { round } from './support.ts';

const { values } = parseArgs({ options: { listings: { type: 'string', default: '100000' } } });
const wanted = Number(values.listings);
const KEYS = { consumerKey: 'ck_bench_1', consumerSecret: 'cs_bench_1' };
const WORDS = ['steel', 'oak', 'travel', 'desk', 'garden', 'silent', 'folding', 'ceramic', 'winter', 'kids'];
const THINGS = ['kettle', 'lamp', 'chair', 'bottle', 'drill', 'blanket', 'router', 'mug', 'tent', 'scale'];

const word = (at: number, of: readonly string[]) => of[at % of.length] as string;
const catalogue = Array.from({ length: wanted }, (_, at) => ({
  id: at + 1,
  name: `${word(at, WORDS)} ${word(Math.floor(at / 10), THINGS)} ${word(Math.floor(at / 100), WORDS)} No. ${at}`,
  type: 'simple',
  status: 'publish',
  sku: `SKU-${at}`,
  description: `<p>A ${word(at, WORDS)} ${word(Math.floor(at / 10), THINGS)}, number ${at}, for every day.</p>`.repeat(3),
  regular_price: `${10 + (at % 900)}.${String(at % 100).padStart(2, '0')}`,
  price: `${10 + (at % 900)}.${String(at % 100).padStart(2, '0')}`,
  manage_stock: true,
  stock_quantity: at % 50,
  stock_status: at % 50 > 0 ? 'instock' : 'outofstock',
}));

const folder = await mkdtemp(join(tmpdir(), 'onebasket-ingest-'));
const twin = await startWooCommerceTwin({ catalogue, country: 'DE', currency: 'EUR', ...KEYS });
const startedAt = performance.now();
const process = await startOneBasket(folder, {
  gateway: { port: await freePort(), limits: { rate: false } },
  storage: { url: `sqlite:${folder}/data` },
  channels: [{ id: 'shop', adapter: 'woocommerce', settings: { baseUrl: twin.url, ...KEYS, requestsPerSecond: 1_000 } }],
  products: { feedIntervalMs: 3_600_000 },
});
const pid = process.child.pid as number;
const residentMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const samples: { seconds: number; mb: number }[] = [];
let isComplete = false;
while (!isComplete) {
  await setTimeout(500);
  samples.push({ seconds: (performance.now() - startedAt) / 1000, mb: residentMb() });
  const { data } = await ask<{ search: { complete: boolean } }>(process.url, '{ search(query: "", first: 1) { complete } }');
  isComplete = data?.search.complete === true;
}
const seconds = (performance.now() - startedAt) / 1000;
const peakOf = (from: number, to: number) =>
  Math.max(...samples.filter(sample => sample.seconds >= seconds * from && sample.seconds <= seconds * to).map(({ mb }) => mb));
const [firstHalf, secondHalf] = [peakOf(0.1, 0.5), peakOf(0.5, 1)];
const found = await ask<{ search: { nodes: unknown[] } }>(
  process.url,
  `{ search(query: "No. ${wanted - 1}", first: 1) { nodes { title } } }`,
);
await process.stop();
await twin.close();
await rm(folder, { recursive: true, force: true });

const report = {
  bench: 'ingest',
  listings: wanted,
  seconds: round(seconds),
  perSecond: Math.round(wanted / seconds),
  peakMbFirstHalf: Math.round(firstHalf),
  peakMbSecondHalf: Math.round(secondHalf),
  growth: round(secondHalf / firstHalf, 2),
  lastIsFound: (found.data?.search.nodes.length ?? 0) > 0,
};
console.table({ [`${wanted} listings`]: report });
console.log(JSON.stringify(report));
