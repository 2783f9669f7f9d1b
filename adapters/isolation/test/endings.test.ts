import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { money, type CurrencyCode } from '@onebasket/core';
import { createRegistry, type RegisteredConnection } from '@onebasket/adapter-registry';
import { loadAdapters } from '../src/index.ts';
import { failureOf, isolate, packageOf, SECRET, serve } from './support.ts';

/** Memory that this process holds beyond the JavaScript heap's own ups and downs, in MiB. */
const heldMb = () => process.memoryUsage().rss / 1024 / 1024;

describe('an isolated adapter that ends', () => {
  it.each(['exit', 'crash'])('by a %s fails the call that was under way, and serves the next one', async how => {
    const { attack, warnings } = await isolate('hostile');
    const failure = await failureOf(attack(how));
    expect(failure).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect(await attack('hello')).toBe('hello');
    expect(warnings).toHaveLength(1);
  });

  it('by the end of its memory is started anew', async () => {
    const { attack, warnings } = await isolate('hostile', {}, { limits: { heapMb: 64 } });
    expect(await failureOf(attack('hoard objects'))).toMatchObject({ code: 'unavailable' });
    expect(await attack('hello')).toBe('hello');
    expect(warnings).toHaveLength(1);
  });

  it('cannot hold more memory outside of its heap either', async () => {
    const { attack, warnings } = await isolate('hostile', {}, { limits: { heapMb: 64 } });
    expect(await failureOf(attack('hoard bytes'))).toMatchObject({ code: 'unavailable' });
    expect(warnings.join()).toMatch(/holds more than 384 MiB/);
    expect(await attack('hello')).toBe('hello');
  });

  it('in an endless loop is ended, while the host goes on with everybody else', async () => {
    const hostile = await isolate('hostile', {}, { limits: { unresponsiveMs: 2_000 } });
    const good = await isolate('good');
    const looping = failureOf(hostile.attack('loop'));
    const order: string[] = [];
    void looping.then(() => order.push('loop'));
    expect(await good.attack('anything')).toBe('good anything');
    order.push('good');
    expect(await looping).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect(order).toEqual(['good', 'loop']);
    expect(hostile.warnings.join()).toMatch(/no sign of life/);
    expect(await hostile.attack('hello')).toBe('hello');
  });

  it('does not keep a caller longer than its deadline', async () => {
    const { attackWithin } = await isolate('hostile');
    expect(await failureOf(attackWithin({ deadlineMs: 200 }, 'loop'))).toMatchObject({ code: 'timeout', outcome: 'not-done' });
    expect(await failureOf(attackWithin({ deadlineMs: 200 }, 'never'))).toMatchObject({ code: 'timeout', outcome: 'not-done' });
  });

  it('in a pure function ends like any other', async () => {
    const { connection, warnings } = await isolate('hostile', {}, { limits: { unresponsiveMs: 1_000 } });
    const request = { method: 'POST', path: '/hooks/acme', headers: {}, body: Buffer.from('{}') };
    const failure = await failureOf(connection.parseWebhook(request));
    expect(['unavailable', 'timeout']).toContain(failure.code);
    await vi.waitFor(() => expect(warnings).not.toEqual([]), { timeout: 20_000 });
    expect(await connection.verifyWebhook(request)).toBe(true);
  });

  it('again and again is given a growing pause, and tells how long it is', async () => {
    const { attack } = await isolate('hostile');
    await failureOf(attack('exit'));
    await failureOf(attack('exit'));
    const failure = await failureOf(attack('hello'));
    expect(failure).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect(failure.retryAfterMs).toBeGreaterThan(0);
  });

  it('after it wrote to the vendor leaves the outcome unknown', async () => {
    const server = await serve();
    const { connection } = await isolate('hostile', { baseUrl: server.url });
    const notes: string[] = [];
    const attempt = {
      key: 'k',
      remember: (note: string) => {
        notes.push(note);
        return Promise.resolve();
      },
    };
    const total = money(1, 'EUR' as CurrencyCode);
    const request = {
      lines: [],
      contact: { name: 'E' },
      address: { country: 'DE', line1: '1' },
      quote: { lines: [], total },
      notes: 'crash',
    };
    const place = (notesOf: string) =>
      connection.run('orders', async (orders, call) => {
        if (orders.mode !== 'native') throw new Error('not native');
        return orders.place({ ...request, notes: notesOf }, attempt, call);
      });
    expect(await failureOf(place('crash'))).toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    // An answer of another form after a write is no better.
    expect(await failureOf(place('go on'))).toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    expect(notes).toEqual(['before', 'before']);
    expect(server.seen).toEqual(['POST /orders', 'POST /orders']);
  });
});

describe('an isolated adapter that says too much', () => {
  it('cannot answer a gigabyte', async () => {
    const { attack, warnings } = await isolate('hostile');
    const before = heldMb();
    await failureOf(attack('a gigabyte in one text'));
    expect(heldMb() - before).toBeLessThan(200);
    expect(await attack('hello')).toBe('hello');
    expect(warnings.length).toBeLessThan(2);
  });

  it('cannot send a gigabyte past the runner: it is cut off at the first bytes', async () => {
    const { attack, warnings } = await isolate('hostile');
    const before = heldMb();
    expect(await failureOf(attack('a gigabyte past the runner'))).toMatchObject({ code: 'unavailable' });
    expect(heldMb() - before).toBeLessThan(100);
    expect(warnings.join()).toMatch(/a message of 1073741824 bytes/);
  });

  it.each([
    ['nothing but brackets', /more than 200000 values/],
    ['deep nesting', /nest deeper/],
    ['no JSON', /no JSON/],
    ['a message that there is not', /something that no adapter says/],
    ['a call that never was', /a call that never was/],
    ['a flood', /floods its pipe/],
  ])('is ended for %s', async (trick, reason) => {
    const { attack, warnings } = await isolate('hostile');
    expect(await failureOf(attack(trick))).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect(warnings.join()).toMatch(reason);
    expect(await attack('hello')).toBe('hello');
  });
});

describe('the processes of isolated adapters', () => {
  it('end with close()', async () => {
    const loaded = await loadAdapters([{ package: packageOf('good') }], { from: import.meta.dirname, taken: [], warn: () => undefined });
    const registry = createRegistry({
      connections: [{ kind: 'channel', config: { id: 'acme', adapter: 'good', settings: { baseUrl: 'http://127.0.0.1:9', key: SECRET } } }],
      adapters: loaded.adapters,
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
      offerUnlicensed: true,
    });
    onTestFinished(() => registry.close());
    const connection = registry.channel('acme') as RegisteredConnection;
    const under = failureOf(connection.run('listings', (it, call) => it.getListings(['wait'], call)));
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
    await loaded.close();
    expect(await under).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect(await failureOf(connection.run('listings', (it, call) => it.getListings(['a'], call)))).toMatchObject({ code: 'unavailable' });
  });
});
