import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AdapterError, systemClock } from '@onebasket/core';
import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canHaveRedis, startRedis } from '../../e2e/support/redis.ts';
import {
  aggregateFields,
  createLog,
  effect,
  EffectRunner,
  Journal,
  openWakes,
  withEffects,
  type Aggregate,
  type EffectHandler,
  type Wakes,
} from '../src/index.ts';
import { openStorage, type Collection, type StorageProvider } from '../src/storage/index.ts';

interface Job extends Aggregate {
  readonly done: number;
}

const log = createLog('silent');
const NEVER_MS = 3_600_000;
const STEPS = ['a', 'b', 'c'] as const;

describe.runIf(canHaveRedis())('workers in several processes', () => {
  let folder: string;
  let storage: StorageProvider;
  let jobs: Collection<Job, 'wakeAt'>;
  let journal: Journal;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  const workers: { readonly runner: EffectRunner<Job>; readonly wakes: Wakes }[] = [];
  /** How often each step was sent, as the vendor counts. */
  let sent: Map<string, number>;

  beforeEach(async () => {
    sent = new Map();
    folder = await mkdtemp(join(tmpdir(), 'wakes-'));
    redis = await startRedis();
    storage = openStorage(`sqlite:${folder}`, { log });
    const store = storage.open('jobs');
    journal = new Journal(store);
    jobs = store.collection<Job, 'wakeAt'>({
      name: 'jobs',
      schema: Type.Object({ _id: Type.String(), v: Type.Integer(), shape: Type.Integer(), ...aggregateFields, done: Type.Integer() }),
      lift: [],
      indexes: { wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]) },
    });
  });

  afterEach(async () => {
    for (const { runner, wakes } of workers.splice(0)) {
      await runner.stop();
      await wakes.close();
    }
    await redis.stop();
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Every third sending loses its answer, after it was made or before. */
  const send: EffectHandler<Job, null> = {
    kind: 'send@1',
    effect: 'write',
    async run({ doc, effect: one }) {
      const name = `${doc._id}/${one.id}`;
      const draw = Number.parseInt(doc._id.slice(3), 10) % 3;
      await wait(5);
      if (draw === 1 && !sent.has(name)) {
        sent.set(name, 1);
        throw new AdapterError('timeout', { outcome: 'unknown', message: 'made, but the answer was lost' });
      }
      sent.set(name, (sent.get(name) ?? 0) + 1);
      return { status: 'done', value: null };
    },
    find: async ({ doc, effect: one }) => (sent.has(`${doc._id}/${one.id}`) ? { status: 'done', value: null } : 'not-done'),
    apply: doc => ({ ...doc, done: doc.done + 1 }),
  };

  async function worker(sweepMs: number): Promise<EffectRunner<Job>> {
    const wakes = await openWakes(redis.url, log);
    const runner = new EffectRunner<Job>({
      collection: jobs,
      journal,
      handlers: [send] as unknown as readonly EffectHandler<Job, never>[],
      clock: systemClock,
      log,
      soleWorker: false,
      wakes: wakes.queue('jobs'),
      sweepMs,
    });
    workers.push({ runner, wakes });
    runner.start();
    return runner;
  }

  const insert = async (number: number) => {
    const now = systemClock.now();
    const effects = STEPS.map((step, at) => effect('send@1', step, null, { now, after: STEPS.slice(0, at) }));
    await jobs.insert(withEffects<Job>({ _id: `job${number}`, v: 1, shape: 1, effects: [], done: 0 }, effects));
    return `job${number}`;
  };
  const undone = async (ids: readonly string[]) => (await jobs.getMany(ids)).filter(job => job?.done !== STEPS.length).map(job => job?._id);
  const twice = () => [...sent].filter(([, times]) => times !== 1);

  it('are woken when a retry is due, without any sweep', async () => {
    const first = await worker(NEVER_MS);
    const id = await insert(1);
    await first.drive(id);
    // Whoever is woken, this worker or another, goes on.
    await expect.poll(() => undone([id]), { timeout: 15_000 }).toEqual([]);
    expect(twice()).toEqual([]);
  });

  it('take over what a worker that stops was asked for', async () => {
    const first = await worker(NEVER_MS);
    await worker(NEVER_MS);
    const id = await insert(3);
    await first.stop();
    await first.drive(id);
    await expect.poll(() => undone([id]), { timeout: 15_000 }).toEqual([]);
    expect(twice()).toEqual([]);
  });

  it('end while Redis is away', async () => {
    const only = await worker(NEVER_MS);
    const id = await insert(1);
    await only.drive(id);
    await redis.stop();
    await only.drive(id);
    await only.stop();
    await workers.pop()?.wakes.close();
    expect(twice()).toEqual([]);
  });

  it('find what Redis forgot: stopped, emptied and started again in the middle, everything is done and nothing twice', async () => {
    const both = [await worker(500), await worker(500)];
    const ids: string[] = [];
    for (let number = 0; number < 60; number++) {
      if (number === 20) await redis.stop();
      if (number === 40) redis = await startRedis(redis.port);
      const id = await insert(number);
      ids.push(id);
      // Some are only written down, as by a process that was killed before it could tell anybody.
      if (number % 4 !== 0) void both[number % 2]?.drive(id);
      if (number % 10 === 0) await wait(100);
    }
    await expect.poll(() => undone(ids), { timeout: 30_000, interval: 200 }).toEqual([]);
    expect(twice()).toEqual([]);
    // Redis is in use again.
    const late = await insert(100);
    await both[0]?.drive(late);
    await expect.poll(() => undone([late]), { timeout: 15_000 }).toEqual([]);
  }, 60_000);
});
