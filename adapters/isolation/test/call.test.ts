import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { failureOf, isolate, SECRET, serve } from './support.ts';

describe('the call of an isolated adapter', () => {
  it('reaches the hosts of its settings alone, whatever its manifest says', async () => {
    const [own, stranger] = [await serve(), await serve()];
    const { attack } = await isolate('hostile', { baseUrl: own.url });
    for (const address of [
      stranger.url,
      'https://stranger.example/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      own.url.replace('http:', 'https:'),
    ])
      expect(await failureOf(attack('call a stranger', address)), address).toMatchObject({ code: 'misconfigured', outcome: 'not-done' });
    expect(await attack('call a stranger', `${own.url}/`)).toBe('answered');
    expect(stranger.connections()).toBe(0);
  });

  it('does not reach a stranger by signing for it', async () => {
    const [own, stranger] = [await serve(), await serve()];
    const { attack } = await isolate('hostile', { baseUrl: own.url });
    expect(await failureOf(attack('sign for a stranger', stranger.url))).toMatchObject({ code: 'misconfigured' });
    expect(stranger.connections()).toBe(0);
  });

  it.each(['ask for less than nothing', 'spend without end'])('does not walk around the budget: %s', async trick => {
    const server = await serve();
    const { attackWithin } = await isolate('hostile', { baseUrl: server.url });
    // Two at once and one each second are granted; fifty are tried.
    await attackWithin({ deadlineMs: 1_500 }, trick).catch(() => undefined);
    expect(server.seen.length).toBeGreaterThan(0);
    expect(server.seen.length).toBeLessThanOrEqual(4);
  });

  it('is over when it is over: what comes later is not done', async () => {
    const server = await serve();
    const { attack, warnings } = await isolate('hostile', { baseUrl: server.url });
    expect(await attack('go on after the end')).toBe('ended');
    await failureOf(attack('use the call of before'));
    // By writing to the pipe itself: the first calls of this process have ended.
    for (const id of ['1', '2']) await attack('ask for a dead call past the runner', id, server.url);
    await setTimeout(100);
    expect(await attack('hello')).toBe('hello');
    expect(server.seen).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('writes no endless log, and no secret into it', async () => {
    const { attack, log } = await isolate('hostile');
    expect(await attack('log without end')).toBe('logged');
    expect(log.length).toBeGreaterThan(0);
    expect(log.length).toBeLessThanOrEqual(200);
    expect(log.join()).not.toContain(SECRET);
  });

  it('writes no endless log past the runner either', async () => {
    const { attack, log, warnings } = await isolate('hostile');
    expect(await attack('log past the runner', '2000')).toBe('logged');
    expect(log.length).toBeLessThanOrEqual(250);
    expect(warnings.filter(warning => !warning.includes('left out of the log'))).toEqual([]);
  });
});

describe('a well-behaved adapter does not notice the pipe', () => {
  it('reads JSON without loss, bytes as they are, and their digest', async () => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    const server = await serve((request, response) => {
      if (request.url === '/json') response.end('{"big":90071992547409931234,"price":1.10}');
      else if (request.url === '/bytes') response.end(bytes);
      else request.pipe(response);
    });
    const { attack } = await isolate('good', { baseUrl: server.url });
    expect(await attack('json')).toBe('90071992547409931234 1.10');
    expect(await attack('digest')).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await attack('echo')).toBe('0 255 128 10');
  });

  it('is told of pages that are no JSON as in process', async () => {
    const server = await serve((_, response) => response.end('<html>'));
    const { attack } = await isolate('good', { baseUrl: server.url });
    const failure = await failureOf(attack('html'));
    expect(failure).toMatchObject({
      code: 'invalid-response',
      outcome: 'not-done',
      message: 'acme GET /html answered 200 with a page of HTML',
    });
  });

  it('signs anew for each try', async () => {
    let tries = 0;
    const server = await serve((request, response) => {
      if (++tries === 1) response.writeHead(503).end();
      else response.end(request.headers['x-signature']);
    });
    const { attack } = await isolate('good', { baseUrl: server.url });
    expect(await attack('signed')).toBe('try 2');
  });

  it('keeps what is slow to change, per connection', async () => {
    const server = await serve((_, response) => response.end('fact'));
    const { connection, attack } = await isolate('good', { baseUrl: server.url });
    const fact = async () => (await connection.run('listings', (it, call) => it.getListings(['memo'], call)))[0]?.title;
    expect([await fact(), await fact()]).toEqual(['fact', 'fact']);
    expect(server.seen).toEqual(['GET /fact']);
    // Another connection has its own, even with the same id.
    expect(await attack('memo')).toBe('fact');
    expect(server.seen).toEqual(['GET /fact', 'GET /fact']);
  });

  it('hears the end of its time', async () => {
    const { attackWithin, attack } = await isolate('good');
    expect(await failureOf(attackWithin({ deadlineMs: 100 }, 'wait'))).toMatchObject({ code: 'timeout' });
    expect(await attack('x')).toBe('good x');
  });

  it('gives exact amounts, and nothing for what it does not know, in the order asked', async () => {
    const { connection } = await isolate('good');
    const answer = await connection.run('listings', (it, call) => it.getListings(['b', 'unknown', 'a'], call));
    expect(answer.map(listing => listing?.title)).toEqual(['good b', undefined, 'good a']);
    expect(answer[0]?.price).toEqual({ minor: 90_071_992_547_409_931n, currency: 'EUR' });
  });

  it('throws its own failures', async () => {
    const { connection } = await isolate('good');
    const track = connection.run('tracking', (it, call) => it.track({ trackingNumber: 'GOOD1' }, call));
    expect(await failureOf(track)).toMatchObject({ code: 'unauthorized', outcome: 'not-done', message: 'good: the key is not taken' });
  });

  it('answers pure questions', async () => {
    const { connection } = await isolate('good');
    const request = { method: 'POST', path: '/7', headers: {}, body: Buffer.from('true') };
    expect(await connection.verifyWebhook(request)).toBe(true);
    expect(await connection.parseWebhook(request)).toEqual([{ kind: 'ignored', deliveryId: '/7', what: 'acme true' }]);
    expect(await connection.webhookReply(true)).toEqual({ status: 202, headers: { 'x-good': 'yes' }, body: 'ok' });
    expect(await connection.handshake(request)).toBeUndefined();
    expect(await connection.handshake({ ...request, path: '/challenge' })).toEqual({ status: 200, headers: {}, body: 'it is me' });
    expect([await connection.recognises('GOOD1'), await connection.recognises('BAD1')]).toEqual([true, false]);
    expect(connection.carrierNames).toEqual(['good']);
  });
});
