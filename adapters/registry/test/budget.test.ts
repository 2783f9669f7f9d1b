import type { BudgetGrant, Call } from '@onebasket/adapter-sdk';
import { AdapterError } from '@onebasket/core';
import { corrected, memoryLedger, newBucket, takeFrom } from '@onebasket/adapter-registry';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf, startVendor } from './vendor.ts';

const NOON = Date.parse('2026-11-25T12:00:00+08:00');
const grant: BudgetGrant = { perSecond: 10, burst: 100 };
const account = { id: 'channel:acme', grant };

describe('the bucket', () => {
  it('gives units until it is empty, then says how long until there are enough', async () => {
    let now = NOON;
    const ledger = memoryLedger(() => now);
    expect(await ledger.take(account, 70, 0)).toMatchObject({ isTaken: true, waitMs: 0, bucketLeft: 0.3 });
    expect(await ledger.take(account, 50, 0)).toMatchObject({ isTaken: false, waitMs: 2_000, because: 'bucket' });
    now += 2_000;
    expect(await ledger.take(account, 50, 0)).toMatchObject({ isTaken: true, bucketLeft: 0 });
  });

  it('gives units of the future to who can wait for them', async () => {
    const ledger = memoryLedger(() => NOON);
    await ledger.take(account, 100, 0);
    expect(await ledger.take(account, 10, 1_000)).toMatchObject({ isTaken: true, waitMs: 1_000 });
    expect(await ledger.take(account, 10, 1_000)).toMatchObject({ isTaken: false, waitMs: 2_000 });
  });

  it('lets a call that costs more than the bucket holds go out when the bucket is full', async () => {
    expect(await memoryLedger(() => NOON).take(account, 5_000, 0)).toMatchObject({ isTaken: true, bucketLeft: 0 });
  });

  it("ends with the vendor's day, in the vendor's zone", async () => {
    let now = Date.parse('2026-11-25T15:59:00Z');
    const ledger = memoryLedger(() => now);
    const daily = { id: 'channel:top', grant: { ...grant, perDay: 2, dayOffset: '+08:00' } };
    await ledger.take(daily, 1, 0);
    expect(await ledger.take(daily, 1, 0)).toMatchObject({ isTaken: true, dayLeft: 0 });
    expect(await ledger.take(daily, 1, 600_000)).toMatchObject({ isTaken: false, waitMs: 60_000, because: 'day' });
    now += 60_000;
    expect(await ledger.take(daily, 1, 0)).toMatchObject({ isTaken: true, dayLeft: 0.5 });
  });

  it('believes the vendor: what is left, how large the bucket is, how fast it fills', () => {
    const told = corrected(newBucket(grant, NOON), grant, { left: 40, capacity: 2_000, restorePerSecond: 100 }, NOON);
    const { taken } = takeFrom(told, grant, 240, 10_000, NOON);
    expect(taken).toMatchObject({ isTaken: true, waitMs: 2_000 });
  });

  it('keeps "not before", but for a quarter of an hour at most', () => {
    const blocked = corrected(newBucket(grant, NOON), grant, { blockedForMs: 90_000 }, NOON);
    expect(takeFrom(blocked, grant, 1, 1_000, NOON).taken).toMatchObject({ isTaken: false, waitMs: 90_000, because: 'blocked' });
    const tomorrow = corrected(newBucket(grant, NOON), grant, { blockedForMs: 86_400_000 }, NOON);
    expect(takeFrom(tomorrow, grant, 1, 1_000, NOON).taken.waitMs).toBe(900_000);
  });

  it('never gives more than was granted, whatever is asked when', () => {
    const steps = fc.array(fc.record({ afterMs: fc.nat(3_000), cost: fc.integer({ min: 1, max: 60 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, asked => {
        let [bucket, now, spent] = [newBucket(grant, NOON), NOON, 0];
        for (const { afterMs, cost } of asked) {
          now += afterMs;
          const step = takeFrom(bucket, grant, cost, 0, now);
          bucket = step.bucket;
          if (step.taken.isTaken) spent += cost;
          expect(spent).toBeLessThanOrEqual(grant.burst + ((now - NOON) / 1000) * grant.perSecond + 1e-6);
        }
      }),
    );
  });
});

describe('the budget of a connection', () => {
  const send = (call: Call, cost?: number) =>
    call.http.request({ method: 'GET', url: `${String(call.connection.settings['baseUrl'])}/a`, ...(cost ? { cost } : {}) });

  it('counts what each request costs', async () => {
    const vendor = await startVendor((_, response) => response.end(), { requestsPerSecond: 10 });
    await vendor.read(call => send(call, 10));
    const failure = await failureOf(vendor.read(call => send(call, 10), { deadlineMs: 500 }));
    expect(failure).toMatchObject({ code: 'rate-limited', outcome: 'not-done' });
    expect(vendor.seen).toHaveLength(1);
  });

  it('heeds what the vendor says of it in an answer', async () => {
    const vendor = await startVendor((_, response) => response.end());
    await vendor.read(async call => {
      await send(call);
      call.noteBudget({ left: 0, capacity: 1000, restorePerSecond: 1 });
    });
    const failure = await failureOf(vendor.read(call => send(call, 20), { deadlineMs: 500 }));
    expect(failure.retryAfterMs).toBeGreaterThan(15_000);
    expect(vendor.connection.describe().health.budgetLeft).toBeLessThan(0.1);
  });

  it.each([
    ['a 429 with seconds', '120'],
    ['a 429 with a date', new Date(Date.now() + 120_000).toUTCString()],
  ])('is closed for everybody by %s', async (_, retryAfter) => {
    const vendor = await startVendor((__, response) => response.writeHead(429, { 'retry-after': retryAfter }).end());
    await vendor.send('GET', '/a');
    const failure = await failureOf(vendor.send('POST', '/b', { deadlineMs: 500 }));
    expect(failure).toMatchObject({ code: 'rate-limited', outcome: 'not-done', message: 'the vendor asked for a pause' });
    expect(failure.retryAfterMs).toBeGreaterThan(100_000);
    expect(vendor.seen).toHaveLength(1);
  });

  it('is closed by "later" in the words of a vendor that answers 200', async () => {
    const vendor = await startVendor((_, response) => response.end());
    const later = new AdapterError('rate-limited', { outcome: 'not-done', message: 'isp.call-limited', retryAfterMs: 60_000 });
    await failureOf(vendor.read(() => Promise.reject(later)));
    expect(await failureOf(vendor.send('GET', '/a', { deadlineMs: 500 }))).toMatchObject({ message: 'the vendor asked for a pause' });
    expect(vendor.seen).toEqual([]);
  });

  it('lets orders pass by reads that hang', async () => {
    const vendor = await startVendor((request, response) => void (request.method === 'POST' && response.end()));
    const reads = Array.from({ length: 40 }, () => failureOf(vendor.send('GET', '/hangs', { deadlineMs: 1_500 })));
    expect((await vendor.send('POST', '/order', { deadlineMs: 1_000 })).status).toBe(200);
    await Promise.all(reads);
  });
});

describe('health', () => {
  it('is what all replicas know, and an open circuit of one holds in those that had no answer since', async () => {
    const [here, there] = await Promise.all([startVendor((_, response) => response.end()), startVendor((_, response) => response.end())]);
    const fail = () => Promise.reject(new AdapterError('unavailable', { outcome: 'not-done', message: 'no' }));
    let opened = 0;
    here.connection.onCircuitOpened(() => opened++);
    for (let at = 0; at < 5; at++) await failureOf(here.read(fail));
    expect(opened).toBe(1);
    const news = here.connection.healthNews();
    expect(news).toMatchObject({ calls: 5, failures: 5, openForMs: { write: 0 } });
    expect(news.openForMs.read).toBeGreaterThan(0);
    there.connection.hearHealthNews('here', news);
    expect(there.connection.describe().health).toMatchObject({ state: 'OPEN_CIRCUIT', errorRate: 1 });
    expect(await failureOf(there.send('GET', '/a'))).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect((await there.send('POST', '/a')).status).toBe(200);
    expect((await there.send('GET', '/a')).status).toBe(200);
    expect(there.seen).toEqual(['POST /a', 'GET /a']);
  });
});
