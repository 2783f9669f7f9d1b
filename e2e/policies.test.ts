import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../bin/src/compose-system.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput, PLACE_ORDER } from './support/graph.ts';
import { startInProcess } from './support/in-process.ts';
import { INVOICE, temporaryFolder, wooChannel } from './support/workspace.ts';

// Three channels, and every combination of what each of them can do, through the front door and real connections, under each policy.

const POLICIES = ['CANCEL_ALL', 'KEEP_PLACED', 'TRY_NEXT_OFFER'] as const;
type Policy = (typeof POLICIES)[number];

/** `lost`: the answer never came. Half of these orders were made all the same, half were not: nobody but the shop knows. */
const OUTCOMES = ['success', 'refusal', 'not done', 'lost'] as const;
type Outcome = (typeof OUTCOMES)[number];

const PLACES = [0, 1, 2] as const;
/** What a product costs wherever it is sold first, and at the shop that sells everything, only dearer. */
const [PRICE, PRICE_ELSEWHERE] = [20, 23];
const [FINE, LOST_MADE, LOST_UNMADE] = [1, 2, 3];

/** Shops that answer too badly in a row are left alone for a while, so each policy has its own for what is lost, and refusals have shops of their own. */
const good = (policy: Policy, place: number) => `good-${POLICIES.indexOf(policy)}-${place}`;
const channelFor = (policy: Policy, place: number, outcome: Outcome) =>
  outcome === 'refusal' ? `refuses-${place}` : outcome === 'not done' ? `down-${place}` : good(policy, place);

const ids = [
  ...POLICIES.flatMap(policy => PLACES.map(place => good(policy, place))),
  ...PLACES.flatMap(place => [`refuses-${place}`, `down-${place}`]),
];
const shops = new Map<string, BareShop>();
const everything = new BareShop(
  ids.flatMap((_, shop) => [FINE, LOST_MADE, LOST_UNMADE].map(id => product(100 * (shop + 1) + id, PRICE_ELSEWHERE, shop, id))),
);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let running: Running;
let products: ReadonlyMap<string, string>;

function product(id: number, price: number, shop: number, of: number) {
  return {
    id,
    name: `Lamp ${shop} ${of}`,
    price: price.toFixed(2),
    regular_price: price.toFixed(2),
    global_unique_id: gtin(shop * 10 + of),
  };
}

/** A GTIN-13 with its check digit. */
function gtin(n: number): string {
  const digits = `690123450${String(n).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const isOrder = (request: IncomingMessage, path: string) => request.method === 'POST' && path === '/orders';
const keyOf = (body: string) => (JSON.parse(body) as { transaction_id: string }).transaction_id;
const productOf = (body: string) => (JSON.parse(body) as { line_items: { product_id: number }[] }).line_items[0]?.product_id;

function makeShop(id: string, at: number): BareShop {
  const shop = new BareShop([FINE, LOST_MADE, LOST_UNMADE].map(one => product(one, PRICE, at, one)));
  const lost = new Set<string>();
  const lose = (of: number, response: ServerResponse, body: string) => {
    if (productOf(body) !== of || lost.has(keyOf(body))) return false;
    lost.add(keyOf(body));
    response.destroy();
    return true;
  };
  shop.before = (request, response, path, body) => {
    if (!isOrder(request, path)) return false;
    const json = (status: number, code: string) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message: 'no' }));
      return true;
    };
    if (id.startsWith('refuses')) return json(400, 'woocommerce_rest_invalid_product_id');
    if (id.startsWith('down')) return json(401, 'woocommerce_rest_cannot_create');
    return lose(LOST_UNMADE, response, body);
  };
  shop.after = (request, response, path, body) => isOrder(request, path) && lose(LOST_MADE, response, body);
  return shop;
}

beforeAll(async () => {
  folder = await temporaryFolder();
  ids.forEach((id, at) => shops.set(id, makeShop(id, at)));
  shops.set('everything', everything);
  await Promise.all([...shops.values()].map(shop => shop.listen()));
  running = await startInProcess({
    storage: { url: `sqlite:${folder.path}` },
    displayCurrency: 'CNY',
    channels: [...shops].map(([id, shop]) => wooChannel(id, shop.url, { requestsPerSecond: 1_000 })),
    payments: [INVOICE],
    products: { feedIntervalMs: 3_600_000 },
    orders: { settleMs: 800, answerWithinMs: 15_000, review: { rules: false } },
    gateway: { limits: { rate: false } },
  });
  interface Found {
    readonly search: { readonly nodes: readonly { readonly id: string; readonly listings: readonly { readonly id: string }[] }[] };
  }
  const found = await eventually(
    () => ask<Found>(running.url, '{ search(query: "lamp", first: 100) { nodes { id listings { id } } } }'),
    ({ data }) => data.search.nodes.length === ids.length * 3 && data.search.nodes.every(({ listings }) => listings.length === 2),
  );
  products = new Map(found.data.search.nodes.flatMap(({ id, listings }) => listings.map(listing => [listing.id, id] as const)));
});

afterAll(async () => {
  await running?.stop();
  await Promise.all([...shops.values()].map(shop => shop.close()));
  await folder?.remove();
});

interface Placed {
  readonly placeOrder: {
    readonly __typename: string;
    readonly accessToken?: string | null;
    readonly order?: {
      readonly number: string;
      readonly status: string;
      readonly payment: { readonly status: string; readonly captured: { readonly amount: string } };
      readonly parts: readonly { readonly status: string; readonly externalId: string | null; readonly channel: { readonly id: string } }[];
    };
  };
}

/** Eight rounds of eight orders: in each round every place sees every outcome twice, so that no shop fails often in a row. */
const ROUNDS = [0, 2].flatMap(half =>
  OUTCOMES.map((_, c) =>
    [half, half + 1].flatMap(b => OUTCOMES.map((_, turn) => [turn, (b + turn) % 4, (c + turn) % 4].map(at => OUTCOMES[at] as Outcome))),
  ),
);

function inputFor(policy: Policy, outcomes: readonly Outcome[], round: number): object {
  const lines = outcomes.map((outcome, place) => {
    const listingId = `${channelFor(policy, place, outcome)}:${outcome === 'lost' ? [LOST_MADE, LOST_UNMADE][(round + place) % 2] : FINE}`;
    // Only a product can be had from another shop.
    return policy === 'TRY_NEXT_OFFER'
      ? { product: { productId: products.get(listingId), quantity: 2 } }
      : { listing: { listingId, quantity: 2 } };
  });
  return {
    ...orderInput(`a-key-${policy}-${outcomes.join('-')}`, [], '200'),
    lines,
    onPartialFailure: policy,
  };
}

/** What stands at all shops of this order, as they have it in their books. */
const standing = (number: string) =>
  [...shops].flatMap(([id, shop]) =>
    shop
      .standing()
      .filter(order => String(order['transaction_id']).startsWith(`${number}-`))
      .map(order => ({ id, total: Number(order['total']) })),
  );

function check(policy: Policy, outcomes: readonly Outcome[], { __typename, accessToken, order }: Placed['placeOrder']): void {
  const what = `${policy}: ${outcomes.join(', ')}`;
  const isGood = (outcome: Outcome) => outcome === 'success' || outcome === 'lost';
  const goods = outcomes.filter(isGood).length;
  const fromElsewhere = policy === 'TRY_NEXT_OFFER' ? 3 - goods : 0;
  const expected = policy === 'CANCEL_ALL' && goods < 3 ? 0 : goods + fromElsewhere;
  expect(__typename, what).toBe(expected > 0 ? 'PlacedOrder' : 'OrderNotPlaced');
  // Guests have nothing else to come back with.
  expect(accessToken, what).toMatch(/./);
  const made = standing(order?.number ?? '');
  expect(made.length, what).toBe(expected);
  expect(made.filter(({ id }) => id === 'everything').length, what).toBe(fromElsewhere);
  expect(order?.payment.captured.amount, what).toBe(made.reduce((sum, { total }) => sum + total, 0).toFixed(2));
  expect(order?.payment.status, what).toBe(expected > 0 ? 'CAPTURED' : 'VOIDED');
  expect(order?.status, what).toBe(expected === 0 ? 'FAILED' : expected === 3 ? 'PLACED' : 'PARTLY_PLACED');
  const told = order?.parts.filter(part => part.status === 'ACCEPTED' || part.status === 'PLACED').map(part => part.channel.id);
  expect(new Set(told), what).toEqual(new Set(made.map(({ id }) => id)));
}

describe.concurrent.each(POLICIES)('with %s and three channels', policy => {
  it('every combination of success, refusal, failure and a lost answer ends as the policy says, charged for what stands', async () => {
    for (const [round, orders] of ROUNDS.entries()) {
      const answers = await Promise.all(
        orders.map(async outcomes => {
          const input = inputFor(policy, outcomes, round);
          const answer = await eventually(
            () => ask<Placed>(running.url, PLACE_ORDER, { input }),
            ({ data }) => data.placeOrder.__typename !== 'OrderPending',
            50,
          );
          return { outcomes, answer: answer.data.placeOrder };
        }),
      );
      for (const { outcomes, answer } of answers) check(policy, outcomes, answer);
    }
  }, 240_000);
});
