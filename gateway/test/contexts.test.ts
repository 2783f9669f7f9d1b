import type { Subgraph } from '@onebasket/runtime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './support/start-gateway.ts';
import { stubSubgraphs } from './support/stub-subgraphs.ts';

let gateway: TestGateway;
let made: string[] = [];
beforeAll(async () => {
  const counting = (subgraph: Subgraph): Subgraph => ({
    ...subgraph,
    makeLoaders: request => {
      made.push(subgraph.name);
      return subgraph.makeLoaders(request);
    },
  });
  gateway = await startGateway({
    subgraphs: Object.fromEntries(Object.entries(stubSubgraphs()).map(([name, subgraph]) => [name, counting(subgraph)])),
  });
});
afterAll(() => gateway.stop());

it('the fetches of one query share one context, and so their loaders, at each subgraph', async () => {
  made = [];
  // products is asked twice: for the search, and for the listings that prices named.
  const { data } = await gateway.query(
    '{ order(id: "1") { lines { listing { title offer { id } product { title comparison { complete } } } } } product(id: "p1") { title } }',
  );
  expect(data).toBeTruthy();
  expect(made.sort()).toEqual(['orders', 'prices', 'products']);
});

it('each mutation of an operation has a context of its own: it sees what the one before wrote', async () => {
  made = [];
  const cancel = (alias: string) => `${alias}: cancelOrder(input: { idempotencyKey: "k", orderId: "1", reason: OTHER }) { __typename }`;
  await gateway.query(`mutation { ${cancel('a')} signOut(refreshToken: "x") ${cancel('b')} }`);
  expect(made).toEqual(['orders', 'accounts', 'orders']);
});
