import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog, parseConfig } from '@onebasket/runtime';
import { startAlipayTwin, type AlipayTwin } from '@onebasket/twin-alipay';
import { startStripeTwin, type StripeTwin } from '@onebasket/twin-stripe';
import { startWechatpayTwin, type WechatpayTwin } from '@onebasket/twin-wechatpay';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadShippedAdapters } from '../bin/src/adapters.ts';
import { startEmbedded, type Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput } from './support/graph.ts';
import { temporaryFolder, wooChannel } from './support/workspace.ts';

const RESULT = `{
  __typename
  ... on PlacedOrder { accessToken order { ...order } }
  ... on OrderPending { accessToken order { ...order } }
  ... on OrderNotPlaced { accessToken order { ...order } }
  ... on PaymentActionRequired { redirectUrl qrCode clientSecret expiresAt accessToken order { ...order } }
  ... on PaymentDeclined { code message }
}`;
const FIELDS = `fragment order on Order {
  id number status payment { status authorized { amount } captured { amount } refunded { amount } } parts { status channel { id } }
}`;
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) ${RESULT} } ${FIELDS}`;
const CONFIRM = `mutation ($input: ConfirmPaymentInput!) { confirmPayment(input: $input) ${RESULT} } ${FIELDS}`;
const READ = `query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { ...order } } ${FIELDS}`;

interface Seen {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly payment: {
    readonly status: string;
    readonly captured: { readonly amount: string };
    readonly refunded: { readonly amount: string };
  };
  readonly parts: readonly { readonly status: string; readonly channel: { readonly id: string } }[];
}
interface Result {
  readonly __typename: string;
  readonly accessToken?: string;
  readonly order: Seen;
  readonly redirectUrl?: string | null;
  readonly qrCode?: string | null;
  readonly clientSecret?: string | null;
  readonly expiresAt?: string | null;
  readonly code?: string;
}
interface Delivered {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

let north: BareShop;
let south: BareShop;
let wechat: WechatpayTwin;
let zhifubao: AlipayTwin;
let card: StripeTwin;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;
let orders = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
  north = new BareShop([{ id: 1, name: 'Kettle', price: '20.00', regular_price: '20.00' }]);
  south = new BareShop([{ id: 7, name: 'Last lamp', price: '4.90', regular_price: '4.90', manage_stock: true, stock_quantity: 1 }]);
  await Promise.all([north.listen(), south.listen()]);
  [wechat, zhifubao, card] = await Promise.all([
    startWechatpayTwin(),
    startAlipayTwin(),
    startStripeTwin({ secretKey: 'sk_test_e2e_0001', webhookSecret: 'whsec_e2e_0001' }),
  ]);
  // Nobody listens there: the tests carry the notifications themselves, so that they can be forged, repeated and late.
  const notifyUrl = 'http://127.0.0.1:9/hooks';
  const config = {
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [wooChannel('north', north.url), wooChannel('south', south.url)],
    payments: [
      { id: 'wx', adapter: 'wechatpay', name: '微信支付', settings: { ...wechat.credentials, baseUrl: wechat.url, notifyUrl } },
      {
        id: 'ali',
        adapter: 'alipay',
        name: '支付宝',
        settings: { ...zhifubao.credentials, baseUrl: `${zhifubao.url}/gateway.do`, notifyUrl, returnUrl: 'https://us.example/{order}' },
      },
      {
        id: 'card',
        adapter: 'stripe',
        name: 'Card',
        settings: {
          baseUrl: card.url,
          secretKey: 'sk_test_e2e_0001',
          webhookSecret: 'whsec_e2e_0001',
          returnUrl: 'https://us.example/{order}',
        },
      },
    ],
    orders: { settleMs: 1_000, answerWithinMs: 8_000 },
    gateway: { port: 0, limits: { rate: false } },
  };
  const adapters = await loadShippedAdapters();
  running = await startEmbedded(
    parseConfig(JSON.stringify(config), { file: 'test configuration', adapters }),
    createLog(process.env['ONEBASKET_LOG'] ?? 'silent'),
    adapters,
  );
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "kettle lamp") { nodes { id } } }'),
    ({ data }) => data.search.nodes.length > 0,
  );
});

beforeEach(() => {
  Object.assign(south.product(7), { stock_quantity: 1, stock_status: 'instock' });
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([north?.close(), south?.close(), wechat?.close(), zhifubao?.close(), card?.close()]);
  await folder?.remove();
});

async function place(
  method: string,
  listings: readonly string[],
  more: { readonly token?: string; readonly onPartialFailure?: string } = {},
) {
  const { token, ...rest } = more;
  const key = `a-payment-key-${String(++orders).padStart(8, '0')}`;
  const lines = listings.map(listingId => ({ listingId }));
  const input = orderInput(key, lines, '100.00', 'CNY', { payment: { method, ...(token ? { token } : {}) }, ...rest });
  return (await ask<{ placeOrder: Result }>(running.url, PLACE, { input })).data.placeOrder;
}
const confirm = async ({ order, accessToken }: Result, token?: string) =>
  (await ask<{ confirmPayment: Result }>(running.url, CONFIRM, { input: { orderId: order.id, accessToken, ...(token ? { token } : {}) } }))
    .data.confirmPayment;
const read = async ({ order, accessToken }: Result) =>
  (await ask<{ order: Seen }>(running.url, READ, { id: order.id, token: accessToken })).data.order;
const until = (result: Result, holds: (order: Seen) => boolean) => eventually(() => read(result), holds);

async function deliver(account: string, delivery: Delivered | undefined): Promise<{ status: number; text: string }> {
  if (!delivery) throw new Error('there is nothing to deliver');
  const response = await fetch(new URL(`/hooks/${account}`, running.url), {
    method: 'POST',
    headers: delivery.headers,
    body: delivery.body,
  });
  return { status: response.status, text: await response.text() };
}

describe('WeChat Pay', () => {
  it('is paid by a code; the notification places the order, once, however often it comes', async () => {
    const ordersBefore = north.standing().length;
    const waiting = await place('wx', ['north:1']);
    expect(waiting).toMatchObject({
      __typename: 'PaymentActionRequired',
      qrCode: expect.stringMatching(/^weixin:/),
      order: { status: 'AWAITING_PAYMENT' },
    });
    expect(Date.parse(waiting.expiresAt ?? '')).toBeGreaterThan(Date.now());
    expect(north.standing()).toHaveLength(ordersBefore);

    wechat.pay(`${waiting.order.number}-authorize`);
    const told = wechat.deliveries.at(-1);
    for (let time = 0; time < 3; time++) expect(await deliver('wx', told)).toMatchObject({ status: 204 });
    const placed = await until(waiting, ({ status }) => status === 'PLACED');
    expect(placed.payment).toMatchObject({ status: 'CAPTURED', captured: { amount: '20.00' }, refunded: { amount: '0.00' } });
    expect(await deliver('wx', told)).toMatchObject({ status: 204 });
    expect((await read(waiting)).payment).toEqual(placed.payment);
    expect(north.standing()).toHaveLength(ordersBefore + 1);
  });

  it('is not believed when somebody else says that it is paid, nor when the buyer does', async () => {
    const waiting = await place('wx', ['north:1']);
    const told = wechat.deliveries.at(-1);
    const forged = { headers: told?.headers ?? {}, body: (told?.body ?? '').replace('EV-TWIN', 'EV-FAKE') };
    expect(await deliver('wx', forged)).toMatchObject({ status: 401 });
    // The genuine notification of another payment.
    expect(await deliver('wx', told)).toMatchObject({ status: 204 });
    expect(await confirm(waiting)).toMatchObject({ __typename: 'PaymentActionRequired', qrCode: waiting.qrCode });
    expect((await read(waiting)).payment.status).toBe('REQUIRES_ACTION');
  });
});

describe('Alipay', () => {
  it('takes the whole, and what could not be placed goes back to the cent', async () => {
    const waiting = await place('ali', ['north:1', 'south:7'], { onPartialFailure: 'KEEP_PLACED' });
    expect(waiting).toMatchObject({ __typename: 'PaymentActionRequired', redirectUrl: expect.stringContaining('alipay.trade.page.pay') });
    await (await fetch(waiting.redirectUrl ?? '')).text();
    // Somebody else takes the last lamp while the buyer pays.
    Object.assign(south.product(7), { stock_quantity: 0, stock_status: 'outofstock' });
    const id = `${waiting.order.number}-authorize`.replaceAll('-', '_');
    zhifubao.pay(id);
    expect(await deliver('ali', zhifubao.deliveries.at(-1))).toEqual({ status: 200, text: 'success' });
    const settled = await until(waiting, ({ payment }) => payment.status === 'PARTLY_REFUNDED');
    expect(settled.payment).toMatchObject({ captured: { amount: '24.90' }, refunded: { amount: '4.90' } });
    expect(settled.parts.filter(({ status }) => status === 'FAILED').map(({ channel }) => channel.id)).toEqual(['south']);
    expect(zhifubao.trades.get(id)?.refunds.map(({ fen }) => fen)).toEqual([490]);
    // The notification of the refund has the status of a payment.
    expect(await deliver('ali', zhifubao.deliveries.at(-1))).toEqual({ status: 200, text: 'success' });
    expect((await read(waiting)).payment).toEqual(settled.payment);
  });

  it('that closes a trade nobody paid ends the order; a forged word does not', async () => {
    const waiting = await place('ali', ['north:1']);
    await (await fetch(waiting.redirectUrl ?? '')).text();
    zhifubao.expire(`${waiting.order.number}-authorize`.replaceAll('-', '_'));
    const told = zhifubao.deliveries.at(-1) as Delivered;
    expect((await deliver('ali', { ...told, body: told.body.replace('TRADE_CLOSED', 'TRADE_SUCCESS') })).text).not.toBe('success');
    expect(await deliver('ali', told)).toMatchObject({ status: 200 });
    await until(waiting, ({ payment }) => payment.status === 'FAILED');
  });
});

describe('a card', () => {
  it('is held until the goods are ordered; what was placed is taken, the rest is released', async () => {
    Object.assign(south.product(7), { stock_quantity: 1 });
    const placed = await place('card', ['north:1', 'south:7'], { token: 'pm_card_visa' });
    expect(placed).toMatchObject({ __typename: 'PlacedOrder' });
    await until(placed, ({ payment }) => payment.status === 'CAPTURED');
    expect([...card.intents.values()].at(-1)).toMatchObject({ amount: 2490, received: 2490, status: 'succeeded' });
  });

  it('whose bank wants to see the buyer waits for the bank, whatever the client says', async () => {
    const ordersBefore = north.standing().length;
    const waiting = await place('card', ['north:1'], { token: 'pm_card_threeDSecure2Required' });
    expect(waiting).toMatchObject({
      __typename: 'PaymentActionRequired',
      redirectUrl: expect.stringContaining('/3ds/'),
      clientSecret: expect.any(String),
    });
    expect(await confirm(waiting)).toMatchObject({ __typename: 'PaymentActionRequired' });
    expect(north.standing()).toHaveLength(ordersBefore);
    card.act([...card.intents.keys()].at(-1) ?? '');
    expect(await confirm(waiting)).toMatchObject({ __typename: 'PlacedOrder', order: { status: 'PLACED' } });
    expect(north.standing()).toHaveLength(ordersBefore + 1);
    for (const told of [...card.deliveries].reverse()) expect((await deliver('card', told)).status).toBe(200);
    expect((await until(waiting, ({ payment }) => payment.status === 'CAPTURED')).payment.captured.amount).toBe('20.00');
  });

  it('by its number is refused, and kept nowhere', async () => {
    const typed = '4242 4242 4242 4242';
    const key = 'a-payment-key-with-a-number';
    const input = orderInput(key, [{ listingId: 'north:1' }], '100.00', 'CNY', { payment: { method: 'card', token: typed } });
    const { data } = await ask<{ placeOrder: { __typename: string; problems: readonly { path: readonly string[] }[] } }>(
      running.url,
      'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on InvalidOrder { problems { path } } } }',
      { input },
    );
    expect(data.placeOrder).toEqual({ __typename: 'InvalidOrder', problems: [{ path: ['payment', 'token'] }] });
    const waiting = await place('card', ['north:1']);
    const refused = await ask(running.url, CONFIRM, {
      input: { orderId: waiting.order.id, accessToken: waiting.accessToken, token: typed },
    });
    expect(refused.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    for (const file of await readdir(folder.path)) {
      const bytes = await readFile(join(folder.path, file));
      for (const form of [typed, typed.replaceAll(' ', '')]) expect(bytes.includes(form), file).toBe(false);
    }
    expect(card.requests.list().some(({ body }) => body.includes('4242'))).toBe(false);
  });

  it('that is declined orders nothing', async () => {
    const ordersBefore = north.standing().length;
    expect(await place('card', ['north:1'], { token: 'pm_card_visa_chargeDeclined' })).toMatchObject({ __typename: 'PaymentDeclined' });
    expect(north.standing()).toHaveLength(ordersBefore);
  });
});
