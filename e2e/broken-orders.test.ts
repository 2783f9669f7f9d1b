import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { BROKEN_ANSWERS, HANGING } from './support/broken-answers.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { expectNothingLeaked } from './support/leaks.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly order?: {
      readonly number: string;
      readonly status: string;
      readonly payment: { status: string; captured: { amount: string } };
    };
  };
}

type Order = Record<string, unknown>;

/** Every way to answer an order badly, before the shop made one and after. A shop that says by its status that it did nothing is believed. */
const LOST = [...BROKEN_ANSWERS, HANGING].flatMap(broken =>
  (['before', 'after'] as const).flatMap(moment => (moment === 'after' && broken.isRefusal ? [] : [{ ...broken, moment }])),
);

const linesOf = (order: Order) => order['line_items'] as object[];

/** Every way to make another order than was asked for. */
const SPOILT: readonly { readonly how: string; readonly spoil: (order: Order) => Order }[] = [
  { how: 'with nothing in it', spoil: order => ({ line_items: linesOf(order).map(line => ({ ...line, product_id: 0 })) }) },
  { how: 'without lines', spoil: () => ({ line_items: [], total: '0.00' }) },
  { how: 'with fewer pieces', spoil: order => ({ line_items: linesOf(order).map(line => ({ ...line, quantity: 1 })) }) },
  { how: 'with other goods beside', spoil: order => ({ line_items: [...linesOf(order), { ...linesOf(order)[0], product_id: 99 }] }) },
  { how: 'in another currency', spoil: () => ({ currency: 'USD' }) },
  { how: 'for more than it quoted', spoil: () => ({ total: '40.01' }) },
  { how: 'for less than it quoted', spoil: () => ({ total: '39.99' }) },
  { how: 'for less than nothing', spoil: () => ({ total: '-40.00' }) },
  { how: 'as failed', spoil: () => ({ status: 'failed' }) },
];

let steady: BareShop;
/** One shop per trouble, so that all troubles happen at once. */
let shops: readonly BareShop[];
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

beforeAll(async () => {
  folder = await temporaryFolder();
  const lamp = { id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00', manage_stock: true, stock_quantity: 1000 };
  steady = new BareShop([lamp]);
  shops = [...LOST, ...SPOILT].map(() => new BareShop([lamp]));
  await Promise.all([steady, ...shops].map(shop => shop.listen()));
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [wooChannel('steady', steady.url), ...shops.map((shop, at) => wooChannel(`shop${at}`, shop.url))],
    payments: [INVOICE],
    products: { feedIntervalMs: 3_600_000 },
    orders: { settleMs: 1_000, answerWithinMs: 2_000 },
    gateway: { limits: { rate: false } },
  });
  // An order does not wait for the index; the feeds are waited for so that they do not get in the way of what the tests count.
  await eventually(
    () =>
      ask<{ search: { nodes: { listings: unknown[] }[] } }>(
        running.url,
        '{ search(query: "lamp", first: 100) { nodes { listings { id } } } }',
      ),
    ({ data }) => data.search.nodes.reduce((count, product) => count + product.listings.length, 0) === shops.length + 1,
  );
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([steady, ...(shops ?? [])].map(shop => shop?.close()));
  await folder?.remove();
});

const inputFor = (at: number, quantity: number) =>
  orderInput(`a-key-for-a-broken-order-${at}`, [{ listingId: 'steady:1' }, { listingId: `shop${at}:1`, quantity }], '600');
const place = (input: object) => ask<Placed>(running.url, PLACE_ORDER, { input });
/** Repeats the same order until its end is known. */
const placeToTheEnd = (input: object) =>
  eventually(
    () => place(input),
    ({ data }) => data.placeOrder.__typename !== 'OrderPending',
    50,
  );
const isOrder = (method: string | undefined, path: string) => method === 'POST' && path === '/orders';
/** What stands at the good shop of this order. */
const atSteady = (number: string | undefined) =>
  steady.standing().filter(order => number !== undefined && String(order['transaction_id']).startsWith(number));

describe.concurrent('a shop that gives no usable answer to an order', () => {
  it.each(LOST.map((broken, at) => ({ ...broken, at })))(
    'holds one order or none, as the buyer is told in the end: $what, $moment it made one',
    async ({ moment, send, at }) => {
      const shop = shops[at] as BareShop;
      let broken = 0;
      shop[moment] = (request, response, path) => {
        if (!isOrder(request.method, path)) return false;
        broken++;
        send(response);
        return true;
      };
      const input = inputFor(at, 2);
      const first = await place(input);
      expectNothingLeaked(first.text);
      expect(first.data.placeOrder.__typename).toMatch(/^(PlacedOrder|OrderPending|OrderNotPlaced)$/);
      shop[moment] = () => false;
      const last = await placeToTheEnd(input);
      expectNothingLeaked(last.text);
      expect(broken).toBeGreaterThan(0);
      const { __typename, order } = last.data.placeOrder;
      if (moment === 'after') expect(__typename).toBe('PlacedOrder');
      expect(__typename).toMatch(/^(PlacedOrder|OrderNotPlaced)$/);
      const count = __typename === 'PlacedOrder' ? 1 : 0;
      expect(shop.orders).toHaveLength(count);
      expect([shop.standing().length, atSteady(order?.number).length]).toEqual([count, count]);
      expect(order?.payment.captured.amount).toBe(count === 1 ? '60.00' : '0.00');
    },
  );
});

describe.concurrent('a shop that makes another order than was asked for', () => {
  it.each(SPOILT.map((spoilt, at) => ({ ...spoilt, at: LOST.length + at })))(
    'is not believed, the order is taken back and nothing is charged: $how',
    async ({ spoil, at }) => {
      const shop = shops[at] as BareShop;
      shop.after = (request, _response, path) => {
        const order = shop.orders.at(-1);
        if (isOrder(request.method, path) && order) Object.assign(order, spoil(order));
        return false;
      };
      const answer = await placeToTheEnd(inputFor(at, 2));
      expectNothingLeaked(answer.text);
      const { __typename, order } = answer.data.placeOrder;
      expect(__typename).toMatch(/^(OrderNotPlaced|PriceChanged|OutOfStock)$/);
      expect(shop.orders.map(({ status }) => status)).toEqual(['cancelled']);
      expect(atSteady(order?.number)).toEqual([]);
      if (order) expect(order.payment).toMatchObject({ captured: { amount: '0.00' } });
    },
  );
});
