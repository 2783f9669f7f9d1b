import { createHmac } from 'node:crypto';
import { startSfTwin, type SfTwin } from '@onebasket/twin-sf';
import { startWooCommerceTwin, type WooCommerceTwin } from '@onebasket/twin-woocommerce';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { freePort } from './support/onebasket-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const PUSH_TOKEN = 'a-long-push-token-of-sf';
const FOLLOW =
  'subscription ($id: ID!, $token: String) { orderUpdated(orderId: $id, accessToken: $token) { status parts { status shipments { trackingNumber status } } lines { listing { title } } } }';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let shop: WooCommerceTwin;
let sf: SfTwin;
let running: Running;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  const port = await freePort();
  sf = await startSfTwin({
    partnerId: 'P',
    checkword: 'C-checkword',
    stepMs: 0,
    pushUrl: `http://127.0.0.1:${port}/hooks/sf/${PUSH_TOKEN}`,
  });
  shop = await startWooCommerceTwin({
    consumerKey: 'ck_test_1234',
    consumerSecret: 'cs_test_1234',
    catalogue: [
      {
        id: 1,
        name: 'Lamp',
        type: 'simple',
        status: 'publish',
        price: '20.00',
        regular_price: '20.00',
        manage_stock: true,
        stock_quantity: 50,
      },
    ],
  });
  running = await startInProcess({
    gateway: { port, limits: { rate: false } },
    storage: { url: `sqlite:${folder.path}` },
    channels: [wooChannel('shop', shop.url)],
    carriers: [
      {
        id: 'sf',
        adapter: 'sf',
        settings: { baseUrl: `${sf.url}/std/service`, partnerId: 'P', checkword: 'C-checkword', pushToken: PUSH_TOKEN },
      },
    ],
    payments: [INVOICE],
  });
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "lamp") { nodes { id } } }'),
    ({ data }) => data.search.nodes.length === 1,
  );
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([shop?.close(), sf?.close()]);
  await folder?.remove();
});

async function placed(): Promise<{ id: string; token: string; externalId: number }> {
  const input = orderInput(`follow-key-${String(++count).padStart(8, '0')}`, [{ listingId: 'shop:1' }], '60');
  const { data } = await ask<{ placeOrder: { accessToken: string; order: { id: string; parts: { externalId: string }[] } } }>(
    running.url,
    PLACE_ORDER,
    { input },
  );
  return {
    id: data.placeOrder.order.id,
    token: data.placeOrder.accessToken,
    externalId: Number(data.placeOrder.order.parts[0]?.externalId),
  };
}

/** What the shop sends when one of its orders changed. */
async function webhook(externalId: number, secret = 'webhook-secret'): Promise<number> {
  const body = JSON.stringify({ id: externalId, status: 'completed' });
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'x-wc-webhook-topic': 'order.updated',
    'x-wc-webhook-delivery-id': `${externalId}-${Math.random()}`,
    'x-wc-webhook-signature': signature,
  };
  return (await fetch(new URL('/hooks/shop', running.url), { method: 'POST', headers, body })).status;
}

interface Update {
  readonly data?: {
    readonly orderUpdated: {
      readonly status: string;
      readonly parts: readonly {
        readonly status: string;
        readonly shipments: readonly { readonly trackingNumber: string; readonly status: string }[];
      }[];
      readonly lines: readonly { readonly listing: { readonly title: string } }[];
    };
  };
}

/** Reads the stream until the order is delivered. */
async function untilDelivered(updates: AsyncIterable<unknown>): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const update of updates as AsyncIterable<Update>) {
    const order = update.data?.orderUpdated;
    if (!order) throw new Error(JSON.stringify(update));
    expect(order.lines[0]?.listing.title).toBe('Lamp');
    if (seen.at(-1) !== order.status) seen.push(order.status);
    if (order.status === 'DELIVERED') return seen;
  }
  return seen;
}

describe('following an order', () => {
  it.each(['graphql-sse', 'graphql-ws'] as const)(
    'arrives live over %s, from the shop by webhook and from the carrier by push',
    async transport => {
      const { id, token, externalId } = await placed();
      const operation = { query: FOLLOW, variables: { id, token } };
      const client =
        transport === 'graphql-sse'
          ? createSseClient({ url: running.url, fetchFn: fetch, abortControllerImpl: AbortController })
          : createWsClient({ url: running.url.replace('http', 'ws'), webSocketImpl: WebSocket });
      const delivered = untilDelivered(client.iterate(operation));

      const number = `SF${String(1_000_000_000_000 + externalId)}`;
      await sf.addParcel(number, '1234');
      await shop.ship(externalId, { carrier: 'SF Express', trackingNumber: number });
      expect(await webhook(externalId)).toBe(200);
      const look = () =>
        ask<{ order: { shipments: { id: string; status: string; trackingNumber: string; carrier: { id: string } }[] } }>(
          running.url,
          'query ($id: ID!, $t: String) { order(id: $id, accessToken: $t) { shipments { id status trackingNumber carrier { id } } } }',
          { id, t: token },
        );
      const known = await eventually(look, ({ data }) => data.order.shipments.length === 1);
      expect(known.data.order.shipments[0]).toMatchObject({ trackingNumber: number, carrier: { id: 'sf' } });
      for (const code of ['31', '204', '80']) await sf.advance(number, code);
      expect((await delivered).at(-1)).toBe('DELIVERED');
      await Promise.resolve(client.dispose());

      const shipmentId = known.data.order.shipments[0]?.id;
      const open = await ask(
        running.url,
        'query ($id: ID!, $t: String) { shipment(id: $id, accessToken: $t) { status deliveredAt events { code status } order { id } } }',
        { id: shipmentId, t: token },
      );
      expect(open.data).toMatchObject({
        shipment: { status: 'DELIVERED', events: [{ code: '50' }, { code: '31' }, { code: '204' }, { code: '80' }], order: { id } },
      });
    },
  );

  it('does not believe a forged webhook', async () => {
    const { externalId } = await placed();
    expect(await webhook(externalId, 'a wrong secret')).toBe(401);
  });

  it('is told to nobody who may not open the order', async () => {
    const { id } = await placed();
    const client = createSseClient({ url: running.url, fetchFn: fetch, abortControllerImpl: AbortController });
    const [first] = await Array.fromAsync(client.iterate({ query: FOLLOW, variables: { id, token: 'ot1.forged' } }));
    expect(first?.errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND');
    client.dispose();
  });
});

describe('tracking any parcel', () => {
  const TRACK =
    'query ($n: String!, $c: ID, $p: String) { track(trackingNumber: $n, carrier: $c, phoneLast4: $p) { __typename ... on Shipment { id status order { id } carrier { id name } } ... on TrackingNotFound { tried { carrier { id } status } } } }';

  it('finds the carrier by the number and opens no order', async () => {
    await sf.addParcel('SF7444400031887', '9876');
    await sf.advance('SF7444400031887', '50');
    const found = await ask(running.url, TRACK, { n: 'SF7444400031887', p: '9876' });
    expect(found.data).toMatchObject({ track: { __typename: 'Shipment', status: 'PICKED_UP', order: null, carrier: { id: 'sf' } } });
  });

  it('says who was asked when nobody knows it, and refuses what is no number', async () => {
    const unknown = await ask(running.url, TRACK, { n: 'SF0000000000001', p: '0000' });
    expect(unknown.data).toMatchObject({
      track: { __typename: 'TrackingNotFound', tried: [{ carrier: { id: 'sf' }, status: 'ANSWERED' }] },
    });
    expect((await ask(running.url, TRACK, { n: '{"$ne":1}' })).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await ask(running.url, TRACK, { n: 'SF7444400031887', c: 'dhl' })).errors?.[0]?.message).toMatch(/sf/);
  });
});

describe('the comparison as it fills', () => {
  it('streams a message when a channel answers, the last one complete', async () => {
    const { data } = await ask<{ search: { nodes: { id: string }[] } }>(running.url, '{ search(query: "lamp") { nodes { id } } }');
    const client = createSseClient({ url: running.url, fetchFn: fetch, abortControllerImpl: AbortController });
    const query = 'subscription ($id: ID!) { comparison(productId: $id) { complete offers { landedPrice { amount } listing { title } } } }';
    const messages = await Array.fromAsync(client.iterate({ query, variables: { id: data.search.nodes[0]?.id } }));
    expect(messages.at(-1)?.data).toEqual({
      comparison: { complete: true, offers: [{ landedPrice: { amount: expect.any(String) }, listing: { title: 'Lamp' } }] },
    });
    client.dispose();
  });
});
