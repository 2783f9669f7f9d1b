import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { Receiver } from '../subgraphs/accounts/test/support/receiver.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

const COMMAND = new URL('../bin/src/onebasket.ts', import.meta.url).pathname;
const PARTNER = { 'x-api-key': 'partner-key-1' };
const OPERATOR_KEY = 'operator-key-1';

interface Event {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly orderId: string; readonly status: string; readonly sequence: number };
}
interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly order: { readonly id: string; readonly parts: readonly { status: string; externalId: string | null }[] };
  };
}

let shop: BareShop;
let partner: Receiver;
let staff: Receiver;
let running: Running;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let secret: string;
let endpointId: string;
let count = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  shop = new BareShop([{ id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00', manage_stock: true, stock_quantity: 1000 }]);
  [partner, staff] = [new Receiver(), new Receiver()];
  await Promise.all([shop.listen(), partner.listen(), staff.listen()]);
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [wooChannel('shop', shop.url)],
    payments: [INVOICE],
    products: { feedIntervalMs: 3_600_000 },
    orders: { settleMs: 500, answerWithinMs: 4_000 },
    accounts: {
      webhooks: { allowPrivateAddresses: true, firstRetryMs: 200 },
      seed: {
        staff: [{ email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] }],
        clients: [
          { id: 'partner', key: 'partner-key-1', scopes: ['orders:write'] },
          { id: 'operator', key: OPERATOR_KEY, scopes: ['effects:manage'] },
        ],
      },
    },
    gateway: { limits: { rate: false } },
  });
  const create = 'mutation ($i: WebhookEndpointInput!) { createWebhookEndpoint(input: $i) { secret endpoint { id } } }';
  const events = ['order.placed', 'order.updated', 'order.cancelled', 'order.failed'];
  const made = await ask<{ createWebhookEndpoint: { secret: string; endpoint: { id: string } } }>(
    running.url,
    create,
    { i: { url: partner.url, events } },
    PARTNER,
  );
  secret = made.data.createWebhookEndpoint.secret;
  endpointId = made.data.createWebhookEndpoint.endpoint.id;
  await ask(running.url, create, { i: { url: staff.url, events } }, await asStaff());
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([shop?.close(), partner?.close(), staff?.close()]);
  await folder?.remove();
});

async function asStaff(): Promise<Record<string, string>> {
  const answer = await ask<{ signIn: { accessToken: string } }>(
    running.url,
    'mutation { signIn(input: { email: "ops@example.com", password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }',
  );
  return { authorization: `Bearer ${answer.data.signIn.accessToken}` };
}

const place = (headers: Record<string, string> = PARTNER, quantity = 1) =>
  ask<Placed>(
    running.url,
    PLACE_ORDER,
    { input: orderInput(`a-key-of-an-integrator-${String(++count).padStart(4, '0')}`, [{ listingId: 'shop:1', quantity }], '100') },
    headers,
  );
const eventsOf = (receiver: Receiver, orderId: string) =>
  receiver.received.map(({ body }) => JSON.parse(body) as Event).filter(({ data }) => data.orderId === orderId);
const typesOf = (receiver: Receiver, orderId: string) =>
  eventsOf(receiver, orderId).map(({ type, data }) => `${data.sequence} ${type} ${data.status}`);

describe('integrators', () => {
  it('hear of their orders, signed, in numbered events without anything about people', async () => {
    const { order } = (await place()).data.placeOrder;
    await expect.poll(() => typesOf(partner, order.id), { timeout: 10_000 }).toEqual(['1 order.placed PLACED']);
    const [got] = partner.received;
    if (!got) throw new Error('nothing came');
    expect(() => new Webhook(secret).verify(got.body, got.headers as Record<string, string>)).not.toThrow();
    for (const personal of ['Li Lei', '13800001234', '138 0000', 'lilei@example.com', 'Century']) expect(got.body).not.toContain(personal);
    await ask(
      running.url,
      'mutation ($i: CancelOrderInput!) { cancelOrder(input: $i) { __typename } }',
      { i: { idempotencyKey: 'cancel-0001', orderId: order.id, reason: 'CHANGED_MIND' } },
      PARTNER,
    );
    await expect.poll(() => typesOf(partner, order.id), { timeout: 10_000 }).toContain('2 order.cancelled CANCELLED');
    const sequences = eventsOf(partner, order.id).map(({ data }) => data.sequence);
    expect(sequences).toEqual(sequences.map((_, at) => at + 1));
  });

  it("hear nothing of others' orders, of which staff hear", async () => {
    const { order } = (await place({})).data.placeOrder;
    await expect.poll(() => typesOf(staff, order.id), { timeout: 10_000 }).toEqual(['1 order.placed PLACED']);
    expect(eventsOf(partner, order.id)).toEqual([]);
  });

  it('get what they did not take, and everything again when they ask for it, under the same ids', async () => {
    let refusals = 2;
    partner.answer = response => void response.writeHead(refusals-- > 0 ? 500 : 204).end();
    const from = partner.received.length;
    const { order } = (await place()).data.placeOrder;
    await expect.poll(() => typesOf(partner, order.id).length, { timeout: 20_000 }).toBe(3);
    const ids = () => partner.received.slice(from).map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids()).size).toBe(1);
    const log = await eventually(
      () =>
        ask<{ webhookEndpoints: { deliveries: { eventId: string; status: number; delivered: boolean }[] }[] }>(
          running.url,
          '{ webhookEndpoints { deliveries(first: 3) { eventId status delivered } } }',
          {},
          PARTNER,
        ),
      ({ data }) => data.webhookEndpoints[0]?.deliveries[0]?.delivered === true,
    );
    expect(log.data.webhookEndpoints[0]?.deliveries.map(({ status }) => status)).toEqual([204, 500, 500]);
    const replayed = await ask<{ replayWebhooks: number }>(
      running.url,
      'mutation ($id: ID!) { replayWebhooks(endpointId: $id, since: "2020-01-01T00:00:00Z") }',
      { id: endpointId },
      PARTNER,
    );
    await expect.poll(() => typesOf(partner, order.id).length).toBe(4);
    expect(replayed.data.replayWebhooks).toBe(new Set(partner.received.map(({ headers }) => headers['webhook-id'])).size);
  });
});

describe('what waits for a person', () => {
  /** A shop that makes one piece of two, and takes nothing back: nobody knows whether the buyer wants that. */
  async function unknownPart(): Promise<{ orderId: string; externalId: string }> {
    shop.after = (request, _response, path) => {
      const order = shop.orders.at(-1);
      if (request.method === 'POST' && path === '/orders' && order)
        Object.assign(order, { line_items: (order['line_items'] as object[]).map(line => ({ ...line, quantity: 1 })) });
      return false;
    };
    shop.before = (request, response, path) => {
      if (request.method !== 'PUT' || !path.startsWith('/orders/')) return false;
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"code":"woocommerce_rest_cannot_edit","message":"no"}');
      return true;
    };
    const { order } = (await place(PARTNER, 2)).data.placeOrder;
    await eventually(
      () => statusOf(order.id),
      ({ nextStep }) => nextStep?.who === 'STAFF',
    );
    shop.after = () => false;
    shop.before = () => false;
    return { orderId: order.id, externalId: String(shop.orders.at(-1)?.id) };
  }

  const command = async (args: readonly string[], env: Record<string, string> = { ONEBASKET_API_KEY: OPERATOR_KEY }) => {
    const child = spawn(process.execPath, [COMMAND, 'effects', ...args, '--url', running.url], { env: { ...process.env, ...env } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  };
  const parked = async (orderId: string) =>
    (JSON.parse((await command(['list', '--json'])).output) as { id: string; aggregateId: string; kind: string }[]).find(
      one => one.aggregateId === orderId,
    );
  const statusOf = async (id: string) =>
    (
      await ask<{ order: { status: string; nextStep: { who: string } | null } }>(
        running.url,
        'query ($id: ID!) { order(id: $id) { status nextStep { who } } }',
        { id },
        PARTNER,
      )
    ).data.order;

  it('is listed, resolved and remembered by the command: it was made', async () => {
    const { orderId, externalId } = await unknownPart();
    const item = await parked(orderId);
    if (!item) throw new Error('nothing is parked');
    expect((await command(['retry', item.id, '--note', 'try'])).code).toBe(1);
    expect((await command(['resolve', item.id, '--note', 'the shop has it'])).output).toMatch(/--made or --not-made/);
    const resolved = await command(['resolve', item.id, '--made', '--external-id', externalId, '--note', 'the shop will send the rest']);
    expect(resolved).toEqual({ code: 0, output: `made as ${externalId}: ${item.kind} of ${orderId}\n` });
    await eventually(
      () => statusOf(orderId),
      ({ status }) => status === 'PLACED',
    );
    expect(await parked(orderId)).toBeUndefined();
    expect((await command(['resolve', item.id, '--not-made', '--note', 'too late'])).code).toBe(1);
    // Staff see it too, with who and why.
    const log = await command(['log', '--email', 'ops@example.com'], { ONEBASKET_PASSWORD: 'a-long-password-7' });
    expect(log.output).toMatch(/api_client:operator +made as \d+ .*the shop will send the rest/);
  });

  it('is resolved by staff in the graph: it was not made', async () => {
    const { orderId } = await unknownPart();
    const item = await parked(orderId);
    const decided = await ask<{ resolveEffect: { __typename: string; decision: { by: string; note: string } } }>(
      running.url,
      `mutation ($i: ResolveEffectInput!) { resolveEffect(input: $i) { __typename ... on EffectDecided { decision { by note decision } } ... on EffectNotDecided { reason } } }`,
      { i: { id: item?.id, made: false, note: 'the shop has thrown it away' } },
      await asStaff(),
    );
    expect(decided.data.resolveEffect).toMatchObject({
      __typename: 'EffectDecided',
      decision: { by: expect.stringMatching(/^staff:/), note: 'the shop has thrown it away', decision: 'NOT_MADE' },
    });
    await eventually(
      () => statusOf(orderId),
      ({ status }) => status === 'FAILED',
    );
    await expect.poll(() => typesOf(partner, orderId).at(-1), { timeout: 10_000 }).toMatch(/order\.failed FAILED$/);
  });

  it('is shown to operators and to API clients with the scope alone', async () => {
    const query = '{ parkedEffects { id } }';
    const code = async (headers: Record<string, string>) => (await ask(running.url, query, {}, headers)).errors?.[0]?.extensions?.code;
    expect(await code({})).toBe('UNAUTHENTICATED');
    expect(await code(PARTNER)).toBe('FORBIDDEN');
    expect(await code(await asStaff())).toBeUndefined();
    expect((await command(['list'], { ONEBASKET_API_KEY: 'partner-key-1' })).output).toMatch(/scope effects:manage/);
    expect((await command(['list'], { ONEBASKET_API_KEY: '' })).output).toMatch(/say who you are/);
  });
});
