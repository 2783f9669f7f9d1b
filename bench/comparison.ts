/**
 * What a comparison costs on top of the slowest channel that was needed: twins answer in 50 ms, 50 viewers compare at once, live. The overhead of one
 * comparison is the whole time at the client less the time of its slowest channel row. Viewers pause between comparisons, as people do;
 * without the pause the two cores, which twins, client and OneBasket share, are what is measured. `npm run bench:comparison [-- --seconds 8 --pause 500]`
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ask } from '../e2e/support/graph.ts';
import { closedLoop, percentile, round, sellable, startBench } from './support.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    viewers: { type: 'string', default: '50' },
    pause: { type: 'string', default: '500' },
  },
});
const [seconds, viewers, pauseMs] = [Number(values.seconds), Number(values.viewers), Number(values.pause)];
const LATENCY_MS = 50;
const LIMIT_MS = 10;

const bench = await startBench({ latencyMs: LATENCY_MS });
const products = [...new Set((await sellable(bench.url, 2_000)).map(listing => listing.productId))];
const QUERY =
  'query ($id: ID!) { product(id: $id) { comparison(maxAgeMs: 0) { offers { landedPrice { amount } } elapsedMs channels { elapsedMs status } } } }';

const whole: number[] = [];
const inside: number[] = [];
const outside: number[] = [];
const failed: string[] = [];
const measure = async (at: number) => {
  const startedAt = performance.now();
  const { data } = await ask<{ product: { comparison: { elapsedMs: number; channels: { elapsedMs: number; status: string }[] } } }>(
    bench.url,
    QUERY,
    { id: products[(at * 37) % products.length] },
  );
  const wholeMs = performance.now() - startedAt;
  const { comparison } = data.product;
  const slowest = Math.max(...comparison.channels.map(channel => channel.elapsedMs));
  inside.push(comparison.elapsedMs - slowest);
  outside.push(wholeMs - slowest);
  whole.push(wholeMs);
  failed.push(...comparison.channels.filter(channel => channel.status !== 'ANSWERED').map(channel => channel.status));
  await setTimeout(pauseMs * (0.5 + Math.random()));
  return true;
};
await closedLoop(viewers, 2, measure);
whole.length = 0;
inside.length = 0;
outside.length = 0;
await closedLoop(viewers, seconds, measure);
await bench.stop();

const figures = (of: readonly number[]) => ({
  p50: round(percentile(of, 0.5)),
  p95: round(percentile(of, 0.95)),
  p99: round(percentile(of, 0.99)),
});
console.log(`${whole.length} comparisons, ${viewers} viewers, channels answering in ${LATENCY_MS} ms`);
console.table({
  'above the slowest channel, in the server (ms)': figures(inside),
  'above the slowest channel, HTTP and client included (ms)': figures(outside),
  'whole (ms)': figures(whole),
});
console.log(
  `limit for the first: p99 under ${LIMIT_MS} ms (ratio ${round(percentile(inside, 0.99) / LIMIT_MS, 2)}); channels that did not answer: ${failed.length}`,
);
console.log(
  JSON.stringify({
    bench: 'comparison',
    viewers,
    latencyMs: LATENCY_MS,
    inside: figures(inside),
    outside: figures(outside),
    whole: figures(whole),
    failed: failed.length,
  }),
);
