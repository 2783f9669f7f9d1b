import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const shop = new BareShop([{ id: 7, name: 'Brightex lamp', price: '20.00', regular_price: '20.00' }]);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;
let staff: Record<string, string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    channels: [wooChannel('north', await shop.listen())],
    payments: [INVOICE],
    orders: { settleMs: 0, answerWithinMs: 8_000, intake: { channels: ['north'], intervalMs: 500 } },
    accounts: { seed: { staff: [{ email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] }] } },
    gateway: { limits: { rate: false } },
  });
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "brightex") { nodes { id } } }'),
    ({ data }) => data.search.nodes.length === 1,
  );
  const signedIn = await ask<{ signIn: { accessToken: string } }>(
    running.url,
    'mutation { signIn(input: { email: "ops@example.com", password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }',
  );
  staff = { authorization: `Bearer ${signedIn.data.signIn.accessToken}` };
});

afterAll(async () => {
  await running?.stop();
  await shop.close();
  await folder?.remove();
});

interface Orders {
  readonly orders: {
    readonly nodes: readonly {
      readonly origin: string;
      readonly status: string;
      readonly contact: { readonly name: string };
      readonly parts: readonly { readonly externalId: string }[];
    }[];
  };
}

const look = () =>
  ask<Orders>(
    running.url,
    '{ orders { nodes { origin status total { amount } contact { name email } address { city } parts { externalId lines { title quantity } } } } }',
    {},
    staff,
  );

/** Somebody buys at the shop itself. */
async function buyThere(firstName: string, quantity: number): Promise<number> {
  const person = { first_name: firstName, last_name: 'Muster', address_1: 'Lindenweg 7', city: 'Bonn', postcode: '53111', country: 'DE' };
  const response = await fetch(`${shop.url}/wp-json/wc/v3/orders`, {
    method: 'POST',
    body: JSON.stringify({
      status: 'processing',
      line_items: [{ product_id: 7, quantity }],
      billing: { ...person, email: 'e@shop.test' },
      shipping: person,
    }),
  });
  return ((await response.json()) as { id: number }).id;
}

async function webhook(id: number, delivery: string): Promise<number> {
  const body = JSON.stringify({ id, meta_data: [] });
  const signature = createHmac('sha256', 'webhook-secret').update(body).digest('base64');
  const response = await fetch(new URL('/hooks/north', running.url), {
    method: 'POST',
    headers: { 'x-wc-webhook-topic': 'order.created', 'x-wc-webhook-delivery-id': delivery, 'x-wc-webhook-signature': signature },
    body,
  });
  return response.status;
}

it('orders that were placed at a channel come in exactly once, by webhook and by poll, beside our own, and are followed', async () => {
  const input = orderInput('an-order-of-our-own-1', [{ listingId: 'north:7' }], '100.00');
  expect((await ask<{ placeOrder: { __typename: string } }>(running.url, PLACE_ORDER, { input })).data.placeOrder.__typename).toBe(
    'PlacedOrder',
  );
  const first = await buyThere('Erika', 2);
  expect(await Promise.all([webhook(first, 'd1'), webhook(first, 'd2'), webhook(first, 'd1')])).toEqual([200, 200, 200]);
  await buyThere('Max', 1);
  const { data } = await eventually(look, answer => answer.data.orders.nodes.length >= 3);
  expect(data.orders.nodes.map(({ origin, contact }) => `${origin} ${contact.name}`).sort()).toEqual([
    'CHANNEL Erika Muster',
    'CHANNEL Max Muster',
    'ONEBASKET Li Lei',
  ]);
  expect(data.orders.nodes.find(({ parts }) => parts[0]?.externalId === String(first))).toMatchObject({
    status: 'PLACED',
    total: { amount: '40.00' },
    contact: { name: 'Erika Muster', email: 'e@shop.test' },
    address: { city: 'Bonn' },
    parts: [{ lines: [{ title: 'Brightex lamp', quantity: 2 }] }],
  });

  const there = shop.orders.find(({ id }) => id === first);
  if (there) there.status = 'completed';
  await webhook(first, 'd3');
  const later = await eventually(look, answer =>
    answer.data.orders.nodes.some(({ status, parts }) => status === 'COMPLETED' && parts[0]?.externalId === String(first)),
  );
  expect(later.data.orders.nodes).toHaveLength(3);
});
