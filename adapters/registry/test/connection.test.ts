import { AdapterError } from '@onebasket/core';
import { describe, expect, it } from 'vitest';
import { Health } from '../src/health.ts';
import { failureOf, SECRET, startVendor, type Vendor } from './vendor.ts';

const idle = () => startVendor((_, response) => response.end('{}'));

describe('deadline', () => {
  it('is kept when the adapter ignores it', async () => {
    const vendor = await idle();
    const never = () => new Promise<never>(() => undefined);
    expect(await failureOf(vendor.read(never, { deadlineMs: 50 }))).toMatchObject({ code: 'timeout', outcome: 'not-done' });
    expect(await failureOf(vendor.write(never, { deadlineMs: 50 }))).toMatchObject({ code: 'timeout', outcome: 'unknown' });
  });

  it.each([0, -20])('of %i ms has passed, and is no defect', async deadlineMs => {
    const vendor = await idle();
    expect(await failureOf(vendor.send('GET', '/a', { deadlineMs }))).toMatchObject({ code: 'timeout', outcome: 'not-done' });
    expect(vendor.seen).toEqual([]);
  });
});

describe('what an adapter throws', () => {
  it('becomes an AdapterError that keeps its cause, with the outcome of its kind of call', async () => {
    const vendor = await idle();
    const mistake = new TypeError('x is undefined');
    const read = await failureOf(vendor.read(() => Promise.reject(mistake)));
    expect(read).toMatchObject({ code: 'invalid-response', outcome: 'not-done', cause: mistake });
    const write = await failureOf(
      vendor.write(() => {
        throw mistake;
      }),
    );
    expect(write).toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
  });

  it('is "unsupported" for an ability that the adapter lacks', async () => {
    const { connection } = await idle();
    expect(connection.has('search')).toBe(false);
    const failure = await failureOf(connection.run('search', (it, call) => it.search({ text: 'x', first: 1 }, call)));
    expect(failure).toMatchObject({ code: 'unsupported', outcome: 'not-done' });
  });
});

describe('redaction', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['plain', SECRET],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['form-encoded', new URLSearchParams({ s: SECRET }).toString()],
    ['Base64', Buffer.from(SECRET).toString('base64')],
    ['Basic credentials', Buffer.from(`ck_the_key:${SECRET}`).toString('base64')],
    ['Basic credentials of an account name that is no secret', `Basic ${Buffer.from(`admin:${SECRET}`).toString('base64')}`],
  ];

  it.each(forms)('takes a secret out of messages, causes and the log: %s', async (_, form) => {
    const vendor = await idle();
    const cause = new Error(`inner ${form}`, { cause: new Error(`innermost ${form}`) });
    const failure = await failureOf(
      vendor.read(call => {
        call.log.warn(`said ${form}`, { deep: [{ form }], amount: 5n, cause });
        throw new AdapterError('unavailable', { outcome: 'not-done', message: `outer ${form}`, retryAfterMs: 7, cause });
      }),
    );
    expect(failure).toMatchObject({ code: 'unavailable', retryAfterMs: 7 });
    expect(everythingSaid(failure)).toContain('innermost');
    expect(everythingSaid(failure)).not.toContain(form);
    expect(JSON.stringify(vendor.log)).toContain('"amount":"5"');
    expect(JSON.stringify(vendor.log)).not.toContain(form);
  });

  it('reaches causes whose AdapterError says nothing secret itself', async () => {
    const vendor = await idle();
    const failure = await failureOf(
      vendor.read(() => {
        throw new AdapterError('timeout', {
          outcome: 'not-done',
          message: 'no reply',
          cause: new Error(`GET /?consumer_secret=${SECRET}`),
        });
      }),
    );
    expect(everythingSaid(failure)).not.toContain(SECRET);
  });

  it('survives fields that go in circles', async () => {
    const vendor = await idle();
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    await vendor.read(call => Promise.resolve(call.log.info('round', circle)));
    expect(vendor.log).toHaveLength(1);
  });
});

/** Messages and stacks of an error and of all its causes. */
function everythingSaid(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack}\n${everythingSaid(error.cause)}` : JSON.stringify(error ?? '');
}

describe('circuit breaker', () => {
  const fail = (code: 'unavailable' | 'unauthorized' | 'rate-limited') => () =>
    Promise.reject(new AdapterError(code, { outcome: 'not-done', message: 'no' }));
  const failTimes = async (vendor: Vendor, count: number, code: Parameters<typeof fail>[0] = 'unavailable') => {
    for (let at = 0; at < count; at++) await failureOf(vendor.read(fail(code)));
  };

  it('opens after failures in a row, answers at once, lets writes through, and closes when the vendor is back', async () => {
    const vendor = await idle();
    await failTimes(vendor, 5);
    expect(vendor.connection.describe().health.state).toBe('OPEN_CIRCUIT');
    expect(await failureOf(vendor.send('GET', '/a'))).toMatchObject({ code: 'unavailable', outcome: 'not-done', retryAfterMs: 2000 });
    expect(vendor.seen).toEqual([]);
    expect((await vendor.send('POST', '/a')).status).toBe(200);
    await expect
      .poll(
        () =>
          vendor.send('GET', '/a').then(
            ({ status }) => status,
            () => 'open',
          ),
        { timeout: 10_000 },
      )
      .toBe(200);
    expect(vendor.connection.describe().health.state).not.toBe('OPEN_CIRCUIT');
  });

  it('lets webhooks be looked at while it is open', async () => {
    const vendor = await idle();
    await failTimes(vendor, 5);
    const request = { method: 'POST', path: '/true', headers: {}, body: Buffer.alloc(0) };
    expect(await vendor.connection.verifyWebhook(request)).toBe(true);
    expect(await vendor.connection.verifyWebhook({ ...request, path: '/forged' })).toBe(false);
    expect(vendor.connection.describe().health.errorRate).toBe(1);
  });

  it('is not opened by a vendor that says no, nor by one that is out of budget', async () => {
    const vendor = await idle();
    await failTimes(vendor, 10, 'unauthorized');
    await failTimes(vendor, 10, 'rate-limited');
    expect((await vendor.send('GET', '/a')).status).toBe(200);
  });

  it('is not opened by shoppers that close their page', async () => {
    const vendor = await startVendor((request, response) => void (request.url === '/slow' || response.end()));
    for (let at = 0; at < 8; at++) {
      const page = new AbortController();
      const gone = failureOf(vendor.send('GET', '/slow', { signal: page.signal }));
      page.abort();
      expect((await gone).code).toBe('timeout');
    }
    expect((await vendor.send('GET', '/a')).status).toBe(200);
    expect(vendor.connection.describe().health).toMatchObject({ state: 'UP', errorRate: 0 });
  });
});

describe('health', () => {
  it('is down from a failed check until something succeeds, whatever the reason', async () => {
    const vendor = await idle();
    const refused = new AdapterError('unauthorized', { outcome: 'not-done', message: 'wrong key' });
    await failureOf(vendor.connection.run('health', () => Promise.reject(refused)));
    expect(vendor.connection.describe().health).toMatchObject({ state: 'DOWN', errorRate: 0 });
    await vendor.send('GET', '/a');
    expect(vendor.connection.describe().health.state).toBe('UP');
  });

  it('forgets what is older than five minutes', () => {
    let now = 0;
    const health = new Health(() => now);
    health.note(true, 40);
    expect(health).toMatchObject({ errorRate: 1, p95Ms: 40, isDown: true });
    now = 5 * 60_000 + 1;
    expect(health).toMatchObject({ errorRate: 0, p95Ms: null, isDown: false });
  });
});

describe('memo', () => {
  it('loads once for all who ask at the same time, and keeps it for its time only', async () => {
    const vendor = await idle();
    let loads = 0;
    const get = (ttlMs: number) => vendor.read(call => call.memo('fact', ttlMs, () => Promise.resolve(++loads)));
    expect(await Promise.all([get(60_000), get(60_000), get(60_000)])).toEqual([1, 1, 1]);
    expect(await get(60_000)).toBe(1);
    const brief = (key: string) => vendor.read(call => call.memo(key, 0, () => Promise.resolve(++loads)));
    expect([await brief('other'), await brief('other')]).toEqual([2, 3]);
  });

  it('does not keep a failed load', async () => {
    const vendor = await idle();
    const broken = new AdapterError('unavailable', { outcome: 'not-done', message: 'down' });
    await failureOf(vendor.read(call => call.memo('fact', 60_000, () => Promise.reject(broken))));
    expect(await vendor.read(call => call.memo('fact', 60_000, () => Promise.resolve('there')))).toBe('there');
  });

  it('lets nobody fail because the one who loaded had no time left', async () => {
    const vendor = await startVendor((_, response, count) => void (count === 1 || response.end('second')));
    const get = (deadlineMs: number) =>
      vendor.read(call => call.memo('fact', 60_000, async () => (await call.http.request({ method: 'GET', url: vendor.url })).text()), {
        deadlineMs,
      });
    const [hasty, patient] = [failureOf(get(100)), get(5_000)];
    expect((await hasty).code).toBe('timeout');
    expect(await patient).toBe('second');
  });
});
