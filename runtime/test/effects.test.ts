import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdapterError } from '@onebasket/core';
import { Type } from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aggregateFields,
  createLog,
  effect,
  EffectRunner,
  Journal,
  withEffects,
  type Aggregate,
  type EffectHandler,
} from '../src/index.ts';
import { openStorage, type Collection, type StorageProvider } from '../src/storage/index.ts';

interface Job extends Aggregate {
  readonly done: readonly string[];
}

const log = createLog('silent');
let now = Date.parse('2026-01-01T00:00:00Z');
const clock = { now: () => new Date(now) };
let folder: string;
let storage: StorageProvider;
let jobs: Collection<Job, 'wakeAt'>;
let journal: Journal;
const runners: EffectRunner<Job>[] = [];

beforeEach(async () => {
  now = Date.parse('2026-01-01T00:00:00Z');
  folder = await mkdtemp(join(tmpdir(), 'effects-'));
  storage = openStorage(`sqlite:${folder}`, { log });
  const store = storage.open('jobs');
  journal = new Journal(store);
  jobs = store.collection<Job, 'wakeAt'>({
    name: 'jobs',
    schema: Type.Object({
      _id: Type.String(),
      v: Type.Integer(),
      shape: Type.Integer(),
      ...aggregateFields,
      done: Type.Array(Type.String()),
    }),
    lift: [],
    indexes: { wakeAt: doc => (doc.wakeAt === undefined ? [] : [[doc.wakeAt]]) },
  });
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map(runner => runner.stop()));
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

function runner(handlers: readonly EffectHandler<Job, string>[], soleWorker = false): EffectRunner<Job> {
  const made = new EffectRunner<Job>({
    collection: jobs,
    journal,
    handlers: handlers as unknown as readonly EffectHandler<Job, never>[],
    clock,
    log,
    soleWorker,
  });
  runners.push(made);
  return made;
}

function handler(overrides: Partial<EffectHandler<Job, string>>): EffectHandler<Job, string> {
  return {
    kind: 'send@1',
    effect: 'write',
    run: async ({ effect: one }) => ({ status: 'done', value: one.id }),
    apply: (doc, _one, value) => ({ ...doc, done: [...doc.done, value] }),
    ...overrides,
  };
}

const job = (...effects: Parameters<typeof withEffects>[1][number][]): Job =>
  withEffects<Job>({ _id: 'job', v: 1, shape: 1, effects: [], done: [] }, effects);
const unknown = () => new AdapterError('timeout', { outcome: 'unknown', message: 'no answer' });
const notDone = () => new AdapterError('unavailable', { outcome: 'not-done', message: 'refused' });

describe('effects', () => {
  it('run in the order of their dependencies, and leave nothing to wake for', async () => {
    await jobs.insert(
      job(effect('send@1', 'b', null, { now: clock.now(), after: ['a'] }), effect('send@1', 'a', null, { now: clock.now() })),
    );
    await runner([handler({})]).drive('job');
    const stands = await jobs.get('job');
    expect(stands?.done).toEqual(['a', 'b']);
    expect([stands?.effects, stands?.wakeAt, stands?.lease]).toEqual([[], undefined, undefined]);
  });

  it('that never come back are given up at their deadline, and looked at again', async () => {
    await jobs.insert(job(effect('read@1', 'a', null, { now: clock.now() }), effect('send@1', 'b', null, { now: clock.now() })));
    const never = () => new Promise<never>(() => undefined);
    await runner([handler({ kind: 'read@1', effect: 'read', deadlineMs: 20, run: never }), handler({ deadlineMs: 20, run: never })]).drive(
      'job',
    );
    const stands = await jobs.get('job');
    expect(stands?.effects.map(({ id, tries, attempt }) => [id, tries, attempt !== undefined])).toEqual([
      ['a', 1, false],
      ['b', 1, true],
    ]);
    expect(stands?.lease).toBeUndefined();
  });

  it('whose outcome cannot be stored are parked for a person; the outcomes beside them are kept', async () => {
    await jobs.insert(job(...['a', 'b', 'c'].map(id => effect('send@1', id, null, { now: clock.now() }))));
    // What follows from "b" is no valid document.
    const apply: EffectHandler<Job, string>['apply'] = (doc, _one, value) => ({
      ...doc,
      done: [...doc.done, value === 'b' ? (7 as unknown as string) : value],
    });
    await runner([handler({ apply })]).drive('job');
    const stands = await jobs.get('job');
    expect(stands?.done.toSorted((x, y) => x.localeCompare(y))).toEqual(['a', 'c']);
    expect(stands?.effects.map(({ id, parked }) => [id, parked?.reason])).toEqual([['b', 'a defect; the log has it']]);
    expect(stands?.lease).toBeUndefined();
  });

  it('whose question was answered too late send nothing any more', async () => {
    const attempt = { startedAt: clock.now().toISOString() };
    await jobs.insert(job({ ...effect('send@1', 'a', null, { now: clock.now() }), attempt }));
    let sent = 0;
    let answered = () => undefined as void;
    const late = new Promise<'not-done'>(resolve => (answered = () => resolve('not-done')));
    await runner([
      handler({ deadlineMs: 20, find: () => late, run: () => ((sent += 1), Promise.resolve({ status: 'done', value: 'a' })) }),
    ]).drive('job');
    answered();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(sent).toBe(0);
    expect((await jobs.get('job'))?.effects[0]?.attempt).toEqual(attempt);
  });

  it('write the attempt before it is sent', async () => {
    await jobs.insert(job(effect('send@1', 'a', null, { now: clock.now() })));
    let attempt: unknown;
    await runner([
      handler({
        run: async () => {
          attempt = (await jobs.get('job'))?.effects[0]?.attempt;
          return { status: 'done', value: 'a' };
        },
      }),
    ]).drive('job');
    expect(attempt).toEqual({ startedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('ask before they repeat what may have happened', async () => {
    await jobs.insert(job(effect('send@1', 'a', null, { now: clock.now() })));
    const calls: string[] = [];
    const flaky = handler({
      run: async () => {
        calls.push('run');
        throw unknown();
      },
      find: async () => {
        calls.push('find');
        return { status: 'done', value: 'found' };
      },
    });
    const worker = runner([flaky]);
    await worker.drive('job');
    now += 60_000;
    await worker.drive('job');
    expect(calls).toEqual(['run', 'find']);
    expect((await jobs.get('job'))?.done).toEqual(['found']);
  });

  it('keep an attempt unknown while asking fails, and send again only after a clear no', async () => {
    await jobs.insert(job(effect('send@1', 'a', null, { now: clock.now() })));
    const calls: string[] = [];
    const answers = [unknown, unknown, () => 'not-done' as const];
    const worker = runner([
      handler({
        run: async () => {
          calls.push('run');
          if (calls.length === 1) throw unknown();
          return { status: 'done', value: 'second' };
        },
        find: async () => {
          calls.push('find');
          const answer = (answers.shift() as () => unknown)();
          if (answer instanceof Error) throw answer;
          return answer as 'not-done';
        },
      }),
    ]);
    for (let look = 0; look < 4; look++) {
      await worker.drive('job');
      now += 120_000;
    }
    expect(calls).toEqual(['run', 'find', 'find', 'find', 'run']);
    expect((await jobs.get('job'))?.done).toEqual(['second']);
  });

  it('of a killed process are taken over: the attempt it left is asked for', async () => {
    const left = job(effect('send@1', 'a', null, { now: clock.now() }));
    await jobs.insert({
      ...left,
      effects: left.effects.map(one => ({ ...one, attempt: { startedAt: clock.now().toISOString(), note: 'order 7' } })),
      lease: { holder: 'a process that is gone', until: new Date(now + 20_000).toISOString() },
      wakeAt: new Date(now + 20_000).toISOString(),
    });
    const notes: (string | undefined)[] = [];
    const taking = handler({
      find: async ({ effect: one }) => {
        notes.push(one.attempt?.note);
        return { status: 'done', value: 'found' };
      },
    });
    await runner([taking]).drive('job');
    expect(notes, 'another worker waits for the lease to end').toEqual([]);
    await runner([taking], true).drive('job');
    expect(notes).toEqual(['order 7']);
    expect((await jobs.get('job'))?.done).toEqual(['found']);
  });

  it('that were certainly not done are tried again, then given up with an answer', async () => {
    await jobs.insert(job(effect('send@1', 'a', null, { now: clock.now() })));
    let tries = 0;
    const worker = runner([
      handler({
        maxTries: 3,
        run: async () => {
          tries++;
          throw notDone();
        },
        failed: doc => ({ ...doc, done: ['gave up'] }),
      }),
    ]);
    for (let look = 0; look < 5; look++) {
      await worker.drive('job');
      now += 120_000;
    }
    expect(tries).toBe(3);
    expect((await jobs.get('job'))?.done).toEqual(['gave up']);
  });

  it('that nobody can ask for are parked for a person, and so are defects', async () => {
    await jobs.insert(job(effect('send@1', 'a', null, { now: clock.now() }), effect('send@1', 'b', null, { now: clock.now() })));
    const worker = runner([
      handler({
        run: async ({ effect: one }) => {
          throw one.id === 'a' ? unknown() : new TypeError('our mistake');
        },
      }),
    ]);
    await worker.drive('job');
    now += 120_000;
    await worker.drive('job');
    const stands = await jobs.get('job');
    expect(stands?.effects.map(one => [one.id, one.parked !== undefined])).toEqual([
      ['a', true],
      ['b', true],
    ]);
    expect(stands?.wakeAt).toBeUndefined();
  });

  it('take intent that others write meanwhile, and start what became ready without waiting for the slow one', async () => {
    await jobs.insert(job(effect('send@1', 'slow', null, { now: clock.now() })));
    let release: () => void = () => undefined;
    const slow = new Promise<void>(resolve => (release = resolve));
    const worker = runner([
      handler({
        run: async ({ effect: one }) => {
          if (one.id === 'slow') await slow;
          return { status: 'done', value: one.id };
        },
      }),
    ]);
    const driving = worker.drive('job');
    await jobs.change('job', doc => withEffects(doc, [effect('send@1', 'quick', null, { now: clock.now() })]));
    void worker.drive('job');
    while (!(await jobs.get('job'))?.done.includes('quick')) await new Promise(resolve => setTimeout(resolve, 5));
    release();
    await driving;
    expect((await jobs.get('job'))?.done).toEqual(['quick', 'slow']);
  });

  it('are found by the sweep when nobody pokes', async () => {
    await jobs.insert(job(effect('send@1', 'a', null, { now: clock.now() })));
    runner([handler({})]).start();
    while ((await jobs.get('job'))?.done.length !== 1) await new Promise(resolve => setTimeout(resolve, 5));
    expect((await jobs.get('job'))?.effects).toEqual([]);
  });

  it('move to the journal when they are many, each once and in order', async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `e${String(at).padStart(2, '0')}`);
    await jobs.insert(
      job(...ids.map((id, at) => effect('send@1', id, null, { now: clock.now(), after: at === 0 ? [] : [ids[at - 1] as string] }))),
    );
    await runner([handler({})]).drive('job');
    const stands = await jobs.get('job');
    expect(stands?.done).toEqual(ids);
    const moved = await journal.read<{ id: string; outcome: string }>('job/effects');
    expect(moved.length).toBe(stands?.journaled);
    expect([...moved, ...(stands?.finished ?? [])].map(one => one.id)).toEqual(ids);
    expect(stands?.finished?.length).toBeLessThanOrEqual(16);
    await journal.write('job/effects', 0, [{ id: 'again' }]);
    expect((await journal.read<{ id: string }>('job/effects'))[0]?.id).toBe('e00');
  });

  it('remember a note durably while they run', async () => {
    await jobs.insert(job(effect('send@1', 'a', null, { now: clock.now() })));
    let stored: string | undefined;
    await runner([
      handler({
        run: async run => {
          await run.remember('code 42');
          stored = (await jobs.get('job'))?.effects[0]?.attempt?.note;
          return { status: 'done', value: 'a' };
        },
      }),
    ]).drive('job');
    expect(stored).toBe('code 42');
  });
});

describe('a parked effect', () => {
  const person = { by: 'staff:1', why: 'asked the vendor' };
  /** Parked with an attempt of which nobody knows what became, or without one. */
  async function parked(attempted: boolean, overrides: Partial<EffectHandler<Job, string>> = {}) {
    const plain = handler({});
    const calls: string[] = [];
    const worker = runner([
      {
        ...plain,
        run: async ({ effect: one }) => {
          calls.push('run');
          return { status: 'done', value: one.id };
        },
        ...overrides,
      },
    ]);
    const one = effect('send@1', 'a', null, { now: clock.now() });
    const at = clock.now().toISOString();
    await jobs.insert(job({ ...one, parked: { at, reason: 'a defect' }, ...(attempted ? { attempt: { startedAt: at } } : {}) }));
    const decide = async (decision: 'RETRY' | 'MADE' | 'NOT_MADE' | 'ABANDON') => {
      const answer = await worker.decide('job', 'a', { decision, ...person });
      await worker.drive('job');
      return answer;
    };
    return { calls, decide, stands: async () => (await jobs.get('job')) as Job };
  }

  it('that certainly did not happen is sent by a retry', async () => {
    const { calls, decide, stands } = await parked(false);
    await decide('RETRY');
    expect(calls).toEqual(['run']);
    expect(await stands()).toMatchObject({
      done: ['a'],
      effects: [],
      decisions: [{ decision: 'RETRY', effectId: 'a', kind: 'send@1', ...person }],
    });
  });

  it('that may have happened is asked for by a retry, and parked again when it cannot be', async () => {
    const { calls, decide, stands } = await parked(true);
    await decide('RETRY');
    expect(calls).toEqual([]);
    expect((await stands()).effects).toMatchObject([{ id: 'a', parked: { reason: expect.stringMatching(/cannot be asked/) } }]);
  });

  it('that was made is over; that was not is sent', async () => {
    const made = await parked(true);
    await made.decide('MADE');
    expect(made.calls).toEqual([]);
    expect(await made.stands()).toMatchObject({ effects: [], finished: [{ id: 'a', outcome: 'done' }] });
    await jobs.remove('job', (await made.stands()).v);
    const notMade = await parked(true);
    await notMade.decide('NOT_MADE');
    expect(notMade.calls).toEqual(['run']);
  });

  it('is given up only when it cannot have happened', async () => {
    const unsure = await parked(true);
    expect(await unsure.decide('ABANDON')).toMatch(/may have happened/);
    expect((await unsure.stands()).decisions).toBeUndefined();
    await jobs.remove('job', (await unsure.stands()).v);
    const sure = await parked(false, { failed: doc => ({ ...doc, done: ['given up'] }) });
    await sure.decide('ABANDON');
    expect(await sure.stands()).toMatchObject({ effects: [], done: ['given up'], decisions: [{ decision: 'ABANDON' }] });
  });
});
