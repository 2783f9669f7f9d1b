import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperationTypeNode } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { GraphRequest } from '../src/graph-request.ts';
import { remoteSource } from '../src/sources/remote-source.ts';
import type { SubgraphSource } from '../src/sources/subgraph-target.ts';
import { quietLog, testConfig } from './support/start-gateway.ts';

const QUERY = { query: 'query($id: ID) { thing(id: $id) { id } }' };

let asked = 0;
let answerAll: () => void;
let waiting: Promise<void>;
const server = createServer((request, response) => {
  asked++;
  request.resume();
  void waiting.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"thing":{"id":"1"}}}'));
});
let source: SubgraphSource;
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const config = testConfig();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  source = remoteSource('things', url, 'secret', {
    log: quietLog,
    config: { ...config, gateway: { ...config.gateway, shareQueries: true } },
  });
});
beforeEach(() => {
  asked = 0;
  waiting = new Promise(resolve => (answerAll = resolve));
});
afterAll(async () => {
  await source.close();
  server.close();
});

const request = (more: Partial<GraphRequest> = {}): GraphRequest => ({
  query: '',
  transport: 'http-post',
  remoteAddress: '127.0.0.1',
  traceId: 't',
  signal: new AbortController().signal,
  contexts: new Map(),
  ...more,
});
const send = (id: string, more?: Partial<GraphRequest>, type = OperationTypeNode.QUERY) =>
  source.prepare(QUERY, type)({ id }, request(more));

it('asks once for what several need at the same moment, and gives each objects of their own', async () => {
  const answers = [send('1'), send('1'), send('1')];
  await expect.poll(() => asked).toBe(1);
  answerAll();
  const [one, two] = await Promise.all(answers);
  expect(one).toEqual({ data: { thing: { id: '1' } } });
  expect(one?.data).not.toBe(two?.data);
  await send('1');
  expect(asked).toBe(2);
});

it('shares nothing between viewers, credentials, languages, variables or mutations', async () => {
  const answers = [
    send('1'),
    send('2'),
    send('1', { authorization: 'Bearer a' }),
    send('1', { authorization: 'Bearer b' }),
    send('1', { apiKey: 'k' }),
    send('1', { acceptLanguage: 'zh' }),
    send('1', { viewer: { kind: 'SHOPPER', id: '7', email: 'a@b.example' } }),
    send('1', {}, OperationTypeNode.MUTATION),
    send('1', {}, OperationTypeNode.MUTATION),
  ];
  await expect.poll(() => asked).toBe(answers.length);
  answerAll();
  await Promise.all(answers);
});

it('goes on for those who still wait when the one who began is gone', async () => {
  const leaving = new AbortController();
  const [gone, stays] = [send('1', { signal: leaving.signal }), send('1')];
  await expect.poll(() => asked).toBe(1);
  leaving.abort();
  expect((await gone).errors?.[0]?.extensions['code']).toBe('UPSTREAM_TIMEOUT');
  answerAll();
  expect(await stays).toEqual({ data: { thing: { id: '1' } } });
});
