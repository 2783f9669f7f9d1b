import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FAULTS, startFaultProxy, type FaultProxy } from '@onebasket/adapter-testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

let worked = 0;
const vendor = createServer((request, response) => {
  if (request.method === 'POST') worked++;
  response.end(JSON.stringify({ page: request.url, worked }));
});
let proxy: FaultProxy;

beforeAll(async () => {
  await new Promise<void>(resolve => vendor.listen(0, '127.0.0.1', resolve));
  proxy = await startFaultProxy(`http://127.0.0.1:${(vendor.address() as AddressInfo).port}/base`);
});
afterEach(() => proxy.disarm());
afterAll(async () => {
  await proxy.stop();
  vendor.closeAllConnections();
  vendor.close();
});

/** The status and text that came, or "broken". */
async function ending(method = 'POST', path = '/x'): Promise<string> {
  try {
    const answer = await fetch(proxy.url + path, { method, redirect: 'manual', signal: AbortSignal.timeout(500) });
    return `${answer.status} ${(await answer.text()).slice(0, 40)}`;
  } catch {
    return 'broken';
  }
}

describe('a fault', () => {
  it.each(FAULTS.map(fault => [fault]))('%s strikes until it is taken away', async fault => {
    await proxy.arm({ fault });
    const struck = await ending();
    expect(struck).not.toMatch(/^200 \{"page":"\/base\/x"/);
    await proxy.disarm();
    expect(await ending()).toMatch(/^200 \{"page":"\/base\/x"/);
    expect(proxy.strangerSaw).toEqual([]);
  });

  it('does the work first where only the answer is lost', async () => {
    for (const [fault, isDone] of [
      ['reset', 0],
      ['reset-after', 1],
      ['html-503', 0],
      ['cut', 1],
    ] as const) {
      worked = 0;
      await proxy.arm({ fault });
      await ending();
      await proxy.idle();
      expect([fault, worked]).toEqual([fault, isDone]);
    }
  });

  it('strikes only the requests it is meant for', async () => {
    await proxy.arm({ fault: 'empty-200', when: ({ method }) => method === 'POST' });
    expect(await ending('POST')).toBe('200 ');
    expect(await ending('GET')).toMatch(/^200 \{/);
    expect(proxy.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('gives the first page for ever', async () => {
    proxy.loopPages();
    expect(await ending('GET', '/list?page=1&size=2')).toContain('page=1');
    expect(await ending('GET', '/list?page=2&size=2')).toContain('page=1');
    expect(await ending('GET', '/other?page=2')).toContain('/other?page=2');
  });
});
