import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SUBGRAPH_NAMES } from '@onebasket/runtime';
import { canHaveMongo } from '../test-servers/mongo/build.ts';
import { startMongo } from '../test-servers/mongo/start.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { freePort, startOneBasket, type OneBasketProcess } from './support/onebasket-process.ts';
import { canHaveRedis, startRedis } from './support/redis.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const isPossible = canHaveRedis() && (await canHaveMongo());

describe.skipIf(!isPossible)('each subgraph as a process of its own, on MongoDB and Redis (needs redis-server and Go)', () => {
  const stops: (() => Promise<unknown>)[] = [];
  let shop: BareShop;
  let gateway: OneBasketProcess;
  let shipments: OneBasketProcess;
  let config: object;
  let folder: string;

  beforeAll(async () => {
    const [mongo, redis, place] = await Promise.all([startMongo(), startRedis(), temporaryFolder()]);
    folder = place.path;
    shop = new BareShop([
      { id: 1, name: 'Brightex K200 kettle', price: '199.00', regular_price: '199.00', manage_stock: true, stock_quantity: 9 },
    ]);
    await shop.listen();
    stops.push(
      () => shop.close(),
      () => mongo.stop(),
      () => redis.stop(),
      () => place.remove(),
    );
    const ports = await Promise.all(SUBGRAPH_NAMES.map(() => freePort()));
    config = {
      gateway: { port: await freePort(), limits: { rate: false } },
      storage: { url: mongo.url },
      bus: { url: redis.url },
      channels: [wooChannel('shop', shop.url)],
      payments: [INVOICE],
      subgraphs: {
        secret: randomBytes(16).toString('hex'),
        urls: Object.fromEntries(SUBGRAPH_NAMES.map((name, at) => [name, `http://127.0.0.1:${ports[at]}/graphql`])),
      },
    };
    // One after the other: six processes starting at once on two cores only get in each other's way.
    for (const [at, name] of SUBGRAPH_NAMES.entries()) {
      const process = await startOneBasket(folder, config, ['--subgraph', name, '--port', String(ports[at])]);
      stops.unshift(() => process.stop());
      if (name === 'shipments') shipments = process;
    }
    gateway = await startOneBasket(folder, config, ['--gateway']);
    stops.unshift(() => gateway.stop());
  }, 180_000);

  afterAll(async () => {
    for (const stop of stops) await stop();
  }, 60_000);

  it('serves the same journey: search, compare, order, look', async () => {
    const found = await eventually(
      () =>
        ask<{ search: { nodes: { id: string; comparison: { offers: { landedPrice: { amount: string } }[] } | null }[] } }>(
          gateway.url,
          '{ search(query: "kettle") { nodes { id comparison { offers { landedPrice { amount } } complete } } } }',
        ),
      ({ data }) => data?.search.nodes.length === 1,
      60,
    );
    expect(found.data.search.nodes[0]?.comparison).toMatchObject({ offers: [{ landedPrice: { amount: '199.00' } }], complete: true });
    const input = orderInput('a-distributed-key-01', [{ listingId: 'shop:1' }], '200');
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        ask<{ placeOrder: { __typename: string; accessToken: string; order: { id: string } } }>(gateway.url, PLACE_ORDER, { input }),
      ),
    );
    const last = await eventually(
      () => ask<(typeof answers)[0]['data']>(gateway.url, PLACE_ORDER, { input }),
      ({ data }) => data.placeOrder.__typename === 'PlacedOrder',
    );
    expect(shop.orders).toHaveLength(1);
    const { accessToken, order } = last.data.placeOrder;
    const seen = await ask(
      gateway.url,
      'query ($id: ID!, $t: String) { order(id: $id, accessToken: $t) { status shipments { id } lines { listing { title } } } }',
      { id: order.id, t: accessToken },
    );
    expect(seen.data).toEqual({ order: { status: 'PLACED', shipments: [], lines: [{ listing: { title: 'Brightex K200 kettle' } }] } });
  });

  it('answers nobody but its gateway', async () => {
    const url = (config as { subgraphs: { urls: Record<string, string> } }).subgraphs.urls['orders'] as string;
    expect((await ask(url, '{ orders { nodes { id } } }')).status).toBe(403);
  });

  it('leaves the rest of the answer standing when one subgraph is down', async () => {
    await shipments.stop();
    const placed = await ask<{ placeOrder: { __typename: string; accessToken: string; order: { id: string } } }>(gateway.url, PLACE_ORDER, {
      input: orderInput('a-distributed-key-02', [{ listingId: 'shop:1' }], '200'),
    });
    const { accessToken, order } = placed.data.placeOrder;
    const seen = await ask<{ order: { status: string; shipments: null } }>(
      gateway.url,
      'query ($id: ID!, $t: String) { order(id: $id, accessToken: $t) { status shipments { id } } }',
      { id: order.id, t: accessToken },
    );
    expect(seen.data.order).toMatchObject({ status: 'PLACED', shipments: null });
    expect(seen.errors?.[0]?.extensions?.code).toMatch(/UPSTREAM|UNAVAILABLE/);
  });

  it('is refused on storage or a bus that serve one process only', async () => {
    await expect(startOneBasket(folder, { ...config, storage: { url: `sqlite:${folder}/x` } }, ['--subgraph', 'prices'])).rejects.toThrow(
      /storage\.url: sqlite: serves one process/,
    );
    await expect(startOneBasket(folder, { ...config, bus: { url: 'memory:' } }, ['--gateway'])).rejects.toThrow(
      /bus\.url: memory: serves one process/,
    );
  });
});
