import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { freePort, startOneBasket, type OneBasketProcess } from './support/onebasket-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly accessToken?: string;
    readonly reason?: string;
    readonly order?: { readonly id: string; readonly number: string; readonly status: string };
    readonly problems?: readonly { readonly path: readonly string[]; readonly message: string }[];
  };
}

let north: BareShop;
let south: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: OneBasketProcess;
let config: object;
let count = 0;
const place = async (lines: Parameters<typeof orderInput>[1], more: object = {}, maxTotal = '500') =>
  (
    await ask<Placed>(running.url, PLACE_ORDER, {
      input: orderInput(`a-key-for-pauses-${String(++count).padStart(6, '0')}`, lines, maxTotal, 'CNY', more),
    })
  ).data.placeOrder;
const turn = async (what: 'pauseChannel' | 'resumeChannel', channelId: string) => {
  const signIn =
    'mutation { signIn(input: { email: "ops@example.com", password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }';
  const staff = await ask<{ signIn: { accessToken: string } }>(running.url, signIn);
  const answer = await ask(
    running.url,
    `mutation ($id: ID!) { ${what}(channelId: $id, note: "stocktaking") { health { state } } }`,
    { id: channelId },
    { authorization: `Bearer ${staff.data.signIn.accessToken}` },
  );
  expect(answer.errors).toBeUndefined();
};
const look = async ({ order, accessToken }: Placed['placeOrder']) =>
  (
    await ask<{ order: { status: string; nextStep: { who: string; by: string } | null; payment: { status: string } } }>(
      running.url,
      'query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { status nextStep { who by } payment { status } } }',
      { id: order?.id, token: accessToken },
    )
  ).data.order;
const reaches = (it: Placed['placeOrder'], status: string) =>
  eventually(
    () => look(it),
    order => order.status === status,
  );
/** The names on the orders of a shop, in the order in which they came. */
const buyers = (shop: BareShop) => shop.orders.map(order => (order['billing'] as { first_name: string }).first_name);
const named = (name: string) => ({ contact: { name: `${name} Li`, email: `${name}@example.com`, phone: '+86 138 0000 1234' } });

beforeAll(async () => {
  folder = await temporaryFolder();
  north = new BareShop([{ id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00', manage_stock: true, stock_quantity: 8 }]);
  south = new BareShop([{ id: 7, name: 'Kettle', price: '30.00', regular_price: '30.00' }]);
  await Promise.all([north.listen(), south.listen()]);
  config = {
    gateway: { port: await freePort(), limits: { rate: false } },
    storage: { url: `sqlite:${folder.path}/data` },
    channels: [wooChannel('north', north.url), wooChannel('south', south.url)],
    payments: [INVOICE],
    orders: { settleMs: 1_000, paused: { queue: 6 } },
    products: { feedIntervalMs: 3_600_000 },
    accounts: { seed: { staff: [{ email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] }] } },
  };
  running = await startOneBasket(folder.path, config);
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "lamp") { nodes { id } } }'),
    answer => answer.data.search.nodes.length === 1,
  );
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([north?.close(), south?.close()]);
  await folder?.remove();
});

beforeEach(async () => {
  north.orders.length = 0;
  south.orders.length = 0;
  Object.assign(north.product(1), { price: '20.00', regular_price: '20.00', stock_quantity: 8, stock_status: 'instock' });
  await turn('resumeChannel', 'north');
});

describe('a paused channel', () => {
  it('lets orders wait, over a kill, and gets each once in the order in which they were placed', async () => {
    await turn('pauseChannel', 'north');
    const waiting: Placed['placeOrder'][] = [];
    for (const name of ['A', 'B', 'C', 'D']) waiting.push(await place([{ listingId: 'north:1' }], named(name)));
    for (const answer of waiting)
      expect(answer).toMatchObject({ __typename: 'OrderPending', reason: expect.stringContaining('waits for its turn') });
    expect(await look(waiting[0] as Placed['placeOrder'])).toMatchObject({
      status: 'PENDING',
      nextStep: { who: 'STAFF', by: expect.any(String) },
      payment: { status: 'NONE' },
    });
    expect(await place([{ listingId: 'south:7' }], named('Z'))).toMatchObject({ __typename: 'PlacedOrder' });
    expect(buyers(north)).toEqual([]);

    await running.kill();
    running = await startOneBasket(folder.path, config);
    waiting.push(await place([{ listingId: 'north:1' }], named('E')));
    expect(buyers(north)).toEqual([]);
    await turn('resumeChannel', 'north');
    // Whoever comes while the row is not empty stands behind it.
    waiting.push(await place([{ listingId: 'north:1' }], named('F')));
    for (const answer of waiting) await reaches(answer, 'PLACED');
    expect(buyers(north)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
    expect(await place([{ listingId: 'north:1' }], named('G'))).toMatchObject({ __typename: 'PlacedOrder' });
  });

  it('holds back the whole of an order over several channels, which its buyer can take back', async () => {
    await turn('pauseChannel', 'north');
    const both = await place([{ listingId: 'north:1' }, { listingId: 'south:7' }]);
    const other = await place([{ listingId: 'north:1' }]);
    expect([both.__typename, south.orders.length]).toEqual(['OrderPending', 0]);
    const cancelled = await ask<{ cancelOrder: unknown }>(
      running.url,
      'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on OrderCancelled { order { status } } } }',
      { input: { idempotencyKey: 'take-it-back', orderId: both.order?.id, accessToken: both.accessToken, reason: 'TOO_SLOW' } },
    );
    expect(cancelled.data.cancelOrder).toEqual({ __typename: 'OrderCancelled', order: { status: 'CANCELLED' } });
    await turn('resumeChannel', 'north');
    await reaches(other, 'PLACED');
    expect([north.orders.length, south.orders.length]).toEqual([1, 0]);
  });

  it('that is out of order itself takes orders at the last price seen, which is read again before they are sent', async () => {
    await turn('pauseChannel', 'north');
    const breakDown = (shop: BareShop) => (shop.before = (_request, response) => (response.writeHead(503).end(), true));
    breakDown(north);
    const fair = await place([{ listingId: 'north:1' }]);
    const tight = await place([{ listingId: 'north:1' }], {}, '20');
    expect([fair.__typename, tight.__typename]).toEqual(['OrderPending', 'OrderPending']);
    north.before = () => false;
    Object.assign(north.product(1), { price: '21.00', regular_price: '21.00' });
    await turn('resumeChannel', 'north');
    await reaches(fair, 'PLACED');
    expect((await reaches(tight, 'FAILED')).payment.status).toBe('NONE');
    expect(north.orders.length).toBe(1);
  });

  it('has a row with an end', async () => {
    await turn('pauseChannel', 'north');
    const answers: Placed['placeOrder'][] = [];
    for (let at = 0; at < 6; at++) answers.push(await place([{ listingId: 'north:1' }], named(`N${at}`)));
    expect(answers.every(({ __typename }) => __typename === 'OrderPending')).toBe(true);
    const full = await eventually(
      () => place([{ listingId: 'north:1' }]),
      ({ __typename }) => __typename === 'InvalidOrder',
    );
    expect(full.problems).toEqual([{ path: ['lines', '0', 'listing'], message: expect.stringContaining('too many wait') }]);
  });
});
