import { AdapterError } from '@onebasket/core';
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, testConfig, type TestGateway } from './support/start-gateway.ts';

const SECRET = 'password=hunter2 at /srv/onebasket/db.ts SELECT * FROM people';

let gateway: TestGateway;
let seen: AbortSignal | undefined;
let release: (() => void) | undefined;
beforeAll(async () => {
  const fails = {
    defect: () => {
      throw new Error(SECRET);
    },
    timeout: () => {
      throw new AdapterError('timeout', { outcome: 'unknown', message: 'acme: no reply to GET /products' });
    },
    forbidden: () => {
      throw new GraphQLError('Not allowed', { extensions: { code: 'FORBIDDEN', internal: SECRET } });
    },
    slow: (signal: AbortSignal) => {
      seen = signal;
      return new Promise(resolve => (release = () => resolve(null)));
    },
  };
  gateway = await startGateway({
    config: testConfig({ requestTimeoutMs: 400 }),
    resolvers: {
      products: {
        Query: {
          product: (_: unknown, { id }: { id: keyof typeof fails }, { signal }: { signal: AbortSignal }) =>
            fails[id]?.(signal) ?? { id, title: id },
        },
      },
      prices: { Product: { comparison: fails.timeout } },
    },
  });
});
afterAll(() => gateway.stop());

const errorOf = async (query: string) => (await gateway.query(query)).errors?.[0];

it('masks a defect: a code and a trace id for the client, the stack for the log', async () => {
  const answer = await gateway.query('{ product(id: "defect") { id } viewer { kind } }');
  expect(answer.data).toEqual({ product: null, viewer: { kind: 'ANONYMOUS' } });
  expect(answer.errors?.[0]).toMatchObject({
    path: ['product'],
    extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: expect.any(String) as string },
  });
  expect(JSON.stringify(answer)).not.toMatch(/hunter2|SELECT|\.ts|products/);
  expect(gateway.log.at(-1)?.fields).toMatchObject({
    traceId: answer.errors?.[0]?.extensions['traceId'],
    error: expect.stringContaining('hunter2') as string,
  });
});

it("passes a subgraph's code on, and nothing that it did not mean to tell", async () => {
  expect(await errorOf('{ product(id: "forbidden") { id } }')).toMatchObject({
    message: 'Not allowed',
    extensions: { code: 'FORBIDDEN', traceId: expect.any(String) as string },
  });
  expect(JSON.stringify(await errorOf('{ product(id: "forbidden") { id } }'))).not.toMatch(/hunter2|serviceName/);
});

it('tells trouble upstream by its code and leaves the rest of the answer standing', async () => {
  const answer = await gateway.query('{ product(id: "p1") { title comparison { complete } } }');
  expect(answer.data).toEqual({ product: { title: 'p1', comparison: null } });
  expect(answer.errors?.[0]).toMatchObject({
    message: 'acme: no reply to GET /products',
    path: ['product', 'comparison'],
    extensions: { code: 'UPSTREAM_TIMEOUT' },
  });
});

it('answers what there is when the time is up, and aborts the subgraph', async () => {
  const answer = await gateway.query('{ product(id: "slow") { id } viewer { kind } }');
  expect(answer).toMatchObject({
    data: { product: null, viewer: { kind: 'ANONYMOUS' } },
    errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }],
  });
  expect(seen?.aborted).toBe(true);
  release?.();
});

it('aborts the subgraph when the client goes away', async () => {
  seen = undefined;
  const leaving = new AbortController();
  const gone = fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ product(id: \\"slow\\") { id } }"}',
    signal: leaving.signal,
  }).catch(() => 'gone');
  await expect.poll(() => seen !== undefined).toBe(true);
  leaving.abort();
  expect(await gone).toBe('gone');
  await expect.poll(() => seen?.aborted).toBe(true);
  release?.();
});

it.each([
  ['a syntax error', '{ product(', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a wrong enum', '{ search(query: "x", sort: CHEAP) { complete } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['_entities from outside', '{ _entities(representations: []) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['_service from outside', '{ _service { sdl } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['an internal field', '{ internalProducts(ids: ["p1"]) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a basket line with nothing in it', '{ basketPlan(input: { lines: [{}] }) { id } }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a basket line that is two things',
    '{ basketPlan(input: { lines: [{ listing: { listingId: "a", quantity: 1 }, product: { productId: "p", quantity: 1 } }] }) { id } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a malformed amount', '{ search(query: "x", filter: { minPrice: "1e3" }) { complete } }', 'BAD_USER_INPUT'],
  ['a subscription without a stream', 'subscription { orderUpdated(orderId: "1") { id } }', 'BAD_REQUEST'],
])('gives %s its code', async (_, query, code) => {
  expect((await errorOf(query))?.extensions['code']).toBe(code);
});

it('refuses @oneOf violations that come as variables, with the path', async () => {
  const plan = 'query($input: BasketInput!) { basketPlan(input: $input) { id } }';
  const line = { listing: { listingId: 'acme:1', quantity: 1 } };
  const two = await gateway.query(plan, { input: { lines: [{ ...line, product: { productId: 'p1', quantity: 1 } }] } });
  expect(two.errors?.[0]).toMatchObject({
    message: expect.stringContaining('input.lines[0]') as string,
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect((await gateway.query(plan, { input: { lines: [line] } })).data).toEqual({ basketPlan: { id: 'plan' } });
});

it('refuses credentials that do not hold instead of taking their bearer for a guest', async () => {
  for (const headers of [{ authorization: 'Bearer nonsense' }, { authorization: 'Basic eDp5' }, { 'x-api-key': 'wrong' }] as Record<
    string,
    string
  >[]) {
    const { status, body } = await gateway.post(
      { query: '{ viewer { kind } }' },
      { ...headers, accept: 'application/graphql-response+json' },
    );
    expect([status, body.errors?.[0]?.extensions['code'], body.data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
  }
});

it('takes no identity from a header', async () => {
  const { body } = await gateway.post(
    { query: '{ viewer { kind } }' },
    { 'x-onebasket-service': '1', 'x-onebasket-viewer': 'staff:1', 'x-user-id': '1' },
  );
  expect(body.data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
});

it('hides the schema when introspection is off: no introspection, no suggestions', async () => {
  const config = testConfig();
  const closed = await startGateway({ config: { ...config, gateway: { ...config.gateway, introspection: false } } });
  try {
    expect((await closed.query('{ __schema { queryType { name } } }')).data).toBeUndefined();
    expect(JSON.stringify(await closed.query('{ produkt(id: "1") { id } }'))).not.toMatch(/Did you mean/);
  } finally {
    await closed.stop();
  }
});
