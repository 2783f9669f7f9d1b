import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './support/start-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    resolvers: {
      prices: {
        Product: {
          comparison: () => {
            throw new Error('a secret');
          },
        },
      },
    },
  });
});
afterAll(() => gateway.stop());

/** Without what is new at every request. */
const sent = (answer: unknown) => JSON.stringify(answer).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'a trace id');

it.each([
  ['a join', '{ order(id: "7") { number lines { listing { title product { title } } } } viewer { kind } }'],
  ['a failing subgraph', '{ product(id: "p1") { title comparison { complete } } }'],
  ['a missing object', '{ product(id: "x") { title comparison { complete } } }'],
  ['an odd alias', '{ __proto__: product(id: "p1") { constructor: title __proto__: id } }'],
  ['a mutation', 'mutation { cancelOrder(input: { idempotencyKey: "k", orderId: "1", reason: OTHER }) { __typename } }'],
  ['a malformed amount', '{ search(query: "x", filter: { minPrice: "1e3" }) { complete } }'],
])('%s is answered alike when it is new and when it comes back', async (_, query) => {
  const answers = [await gateway.query(query), await gateway.query(query), await gateway.query(query)].map(sent);
  expect(answers).toEqual(answers.map(() => answers[0]));
  expect(answers[0]).not.toMatch(/a secret/);
});
