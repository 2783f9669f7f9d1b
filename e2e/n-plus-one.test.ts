import { startWooCommerceTwin, type WooCommerceTwin } from '@onebasket/twin-woocommerce';
import type * as Runtime from '@onebasket/runtime';
import type { GraphClient } from '@onebasket/runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop, type BareProduct } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

/** What one subgraph asked of another while a test ran: "products query ($ids …". */
const internalReads = vi.hoisted((): string[] => []);

vi.mock('@onebasket/runtime', async importOriginal => {
  const runtime = await importOriginal<typeof Runtime>();
  return {
    ...runtime,
    localGraphClient: (...args: Parameters<typeof runtime.localGraphClient>): GraphClient => {
      const client = runtime.localGraphClient(...args);
      return {
        query: (subgraph, query, variables, options) => {
          internalReads.push(`${subgraph} ${query}`);
          return client.query(subgraph, query, variables, options);
        },
      };
    },
  };
});

const PRODUCTS = 30;
const SIZES = 12;
/** What the first question to a shop costs beside the goods: its currency, its taxes, its zones. Asked once, then remembered. */
const OVERHEAD = 10;

let north: BareShop;
let south: BareShop;
let wardrobe: WooCommerceTwin;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;

/** An EAN-13 with its check digit. */
function ean(number: number): string {
  const digits = `690${String(number).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function products(price: number): readonly BareProduct[] {
  return Array.from({ length: PRODUCTS }, (_, at) => ({
    id: at + 1,
    name: `Widget W${100 + at}`,
    price: `${price + at}.00`,
    regular_price: `${price + at}.00`,
    global_unique_id: ean(at + 1),
    manage_stock: true,
    stock_quantity: 100,
  }));
}

/** A variable product of that many sizes, as REST v3 lists it, and a variation of each size. */
function coat(): readonly object[] {
  const sizes = Array.from({ length: SIZES }, (_, at) => String(36 + 2 * at));
  return [
    { id: 100, name: 'Garderobe coat', type: 'variable', attributes: [{ name: 'Size', options: sizes, variation: true, visible: true }] },
    ...sizes.map((size, at) => ({
      id: 101 + at,
      parent_id: 100,
      type: 'variation',
      regular_price: '80.00',
      price: '80.00',
      attributes: [{ name: 'Size', option: size }],
    })),
  ];
}

beforeAll(async () => {
  folder = await temporaryFolder();
  [north, south] = [new BareShop(products(20)), new BareShop(products(21))];
  await Promise.all([north.listen(), south.listen()]);
  wardrobe = await startWooCommerceTwin({
    consumerKey: 'ck_test_1234',
    consumerSecret: 'cs_test_1234',
    currency: 'CNY',
    catalogue: coat(),
  });
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [wooChannel('north', north.url), wooChannel('south', south.url), wooChannel('wardrobe', wardrobe.url)],
    payments: [INVOICE],
    products: { feedIntervalMs: 3_600_000 },
    gateway: { limits: { rate: false } },
  });
  await eventually(
    () =>
      ask<{ search: { nodes: { listings: unknown[] }[] } }>(
        running.url,
        '{ search(query: "widget", first: 50) { nodes { listings { id } } } }',
      ),
    ({ data }) => data.search.nodes.length === PRODUCTS && data.search.nodes.every(product => product.listings.length === 2),
  );
});

beforeEach(() => {
  internalReads.length = 0;
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([north?.close(), south?.close(), wardrobe?.close()]);
  await folder?.remove();
});

/** Runs `work` and tells what it cost: requests that reached each shop, calls of each adapter by ability, reads between subgraphs. */
async function costOf(work: () => Promise<unknown>) {
  const shops = [north, south];
  const before = shops.map(shop => shop.requests.length);
  const spies = ['north', 'south'].map(id =>
    vi.spyOn(running.registry.channel(id) as NonNullable<ReturnType<Running['registry']['channel']>>, 'run'),
  );
  const reads = internalReads.length;
  try {
    await work();
    return {
      requests: shops.map((shop, at) => shop.requests.length - (before[at] as number)),
      calls: spies.map(spy => spy.mock.calls.map(([ability]) => ability)),
      reads: internalReads.slice(reads),
    };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const LIST = `id title brand images { url } priceFrom { money { amount } } listings { id title channel { id health { state } } match { confidence } }`;

describe('a page of many products', () => {
  it('asks no shop for anything as long as no live price is wanted', async () => {
    const cost = await costOf(async () => {
      const page = await ask<{ search: { nodes: { id: string }[] } }>(
        running.url,
        `{ search(query: "widget", first: 30) { nodes { ${LIST} } facets { name } channels { status } complete } }`,
      );
      expect(page.data.search.nodes).toHaveLength(PRODUCTS);
      const product = await ask<{ product: { id: string } }>(
        running.url,
        `query ($id: ID!) { product(id: $id) { ${LIST} description priceHistory { coverageDays } } }`,
        {
          id: page.data.search.nodes[0]?.id,
        },
      );
      expect(product.errors).toBeUndefined();
    });
    expect(cost.requests).toEqual([0, 0]);
    expect(cost.calls).toEqual([[], []]);
  });

  it('compares them all with one call of each adapter, which reads the products in one request', async () => {
    const compare = (size: number) =>
      costOf(async () => {
        const page = await ask<{ search: { nodes: { comparison: { offers: unknown[]; complete: boolean } }[] } }>(
          running.url,
          `{ search(query: "widget", first: ${size}) { nodes { id comparison(maxAgeMs: 0) { complete offers { landedPrice { amount } listing { id title } } } } } }`,
        );
        expect(page.errors).toBeUndefined();
        expect(page.data.search.nodes).toHaveLength(size);
        for (const { comparison } of page.data.search.nodes) expect(comparison).toMatchObject({ complete: true, offers: [{}, {}] });
      });
    await compare(2);
    const [few, many] = [await compare(2), await compare(PRODUCTS)];
    expect(many.requests).toEqual(few.requests);
    expect(many.requests).toEqual([1, 1]);
    expect(many.calls).toEqual([['quotes'], ['quotes']]);
    expect(many.reads.filter(read => read.includes('internalProducts'))).toHaveLength(1);
    expect(many.reads).toHaveLength(few.reads.length);
  });

  it('compares them for a destination with as few', async () => {
    const cost = await costOf(async () => {
      const page = await ask<{ search: { nodes: { comparison: { offers: unknown[] } }[] } }>(
        running.url,
        `{ search(query: "widget", first: 30) { nodes { comparison(maxAgeMs: 0, quantity: 2, destination: { country: "CN", region: "Shanghai", city: "Shanghai" }) { offers { landedPrice { amount } } } } } }`,
      );
      for (const { comparison } of page.data.search.nodes) expect(comparison.offers).toHaveLength(2);
    });
    for (const requests of cost.requests) expect(requests).toBeLessThanOrEqual(OVERHEAD);
    expect(cost.calls).toEqual([['quotes'], ['quotes']]);
  });

  it('reads the offer of every listing with one call of each adapter', async () => {
    const cost = await costOf(async () => {
      const page = await ask<{ search: { nodes: { listings: { offer: unknown }[] }[] } }>(
        running.url,
        '{ search(query: "widget", first: 30) { nodes { listings { id offer(maxAgeMs: 0) { landedPrice { amount } listing { product { id } } } } } } }',
      );
      for (const { listings } of page.data.search.nodes) for (const { offer } of listings) expect(offer).not.toBeNull();
    });
    expect(cost.requests).toEqual([1, 1]);
    expect(cost.calls).toEqual([['quotes'], ['quotes']]);
  });

  it('asks nobody again for what it has just read', async () => {
    const look = () =>
      ask(running.url, '{ search(query: "widget", first: 30) { nodes { comparison { offers { id } } listings { offer { id } } } } }');
    await look();
    expect(await costOf(look)).toMatchObject({ requests: [0, 0], calls: [[], []] });
  });
});

describe('the variants of one product', () => {
  it('are compared with one request for the product and one for its variants', async () => {
    const look = (first: number) =>
      `{ search(query: "garderobe", first: ${first}) { nodes { comparison(maxAgeMs: 0) { offers { id } } } } }`;
    const found = await eventually(
      () => ask<{ search: { nodes: { comparison: { offers: unknown[] } }[] } }>(running.url, look(SIZES)),
      ({ data }) => data.search.nodes.length === SIZES,
    );
    for (const { comparison } of found.data.search.nodes) expect(comparison.offers).toHaveLength(1);
    wardrobe.requests.clear();
    await ask(running.url, look(SIZES));
    expect(wardrobe.requests.list().map(({ path }) => path)).toHaveLength(2);
  });
});

describe('an order of many lines', () => {
  const ids = Array.from({ length: PRODUCTS }, (_, at) => ({ listingId: `${at % 2 === 0 ? 'north' : 'south'}:${at + 1}` }));
  let order: { id: string };
  let accessToken: string;

  it('is priced and placed with a handful of requests to each shop', async () => {
    const cost = await costOf(async () => {
      const answer = await ask<{ placeOrder: { __typename: string; order: { id: string }; accessToken: string } }>(
        running.url,
        PLACE_ORDER,
        {
          input: orderInput('one-order-of-many-lines-1', ids, '99999'),
        },
      );
      expect(answer.data.placeOrder.__typename).toBe('PlacedOrder');
      ({ order, accessToken } = answer.data.placeOrder);
    });
    expect([north.standing().length, south.standing().length]).toEqual([1, 1]);
    for (const requests of cost.requests) expect(requests).toBeLessThanOrEqual(OVERHEAD);
    expect(cost.reads.filter(read => read.includes('internalListings'))).toHaveLength(1);
  });

  it('is shown with the listing, the product and the live offer of each line for one call of each adapter', async () => {
    const cost = await costOf(async () => {
      const shown = await ask<{ order: { lines: { listing: { title: string; product: { id: string }; offer: unknown } }[] } }>(
        running.url,
        `query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) { lines { listing { title product { id title } offer(maxAgeMs: 0) { landedPrice { amount } } } } } }`,
        { id: order.id, token: accessToken },
      );
      expect(shown.errors).toBeUndefined();
      expect(shown.data.order.lines).toHaveLength(PRODUCTS);
      for (const { listing } of shown.data.order.lines)
        expect(listing).toMatchObject({ title: expect.any(String), product: { id: expect.any(String) }, offer: expect.any(Object) });
    });
    expect(cost.requests).toEqual([1, 1]);
    expect(cost.calls).toEqual([['quotes'], ['quotes']]);
  });
});

describe('a basket of many products', () => {
  it('is planned with one call of each adapter for its offers', async () => {
    const found = await ask<{ search: { nodes: { id: string }[] } }>(
      running.url,
      '{ search(query: "widget", first: 30) { nodes { id } } }',
    );
    const lines = found.data.search.nodes.map(({ id }) => ({ product: { productId: id, quantity: 1 } }));
    const cost = await costOf(async () => {
      const plan = await ask<{ basketPlan: { lines: unknown[] } }>(
        running.url,
        'query ($input: BasketInput!) { basketPlan(input: $input) { total { amount } lines { quantity } } }',
        { input: { lines, destination: { country: 'CN', region: 'Beijing' } } },
      );
      expect(plan.errors).toBeUndefined();
      expect(plan.data.basketPlan.lines).toHaveLength(PRODUCTS);
    });
    for (const requests of cost.requests) expect(requests).toBeLessThanOrEqual(OVERHEAD);
    expect(cost.reads.filter(read => read.includes('internalProducts'))).toHaveLength(1);
  });
});
