import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AddressRefused, isPublicAddress, publicLookup } from '../src/webhooks/public-address.ts';
import { AUDITOR_KEY, CLIENT_KEY, OTHER_CLIENT_KEY, removeFolders, run, type Caller, type RunningAccounts } from './support/accounts.ts';
import { expectedSignature, Receiver } from './support/receiver.ts';

const PARTNER = { apiKey: CLIENT_KEY };
const DAY_MS = 24 * 3_600_000;

interface Try {
  readonly id: string;
  readonly eventId: string;
  readonly event: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly delivered: boolean;
  readonly error: string | null;
  readonly nextAttemptAt: string | null;
}
interface Endpoint {
  readonly id: string;
  readonly enabled: boolean;
  readonly givenUpAt: string | null;
  readonly givenUpReason: string | null;
  readonly deliveries: readonly Try[];
}

const TRY = 'id eventId event attempt status delivered error nextAttemptAt';
const ENDPOINT = `id enabled givenUpAt givenUpReason deliveries { ${TRY} }`;

let accounts: RunningAccounts;
let receiver: Receiver;

beforeEach(async () => {
  receiver = new Receiver();
  await receiver.listen();
  accounts = await run({ webhooks: { allowPrivateAddresses: true, attempts: 3, firstRetryMs: 1_000, timeoutMs: 500 } });
});
afterEach(async () => {
  await accounts.stop();
  await receiver.close();
});
afterAll(removeFolders);

const create = (caller: Caller = PARTNER, more: object = {}) =>
  accounts.data<{ secret: string; endpoint: Endpoint }>(
    `mutation ($i: WebhookEndpointInput!) { createWebhookEndpoint(input: $i) { secret endpoint { ${ENDPOINT} } } }`,
    { i: { url: receiver.url, events: ['order.placed', 'shipment.updated'], ...more } },
    caller,
  );
const endpoint = async (caller: Caller = PARTNER) =>
  (await accounts.data<Endpoint[]>(`{ webhookEndpoints { ${ENDPOINT} } }`, {}, caller))[0] as Endpoint;
const record = (key: string, more: object = {}) =>
  accounts.data<boolean>(
    'mutation ($i: InternalEventInput!) { internalRecordEvent(input: $i) }',
    {
      i: {
        key,
        type: 'order.placed',
        at: '2026-11-25T08:00:00.000Z',
        ownerKey: 'api_client:partner',
        data: '{"orderId":"o1","status":"PLACED"}',
        ...more,
      },
    },
    { isService: true },
  );
const received = (count: number) => expect.poll(() => receiver.received.length, { timeout: 5_000 }).toBe(count);
const ids = () => receiver.received.map(({ headers }) => headers['webhook-id']);
const replay = (id: string, after?: string) =>
  accounts.data<number>(
    'mutation ($id: ID!, $a: ID) { replayWebhooks(endpointId: $id, since: "2026-01-01T00:00:00Z", after: $a) }',
    {
      id,
      a: after ?? null,
    },
    PARTNER,
  );

describe('an event', () => {
  it('is sent once to each endpoint that asked for its type, signed by the standard-webhooks scheme', async () => {
    const { secret } = await create();
    await create(PARTNER, { events: ['order.cancelled'] });
    await record('orders/o1/1');
    await record('orders/o1/1');
    await received(1);
    const [got] = receiver.received;
    if (!got) throw new Error('nothing came');
    expect(got.headers['webhook-signature']).toBe(expectedSignature(secret, got));
    expect(got.headers['content-type']).toBe('application/json');
    expect(Number(got.headers['webhook-timestamp'])).toBe(Math.floor(accounts.time.now().getTime() / 1000));
    expect(JSON.parse(got.body)).toEqual({
      id: got.headers['webhook-id'],
      type: 'order.placed',
      timestamp: '2026-11-25T08:00:00.000Z',
      data: { orderId: 'o1', status: 'PLACED' },
    });
    await expect
      .poll(async () =>
        (await accounts.data<Endpoint[]>(`{ webhookEndpoints { ${ENDPOINT} } }`, {}, PARTNER)).flatMap(one => one.deliveries),
      )
      .toMatchObject([
        {
          id: got.headers['onebasket-delivery'],
          eventId: got.headers['webhook-id'],
          event: 'order.placed',
          attempt: 1,
          status: 204,
          delivered: true,
          error: null,
        },
      ]);
  });

  it('is heard by those only who may see what it is about', async () => {
    await create(PARTNER);
    await create({ apiKey: OTHER_CLIENT_KEY });
    await create({ apiKey: AUDITOR_KEY });
    await record('orders/o1/1', { ownerKey: 'api_client:other' });
    await record('orders/o2/1', { ownerKey: 'guest' });
    await received(3);
    expect((await endpoint(PARTNER)).deliveries).toEqual([]);
    expect((await endpoint({ apiKey: OTHER_CLIENT_KEY })).deliveries).toHaveLength(1);
    expect((await endpoint({ apiKey: AUDITOR_KEY })).deliveries).toHaveLength(2);
  });

  it('is told by our own subgraphs alone', async () => {
    const answer = await accounts.ask(
      'mutation { internalRecordEvent(input: { key: "k", type: "order.placed", at: "2026-11-25T08:00:00Z", ownerKey: "guest", data: "{}" }) }',
      {},
      PARTNER,
    );
    expect(answer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('that is not taken is sent again under the same id and a new delivery id, no sooner than the receiver asked', async () => {
    await create();
    receiver.answer = response => response.writeHead(503, { 'retry-after': '30' }).end();
    await record('orders/o1/1');
    await received(1);
    await expect
      .poll(async () => (await endpoint()).deliveries[0]?.nextAttemptAt)
      .toBe(new Date(accounts.time.now().getTime() + 30_000).toISOString());
    receiver.answer = response => response.writeHead(200).end('thanks');
    accounts.time.pass(30_000);
    await received(2);
    expect(new Set(ids()).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['onebasket-delivery'])).size).toBe(2);
    await expect
      .poll(async () => (await endpoint()).deliveries)
      .toMatchObject([
        { attempt: 2, status: 200, delivered: true, nextAttemptAt: null },
        { attempt: 1, status: 503, delivered: false, error: 'answered 503', nextAttemptAt: null },
      ]);
  });

  it('that is never taken is given up and its endpoint marked; switched on again, a replay sends what was missed', async () => {
    const { endpoint: made } = await create();
    receiver.answer = response => response.destroy();
    await record('orders/o1/1');
    for (const tries of [1, 2, 3]) {
      await received(tries);
      accounts.time.pass(60_000);
    }
    await expect.poll(async () => (await endpoint()).enabled).toBe(false);
    expect(await endpoint()).toMatchObject({ givenUpAt: expect.any(String), givenUpReason: expect.stringMatching(/3 tries/) });
    // Held back, not lost.
    await record('orders/o2/1');
    receiver.answer = response => response.writeHead(200).end();
    await expect(replay(made.id)).rejects.toThrow(/switched off/);
    const on = await accounts.data<Endpoint>(
      `mutation ($id: ID!) { updateWebhookEndpoint(id: $id, input: { enabled: true }) { ${ENDPOINT} } }`,
      { id: made.id },
      PARTNER,
    );
    expect(on).toMatchObject({ enabled: true, givenUpAt: null });
    expect(receiver.received).toHaveLength(3);
    expect(await replay(made.id)).toBe(2);
    await received(5);
    expect(new Set(ids()).size).toBe(2);
  });

  it('that meets 410 Gone ends the endpoint at once', async () => {
    await create();
    receiver.answer = response => response.writeHead(410).end();
    await record('orders/o1/1');
    await expect.poll(async () => (await endpoint()).givenUpReason).toMatch(/410/);
    expect(receiver.received).toHaveLength(1);
  });

  it('outlives a restart between two tries', async () => {
    await create();
    receiver.answer = response => response.writeHead(500).end();
    await record('orders/o1/1');
    await received(1);
    await expect.poll(async () => (await endpoint()).deliveries.length).toBe(1);
    const { folder, time } = accounts;
    await accounts.stop();
    receiver.answer = response => response.writeHead(200).end();
    time.pass(60_000);
    accounts = await run({ folder, time, webhooks: { allowPrivateAddresses: true, attempts: 3, firstRetryMs: 1_000 } });
    await received(2);
    expect(new Set(ids()).size).toBe(1);
  });
});

describe('a replay', () => {
  it('sends what came after the event that it names', async () => {
    const { endpoint: made } = await create();
    for (const number of [1, 2, 3]) {
      await record(`orders/o${number}/1`);
      await received(number);
      accounts.time.pass(1_000);
    }
    const [, second, third] = ids();
    expect(await replay(made.id, second as string)).toBe(1);
    await received(4);
    expect(ids().at(-1)).toBe(third);
    await expect(replay(made.id, 'evt_unknown')).rejects.toThrow(/after names no event/);
  });

  it('reaches back thirty days', async () => {
    const { endpoint: made } = await create();
    await record('orders/o1/1');
    await received(1);
    accounts.time.pass(29 * DAY_MS);
    expect(await replay(made.id)).toBe(1);
  });
});

describe('a secret', () => {
  it('that was rotated signs beside the new one for a day', async () => {
    const { secret: old, endpoint: made } = await create();
    const rotate = 'mutation ($id: ID!) { rotateWebhookSecret(id: $id) { secret } }';
    const { secret: fresh } = await accounts.data<{ secret: string }>(rotate, { id: made.id }, PARTNER);
    await record('orders/o1/1');
    await received(1);
    accounts.time.pass(DAY_MS + 1_000);
    await record('orders/o2/1');
    await received(2);
    const [during, later] = receiver.received;
    if (!during || !later) throw new Error('nothing came');
    expect(during.headers['webhook-signature']).toBe(`${expectedSignature(fresh, during)} ${expectedSignature(old, during)}`);
    expect(later.headers['webhook-signature']).toBe(expectedSignature(fresh, later));
    await expect(accounts.data(rotate, { id: made.id }, { apiKey: OTHER_CLIENT_KEY })).rejects.toThrow(/no such endpoint/);
  });
});

describe('a test', () => {
  const test = (id: string) => accounts.data<Try>(`mutation ($id: ID!) { testWebhookEndpoint(id: $id) { ${TRY} } }`, { id }, PARTNER);

  it('is sent at once and tells what came of it, without repeats and without giving the endpoint up', async () => {
    const { secret, endpoint: made } = await create();
    expect(await test(made.id)).toMatchObject({ event: 'webhook.test', status: 204, delivered: true, attempt: 1 });
    const [got] = receiver.received;
    if (!got) throw new Error('nothing came');
    expect(got.headers['webhook-signature']).toBe(expectedSignature(secret, got));
    receiver.answer = () => undefined;
    expect(await test(made.id)).toMatchObject({ status: null, delivered: false, error: 'no answer in time', nextAttemptAt: null });
    expect((await endpoint()).enabled).toBe(true);
    expect(await replay(made.id)).toBe(0);
  });

  it('follows a redirect that keeps the body, and no other', async () => {
    const { endpoint: made } = await create();
    receiver.answer = (response, { path }) =>
      path === '/hook' ? response.writeHead(307, { location: '/moved' }).end() : response.writeHead(200).end();
    expect(await test(made.id)).toMatchObject({ status: 200, delivered: true });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/moved']);
    receiver.answer = response => response.writeHead(302, { location: '/moved' }).end();
    expect(await test(made.id)).toMatchObject({ status: 302, delivered: false });
    receiver.answer = response => response.writeHead(308, { location: '/hook' }).end();
    expect(await test(made.id)).toMatchObject({ status: 308, delivered: false });
  });
});

describe('an address', () => {
  it('is public or is not', () => {
    for (const address of ['8.8.8.8', '93.184.215.14', '2606:4700::1111'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
    const closed =
      `127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1
      ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: name`.split(/\s+/);
    for (const address of closed) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });

  it('of this machine or its networks is neither taken nor called unless configured', async () => {
    await create();
    const { folder, time } = accounts;
    await accounts.stop();
    accounts = await run({ folder, time });
    for (const url of [
      receiver.url,
      'http://localhost/x',
      'http://[::1]/x',
      'http://169.254.169.254/latest',
      'http://2130706433/',
      'http://0x7f.1/',
      'https://user:secret@example.com/',
    ])
      await expect(create(PARTNER, { url })).rejects.toThrow(/input\.url/);
    // Made while it was allowed: checked again whenever it is called.
    await record('orders/o1/1');
    await expect
      .poll(async () => (await endpoint()).deliveries[0])
      .toMatchObject({ status: null, delivered: false, error: 'the address is not public' });
    expect(receiver.received).toEqual([]);
  });

  it('behind a name is checked when the name is resolved', async () => {
    const resolved = (all: boolean) =>
      new Promise<unknown>(resolve => publicLookup('localhost', { all }, (error, address) => resolve(error ?? address)));
    expect(await resolved(true)).toBeInstanceOf(AddressRefused);
    expect(await resolved(false)).toBeInstanceOf(AddressRefused);
  });
});
