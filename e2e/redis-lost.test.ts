import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canHaveMongo } from '../test-servers/mongo/build.ts';
import { startMongo } from '../test-servers/mongo/start.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER, type GraphAnswer } from './support/graph.ts';
import { freePort, startOneBasket, type OneBasketProcess } from './support/onebasket-process.ts';
import { canHaveRedis, startRedis } from './support/redis.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly order?: { readonly id: string; readonly payment: { readonly captured: { readonly amount: string } } };
  };
}

const isPossible = canHaveRedis() && (await canHaveMongo());
const ORDERS = 32;

describe.skipIf(!isPossible)('two processes that work the same orders (needs redis-server and Go)', () => {
  const stops: (() => Promise<unknown>)[] = [];
  let shop: BareShop;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  const workers: OneBasketProcess[] = [];
  const starts: (() => Promise<OneBasketProcess>)[] = [];

  beforeAll(async () => {
    const mongo = await startMongo();
    redis = await startRedis();
    shop = new BareShop([{ id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00', manage_stock: true, stock_quantity: 1000 }]);
    await shop.listen();
    stops.push(
      () => shop.close(),
      () => mongo.stop(),
      () => redis.stop(),
    );
    for (let at = 0; at < 2; at++) {
      const folder = await temporaryFolder();
      const config = {
        gateway: { port: await freePort(), limits: { rate: false } },
        storage: { url: mongo.url },
        bus: { url: redis.url },
        channels: [wooChannel('shop', shop.url)],
        payments: [INVOICE],
        orders: { settleMs: 1_000, answerWithinMs: 1_500 },
        products: { feedIntervalMs: 3_600_000 },
      };
      stops.unshift(() => folder.remove());
      starts.push(() => startOneBasket(folder.path, config));
      workers.push(await (starts[at] as () => Promise<OneBasketProcess>)());
    }
    stops.unshift(() => Promise.all(workers.map(worker => worker.stop())));
  }, 120_000);

  afterAll(async () => {
    for (const stop of stops) await stop();
  }, 60_000);

  const place = (worker: number, number: number): Promise<GraphAnswer<Placed>> =>
    ask<Placed>((workers[worker] as OneBasketProcess).url, PLACE_ORDER, {
      input: orderInput(`a-key-of-the-campaign-${String(number).padStart(4, '0')}`, [{ listingId: 'shop:1' }], '30'),
    });

  it('place each order once, with Redis stopped, emptied and started again, and one of them killed, in the middle', async () => {
    // Every fourth order is made, and its answer lost.
    let made = 0;
    shop.after = (request, response, path) => {
      if (request.method !== 'POST' || path !== '/orders' || made++ % 4 !== 0) return false;
      response.destroy();
      return true;
    };
    const asked: Promise<unknown>[] = [];
    for (let number = 0; number < ORDERS; number++) {
      if (number === 8) await redis.stop();
      if (number === 14) await workers[1]?.kill();
      if (number === 20) redis = await startRedis(redis.port);
      if (number === 24) workers[1] = await (starts[1] as () => Promise<OneBasketProcess>)();
      const worker = number % 2 === 0 || (number >= 14 && number < 24) ? 0 : 1;
      asked.push(place(worker, number).catch(() => undefined));
      if (number % 4 === 3) await Promise.all(asked.splice(0));
    }
    await Promise.all(asked);

    for (let number = 0; number < ORDERS; number++) {
      // Asked of the other process than at first: both know of every order.
      const answer = await eventually(
        () => place((number + 1) % 2, number),
        ({ data }) => data.placeOrder.__typename !== 'OrderPending',
        60,
      );
      expect(answer.data.placeOrder).toMatchObject({ __typename: 'PlacedOrder', order: { payment: { captured: { amount: '20.00' } } } });
    }
    expect(shop.orders).toHaveLength(ORDERS);
    expect(shop.standing()).toHaveLength(ORDERS);
    expect(new Set(shop.orders.map(order => order['transaction_id'])).size).toBe(ORDERS);
  }, 240_000);
});
