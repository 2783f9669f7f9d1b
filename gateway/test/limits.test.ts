import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, testConfig, type GraphBody, type TestGateway } from './support/start-gateway.ts';

let gateway: TestGateway;
let searched = 0;
beforeAll(async () => {
  const search = (_: unknown, { first }: { first: number }) => {
    searched++;
    return { nodes: Array.from({ length: first }, (_, id) => ({ id: `p${id}` })), edges: [], facets: [], channels: [], complete: true };
  };
  gateway = await startGateway({ resolvers: { products: { Query: { search } } } });
});
afterAll(() => gateway.stop());

const refusal = (body: GraphBody) => ({
  limit: body.errors?.[0]?.extensions['limit'],
  value: body.errors?.[0]?.extensions['value'],
  data: body.data,
});
const exceeds = (limit: string, value: number) => ({ limit, value, data: undefined });

/** A document of so many levels, the leaf counted. */
const deep = (levels: number) => `{ product(id: "p1") { ${'substitutes { '.repeat(levels - 2)} id ${'}'.repeat(levels - 2)} } }`;
const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')} }`;
const searches = (args: string) => `{ search(query: "x", ${args}) { complete } }`;

describe('each limit accepts its last value and refuses the next, naming itself', () => {
  it('depth: 14 levels', async () => {
    expect((await gateway.query(deep(14))).errors?.[0]?.extensions['limit']).not.toBe('depth');
    expect(refusal(await gateway.query(deep(15)))).toEqual(exceeds('depth', 14));
  });

  it('depth through fragments, however they are nested', async () => {
    const fragments = Array.from(
      { length: 13 },
      (_, level) => `fragment f${level} on Product { substitutes { ${level === 12 ? 'id' : `...f${level + 1}`} } }`,
    );
    expect(refusal(await gateway.query(`{ product(id: "p") { ...f0 } } ${fragments.join(' ')}`))).toEqual(exceeds('depth', 14));
  });

  it('depth leaves introspection alone', async () => {
    const types = `{ __schema { types { fields { type { ${'ofType { '.repeat(9)} name ${'}'.repeat(9)} } } } } }`;
    expect((await gateway.query(types)).data).toBeTruthy();
  });

  it('aliases: 99', async () => {
    expect((await gateway.query(aliases(99))).errors).toBeUndefined();
    expect(refusal(await gateway.query(aliases(100)))).toEqual(exceeds('aliases', 99));
  });

  it('mutations of orders: 10', async () => {
    const cancels = (count: number) =>
      `mutation { ${Array.from({ length: count }, (_, index) => `c${index}: cancelOrder(input: {idempotencyKey: "k", orderId: "1", reason: OTHER}) { __typename }`).join(' ')} }`;
    expect((await gateway.query(cancels(10))).data).toMatchObject({ c9: { __typename: 'CancelRequested' } });
    expect(refusal(await gateway.query(cancels(11)))).toEqual(exceeds('orderMutations', 10));
  });

  it('tokens: 1,500', async () => {
    const document = (texts: number) => {
      const lists = Array.from(
        { length: 6 },
        (_, list) => `{ name: "a" equals: [${'"b" '.repeat(Math.min(240, Math.max(0, texts - 240 * list)))}] }`,
      );
      return searches(`filter: { attributes: [${lists.join(' ')}] }`);
    };
    const tokens = (text: string) => text.match(/"[^"]*"|\w+|[^\s\w",]/g)?.length ?? 0;
    const fitting = 1_500 - tokens(document(0));
    expect(tokens(document(fitting))).toBe(1_500);
    expect((await gateway.query(document(fitting))).data).toBeTruthy();
    expect(refusal(await gateway.query(document(fitting + 1)))).toEqual(exceeds('tokens', 1_500));
  });

  it.each([
    ['{a', '}'],
    ['{a(b:[', ']'],
    ['query($a:[', ']!)'],
  ])('tokens of a document that nests without end: %s', async (open, close) => {
    expect(refusal(await gateway.query(open.repeat(50_000) + close.repeat(50_000)))).toEqual(exceeds('tokens', 1_500));
  });

  it('first: 1 to 100, written or as a variable', async () => {
    const variable = (first: number) => gateway.query('query($n: Int) { search(query: "x", first: $n) { complete } }', { n: first });
    expect((await gateway.query(searches('first: 100'))).data).toBeTruthy();
    expect((await variable(100)).data).toBeTruthy();
    for (const first of [0, -1, 101, 2_000_000_000]) {
      expect(refusal(await gateway.query(searches(`first: ${first}`)))).toEqual(exceeds('first', 100));
      expect(refusal(await variable(first))).toEqual(exceeds('first', 100));
    }
  });

  it('lists: 250 items, written or as a variable', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
    const variable = (count: number) =>
      gateway.query('query($c: [ID!]) { search(query: "x", channels: $c) { complete } }', { c: ids(count) });
    expect((await variable(250)).data).toBeTruthy();
    expect(refusal(await variable(251))).toEqual(exceeds('listItems', 250));
    expect(refusal(await gateway.query(searches(`channels: ${JSON.stringify(ids(251))}`)))).toEqual(exceeds('listItems', 250));
  });

  it('texts: 4,000 characters; names: 200', async () => {
    const query = (text: string) => gateway.query('query($q: String!) { search(query: $q) { complete } }', { q: text });
    expect((await query('x'.repeat(4_000))).data).toBeTruthy();
    expect(refusal(await query('x'.repeat(4_001)))).toEqual(exceeds('textLength', 4_000));
    expect(refusal(await gateway.query(`{ search(query: "${'x'.repeat(4_001)}") { complete } }`))).toEqual(exceeds('textLength', 4_000));
    const signUp = (name: string) =>
      gateway.query('mutation($i: SignUpInput!) { signUp(input: $i) { __typename } }', { i: { email: 'a@b.c', password: 'p', name } });
    expect(refusal(await signUp('n'.repeat(201)))).toEqual(exceeds('nameLength', 200));
  });

  it('variables nested a hundred thousand deep', async () => {
    const body = `{"query":"query($q: String!) { search(query: $q) { complete } }","variables":{"q":"x","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    const answer = await gateway.post(body);
    expect([answer.status, refusal(answer.body).limit]).toEqual([200, 'inputDepth']);
  });

  it('cost: told with every answer, refused above the limit before anything runs', async () => {
    expect((await gateway.query('{ search(query: "x", first: 10) { nodes { id } } }')).extensions?.['cost']).toBeGreaterThan(10);
    const levels = 6;
    const wide = `{ ${['a', 'b', 'c'].map(alias => `${alias}: search(query: "x", first: 100) { nodes { ${'substitutes(first: 100) { '.repeat(levels)} id ${'}'.repeat(levels)} } }`).join(' ')} }`;
    const before = searched;
    expect(refusal(await gateway.query(wide))).toEqual(exceeds('cost', 50_000));
    expect(searched).toBe(before);
  });

  it('cost of fragments that spread each other twice is found without walking them all', async () => {
    const fragments = Array.from(
      { length: 11 },
      (_, level) =>
        `fragment f${level} on Product { a: substitutes { ${level === 10 ? 'id' : `...f${level + 1}`} } b: substitutes { ${level === 10 ? 'id' : `...f${level + 1}`} } }`,
    );
    expect(refusal(await gateway.query(`{ product(id: "p") { ...f0 } } ${fragments.join(' ')}`)).limit).toBe('cost');
  });
});

it('answers 400 to a refusal when the client takes application/graphql-response+json, else 200', async () => {
  const status = async (accept: string) => (await gateway.post({ query: deep(15) }, { accept })).status;
  expect([await status('application/graphql-response+json'), await status('application/json')]).toEqual([400, 200]);
});

it('counts requests per address, whatever the client says about itself, and says when to come back', async () => {
  const limited = await startGateway({ config: testConfig({ rate: { perSecond: 1, burst: 3 } }) });
  try {
    const answers = [];
    for (let index = 0; index < 4; index++)
      answers.push(
        await limited.post({ query: '{ __typename }' }, { 'x-forwarded-for': `10.0.0.${index}`, 'x-real-ip': `10.0.0.${index}` }),
      );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.body.errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await limited.stop();
  }
});

it('counts on by itself while Redis is away', async () => {
  const config = { ...testConfig({ rate: { perSecond: 1, burst: 2 } }), bus: { url: 'redis://127.0.0.1:1' } };
  const limited = await startGateway({ config });
  try {
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await limited.post({ query: '{ __typename }' })).status);
    expect(statuses).toEqual([200, 200, 429]);
  } finally {
    await limited.stop();
  }
});

it('never answers hostile variables with a 5xx or INTERNAL_SERVER_ERROR', async () => {
  const operation = 'query($q: String!, $n: Int, $f: SearchFilter) { search(query: $q, first: $n, filter: $f) { complete } }';
  const hostile = fc.oneof(
    fc.jsonValue(),
    fc.constant({ __proto__: { polluted: true } }),
    fc.constant(1e308),
    fc.constant(Number.MAX_SAFE_INTEGER + 2),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, async (q, n, f) => {
      const { status, body } = await gateway.post(
        `{"query":${JSON.stringify(operation)},"variables":{"q":${JSON.stringify(q)},"n":${JSON.stringify(n)},"f":${JSON.stringify(f)},"__proto__":{"a":1},"constructor":1}}`,
      );
      expect(status).toBeLessThan(500);
      for (const error of body.errors ?? []) expect(error.extensions['code']).not.toBe('INTERNAL_SERVER_ERROR');
    }),
    { numRuns: 150 },
  );
});
