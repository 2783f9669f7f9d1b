import { memoryLedger, type BudgetLedger } from '@onebasket/adapter-registry';
import type { BudgetReading } from '@onebasket/adapter-sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canHaveRedis, startRedis } from '../../e2e/support/redis.ts';
import { redisLedger } from '../src/budgets/index.ts';
import { createLog } from '../src/log/index.ts';

const log = createLog('silent');
const NOON = Date.parse('2026-11-25T12:00:00Z');

describe.runIf(canHaveRedis())('budgets in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  const open: { close(): Promise<void> }[] = [];
  const ledger = (nowMs?: () => number) => {
    const one = redisLedger(redis.url, log, nowMs ? { nowMs } : {});
    open.push(one);
    return one;
  };
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await Promise.all(open.map(one => one.close()));
    await redis.stop();
  });
  const ready = async (one: BudgetLedger) => {
    // Redis has answered when another replica sees what this one took.
    const probe = { id: `probe-${Math.random()}`, grant: { perSecond: 0.001, burst: 1 } };
    await expect
      .poll(async () => {
        await one.take(probe, 1, 0);
        return (await other.take(probe, 1, 0)).isTaken;
      })
      .toBe(false);
  };
  let other: BudgetLedger;

  it('are shared by replicas: together they get what one would', async () => {
    other = ledger();
    const first = ledger();
    await ready(first);
    const account = { id: 'channel:shared', grant: { perSecond: 0.001, burst: 50 } };
    const takers = Array.from({ length: 120 }, (_, at) => (at % 2 ? first : other).take(account, 1, 0));
    expect((await Promise.all(takers)).filter(({ isTaken }) => isTaken)).toHaveLength(50);
    await first.note({ ...account, id: 'channel:blocked' }, { blockedForMs: 60_000 });
    expect(await other.take({ ...account, id: 'channel:blocked' }, 1, 0)).toMatchObject({ isTaken: false, because: 'blocked' });
  });

  it('are counted as in memory, step by step', async () => {
    let now = NOON;
    const shared = ledger(() => now);
    await ready(ledger());
    const maybe = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { nil: undefined });
    const reading = fc.record({
      left: maybe(100),
      capacity: maybe(200),
      restorePerSecond: maybe(50),
      dayLeft: maybe(30),
      blockedForMs: maybe(2_000_000),
    });
    const step = fc.record({
      afterMs: fc.oneof(fc.nat(5_000), fc.nat(90_000_000)),
      deed: fc.oneof(
        fc.record({ take: fc.integer({ min: 1, max: 300 }), mostWaitMs: fc.nat(20_000) }),
        fc.record({ give: fc.integer({ min: 1, max: 50 }) }),
        fc.record({ note: reading }),
      ),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom(undefined, 20),
        fc.constantFrom('+00:00', '+08:00', '-05:30'),
        async (steps, perDay, dayOffset) => {
          now = NOON;
          const own = memoryLedger(() => now);
          const account = { id: `channel:parity-${run++}`, grant: { perSecond: 5, burst: 100, dayOffset, ...(perDay ? { perDay } : {}) } };
          for (const { afterMs, deed } of steps) {
            now += afterMs;
            const act = async (one: BudgetLedger) => {
              if ('take' in deed) return rounded(await one.take(account, deed.take, deed.mostWaitMs));
              if ('give' in deed) return one.giveBack(account, deed.give);
              return one.note(
                account,
                Object.fromEntries(Object.entries(deed.note).filter(([, value]) => value !== undefined)) as BudgetReading,
              );
            };
            expect(await act(shared)).toEqual(await act(own));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are counted by each process alone while Redis is away', async () => {
    const alone = redisLedger('redis://127.0.0.1:1', log);
    open.push(alone);
    const account = { id: 'channel:alone', grant: { perSecond: 0.001, burst: 1 } };
    expect((await alone.take(account, 1, 0)).isTaken).toBe(true);
    expect((await alone.take(account, 1, 0)).isTaken).toBe(false);
  });
});

/** Lua prints 14 digits. */
function rounded(taken: Awaited<ReturnType<BudgetLedger['take']>>) {
  return { ...taken, bucketLeft: taken.bucketLeft.toFixed(9), dayLeft: taken.dayLeft.toFixed(9), waitMs: Math.round(taken.waitMs / 10) };
}
