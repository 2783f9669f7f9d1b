import { once } from 'node:events';
import { connect } from 'node:net';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'undici';
import { parseConfig } from '../src/config/index.ts';
import { GraphClientError, remoteGraphClient } from '../src/graph-client/index.ts';
import { openKeys, type Keys } from '../src/keys/index.ts';
import { createLog } from '../src/log/index.ts';
import type { StorageProvider } from '../src/storage/port.ts';
import { serveSubgraph, type RequestContext, type Subgraph } from '../src/subgraph/index.ts';
import { signAccessToken } from '../src/viewer/index.ts';

const SECRET = 'the secret between gateway and subgraphs';
const config = parseConfig(JSON.stringify({ accounts: { seed: { clients: [{ id: 'partner', key: 'k'.repeat(32), scopes: [] }] } } }), {
  file: 'test',
});

const schema = buildSchema(`
  type Query { who: String! language: String! echo(text: String!): String! fails: String! hangs: String! }
  type Subscription { ticks(count: Int!): Int! silence: Int! }
`);
let silences = 0;
const resolvers: Readonly<Record<string, (args: { text: string }, context: RequestContext) => unknown>> = {
  who: (_, { viewer }) => viewer.kind,
  language: (_, { locale }) => locale,
  echo: ({ text }) => text,
  fails: () => {
    throw new Error('broken inside');
  },
  hangs: () => new Promise(() => undefined),
};
for (const [name, field] of Object.entries(schema.getQueryType()?.getFields() ?? {}))
  field.resolve = (_source, args, context: RequestContext) => resolvers[name]?.(args as { text: string }, context);
const subscriptions = schema.getSubscriptionType()?.getFields() ?? {};
Object.assign(subscriptions['ticks'] as object, {
  subscribe: async function* (_: unknown, { count }: { count: number }) {
    for (let tick = 1; tick <= count; tick++) yield { ticks: tick };
  },
});
Object.assign(subscriptions['silence'] as object, {
  subscribe: async function* (_: unknown, _args: unknown, { signal }: RequestContext) {
    silences++;
    await once(signal, 'abort');
    silences--;
    yield* [];
  },
});

const subgraph: Subgraph = {
  name: 'products',
  schema,
  makeLoaders: () => ({}),
  start: async () => undefined,
  stop: async () => undefined,
  routes: [
    {
      method: 'POST',
      path: '/hooks/',
      handle: async ({ path, query, body, headers, remoteAddress }) => ({
        status: 202,
        headers: { 'x-seen': headers['x-signature'] ?? '' },
        body: `${path} ${query.get('a')} ${Buffer.from(body).toString('hex')} ${remoteAddress}`,
      }),
    },
  ],
};

let keys: Keys;
let served: Awaited<ReturnType<typeof serveSubgraph>>;
beforeAll(async () => {
  keys = await openKeys({} as StorageProvider, 'one configured signing key, long enough');
  served = await serveSubgraph(subgraph, { port: 0, secret: SECRET, config, keys, log: createLog('silent') });
});
afterAll(() => served.stop());

async function post(body: unknown, headers: Record<string, string> = {}, url = served.url) {
  const response = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-onebasket-subgraph': SECRET, ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  const text = await response.body.text();
  return { status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) as unknown };
}

describe('a subgraph behind HTTP', () => {
  it('answers 403 and nothing else without its secret, but tells that it lives', async () => {
    for (const given of ['', 'wrong', `${SECRET}x`, SECRET.slice(1)]) {
      const answer = await post({ query: '{ who }' }, { 'x-onebasket-subgraph': given, 'x-onebasket-service': '1' });
      expect([answer.status, answer.text.includes('who')]).toEqual([403, false]);
    }
    expect((await post('{}', { 'x-onebasket-subgraph': '' }, served.url.replace('/graphql', '/hooks/x'))).status).toBe(403);
    const health = await request(served.url.replace('/graphql', '/healthz'));
    expect([health.statusCode, await health.body.json()]).toEqual([200, { status: 'ok', subgraph: 'products' }]);
  });

  it('works out the viewer and the language from what the gateway forwards', async () => {
    const query = '{ who language }';
    const ask = async (headers: Record<string, string>) => (await post({ query }, headers)).json();
    expect(await ask({})).toEqual({ data: { who: 'ANONYMOUS', language: 'en' } });
    expect(await ask({ 'x-api-key': 'k'.repeat(32), 'accept-language': 'zh' })).toEqual({ data: { who: 'API_CLIENT', language: 'zh-CN' } });
    const claims = { id: 'p1', kind: 'SHOPPER' as const, email: 'ann@example.com', roles: [] };
    const token = await signAccessToken(keys, claims, new Date(), new Date(Date.now() + 60_000));
    expect(await ask({ authorization: `Bearer ${token}` })).toMatchObject({ data: { who: 'SHOPPER' } });
    expect(await ask({ authorization: 'Bearer forged' })).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await ask({ 'x-onebasket-service': '1' })).toMatchObject({ data: { who: 'SERVICE' } });
  });

  it('answers what is no sub-request with 400, and refuses to run it', async () => {
    const bad = ['', 'garbage', '{', 'null', '[]', '"text"', '1', '{}', '{"query":1}', '{"query":"{ who }","variables":[]}'];
    bad.push('{"query":"{ who }","variables":"x"}', '{"query":"{ who }","operationName":{}}', '{"query":null}');
    for (const body of bad) {
      const answer = await post(body);
      expect([body, answer.status]).toEqual([body, 400]);
      expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    expect((await post(new Uint8Array([0xff, 0xfe, 0x00]))).status).toBe(400);
    for (const query of ['', '{', '{ nothing }', 'query A { who } query B { who }'])
      expect(await post({ query }).then(answer => [answer.status, answer.json()])).toEqual([200, { errors: [expect.anything()] }]);
    const read = await request(served.url, { headers: { 'x-onebasket-subgraph': SECRET } });
    await read.body.dump();
    expect(read.statusCode).toBe(405);
  });

  it('answers a body over 8 MiB with 413 before reading it to its end', async () => {
    const { hostname, port } = new URL(served.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`POST /graphql HTTP/1.1\r\nhost: x\r\nx-onebasket-subgraph: ${SECRET}\r\ncontent-length: 99000000\r\n\r\n`);
    socket.write(Buffer.alloc(8 * 1024 * 1024 + 1, 32));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /);
  });

  it('passes errors of resolvers on beside the data', async () => {
    expect((await post({ query: '{ fails }' })).json()).toMatchObject({
      data: null,
      errors: [{ message: 'broken inside', path: ['fails'] }],
    });
  });

  it('hands its routes the raw bytes, with path, query, headers and the caller behind the gateway', async () => {
    const url = served.url.replace('/graphql', '/hooks/shop/orders?a=b');
    const answer = await post(new Uint8Array([0, 255, 10]), { 'x-signature': 's', 'x-onebasket-remote': '203.0.113.9' }, url);
    expect([answer.status, answer.headers['x-seen'], answer.text]).toEqual([202, 's', '/hooks/shop/orders b 00ff0a 203.0.113.9']);
    expect((await post('', {}, served.url.replace('/graphql', '/elsewhere'))).status).toBe(404);
  });

  it('streams subscriptions, also when the document names other operations', async () => {
    const query = 'subscription S($n: Int!) { ticks(count: $n) } query Q { who }';
    const stream = await post({ query, operationName: 'S', variables: { n: 2 } });
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(stream.text).toBe(
      'event: next\ndata: {"data":{"ticks":1}}\n\nevent: next\ndata: {"data":{"ticks":2}}\n\nevent: complete\ndata:\n\n',
    );
    expect((await post({ query, operationName: 'Q' })).json()).toEqual({ data: { who: 'ANONYMOUS' } });
    expect((await post({ query, operationName: 'S' })).json()).toMatchObject({ errors: [expect.anything()] });
  });

  it('opens a stream before its first event, and ends its source when the reader leaves', async () => {
    const leave = new AbortController();
    const stream = await request(served.url, {
      method: 'POST',
      signal: leave.signal,
      headers: { 'x-onebasket-subgraph': SECRET },
      body: JSON.stringify({ query: 'subscription { silence }' }),
    });
    stream.body.on('error', () => undefined);
    expect([stream.statusCode, silences]).toEqual([200, 1]);
    leave.abort();
    await expect.poll(() => silences).toBe(0);
  });
});

describe('internal operations over HTTP', () => {
  const client = (url: string, secret = SECRET) => remoteGraphClient({ products: url }, secret);
  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => (error instanceof GraphClientError ? error.reason : error),
    );

  it('run as the service viewer', async () => {
    expect(await client(served.url).query('products', 'query ($t: String!) { who echo(text: $t) }', { t: 'é' })).toEqual({
      who: 'SERVICE',
      echo: 'é',
    });
  });

  it('say why they came to nothing', async () => {
    expect(await reasonOf(client(served.url).query('products', '{ fails }', {}))).toBe('refused');
    expect(await reasonOf(client(served.url).query('products', '{ hangs }', {}, { timeoutMs: 30 }))).toBe('timeout');
    expect(await reasonOf(client(served.url, 'wrong').query('products', '{ who }', {}))).toBe('unavailable');
    expect(await reasonOf(client('http://127.0.0.1:1/graphql').query('products', '{ who }', {}))).toBe('unavailable');
    expect(await reasonOf(client(served.url).query('orders', '{ who }', {}))).toBe('unavailable');
  });
});
