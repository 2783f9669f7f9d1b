import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startGateway, type TestGateway } from './support/start-gateway.ts';

const FOLLOW =
  'subscription Follow($id: ID!) { update: orderUpdated(orderId: $id) { ...parts lines { listing { product { title } } } } } fragment parts on Order { id status }';
const event = (status: string) => ({ data: { update: { id: '42', status, lines: [{ listing: { product: { title: 'Product p1' } } }] } } });
const EVENTS = ['PLACING', 'PLACED', 'SHIPPED'].map(event);

let gateway: TestGateway;
const endless = { started: 0, ended: 0 };
beforeAll(async () => {
  gateway = await startGateway({
    resolvers: {
      prices: {
        Subscription: {
          comparison: {
            // oxlint-disable-next-line require-yield -- it refuses before its first event
            async *subscribe() {
              throw new GraphQLError('There is no such product', { extensions: { code: 'NOT_FOUND' } });
            },
          },
        },
      },
      shipments: {
        Subscription: {
          shipmentUpdated: {
            async *subscribe(_: unknown, __: unknown, { signal }: { signal: AbortSignal }) {
              endless.started++;
              try {
                yield { shipmentUpdated: { id: '1', trackingNumber: 'SF1', status: 'IN_TRANSIT', events: [] } };
                await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
              } finally {
                endless.ended++;
              }
            },
          },
        },
      },
    },
  });
});
afterAll(() => gateway.stop());

interface Client {
  iterate(request: {
    query: string;
    variables?: Record<string, unknown>;
  }): AsyncIterableIterator<{ data?: unknown; errors?: unknown; extensions?: unknown }>;
  dispose(): unknown;
}

const clients: readonly (readonly [string, () => Client])[] = [
  ['server-sent events, a connection each', () => createSseClient({ url: gateway.url, retryAttempts: 0 }) as Client],
  [
    'server-sent events, one connection for all',
    () => createSseClient({ url: gateway.url, singleConnection: true, retryAttempts: 0 }) as Client,
  ],
  ['WebSocket', () => createWsClient({ url: gateway.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 }) as Client],
];

describe.each(clients)('over %s', (_, connect) => {
  const all = async (request: { query: string; variables?: Record<string, unknown> }, most = Infinity) => {
    const client = connect();
    const events: unknown[] = [];
    try {
      for await (const { data, errors } of client.iterate(request)) {
        events.push(JSON.parse(JSON.stringify({ data, errors })));
        if (events.length >= most) break;
      }
    } catch (refused) {
      events.push(
        ...((Array.isArray(refused) ? refused : [refused]) as { extensions?: unknown; message?: string }[]).map(error => ({
          refused: error.extensions ?? error.message,
        })),
      );
    }
    await client.dispose();
    return events;
  };

  it('delivers each event joined with the other subgraphs, with aliases, fragments and variables', async () => {
    expect(await all({ query: FOLLOW, variables: { id: '42' } })).toEqual(EVENTS);
  });

  it('runs a query as well', async () => {
    expect(await all({ query: '{ product(id: "p1") { title } }' })).toEqual([{ data: { product: { title: 'Product p1' } } }]);
  });

  it.each([
    ['an unknown field', 'subscription { nope }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'too deep an operation',
      `subscription { orderUpdated(orderId: "1") { lines { listing { product { ${'substitutes { '.repeat(11)} id ${'}'.repeat(11)} } } } } }`,
      'LIMIT_EXCEEDED',
    ],
    ['a variable that is missing', FOLLOW, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_, query, code) => {
    expect(JSON.stringify(await all({ query }))).toMatch(`"code":"${code}"`);
  });

  it('tells why when the stream of the subgraph fails', async () => {
    expect(JSON.stringify(await all({ query: 'subscription { comparison(productId: "nope") { complete } }' }))).toMatch(
      '"code":"NOT_FOUND"',
    );
  });

  it('ends the stream of the subgraph when the client leaves the operation but stays connected', async () => {
    const before = { ...endless };
    const client = connect();
    for await (const _ of client.iterate({ query: 'subscription { shipmentUpdated(shipmentId: "1") { status } }' })) break;
    await expect.poll(() => endless).toEqual({ started: before.started + 1, ended: before.ended + 1 });
    await client.dispose();
  });

  it('ends the stream of the subgraph when the client goes away', async () => {
    const before = { ...endless };
    await all({ query: 'subscription { shipmentUpdated(shipmentId: "1") { status } }' }, 1);
    expect(endless.started).toBe(before.started + 1);
    await expect.poll(() => endless.ended).toBe(before.ended + 1);
  });
});

it('takes the credentials of a WebSocket from the payload of connection_init', async () => {
  const client = createWsClient({
    url: gateway.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { Authorization: 'Bearer nonsense' },
  });
  const first = client.iterate({ query: FOLLOW, variables: { id: '1' } }).next();
  await expect(first).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  await client.dispose();
});

it('runs no mutation over a GET event stream', async () => {
  const response = await fetch(`${gateway.url}?query=${encodeURIComponent('mutation { signOut(refreshToken: "x") }')}`, {
    headers: { accept: 'text/event-stream' },
  });
  expect(await response.text()).toMatch('METHOD_NOT_ALLOWED');
});

it('knows no stream that was not reserved', async () => {
  const response = await fetch(gateway.url, { headers: { accept: 'text/event-stream', 'x-graphql-event-stream-token': 'guess' } });
  expect(response.status).toBe(404);
});

it('ends its streams when it stops, and with them the streams of the subgraphs', async () => {
  const streams = { ended: 0 };
  const orderUpdated = {
    async *subscribe(_: unknown, __: unknown, { signal }: { signal: AbortSignal }) {
      yield { orderUpdated: { id: '1', status: 'PLACED' } };
      await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
      streams.ended++;
    },
  };
  const stopping = await startGateway({ resolvers: { orders: { Subscription: { orderUpdated } } } });
  const sse = createSseClient({ url: stopping.url, retryAttempts: 0 });
  const ws = createWsClient({ url: stopping.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  for (const client of [sse, ws]) {
    const events = client.iterate({ query: 'subscription { orderUpdated(orderId: "1") { status } }' });
    expect((await events.next()).value).toMatchObject({ data: { orderUpdated: { status: 'PLACED' } } });
    void events.next().catch(() => 'ended');
  }
  await stopping.stop();
  await expect.poll(() => streams.ended).toBe(2);
  sse.dispose();
  await ws.dispose();
});
