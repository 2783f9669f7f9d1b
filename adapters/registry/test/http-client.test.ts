import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { connect, failureOf, startVendor } from './vendor.ts';

/** An address at which nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe('where it may go', () => {
  it('sends nothing outside of the allowed origins', async () => {
    const stranger = await startVendor((_, response) => response.end());
    const vendor = await startVendor((_, response) => response.end());
    const failure = await failureOf(vendor.read(call => call.http.request({ method: 'GET', url: `${stranger.url}/x` })));
    expect(failure).toMatchObject({ code: 'misconfigured', outcome: 'not-done' });
    expect(stranger.seen).toEqual([]);
  });

  it('holds a signed address to the same origins', async () => {
    const stranger = await startVendor((_, response) => response.end());
    const vendor = await startVendor((_, response) => response.end());
    const sign = () => ({ url: `${stranger.url}/signed` });
    const failure = await failureOf(vendor.read(call => call.http.request({ method: 'GET', url: `${vendor.url}/x`, sign })));
    expect(failure.code).toBe('misconfigured');
    expect(stranger.seen).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async status => {
    const stranger = await startVendor((_, response) => response.end());
    const vendor = await startVendor((_, response) => response.writeHead(status, { location: `${stranger.url}/x` }).end());
    expect(await failureOf(vendor.send('GET', '/a'))).toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
    expect(await failureOf(vendor.send('POST', '/a'))).toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    expect(stranger.seen).toEqual([]);
  });
});

describe('redirects inside of the allowed origins', () => {
  it('are followed by reads, at most three times, and by no write', async () => {
    const vendor = await startVendor((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) return response.end('there');
      return response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await vendor.send('GET', '/3')).text()).toBe('there');
    expect(await failureOf(vendor.send('GET', '/4'))).toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
    expect(await failureOf(vendor.send('POST', '/1'))).toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    expect(vendor.seen.filter(line => line.startsWith('POST'))).toEqual(['POST /1']);
  });

  it('are not followed with a signature that was made for another address', async () => {
    const vendor = await startVendor((_, response) => response.writeHead(301, { location: '/elsewhere' }).end());
    const sign = () => ({ headers: { authorization: 'signed' } });
    const failure = await failureOf(vendor.read(call => call.http.request({ method: 'GET', url: `${vendor.url}/x`, sign })));
    expect(failure.code).toBe('invalid-response');
    expect(vendor.seen).toEqual(['GET /x']);
  });
});

describe('bodies', () => {
  it.each(['announced', 'in pieces'])('refuses 10 MB that come %s, long before they are all there', async how => {
    const MIB = Buffer.alloc(1024 * 1024, 'x');
    let sent = 0;
    const vendor = await startVendor((_, response) => {
      response.writeHead(200, how === 'announced' ? { 'content-length': 200 * MIB.length } : {});
      const more = () => {
        while (sent < 200 && !response.destroyed) {
          sent++;
          if (!response.write(MIB)) return void response.once('drain', more);
        }
      };
      more();
    });
    expect(await failureOf(vendor.send('GET', '/big'))).toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
    expect(sent).toBeLessThan(100);
  });

  it('hands over any status that came whole', async () => {
    const vendor = await startVendor((_, response) => response.writeHead(418, { 'x-tea': 'green' }).end('{"price":12.30}'));
    const answer = await vendor.send('GET', '/tea');
    expect(answer.status).toBe(418);
    expect(answer.headers['x-tea']).toBe('green');
    expect(String((answer.json() as { price: unknown }).price)).toBe('12.30');
  });

  it.each([
    ['a page of HTML', '<!doctype html><p>hello'],
    ['an empty body', ''],
    ['text that is not JSON', '{"half":'],
  ])('calls %s what it is', async (what, body) => {
    const vendor = await startVendor((_, response) => response.end(body));
    const failure = await failureOf(vendor.write(async call => (await call.http.request({ method: 'POST', url: vendor.url })).json()));
    expect(failure).toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    expect(failure.message).toContain(what);
  });
});

describe('when no whole answer comes', () => {
  it('knows that a refused connection did nothing, and repeats neither kind of call for long', async () => {
    const vendor = connect(await closedPort());
    expect(await failureOf(vendor.send('GET', '/a'))).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect(await failureOf(vendor.send('POST', '/a'))).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
  });

  it('knows that nothing was said to a server that does not speak TLS', async () => {
    const vendor = await startVendor((_, response) => response.end());
    const { port } = new URL(vendor.url);
    expect(await failureOf(connect(`https://127.0.0.1:${port}`).send('POST', '/a'))).toMatchObject({
      code: 'unavailable',
      outcome: 'not-done',
    });
    expect(vendor.seen).toEqual([]);
  });

  it('repeats a read whose connection broke, until it works', async () => {
    const vendor = await startVendor((request, response, count) => (count < 3 ? request.socket.destroy() : response.end('ok')));
    expect((await vendor.send('GET', '/a')).text()).toBe('ok');
    expect(vendor.seen).toHaveLength(3);
  });

  it.each(['reset', 'cut'])('sends a write once when its answer is %s, and does not know whether it happened', async how => {
    const vendor = await startVendor((request, response) => {
      if (how === 'reset') return void request.socket.destroy();
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"half":', () => request.socket.destroy());
    });
    expect(await failureOf(vendor.send('POST', '/orders'))).toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(vendor.seen).toEqual(['POST /orders']);
    expect(await failureOf(vendor.send('GET', '/orders'))).toMatchObject({ code: 'unavailable', outcome: 'not-done' });
    expect(vendor.seen.filter(line => line.startsWith('GET')).length).toBeGreaterThan(1);
  });

  it('tells a slow read from a slow write', async () => {
    const vendor = await startVendor(() => undefined);
    expect(await failureOf(vendor.send('GET', '/a', { deadlineMs: 150 }))).toMatchObject({ code: 'timeout', outcome: 'not-done' });
    expect(await failureOf(vendor.send('POST', '/a', { deadlineMs: 150 }))).toMatchObject({ code: 'timeout', outcome: 'unknown' });
    expect(vendor.seen).toEqual(['GET /a', 'POST /a']);
  });

  it.each([502, 503, 504])('repeats reads that met %i, never writes', async status => {
    const vendor = await startVendor((_, response, count) => response.writeHead(count % 2 ? status : 200).end());
    expect((await vendor.send('GET', '/a')).status).toBe(200);
    expect((await vendor.send('POST', '/a')).status).toBe(status);
    expect(vendor.seen).toEqual(['GET /a', 'GET /a', 'POST /a']);
  });

  it('takes a POST for a read when it is told so', async () => {
    const vendor = await startVendor((_, response, count) => response.writeHead(count === 1 ? 503 : 200).end());
    const answer = await vendor.read(call => call.http.request({ method: 'POST', url: vendor.url, effect: 'read' }));
    expect(answer.status).toBe(200);
  });

  it('signs each try anew', async () => {
    const vendor = await startVendor((_, response, count) => response.writeHead(count === 1 ? 503 : 200).end());
    let tries = 0;
    await vendor.read(call =>
      call.http.request({ method: 'GET', url: vendor.url, sign: () => ({ url: `${vendor.url}/?nonce=${++tries}` }) }),
    );
    expect(vendor.seen).toEqual(['GET /?nonce=1', 'GET /?nonce=2']);
  });
});

describe('429', () => {
  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1_000).toUTCString()],
  ])('is waited for when it names %s, for writes too: nothing was done', async (_, retryAfter) => {
    const vendor = await startVendor((__, response, count) =>
      response.writeHead(count === 1 ? 429 : 201, count === 1 ? { 'retry-after': retryAfter() } : {}).end(),
    );
    expect((await vendor.send('POST', '/a')).status).toBe(201);
    expect(vendor.seen).toHaveLength(2);
  });

  it('comes back at once when the wait is longer than the deadline', async () => {
    const vendor = await startVendor((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    expect((await vendor.send('GET', '/a')).status).toBe(429);
    expect(vendor.seen).toHaveLength(1);
  });
});

describe('budget', () => {
  it('says that a call is rate-limited when its turn comes after its deadline, and sends nothing', async () => {
    const vendor = await startVendor((_, response) => response.end(), { requestsPerSecond: 0.1 });
    await vendor.send('GET', '/first');
    const failure = await failureOf(vendor.send('POST', '/second', { deadlineMs: 500 }));
    expect(failure).toMatchObject({ code: 'rate-limited', outcome: 'not-done' });
    expect(failure.retryAfterMs).toBeGreaterThan(1_000);
    expect(vendor.seen).toEqual(['GET /first']);
    expect(vendor.connection.describe().health.budgetLeft).toBeLessThan(0.5);
  });

  it('lets calls wait their turn inside their deadline', async () => {
    const vendor = await startVendor((_, response) => response.end(), { requestsPerSecond: 10 });
    await Promise.all(Array.from({ length: 12 }, () => vendor.send('GET', '/a')));
    expect(vendor.seen).toHaveLength(12);
  });

  it('ends the wait of those for whom no place came free, and gives places on afterwards', async () => {
    let free = false;
    const vendor = await startVendor((_, response) => {
      if (free) response.end();
    });
    const sent = Array.from({ length: 32 }, () => failureOf(vendor.send('POST', '/a', { deadlineMs: 1_000 })));
    const queued = Array.from({ length: 8 }, () => failureOf(vendor.send('POST', '/a', { deadlineMs: 100 })));
    expect((await Promise.all(queued)).map(({ code, outcome }) => `${code} ${outcome}`)).toEqual(Array(8).fill('timeout not-done'));
    expect((await Promise.all(sent)).map(({ outcome }) => outcome)).toEqual(Array(32).fill('unknown'));
    expect(vendor.seen).toHaveLength(32);
    free = true;
    await Promise.all(Array.from({ length: 40 }, () => vendor.send('GET', '/a')));
    expect(vendor.seen).toHaveLength(72);
  });

  it('sends nothing for a caller that has already left', async () => {
    const vendor = await startVendor((_, response) => response.end());
    expect(await failureOf(vendor.send('POST', '/a', { signal: AbortSignal.abort() }))).toMatchObject({ outcome: 'not-done' });
    expect(vendor.seen).toEqual([]);
  });
});
