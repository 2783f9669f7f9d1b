import { describe, expect, it } from 'vitest';
import { openBus, watchDocument, type Bus } from '../src/bus/index.ts';
import { createLog, type Log } from '../src/log/index.ts';

const silent = createLog('silent');

/** A log that keeps what was said of errors. */
function listeningLog(): { readonly log: Log; readonly errors: string[] } {
  const errors: string[] = [];
  return { log: { ...silent, error: message => errors.push(message) }, errors };
}

/** What every bus promises. */
function busContract(name: string, open: (log: Log) => Promise<Bus>) {
  describe(name, () => {
    it('brings a message to every subscriber of its topic, in order, until they stop', async () => {
      const bus = await open(silent);
      const [first, second, other]: [unknown[], unknown[], unknown[]] = [[], [], []];
      const stopFirst = bus.subscribe('a', message => first.push(message));
      bus.subscribe('a', message => second.push(message));
      bus.subscribe('b', message => other.push(message));
      await settled(bus);
      for (const n of [1, 2, 3]) bus.publish('a', { n });
      await expect.poll(() => second.length).toBe(3);
      expect([first, second, other]).toEqual([[{ n: 1 }, { n: 2 }, { n: 3 }], [{ n: 1 }, { n: 2 }, { n: 3 }], []]);
      stopFirst();
      await settled(bus);
      bus.publish('a', null);
      await expect.poll(() => second.length).toBe(4);
      expect(first.length).toBe(3);
      await bus.close();
    });

    it('logs a handler that throws and keeps it, and the others, subscribed', async () => {
      const { log, errors } = listeningLog();
      const bus = await open(log);
      const seen: unknown[] = [];
      bus.subscribe('a', message => {
        seen.push(message);
        throw new Error('handler');
      });
      const others: unknown[] = [];
      bus.subscribe('a', message => others.push(message));
      await settled(bus);
      bus.publish('a', 1);
      bus.publish('a', 2);
      await expect.poll(() => others).toEqual([1, 2]);
      expect([seen, errors.length]).toEqual([[1, 2], 2]);
      await bus.close();
    });

    it('never makes the publisher wait or fail', async () => {
      const bus = await open(silent);
      let ran = false;
      bus.subscribe('a', () => (ran = true));
      await settled(bus);
      bus.publish('a', 1);
      expect(ran).toBe(false);
      await bus.close();
      expect(() => bus.publish('a', 1)).not.toThrow();
    });

    it('lets a document be watched: every version once, until its watcher leaves', async () => {
      const bus = await open(silent);
      let doc = { v: 1 };
      const leave = new AbortController();
      const seen: number[] = [];
      const watching = (async () => {
        for await (const { v } of watchDocument(bus, 'doc', async () => doc, leave.signal)) seen.push(v);
      })();
      await expect.poll(() => seen).toEqual([1]);
      await settled(bus);
      bus.publish('doc', null);
      doc = { v: 2 };
      bus.publish('doc', null);
      await expect.poll(() => seen).toEqual([1, 2]);
      leave.abort();
      await watching;
      await bus.close();
    });
  });
}

/** Subscriptions made so far are in force: a later one has heard something. */
async function settled(bus: Bus): Promise<void> {
  let isHeard = false;
  const stop = bus.subscribe('settled', () => (isHeard = true));
  await expect
    .poll(() => {
      bus.publish('settled', null);
      return isHeard;
    })
    .toBe(true);
  stop();
}

busContract('the bus within one process', log => openBus('memory:', log));

const redisPort = process.env['ONEBASKET_TEST_REDIS_PORT'];
const redisUrl = `redis://127.0.0.1:${redisPort}`;
describe.skipIf(redisPort === undefined)('with Redis (ONEBASKET_TEST_REDIS_PORT)', () => {
  busContract('the bus between processes', log => openBus(redisUrl, log));

  it('reaches the other processes', async () => {
    const [here, there] = await Promise.all([openBus(redisUrl, silent), openBus(redisUrl, silent)]);
    const seen: unknown[] = [];
    there.subscribe('across', message => seen.push(message));
    await settled(there);
    here.publish('across', { text: 'é\u0000' });
    await expect.poll(() => seen).toEqual([{ text: 'é\u0000' }]);
    await Promise.all([here.close(), there.close()]);
  });

  it('logs what is no message of ours and carries on', async () => {
    const { createClient } = await import('redis');
    const { log, errors } = listeningLog();
    const bus = await openBus(redisUrl, log);
    const seen: unknown[] = [];
    bus.subscribe('strangers', message => seen.push(message));
    await settled(bus);
    const stranger = await createClient({ url: redisUrl }).connect();
    await stranger.publish('strangers', 'not JSON {');
    await stranger.close();
    bus.publish('strangers', 'ours');
    await expect.poll(() => seen).toEqual(['ours']);
    expect(errors.length).toBe(1);
    await bus.close();
  });
});

it('an address of no bus stops the start', async () => {
  for (const url of ['', 'kafka://x', 'http://127.0.0.1', 'memory']) await expect(openBus(url, silent)).rejects.toThrow('bus.url');
});
