/** Shared by the benches: a system of its own on twins, a closed loop of workers, figures and their medians. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnWooCommerceTwin } from '@onebasket/twin-woocommerce';
import { freePort, startOneBasket } from '../e2e/support/onebasket-process.ts';
import { ask, eventually } from '../e2e/support/graph.ts';

export interface Bench {
  readonly url: string;
  /** Process id of OneBasket. */
  readonly pid: number;
  readonly folder: string;
  stop(): Promise<void>;
}

const KEYS = { consumerKey: 'ck_bench_1', consumerSecret: 'cs_bench_1' };

/** OneBasket in a process of its own over two twins in processes of theirs, everything ingested. */
export async function startBench(options: { readonly latencyMs?: number } = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'onebasket-bench-'));
  const ids = ['lantern', 'harbor'] as const;
  const twins = await Promise.all(ids.map(id => spawnWooCommerceTwin({ demo: id, name: id, ...KEYS, ...options })));
  const process = await startOneBasket(folder, {
    gateway: { port: await freePort(), limits: { rate: false } },
    storage: { url: `sqlite:${folder}/data` },
    channels: twins.map((twin, at) => ({
      id: ids[at],
      adapter: 'woocommerce',
      settings: { baseUrl: twin.url, ...KEYS, requestsPerSecond: 1_000 },
    })),
    payments: [{ id: 'invoice', adapter: 'invoice' }],
    products: { feedIntervalMs: 3_600_000 },
    // One buyer orders hundreds of times here, which a person would be asked about.
    orders: { review: { rules: false } },
  });
  await eventually(
    () => ask<{ search: { complete: boolean } }>(process.url, '{ search(query: "", first: 1) { complete nodes { id } } }'),
    ({ data }) => data?.search.complete === true,
    120,
  );
  return {
    url: process.url,
    pid: process.child.pid as number,
    folder,
    stop: async () => {
      await process.stop();
      await Promise.all(twins.map(twin => twin.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Listings that can be ordered, with their price. */
export async function sellable(url: string, count: number): Promise<readonly { readonly id: string; readonly productId: string }[]> {
  const found: { id: string; productId: string }[] = [];
  let after: string | null = null;
  while (found.length < count) {
    const page: {
      data: {
        search: {
          nodes: { id: string; priceFrom: unknown; listings: { id: string }[] }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
    } = await ask(
      url,
      'query ($after: String) { search(query: "", first: 100, after: $after, filter: { availability: [IN_STOCK] }) { nodes { id priceFrom { money { amount } } listings { id } } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    for (const node of page.data.search.nodes)
      if (node.priceFrom) found.push(...node.listings.map(listing => ({ id: listing.id, productId: node.id })));
    if (!page.data.search.pageInfo.hasNextPage) break;
    after = page.data.search.pageInfo.endCursor;
  }
  return found.slice(0, count);
}

/** Runs `work` in a closed loop of `workers` until the time is up; milliseconds of each that did not answer false. */
export async function closedLoop(workers: number, seconds: number, work: (at: number) => Promise<boolean>): Promise<readonly number[]> {
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() < end) {
        const startedAt = performance.now();
        const counts = await work(next++);
        if (counts) times.push(performance.now() - startedAt);
      }
    }),
  );
  return times;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
