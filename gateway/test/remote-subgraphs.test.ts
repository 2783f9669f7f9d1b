import { serveSubgraph, type Subgraph, type SubgraphName } from '@onebasket/runtime';
import { createClient as createSseClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quietLog, startGateway, testConfig, testKeys, type TestGateway } from './support/start-gateway.ts';
import { stubSubgraphs } from './support/stub-subgraphs.ts';

const SECRET = 'between us';
const servers = new Map<string, Awaited<ReturnType<typeof serveSubgraph>>>();
let gateway: TestGateway;
beforeAll(async () => {
  const subgraphs = stubSubgraphs();
  const routed: Subgraph = {
    ...subgraphs.connections,
    routes: [
      {
        method: 'POST',
        path: '/hooks/',
        handle: async ({ path, body, remoteAddress }) => ({
          status: 202,
          body: `${path} ${Buffer.from(body).toString()} ${remoteAddress}`,
        }),
      },
    ],
  };
  const options = { port: 0, secret: SECRET, config: testConfig(), keys: testKeys, log: quietLog };
  for (const [name, subgraph] of Object.entries({ ...subgraphs, connections: routed }))
    servers.set(name, await serveSubgraph(subgraph, options));
  const urls = new Map([...servers].map(([name, { url }]) => [name, url]));
  gateway = await startGateway({
    targets: Object.fromEntries([...urls].map(([name, url]) => [name, { kind: 'remote', url, secret: SECRET }])),
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([...servers.values()].map(server => server.stop()));
});

it('joins subgraphs that are processes of their own as it joins those in process', async () => {
  const { data } = await gateway.query(
    '{ order(id: "7") { number lines { listing { title product { title comparison { complete } } } } } viewer { kind } }',
  );
  expect(data).toEqual({
    order: {
      number: 'OB7',
      lines: [{ listing: { title: 'Listing acme:p1', product: { title: 'Product p1', comparison: { complete: true } } } }],
    },
    viewer: { kind: 'ANONYMOUS' },
  });
});

it('passes on what a subgraph refuses', async () => {
  const { errors } = await gateway.query('{ search(query: "x", filter: { minPrice: "1e3" }) { complete } }');
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

it('delivers the events of a remote subgraph', async () => {
  const client = createSseClient({ url: gateway.url, retryAttempts: 0 });
  const statuses: unknown[] = [];
  for await (const { data } of client.iterate({
    query: 'subscription { orderUpdated(orderId: "1") { status lines { listing { title } } } }',
  }))
    statuses.push(data?.['orderUpdated']);
  client.dispose();
  expect(statuses).toEqual(
    ['PLACING', 'PLACED', 'SHIPPED'].map(status => ({ status, lines: [{ listing: { title: 'Listing acme:p1' } }] })),
  );
});

it("serves the subgraphs' own routes at its port, with the caller's address", async () => {
  const response = await fetch(new URL('/hooks/acme', gateway.url), { method: 'POST', body: 'raw' });
  expect([response.status, await response.text()]).toEqual([202, expect.stringMatching(/^\/hooks\/acme raw .*127\.0\.0\.1$/)]);
});

it('answers the rest when a subgraph is down, with UPSTREAM_UNAVAILABLE and no address', async () => {
  const name: SubgraphName = 'prices';
  await servers.get(name)?.stop();
  const answer = await gateway.query('{ product(id: "p1") { title comparison { complete } } }');
  expect(answer.data).toEqual({ product: { title: 'Product p1', comparison: null } });
  expect(answer.errors?.[0]).toMatchObject({ message: 'prices cannot be reached', extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
  expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONN/);
});
