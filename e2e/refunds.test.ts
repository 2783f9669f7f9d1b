import { startWooCommerceTwin, type WooCommerceTwin } from '@onebasket/twin-woocommerce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

interface Refunded {
  readonly __typename: string;
  readonly refund?: { readonly amount: string };
  readonly reason?: string;
  readonly order?: {
    readonly payment: { readonly status: string; readonly refunded: { readonly amount: string } };
    readonly refunds: readonly { readonly status: string }[];
  };
  readonly existing?: { readonly id: string } | null;
}

const ORDER = 'order { payment { status refunded { amount } } refunds { status } }';
const REFUND = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { __typename
  ... on OrderRefunded { refund { amount } ${ORDER} } ... on RefundPending { reason } ... on RefundRefused { reason }
  ... on IdempotencyConflict { existing { id } } } }`;
const LEDGER = `query ($id: ID!) { ledger(orderId: $id) { sum { amount } owedToBuyer { amount } owedByBuyer { amount }
  entries { kind postings { account amount { amount } } } balances { account balance { amount } } parts { balances { account balance { amount } } } } }`;
const ASK = `mutation ($input: AfterSaleInput!) { requestAfterSale(input: $input) { __typename
  ... on AfterSaleOpened { case { ...case } } ... on AfterSaleNotEligible { clause message } ... on IdempotencyConflict { existing { id } } } }
fragment case on AfterSaleCase { id number status owner dueAt clause returnPaidBy refund { amount } lines { quantity line { id } } order { id } }`;
const MOVE = `mutation ($input: MoveAfterSaleInput!) { moveAfterSale(input: $input) { __typename
  ... on AfterSaleMoved { case { status owner } } ... on AfterSaleNotMoved { reason } } }`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let north: WooCommerceTwin;
let south: WooCommerceTwin;
let running: Running;
let staff: Record<string, string>;
let count = 0;
const key = () => `refund-test-key-${String(++count).padStart(6, '0')}`;

beforeAll(async () => {
  folder = await temporaryFolder();
  const shop = (id: number, name: string, price: string) =>
    startWooCommerceTwin({
      consumerKey: 'ck_test_1234',
      consumerSecret: 'cs_test_1234',
      currency: 'CNY',
      country: 'CN',
      catalogue: [{ id, name, type: 'simple', status: 'publish', price, regular_price: price }],
    });
  [north, south] = await Promise.all([shop(1, 'Brightex lamp', '20.00'), shop(7, 'Brightex kettle', '33.35')]);
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    channels: [wooChannel('north', north.url), wooChannel('south', south.url)],
    payments: [INVOICE],
    orders: { settleMs: 1_000, answerWithinMs: 8_000 },
    accounts: { seed: { staff: [{ email: 'ops@example.com', password: 'a-long-password-7', roles: ['operator'] }] } },
    gateway: { limits: { rate: false } },
  });
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "brightex") { nodes { id } } }'),
    ({ data }) => data.search.nodes.length === 2,
  );
  const signedIn = await ask<{ signIn: { accessToken: string } }>(
    running.url,
    'mutation { signIn(input: { email: "ops@example.com", password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }',
  );
  staff = { authorization: `Bearer ${signedIn.data.signIn.accessToken}` };
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([north?.close(), south?.close()]);
  await folder?.remove();
});

/** Two lamps of north and three kettles of south, 12.00 shipping each: 164.05. */
async function placed(): Promise<{ id: string; token: string; lamp: string; kettle: string; externalIds: readonly number[] }> {
  const input = orderInput(
    key(),
    [
      { listingId: 'north:1', quantity: 2 },
      { listingId: 'south:7', quantity: 3 },
    ],
    '500',
  );
  const { data } = await ask<{
    placeOrder: { accessToken: string; order: { id: string; total: { amount: string }; parts: { externalId: string }[] } };
  }>(running.url, PLACE_ORDER, { input });
  const { order, accessToken: token } = data.placeOrder;
  expect(order.total.amount).toBe('164.05');
  const lines = await ask<{ order: { lines: { id: string }[] } }>(
    running.url,
    'query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { lines { id } } }',
    { id: order.id, token },
  );
  const [lamp = '', kettle = ''] = lines.data.order.lines.map(line => line.id);
  return { id: order.id, token, lamp, kettle, externalIds: order.parts.map(part => Number(part.externalId)) };
}

async function refund(orderId: string, wish: object, idempotencyKey = key(), headers = staff): Promise<Refunded> {
  const input = { idempotencyKey, orderId, reason: 'damaged', ...wish };
  const answer = await ask<{ refundOrder: Refunded } | null>(running.url, REFUND, { input }, headers);
  if (!answer.data?.refundOrder) throw new Error(answer.errors?.[0]?.extensions?.code ?? answer.text);
  return answer.data.refundOrder;
}

/** What the shop has written down as given back for an order, in yuan. */
function refundedAt(shop: WooCommerceTwin, externalId: number | undefined): string {
  const order = shop.orders().find(one => one['id'] === externalId);
  const refunds = (order?.['refunds'] ?? []) as readonly { readonly total: string }[];
  return refunds.reduce((total, one) => total - Number(one.total), 0).toFixed(2);
}

async function expectBalanced(id: string, owedToBuyer = '0.00'): Promise<Record<string, string>> {
  type Balances = readonly { readonly account: string; readonly balance: { readonly amount: string } }[];
  const { data } = await ask<{
    ledger: {
      sum: { amount: string };
      owedToBuyer: { amount: string };
      owedByBuyer: { amount: string };
      entries: { postings: { amount: { amount: string } }[] }[];
      balances: Balances;
      parts: { balances: Balances }[];
    };
  }>(running.url, LEDGER, { id }, staff);
  const cents = (text: string) => Math.round(Number(text) * 100);
  const { ledger } = data;
  expect(ledger).toMatchObject({ sum: { amount: '0.00' }, owedToBuyer: { amount: owedToBuyer }, owedByBuyer: { amount: '0.00' } });
  for (const { postings } of ledger.entries) expect(postings.reduce((sum, one) => sum + cents(one.amount.amount), 0)).toBe(0);
  for (const { account, balance } of ledger.balances) {
    const ofParts = ledger.parts.flatMap(part => part.balances).filter(one => one.account === account);
    expect(
      ofParts.reduce((sum, one) => sum + cents(one.balance.amount), 0),
      account,
    ).toBe(cents(balance.amount));
  }
  return Object.fromEntries(ledger.balances.map(({ account, balance }) => [account, balance.amount]));
}

describe('a refund', () => {
  it('gives back pieces, then the shipping, then all that is left, at the shops and to the buyer, and never more', async () => {
    const { id, kettle, externalIds } = await placed();
    // 100.05 over three pieces: 33.35 each.
    expect(await refund(id, { lines: [{ lineId: kettle, quantity: 1 }] })).toMatchObject({
      __typename: 'OrderRefunded',
      refund: { amount: '33.35' },
      order: { payment: { status: 'PARTLY_REFUNDED', refunded: { amount: '33.35' } } },
    });
    expect(await refund(id, { lines: [{ lineId: kettle, quantity: 3 }] })).toMatchObject({
      __typename: 'RefundRefused',
      reason: expect.stringMatching(/only 2 of 3 pieces/),
    });
    expect(await refund(id, { shipping: true })).toMatchObject({ __typename: 'OrderRefunded', refund: { amount: '24.00' } });
    expect(await refund(id, { shipping: true })).toMatchObject({
      __typename: 'RefundRefused',
      reason: expect.stringMatching(/no shipping/),
    });
    expect(await refund(id, { amount: '106.71' })).toMatchObject({
      __typename: 'RefundRefused',
      reason: expect.stringMatching(/only 106.70/),
    });
    expect(await refund(id, { amount: '6.01' })).toMatchObject({ __typename: 'OrderRefunded', refund: { amount: '6.01' } });
    await expectBalanced(id);
    expect(await refund(id, {})).toMatchObject({
      __typename: 'OrderRefunded',
      refund: { amount: '100.69' },
      order: { payment: { status: 'REFUNDED', refunded: { amount: '164.05' } }, refunds: [{}, {}, {}, {}] },
    });
    expect([refundedAt(north, externalIds[0]), refundedAt(south, externalIds[1])]).toEqual(['52.00', '112.05']);
    expect(await refund(id, {})).toMatchObject({ __typename: 'RefundRefused', reason: expect.stringMatching(/already/) });
    expect(await expectBalanced(id)).toMatchObject({ CAPTURED: '164.05', REFUNDED: '-164.05', DUE_TO_CHANNEL: '0.00', OWN_COST: '0.00' });
  });

  it('happens once for one key, also ten times at once; another input under the key is refused', async () => {
    const { id, externalIds } = await placed();
    const used = key();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(id, { amount: '10.00' }, used)));
    expect(new Set(answers.map(({ __typename, refund: given }) => `${__typename} ${given?.amount}`))).toEqual(
      new Set(['OrderRefunded 10.00']),
    );
    expect(await refund(id, { amount: '11.00' }, used)).toMatchObject({ __typename: 'IdempotencyConflict', existing: { id } });
    const other = await placed();
    expect(await refund(other.id, { amount: '10.00' }, used)).toMatchObject({ __typename: 'IdempotencyConflict', existing: { id } });
    const given = Number(refundedAt(north, externalIds[0])) + Number(refundedAt(south, externalIds[1]));
    expect(given.toFixed(2)).toBe('10.00');
  });

  it('is asked for again, not made again, when a shop’s answer is lost; after shipping as before', async () => {
    const { id, lamp, externalIds } = await placed();
    await north.ship(externalIds[0] as number, { carrier: 'SF Express', trackingNumber: `SF${1_000_000_000_000 + count}` });
    north.faults.add({ kind: 'reset-after', method: 'POST', path: '/refunds', times: 1 });
    expect(await refund(id, { lines: [{ lineId: lamp, quantity: 2 }], shipping: true })).toMatchObject({
      __typename: 'OrderRefunded',
      refund: { amount: '52.00' },
    });
    expect(refundedAt(north, externalIds[0])).toBe('52.00');
    await expectBalanced(id);
  });

  it('moves no money when the shop says no, and tells its words', async () => {
    const { id, lamp, externalIds } = await placed();
    // Somebody at the shop has given it back already.
    const authorization = `Basic ${Buffer.from('ck_test_1234:cs_test_1234').toString('base64')}`;
    await fetch(`${north.url}/wp-json/wc/v3/orders/${externalIds[0]}/refunds?consumer_key=ck_test_1234&consumer_secret=cs_test_1234`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, 'x-forwarded-proto': 'https' },
      body: JSON.stringify({ amount: '50.00', api_refund: false }),
    });
    expect(refundedAt(north, externalIds[0])).toBe('50.00');
    expect(await refund(id, { lines: [{ lineId: lamp, quantity: 2 }] })).toMatchObject({
      __typename: 'RefundRefused',
      reason: expect.stringMatching(/^north: /),
    });
    await expectBalanced(id);
    expect(await refund(id, { lines: [{ lineId: lamp, quantity: 1 }], atOurCost: true })).toMatchObject({ refund: { amount: '20.00' } });
    expect(await expectBalanced(id)).toMatchObject({ OWN_COST: '20.00', DUE_TO_CHANNEL: '-164.05' });
  });

  it('is for staff, and needs a reason', async () => {
    const { id, token } = await placed();
    await expect(refund(id, {}, key(), {})).rejects.toThrow('UNAUTHENTICATED');
    expect(await refund(id, { reason: '  ' })).toMatchObject({ __typename: 'RefundRefused', reason: expect.stringMatching(/reason/) });
    const books = await ask(running.url, LEDGER, { id, token });
    expect(books.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('is told by reason, as cancellations are', async () => {
    const { id } = await placed();
    const [from, to] = [new Date(Date.now() - 60_000).toISOString(), new Date(Date.now() + 60_000).toISOString()];
    const reason = `lost on the way ${count}`;
    await refund(id, { amount: '1.00', reason });
    await refund(id, { amount: '2.50', reason: reason.toUpperCase() });
    const other = await placed();
    await ask(running.url, 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }', {
      input: { idempotencyKey: key(), orderId: other.id, accessToken: other.token, reason: 'FOUND_CHEAPER' },
    });
    const query = `query ($from: DateTime!, $to: DateTime!) { refundsByReason(from: $from, to: $to) { reason count amount { amount } }
      cancellationsByReason(from: $from, to: $to) { reason count amount { amount } } }`;
    const { data } = await ask<{ refundsByReason: object[]; cancellationsByReason: object[] }>(running.url, query, { from, to }, staff);
    expect(data.refundsByReason).toContainEqual({ reason, count: 2, amount: { amount: '3.50' } });
    expect(data.cancellationsByReason).toEqual([{ reason: 'FOUND_CHEAPER', count: 1, amount: { amount: '164.05' } }]);
    await expectBalanced(other.id);
  });
});

describe('a case after the sale', () => {
  interface Case {
    readonly __typename: string;
    readonly clause?: string;
    readonly case?: { readonly id: string; readonly status: string; readonly owner: string; readonly refund: { amount: string } | null };
  }
  const want = async (order: { id: string; token: string }, kind: string, lineId: string, quantity = 1, idempotencyKey = key()) => {
    const input = {
      idempotencyKey,
      orderId: order.id,
      accessToken: order.token,
      kind,
      lines: [{ lineId, quantity }],
      reason: 'broken glass',
    };
    return (await ask<{ requestAfterSale: Case }>(running.url, ASK, { input })).data.requestAfterSale;
  };
  const move = async (caseId: string, to: string, more: object = {}, headers = staff) =>
    (
      await ask<{ moveAfterSale: { __typename: string; reason?: string } }>(
        running.url,
        MOVE,
        { input: { caseId, to, note: 'seen', ...more } },
        headers,
      )
    ).data.moveAfterSale;
  const look = (id: string) =>
    ask<{ afterSaleCase: { status: string; owner: string; dueAt: string | null; refund: { amount: string } | null } }>(
      running.url,
      'query ($id: ID!) { afterSaleCase(id: $id) { status owner dueAt refund { amount } } }',
      { id },
      staff,
    );

  it('is opened by a guest’s token once per key, has an owner and a clock, and ends with the money back', async () => {
    const order = await placed();
    const used = key();
    const opened = await want(order, 'REFUND_ONLY', order.lamp, 1, used);
    expect(opened).toMatchObject({
      __typename: 'AfterSaleOpened',
      case: {
        status: 'OPEN',
        owner: 'staff',
        dueAt: expect.any(String),
        clause: 'faulty-30-days',
        returnPaidBy: 'SELLER',
        number: expect.stringMatching(/-C1$/),
      },
    });
    expect((await want(order, 'REFUND_ONLY', order.lamp, 1, used)).case?.id).toBe(opened.case?.id);
    expect((await want(order, 'REFUND_ONLY', order.lamp, 2, used)).__typename).toBe('IdempotencyConflict');
    expect(await want(order, 'REFUND_ONLY', order.lamp, 2)).toMatchObject({ __typename: 'AfterSaleNotEligible', clause: 'house-quantity' });
    const id = opened.case?.id ?? '';
    expect(await move(id, 'APPROVED', { accessToken: order.token }, {})).toMatchObject({ __typename: 'AfterSaleNotMoved' });
    expect(await move(id, 'APPROVED')).toMatchObject({ __typename: 'AfterSaleMoved' });
    await eventually(
      () => look(id),
      ({ data }) => data.afterSaleCase.status === 'REFUNDED',
    );
    expect((await look(id)).data.afterSaleCase).toMatchObject({ dueAt: null, refund: { amount: '20.00' } });
    expect(refundedAt(north, order.externalIds[0])).toBe('20.00');
    await expectBalanced(order.id);
  });

  it('is ruled out by a clause, is nobody else’s, and can be withdrawn by its buyer', async () => {
    const order = await placed();
    expect(await want(order, 'RETURN_AND_REFUND', order.kettle)).toMatchObject({
      __typename: 'AfterSaleNotEligible',
      clause: 'house-delivered',
    });
    expect(await want(order, 'REFUND_ONLY', 'no-such-line')).toMatchObject({ __typename: 'AfterSaleNotEligible', clause: 'house-lines' });
    const stranger = await placed();
    const input = {
      idempotencyKey: key(),
      orderId: order.id,
      accessToken: stranger.token,
      kind: 'REFUND_ONLY',
      lines: [{ lineId: order.lamp, quantity: 1 }],
      reason: 'x',
    };
    expect((await ask(running.url, ASK, { input })).errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const opened = await want(order, 'COMPENSATION', order.kettle);
    const id = opened.case?.id ?? '';
    const queue = await ask<{ afterSaleQueue: { id: string }[] }>(running.url, '{ afterSaleQueue(first: 50) { id } }', {}, staff);
    expect(queue.data.afterSaleQueue.map(one => one.id)).toContain(id);
    expect(await move(id, 'CLOSED', { accessToken: order.token }, {})).toMatchObject({
      __typename: 'AfterSaleMoved',
      case: { status: 'CLOSED' },
    });
    expect(await move(id, 'APPROVED', { refund: '5.00' })).toMatchObject({ __typename: 'AfterSaleNotMoved' });
    const policy = await ask<{ afterSalePolicy: { id: string }[] }>(
      running.url,
      '{ afterSalePolicy { id kinds withinDays returnPaidBy text } }',
    );
    expect(policy.data.afterSalePolicy.map(rule => rule.id)).toEqual(['withdrawal-14-days', 'faulty-30-days', 'repair-1-year']);
  });
});
