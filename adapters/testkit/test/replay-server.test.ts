import { startReplayServer } from '@onebasket/adapter-testkit';
import { expect, it, onTestFinished } from 'vitest';

const exchange = (name: string, path: string, body: unknown) => ({
  name,
  request: { method: 'GET', path },
  response: { status: 200, body },
});

async function replay(...exchanges: Parameters<typeof startReplayServer>[0]) {
  const server = await startReplayServer(exchanges);
  onTestFinished(() => server.stop());
  return { server, get: async (path: string, init?: RequestInit) => await fetch(server.url + path, init) };
}

it('answers what was recorded, whatever else the address carries', async () => {
  const { server, get } = await replay(exchange('page 1', '/products?page=1', [1]), exchange('page 2', '/products?page=2', [2]));
  expect(await (await get('/products?page=2&oauth_nonce=x')).json()).toEqual([2]);
  expect(await (await get('/products?page=1')).json()).toEqual([1]);
  server.assertAllUsed();
});

it('gives several answers to one request in turn', async () => {
  const { get } = await replay(exchange('first', '/order', 'PENDING'), exchange('second', '/order', 'DONE'));
  const answers = [await get('/order'), await get('/order'), await get('/order')];
  expect(await Promise.all(answers.map(answer => answer.text()))).toEqual(['PENDING', 'DONE', 'DONE']);
});

it('tells requests apart by their JSON, whatever the order of its keys', async () => {
  const { get } = await replay(
    { name: 'a', request: { method: 'POST', path: '/q', body: { a: 1, b: 2 } }, response: { status: 201, body: 'a' } },
    { name: 'b', request: { method: 'POST', path: '/q', body: { a: 2 } }, response: { status: 202, body: 'b' } },
  );
  expect((await get('/q', { method: 'POST', body: '{"b":2,"a":1}' })).status).toBe(201);
  expect((await get('/q', { method: 'POST', body: '{"a":2}' })).status).toBe(202);
});

it('fails for a recording that nobody asks for, and for a request without one', async () => {
  const unused = await replay(exchange('never asked', '/a', 1));
  expect(() => unused.server.assertAllUsed()).toThrow('never asked');
  const { server, get } = await replay(exchange('a', '/a', 1));
  await get('/a');
  expect((await get('/b')).status).toBe(501);
  expect(() => server.assertAllUsed()).toThrow('GET /b');
});
