import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { freePort, startOneBasket, type OneBasketProcess } from './support/onebasket-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

/** Where the process is killed, as the shop sees it. */
const STEPS = [
  'while the price is read',
  'as the order arrives at the shop',
  'after the shop made the order, before it answers',
  'just after the answer',
] as const;

let shop: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: OneBasketProcess | undefined;
let config: object;

beforeEach(async () => {
  folder = await temporaryFolder();
  shop = new BareShop([{ id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00', manage_stock: true, stock_quantity: 3 }]);
  await shop.listen();
  config = {
    gateway: { port: await freePort() },
    storage: { url: `sqlite:${folder.path}/data` },
    channels: [wooChannel('shop', shop.url)],
    payments: [INVOICE],
    // So that a test does not wait as long as a shop deserves.
    orders: { settleMs: 2_000 },
    products: { feedIntervalMs: 3_600_000 },
  };
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await shop.close();
  await folder.remove();
});

/** Lets the shop kill OneBasket once, at the given step of the first order. */
function killAt(step: (typeof STEPS)[number], victim: OneBasketProcess): Promise<void> {
  return new Promise(resolve => {
    let isDone = false;
    const now = () => {
      isDone = true;
      void victim.kill().then(resolve);
    };
    const isOrder = (method: string | undefined, path: string) => method === 'POST' && path === '/orders';
    shop.before = (request, response, path) => {
      const isStep =
        (step === STEPS[0] && request.method === 'GET' && path.startsWith('/products')) ||
        (step === STEPS[1] && isOrder(request.method, path));
      if (isDone || !isStep) return false;
      now();
      response.destroy();
      return true;
    };
    shop.after = (request, response, path) => {
      if (isDone || !isOrder(request.method, path)) return false;
      if (step === STEPS[2]) {
        now();
        response.destroy();
        return true;
      }
      if (step === STEPS[3]) response.once('finish', now);
      return false;
    };
  });
}

describe.each(STEPS)('SIGKILL %s', step => {
  it('ends with exactly one order at the shop, and the repeat of the key finds it', async () => {
    running = await startOneBasket(folder.path, config);
    await eventually(
      () => ask<{ search: { nodes: unknown[] } }>((running as OneBasketProcess).url, '{ search(query: "lamp") { nodes { id } } }'),
      answer => answer.data.search.nodes.length === 1,
    );
    const input = orderInput('a-key-that-is-kept-0001', [{ listingId: 'shop:1' }], '25.00');
    const killed = killAt(step, running);
    await ask(running.url, PLACE_ORDER, { input }).catch(() => undefined);
    await killed;

    running = await startOneBasket(folder.path, config);
    const { url } = running;
    const answer = await eventually(
      () =>
        ask<{ placeOrder: { __typename: string; order?: { id: string; parts: { externalId: string }[] } } }>(url, PLACE_ORDER, { input }),
      ({ data }) => data.placeOrder.__typename === 'PlacedOrder',
      50,
    );
    expect(shop.standing()).toHaveLength(1);
    expect(answer.data.placeOrder.order?.parts[0]?.externalId).toBe(String(shop.standing()[0]?.id));
    expect(shop.product(1)['stock_quantity']).toBe(2);
  });
});

describe('an order whose process was killed', () => {
  it('reaches its end by itself, without the client coming back', async () => {
    running = await startOneBasket(folder.path, config);
    const killed = killAt(STEPS[2], running);
    await ask(running.url, PLACE_ORDER, { input: orderInput('a-key-that-is-kept-0002', [{ listingId: 'shop:1' }], '25.00') }).catch(
      () => undefined,
    );
    await killed;
    const seen = shop.requests.length;
    running = await startOneBasket(folder.path, config);
    const { url } = running;
    // The restarted process asks the shop for the order by its key, of its own accord.
    await eventually(
      async () => shop.requests.slice(seen).filter(request => request.method === 'GET' && request.path === '/orders').length,
      count => count > 0,
    );
    const repeat = await ask<{ placeOrder: { __typename: string } }>(url, PLACE_ORDER, {
      input: orderInput('a-key-that-is-kept-0002', [{ listingId: 'shop:1' }], '25.00'),
    });
    expect(repeat.data.placeOrder.__typename).toBe('PlacedOrder');
    expect(shop.orders).toHaveLength(1);
  });
});
