import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient, GraphError, OrderUpdatedDocument, ProductPageDocument, SearchDocument, type Client } from '@onebasket/client';
import { startGateway, type TestGateway } from '../../gateway/test/support/start-gateway.ts';

let gateway: TestGateway;
let client: Client;
beforeAll(async () => {
  const carrier = { id: 'sf', name: 'SF Express' };
  const shipments = () => [{ id: 's1', carrier, trackingNumber: 'SF1', status: 'IN_TRANSIT', events: [] }];
  gateway = await startGateway({
    resolvers: { orders: { Order: { parts: () => [], timeline: () => [] } }, shipments: { ChannelOrder: { shipments } } },
  });
  client = createClient({ url: gateway.url });
});
afterAll(() => gateway.stop());

it('runs an operation and hands back its data, typed', async () => {
  const { search } = await client.run(SearchDocument, { query: 'kettle', first: 2 });
  expect(search.complete).toBe(true);
});

it('follows a subscription to its end', async () => {
  const statuses: string[] = [];
  for await (const { orderUpdated } of client.subscribe(OrderUpdatedDocument, { orderId: '1' })) statuses.push(orderUpdated.status);
  expect(statuses).toEqual(['PLACING', 'PLACED', 'SHIPPED']);
});

it('rejects with the code when the graph refuses', async () => {
  const refused = client.run(SearchDocument, { query: 'kettle', first: 1_000 });
  await expect(refused).rejects.toBeInstanceOf(GraphError);
  await expect(refused).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
});

it('sends the credentials that it holds at that moment', async () => {
  const signedIn = createClient({ url: gateway.url, token: async () => 'expired' });
  await expect(signedIn.run(ProductPageDocument, { id: 'p1' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
