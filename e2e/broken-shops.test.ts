import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { BROKEN_ANSWERS, HANGING, type BrokenAnswer } from './support/broken-answers.ts';
import { ask, eventually, orderInput, PLACE_ORDER, type GraphAnswer } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { expectNothingLeaked } from './support/leaks.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

interface Compared {
  readonly product: {
    readonly comparison: {
      readonly complete: boolean;
      readonly offers: readonly { readonly landedPrice: { amount: string }; readonly listing: { id: string } }[];
      readonly unpriced: readonly { id: string }[];
      readonly channels: readonly {
        readonly channel: { id: string };
        readonly status: string;
        readonly error: { code: string; message: string; retryAfterMs: number | null } | null;
      }[];
    };
  };
}

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly accessToken?: string | null;
    readonly agreed?: { amount: string };
    readonly now?: { amount: string };
    readonly maybeOrder?: { id: string } | null;
    readonly order?: {
      readonly id: string;
      readonly status: string;
      readonly total: { amount: string };
      readonly parts: readonly { status: string; channel: { id: string }; failure: { code: string } | null }[];
      readonly payment: { status: string };
    };
  };
}

const COMPARE = `query ($id: ID!, $deadlineMs: Int) { product(id: $id) { comparison(maxAgeMs: 0, deadlineMs: $deadlineMs) {
  complete offers { landedPrice { amount } listing { id } } unpriced { id } channels { channel { id } status error { code message retryAfterMs } } } } }`;

let steady: BareShop;
let shaky: BareShop;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;
let productId: string;
let count = 0;
const key = () => `a-key-for-a-broken-shop-${String(++count).padStart(4, '0')}`;

beforeAll(async () => {
  folder = await temporaryFolder();
  const kettle = { name: 'Brightex K200 kettle', global_unique_id: '6901234567892', manage_stock: true, stock_quantity: 1000 };
  steady = new BareShop([{ ...kettle, id: 1, price: '199.00', regular_price: '199.00' }]);
  shaky = new BareShop([{ ...kettle, id: 7, price: '189.50', regular_price: '189.50' }]);
  await Promise.all([steady.listen(), shaky.listen()]);
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [wooChannel('steady', steady.url), wooChannel('shaky', shaky.url)],
    payments: [INVOICE],
    products: { feedIntervalMs: 3_600_000 },
    orders: { settleMs: 1_000, answerWithinMs: 4_000 },
    gateway: { limits: { rate: false } },
  });
  const found = await eventually(
    () =>
      ask<{ search: { nodes: { id: string; listings: unknown[] }[] } }>(
        running.url,
        '{ search(query: "kettle") { nodes { id listings { id } } } }',
      ),
    ({ data }) => data.search.nodes[0]?.listings.length === 2,
  );
  productId = found.data.search.nodes[0]?.id as string;
  await compareUntilComplete();
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([steady?.close(), shaky?.close()]);
  await folder?.remove();
});

/** After every trouble: the shop is mended, and soon used again as if nothing had been. */
afterEach(async () => {
  shaky.before = () => false;
  shaky.after = () => false;
  Object.assign(shaky.product(7), {
    price: '189.50',
    regular_price: '189.50',
    stock_quantity: 1000,
    stock_status: 'instock',
    status: 'publish',
  });
  await compareUntilComplete();
});

const compare = (deadlineMs = 3_000) => ask<Compared>(running.url, COMPARE, { id: productId, deadlineMs });
const compareUntilComplete = () =>
  eventually(compare, ({ data }) => data.product.comparison.complete && data.product.comparison.offers.length === 2, 40);
const rowOf = (answer: GraphAnswer<Compared>, id: string) => answer.data.product.comparison.channels.find(row => row.channel.id === id);
const inputOf = (lines: readonly string[], maxTotal: string, more: object = {}) =>
  orderInput(
    key(),
    lines.map(listingId => ({ listingId })),
    maxTotal,
    'CNY',
    more,
  );
const place = (input: object) => ask<Placed>(running.url, PLACE_ORDER, { input });
/** Repeats the same order until its end is known. */
const placeToTheEnd = (input: object) =>
  eventually(
    () => place(input),
    ({ data }) => data?.placeOrder?.__typename !== 'OrderPending',
    40,
  );

const breakReads = (broken: BrokenAnswer) => {
  shaky.before = (request, response) => {
    if (request.method !== 'GET') return false;
    broken.send(response);
    return true;
  };
};

describe.each([...BROKEN_ANSWERS, HANGING])('a shop that answers its reads with $what', broken => {
  it('has its row in the comparison, and the other shop its offer', async () => {
    breakReads(broken);
    const answer = await compare(1_500);
    expect(answer.status).toBe(200);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.product.comparison).toMatchObject({
      complete: false,
      offers: [{ landedPrice: { amount: '199.00' }, listing: { id: 'steady:1' } }],
    });
    expect(rowOf(answer, 'steady')).toMatchObject({ status: 'ANSWERED', error: null });
    expect(rowOf(answer, 'shaky')).toMatchObject({
      status: broken === HANGING ? 'TIMED_OUT' : 'FAILED',
      error: { code: broken.code, message: expect.any(String) },
    });
    expectNothingLeaked(answer.text);
    const search = await ask<{ search: { nodes: unknown[] } }>(running.url, '{ search(query: "kettle") { nodes { id title } } }');
    expect(search.data.search.nodes).toHaveLength(1);
  });

  it('gets no order, and neither does the other shop when all or nothing is wanted', async () => {
    breakReads(broken);
    const before = [steady.standing().length, shaky.standing().length];
    const answer = await placeToTheEnd(inputOf(['steady:1', 'shaky:7'], '600'));
    expectNothingLeaked(answer.text);
    expect(answer.data.placeOrder).toMatchObject({
      __typename: 'OrderNotPlaced',
      order: { status: 'FAILED', payment: { status: 'NONE' } },
    });
    expect(answer.data.placeOrder.order?.parts.find(part => part.channel.id === 'shaky')).toMatchObject({
      status: 'FAILED',
      failure: { code: expect.stringMatching(/^(UNAUTHORIZED|RATE_LIMITED|UNAVAILABLE|TIMEOUT|INVALID_RESPONSE)$/) },
    });
    expect([steady.standing().length, shaky.standing().length]).toEqual(before);
  });
});

describe('a shop whose price makes no sense', () => {
  it.each(['-5.00', '-0.01', '1e9', 'NaN', '12,50', '<b>5</b>'])('has no offer while it says %s', async price => {
    Object.assign(shaky.product(7), { price, regular_price: price });
    const answer = await compare();
    expect(answer.errors).toBeUndefined();
    expect(answer.data.product.comparison.offers.map(offer => offer.listing.id)).toEqual(['steady:1']);
    expect(rowOf(answer, 'shaky')).toMatchObject({ status: 'FAILED', error: { code: 'INVALID_RESPONSE' } });
    expectNothingLeaked(answer.text);
    const before = shaky.orders.length;
    const order = await placeToTheEnd(inputOf(['shaky:7'], '600'));
    expect(order.data.placeOrder.__typename).toBe('OrderNotPlaced');
    expectNothingLeaked(order.text);
    expect(shaky.orders.length).toBe(before);
  });
});

describe('what changes between comparison and order', () => {
  const standing = () => shaky.standing().length;

  it('is PriceChanged when it became dearer than the buyer agreed to', async () => {
    await compare();
    Object.assign(shaky.product(7), { price: '250.00', regular_price: '250.00' });
    const before = standing();
    const answer = await place(inputOf(['shaky:7'], '200'));
    expect(answer.data.placeOrder).toMatchObject({
      __typename: 'PriceChanged',
      agreed: { amount: '200.00' },
      now: { amount: '250.00' },
      maybeOrder: null,
    });
    expect(standing()).toBe(before);
  });

  it.each(['195.00', '150.00'])('is placed at the live price of %s when that is within the ceiling', async price => {
    await compare();
    Object.assign(shaky.product(7), { price, regular_price: price });
    const answer = await place(inputOf(['shaky:7'], '200'));
    expect(answer.data.placeOrder).toMatchObject({ __typename: 'PlacedOrder', order: { total: { amount: price } } });
    expect(shaky.orders.at(-1)).toMatchObject({ total: price, status: 'processing' });
  });

  it('never goes above the ceiling when the price flips as the order arrives', async () => {
    shaky.before = (request, _response, path) => {
      if (request.method === 'POST' && path === '/orders') Object.assign(shaky.product(7), { price: '205.00', regular_price: '205.00' });
      return false;
    };
    const before = standing();
    const answer = await placeToTheEnd(inputOf(['shaky:7'], '200'));
    expect(answer.data.placeOrder.__typename).toBe('PriceChanged');
    expect(standing()).toBe(before);
  });

  it('is OutOfStock when the product is gone', async () => {
    shaky.before = (_request, response, path) => {
      if (!path.startsWith('/products')) return false;
      const isOne = path !== '/products';
      response
        .writeHead(isOne ? 404 : 200, { 'content-type': 'application/json' })
        .end(isOne ? '{"code":"woocommerce_rest_product_invalid_id","message":"Invalid ID.","data":{"status":404}}' : '[]');
      return true;
    };
    const before = standing();
    const compared = await compare();
    expect(compared.data.product.comparison.offers.map(offer => offer.listing.id)).toEqual(['steady:1']);
    expect((await place(inputOf(['shaky:7'], '600'))).data.placeOrder.__typename).toBe('OutOfStock');
    expect(standing()).toBe(before);
  });

  it.each([
    ['sold out', { stock_quantity: 0, stock_status: 'outofstock' }],
    ['not for sale any more', { price: '', regular_price: '' }],
    ['a draft again', { status: 'draft' }],
  ])('is OutOfStock when the product is %s', async (_, change) => {
    await compare();
    Object.assign(shaky.product(7), change);
    const before = standing();
    expect((await place(inputOf(['steady:1', 'shaky:7'], '600'))).data.placeOrder.__typename).toBe('OutOfStock');
    expect(standing()).toBe(before);
  });

  it('is OutOfStock when somebody else has the last piece as the order arrives', async () => {
    Object.assign(shaky.product(7), { stock_quantity: 1 });
    shaky.before = (request, _response, path) => {
      if (request.method === 'POST' && path === '/orders')
        Object.assign(shaky.product(7), { stock_quantity: 0, stock_status: 'outofstock' });
      return false;
    };
    const before = standing();
    const answer = await placeToTheEnd(inputOf(['shaky:7'], '600'));
    expect(answer.data.placeOrder.__typename).toBe('OutOfStock');
    expect(standing()).toBe(before);
  });
});
