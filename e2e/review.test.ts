import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput } from './support/graph.ts';
import { freePort, startOneBasket, type OneBasketProcess } from './support/onebasket-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly accessToken?: string;
    readonly reason?: string;
    readonly reasons?: readonly { readonly rule: string; readonly message: string }[];
    readonly order?: { readonly id: string; readonly status: string; readonly payment: { readonly status: string } };
    readonly now?: { readonly amount: string };
    readonly existing?: unknown;
    readonly problems?: unknown;
  };
}
interface Decided {
  readonly decideReview: {
    readonly __typename: string;
    readonly by?: string;
    readonly order: { readonly id: string; readonly status: string };
    readonly checks?: readonly { readonly rule: string; readonly blocking: boolean }[];
  };
}

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  __typename
  ... on PlacedOrder { accessToken order { ...order } }
  ... on OrderPending { reason accessToken order { ...order } }
  ... on OrderNotPlaced { reason accessToken order { ...order } }
  ... on OrderNeedsReview { accessToken reasons { rule message } order { ...order } }
  ... on PriceChanged { now { amount } }
  ... on InvalidOrder { problems { path message } }
} }
fragment order on Order { id status payment { status } }`;
const DECIDE = `mutation ($input: DecideReviewInput!) { decideReview(input: $input) {
  __typename
  ... on ReviewDecided { order { id status } } ... on SecondApprovalNeeded { order { id status } } ... on NotInReview { order { id status } }
  ... on ReviewClaimed { by order { id status } } ... on ReviewBlocked { order { id status } checks { rule blocking } }
} }`;
const CLAIM = 'mutation ($id: ID!) { claimReview(orderId: $id) { __typename ... on ReviewClaimed { by until } } }';
const QUEUE = '{ reviewQueue(first: 100) { nodes { id } } }';
const LOOK = `query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) {
  status payment { status } nextStep { who what by } timeline { kind message }
  review { state reasons { rule message } checks { rule blocking } credit { score inputs { kept rejected } } claimedBy approvedBy log { by what note overridden } }
} }`;

const STAFF = ['mei@example.com', 'jun@example.com'] as const;
let shop: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: OneBasketProcess;
let config: object;
let count = 0;
const key = () => `a-key-for-review-${String(++count).padStart(6, '0')}`;
/** Each buyer is a stranger to the others, unless the test says who it is. */
const someone = () => ({
  contact: { name: 'Li Lei', email: `buyer${++count}@example.com`, phone: `+86 138 ${String(count).padStart(8, '0')}` },
});
const input = (lines: Parameters<typeof orderInput>[1], maxTotal: string, more: object = {}) =>
  orderInput(key(), lines, maxTotal, 'CNY', { ...someone(), ...more });
const place = async (lines: Parameters<typeof orderInput>[1], maxTotal: string, more: object = {}) =>
  (await ask<Placed>(running.url, PLACE, { input: input(lines, maxTotal, more) })).data.placeOrder;
const tokens = new Map<string, string>();
const as = async (email: string): Promise<Record<string, string>> => {
  if (!tokens.has(email)) {
    const answer = await ask<{ signIn: { accessToken: string } }>(
      running.url,
      'mutation ($email: String!) { signIn(input: { email: $email, password: "a-long-password-7" }) { ... on SignedIn { accessToken } } }',
      { email },
    );
    tokens.set(email, answer.data.signIn.accessToken);
  }
  return { authorization: `Bearer ${tokens.get(email)}` };
};
const decide = async (orderId: string, decision: 'APPROVE' | 'REJECT', who: string = STAFF[0], note = 'called the buyer') =>
  (await ask<Decided>(running.url, DECIDE, { input: { orderId, decision, note } }, await as(who))).data?.decideReview;
const look = async (id: string, headers: Record<string, string>, token?: string) =>
  (await ask<{ order: { status: string; payment: { status: string }; review: object | null } }>(running.url, LOOK, { id, token }, headers))
    .data.order;
const reaches = async (id: string, status: string, payment?: string) => {
  const staff = await as(STAFF[0]);
  return eventually(
    () => look(id, staff),
    order => order.status === status && (payment === undefined || order.payment.status === payment),
  );
};
const held = async (...of: Parameters<typeof place>) => {
  const answer = await place(...of);
  expect(answer.__typename, JSON.stringify(answer)).toBe('OrderNeedsReview');
  return answer as Required<Pick<typeof answer, 'order' | 'accessToken' | 'reasons'>>;
};

beforeAll(async () => {
  folder = await temporaryFolder();
  shop = new BareShop([
    { id: 1, name: 'Lamp', price: '20.00', regular_price: '20.00', categories: [{ id: 5, name: 'Lights' }] },
    { id: 2, name: 'Camera', price: '6000.00', regular_price: '6000.00', categories: [{ id: 6, name: 'Cameras' }] },
    { id: 3, name: 'Fireworks box', price: '90.00', regular_price: '90.00', categories: [{ id: 7, name: 'Fireworks' }] },
    { id: 4, name: 'Ring', price: '300.00', regular_price: '300.00', categories: [{ id: 8, name: 'Jewellery' }] },
    { id: 5, name: 'Mislabelled phone', price: '30.00', regular_price: '3000.00', sale_price: '30.00', on_sale: true },
  ]);
  await shop.listen();
  config = {
    gateway: { port: await freePort(), limits: { rate: false } },
    storage: { url: `sqlite:${folder.path}/data` },
    displayCurrency: 'CNY',
    channels: [wooChannel('shop', shop.url)],
    payments: [INVOICE],
    orders: {
      settleMs: 1_000,
      review: {
        samplePercent: 100,
        secondPersonAbove: { amount: '10000', currency: 'CNY' },
        rules: [
          { id: 'large', total: { atLeast: { amount: '5000', currency: 'CNY' } } },
          { id: 'many', quantity: { atLeast: 20 } },
          { id: 'fast', velocity: { per: 'contact', atLeast: 3, withinMinutes: 60 } },
          { id: 'jewellery', goods: { categories: ['Jewellery'] }, except: { contacts: ['known@example.com'] } },
          { id: 'unclear', address: 'unclear', mustPass: true },
          { id: 'too-cheap', price: { belowListPercent: 20 } },
          {
            id: 'fireworks-shanghai',
            action: 'block',
            goods: { categories: ['Fireworks'] },
            regions: [{ country: 'CN', region: 'Shanghai' }],
          },
        ],
      },
    },
    accounts: {
      outbox: 'http',
      seed: { staff: STAFF.map(email => ({ email, password: 'a-long-password-7', roles: ['operator'] })) },
    },
  };
  running = await startOneBasket(folder.path, config);
  await eventually(
    () => ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "ring") { nodes { id } } }'),
    answer => answer.data.search.nodes.length === 1,
  );
});

afterAll(async () => {
  await running?.stop();
  await shop?.close();
  await folder?.remove();
});

describe('an order that a rule means', () => {
  it('waits for a person: nothing is sent, nothing is charged, staff read why and the buyer does not', async () => {
    const before = shop.requests.filter(({ method }) => method === 'POST').length;
    const { order, reasons, accessToken } = await held([{ listingId: 'shop:2' }], '7000');
    expect(order).toMatchObject({ status: 'IN_REVIEW', payment: { status: 'NONE' } });
    expect(reasons).toEqual([{ rule: 'review', message: expect.stringContaining('Nothing has been charged') }]);
    expect(shop.requests.filter(({ method }) => method === 'POST').length).toBe(before);

    const staff = await as(STAFF[0]);
    expect(await look(order.id, staff)).toMatchObject({
      nextStep: { who: 'STAFF', by: expect.any(String) },
      review: { state: 'HELD', reasons: [{ rule: 'large', message: expect.stringContaining('6000.00 CNY') }], credit: { score: 50 } },
    });
    const own = await look(order.id, {}, accessToken);
    expect(own.review).toBeNull();
    expect(JSON.stringify(own)).not.toContain('large');
    const queue = await ask<{ reviewQueue: { nodes: { id: string }[] } }>(running.url, QUEUE, {}, staff);
    expect(queue.data.reviewQueue.nodes.map(({ id }) => id)).toContain(order.id);
    expect((await ask(running.url, QUEUE)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');

    expect(await decide(order.id, 'APPROVE')).toMatchObject({ __typename: 'ReviewDecided' });
    expect(await reaches(order.id, 'PLACED', 'CAPTURED')).toMatchObject({
      review: { state: 'RELEASED', log: [{ by: STAFF[0], what: 'approved', note: 'called the buyer', overridden: ['large'] }] },
    });
    expect(await decide(order.id, 'REJECT')).toMatchObject({ __typename: 'NotInReview' });
  });

  it.each([
    ['many', [{ listingId: 'shop:1', quantity: 20 }], '500', {}],
    ['jewellery', [{ listingId: 'shop:4' }], '500', {}],
    ['too-cheap', [{ listingId: 'shop:5' }], '500', {}],
    ['unclear', [{ listingId: 'shop:1' }], '500', { address: { country: 'CN', city: 'Shanghai', line1: 'asdf' } }],
  ] as const)('is held by "%s"', async (rule, lines, maxTotal, more) => {
    const { order } = await held(lines, maxTotal, more);
    expect(await look(order.id, await as(STAFF[0]))).toMatchObject({ review: { reasons: [{ rule }] } });
  });

  it('is not held when it is excepted, or when no rule means it', async () => {
    expect(await place([{ listingId: 'shop:4' }], '500', { contact: { name: 'Han', email: 'Known@example.com' } })).toMatchObject({
      __typename: 'PlacedOrder',
    });
    expect(await place([{ listingId: 'shop:1' }], '500')).toMatchObject({ __typename: 'PlacedOrder' });
  });

  it('is held from the third of one contact on, however many come at once', async () => {
    const contact = { name: 'Hasty', email: 'hasty@example.com' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => place([{ listingId: 'shop:1' }], '500', { contact })));
    expect(answers.filter(({ __typename }) => __typename === 'PlacedOrder').length).toBeLessThanOrEqual(2);
    expect(answers.filter(({ __typename }) => __typename === 'OrderNeedsReview').length).toBeGreaterThanOrEqual(3);
  });

  it('is turned away with the rule when it may not be sold there', async () => {
    const before = shop.orders.length;
    expect(await place([{ listingId: 'shop:3' }], '500')).toMatchObject({
      __typename: 'OrderNotPlaced',
      reason: expect.stringContaining('fireworks-shanghai'),
      order: { status: 'FAILED', payment: { status: 'NONE' } },
    });
    expect(shop.orders.length).toBe(before);
    const elsewhere = { address: { country: 'CN', region: 'Hunan', city: 'Liuyang', line1: '8 Garden Road' } };
    expect(await place([{ listingId: 'shop:3' }], '500', elsewhere)).toMatchObject({ __typename: 'PlacedOrder' });
  });
});

describe('a decision', () => {
  it('belongs to whoever claimed the order, and needs a reason', async () => {
    const { order } = await held([{ listingId: 'shop:4' }], '500');
    const claim = async (who: string) =>
      (await ask<{ claimReview: { by: string } }>(running.url, CLAIM, { id: order.id }, await as(who))).data;
    expect(await claim(STAFF[0])).toMatchObject({ claimReview: { __typename: 'ReviewClaimed', by: STAFF[0] } });
    expect(await claim(STAFF[1])).toMatchObject({ claimReview: { __typename: 'ReviewClaimed', by: STAFF[0] } });
    expect(await decide(order.id, 'APPROVE', STAFF[1])).toMatchObject({ __typename: 'ReviewClaimed', by: STAFF[0] });
    const mute = { input: { orderId: order.id, decision: 'APPROVE', note: '  ' } };
    expect((await ask(running.url, DECIDE, mute, await as(STAFF[0]))).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await ask(running.url, DECIDE, mute)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect(await decide(order.id, 'REJECT', STAFF[0])).toMatchObject({ __typename: 'ReviewDecided', order: { status: 'FAILED' } });
  });

  it('against an order ends it unsent, tells the buyer by message and to the repeat of the key, and frees what it held', async () => {
    const sent = input([{ listingId: 'shop:4' }], '500');
    const first = (await ask<Placed>(running.url, PLACE, { input: sent })).data.placeOrder;
    const before = shop.orders.length;
    await decide(first.order?.id as string, 'REJECT', STAFF[0], 'a stolen card');
    const again = (await ask<Placed>(running.url, PLACE, { input: sent })).data.placeOrder;
    expect(again).toMatchObject({
      __typename: 'OrderNotPlaced',
      order: { id: first.order?.id, status: 'FAILED', payment: { status: 'NONE' } },
    });
    expect(again.reason).not.toMatch(/jewellery|stolen/);
    expect(shop.orders.length).toBe(before);
    const { contact } = sent as { contact: { email: string } };
    const outbox = () => fetch(`${new URL(running.url).origin}/outbox?to=${contact.email}`).then(answer => answer.text());
    expect(await eventually(outbox, text => text.includes('cannot accept'))).not.toMatch(/jewellery|stolen/);
  });

  it('for a very large order takes two people', async () => {
    const { order } = await held([{ listingId: 'shop:2', quantity: 2 }], '13000');
    expect(await decide(order.id, 'APPROVE')).toMatchObject({ __typename: 'SecondApprovalNeeded', order: { status: 'IN_REVIEW' } });
    expect(await decide(order.id, 'APPROVE')).toMatchObject({ __typename: 'SecondApprovalNeeded', order: { status: 'IN_REVIEW' } });
    expect(await decide(order.id, 'APPROVE', STAFF[1])).toMatchObject({ __typename: 'ReviewDecided' });
    expect(await reaches(order.id, 'PLACED')).toMatchObject({ review: { approvedBy: STAFF } });
  });

  it('for an order is impossible while a rule that must pass means it', async () => {
    const { order } = await held([{ listingId: 'shop:1' }], '500', { address: { country: 'CN', city: 'Shanghai', line1: 'test' } });
    expect(await decide(order.id, 'APPROVE')).toMatchObject({
      __typename: 'ReviewBlocked',
      order: { status: 'IN_REVIEW' },
      checks: [{ rule: 'unclear', blocking: true }],
    });
    expect(await decide(order.id, 'REJECT')).toMatchObject({ __typename: 'ReviewDecided' });
  });

  it('prices the order anew: above the ceiling nothing is sent', async () => {
    const sent = input([{ listingId: 'shop:4' }], '300');
    const { order } = (await ask<Placed>(running.url, PLACE, { input: sent })).data.placeOrder;
    const before = shop.orders.length;
    Object.assign(shop.product(4), { price: '310.00', regular_price: '310.00' });
    await decide(order?.id as string, 'APPROVE');
    await reaches(order?.id as string, 'FAILED');
    expect((await ask<Placed>(running.url, PLACE, { input: sent })).data.placeOrder).toMatchObject({
      __typename: 'PriceChanged',
      now: { amount: '310.00' },
    });
    expect(shop.orders.length).toBe(before);
    Object.assign(shop.product(4), { price: '300.00', regular_price: '300.00' });
  });
});

describe('an order that went through', () => {
  const judge = async (orderId: string, missed: boolean, who: string) =>
    (
      await ask<{ judgeSample: { __typename: string } }>(
        running.url,
        'mutation ($input: JudgeSampleInput!) { judgeSample(input: $input) { __typename } }',
        { input: { orderId, missed, note: 'looked again' } },
        await as(who),
      )
    ).data.judgeSample.__typename;

  it('is drawn for a second look by another person, and the report tells how many were missed', async () => {
    const passed = await place([{ listingId: 'shop:1' }], '500');
    const { order } = await held([{ listingId: 'shop:4' }], '500');
    await decide(order.id, 'APPROVE', STAFF[0]);
    const samples = await ask<{ reviewSamples: { nodes: { id: string }[] } }>(
      running.url,
      '{ reviewSamples(first: 100) { nodes { id } } }',
      {},
      await as(STAFF[1]),
    );
    expect(samples.data.reviewSamples.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([passed.order?.id, order.id]));
    expect(await judge(order.id, true, STAFF[0])).toBe('NotSampled');
    expect(await judge(order.id, true, STAFF[1])).toBe('SampleJudged');
    expect(await judge(order.id, false, STAFF[1])).toBe('NotSampled');
    expect(await judge(passed.order?.id as string, false, STAFF[0])).toBe('SampleJudged');
    const [from, to] = [-1, 1].map(hours => new Date(Date.now() + hours * 3_600_000).toISOString());
    const report = await ask<{ reviewReport: { rules: { rule: string }[] } }>(
      running.url,
      `{ reviewReport(from: "${from}", to: "${to}") { checked held approved judged missed missRate rules { rule held approved } } }`,
      {},
      await as(STAFF[0]),
    );
    expect(report.data.reviewReport).toMatchObject({ judged: 2, missed: 1, missRate: 0.5 });
    expect(report.data.reviewReport.rules.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['jewellery', 'large', 'fireworks-shanghai']),
    );
  });
});

describe('while it waits for a person', () => {
  it('its buyer can take it back', async () => {
    const { order, accessToken } = await held([{ listingId: 'shop:4' }], '500');
    const cancelled = await ask<{ cancelOrder: unknown }>(
      running.url,
      `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on OrderCancelled { order { status nextStep { who } } refund { amount } } } }`,
      { input: { idempotencyKey: key(), orderId: order.id, accessToken, reason: 'CHANGED_MIND' } },
    );
    expect(cancelled.data.cancelOrder).toEqual({
      __typename: 'OrderCancelled',
      order: { status: 'CANCELLED', nextStep: null },
      refund: { amount: '0.00' },
    });
    expect(await decide(order.id, 'APPROVE')).toMatchObject({ __typename: 'NotInReview' });
  });

  it('a kill loses nothing: it still waits, and is placed once when it is approved', async () => {
    const { order } = await held([{ listingId: 'shop:2' }], '7000');
    const before = shop.orders.length;
    await running.kill();
    running = await startOneBasket(folder.path, config);
    tokens.clear();
    expect(await look(order.id, await as(STAFF[0]))).toMatchObject({ status: 'IN_REVIEW' });
    await decide(order.id, 'APPROVE');
    await running.kill();
    running = await startOneBasket(folder.path, config);
    await reaches(order.id, 'PLACED');
    expect(shop.orders.length - before).toBe(1);
  });
});
