import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './support/start-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => void (gateway = await startGateway()));
afterAll(() => gateway.stop());

describe('the public audits of GraphQL over HTTP', () => {
  for (const audit of serverAudits({ url: () => gateway.url })) {
    it(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      expect(result).toMatchObject({ status: 'ok' });
    });
  }
});

describe('what a request may be', () => {
  const send = (init: RequestInit, path = '') => fetch(gateway.url + path, init);
  const code = async (response: Response) =>
    ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

  it('answers a query by GET without a special header', async () => {
    const response = await send({}, `?query=${encodeURIComponent('{ __typename }')}`);
    expect(await response.json()).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('refuses a mutation by GET with 405 and runs nothing', async () => {
    const response = await send({}, `?query=${encodeURIComponent('mutation { signOut(refreshToken: "x") }')}`);
    expect([response.status, response.headers.get('allow'), await code(response)]).toEqual([405, 'POST', 'METHOD_NOT_ALLOWED']);
  });

  it.each([
    ['text/plain', '{"query":"{ __typename }"}'],
    ['application/x-www-form-urlencoded', 'query={__typename}'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('refuses a body of %s with 415', async (type, body) => {
    expect((await send({ method: 'POST', headers: { 'content-type': type }, body })).status).toBe(415);
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['half a JSON document', '{"query": "{ __typename }'],
    ['a list of operations', '[{"query":"{ __typename }"}]'],
    ['a number', '7'],
    ['null', 'null'],
    ['no query', '{}'],
    ['variables that are a list', '{"query":"{ __typename }","variables":[1]}'],
  ])('refuses %s with 400', async (_, body) => {
    const response = await send({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect([response.status, await code(response)]).toEqual([400, 'BAD_REQUEST']);
  });

  it('refuses a body over the limit with 413, naming it', async () => {
    const response = await send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":"${' '.repeat(10_000_000)}"}`,
    });
    expect(response.status).toBe(413);
    expect(JSON.stringify(await response.json())).toMatch(/LIMIT_EXCEEDED/);
  });

  it('answers health and readiness, and 404 for what is not served', async () => {
    const at = (path: string) => fetch(new URL(path, gateway.url)).then(response => response.status);
    expect([await at('/healthz'), await at('/readyz'), await at('/elsewhere')]).toEqual([200, 200, 404]);
  });

  it('lets any page ask, without cookies', async () => {
    const response = await send({
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect([
      response.status,
      response.headers.get('access-control-allow-origin'),
      response.headers.get('access-control-allow-credentials'),
    ]).toEqual([204, '*', null]);
  });

  it('shows browsers GraphiQL that loads nothing from elsewhere', async () => {
    const response = await send({ headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    const page = await response.text();
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(page).toMatch(/GraphiQL/);
    expect(
      page.match(/<script[^>]+src=|<link[^>]+href="(?!data:)|@import|url\(["']?https?:|unpkg\.com|jsdelivr\.net|esm\.sh|googleapis\.com/gi),
    ).toBeNull();
  });
});
