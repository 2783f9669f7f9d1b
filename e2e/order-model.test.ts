import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bank } from './campaign/bank.ts';
import { Fates } from './campaign/fates.ts';
import { embeddedHouse, type House } from './campaign/house.ts';
import { BareShop } from './support/bare-shop.ts';
import { ask, eventually, orderInput } from './support/graph.ts';
import { temporaryFolder, wooChannel } from './support/workspace.ts';

// Random commands drive the API, a simple model says what has to come of each, and after each the shops' and the bank's books have to say so too.

const SHOPS = ['north', 'south'] as const;
type ShopId = (typeof SHOPS)[number];
const PRICES: Readonly<Record<ShopId, number>> = { north: 20, south: 30 };

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlacedOrder { accessToken order { id parts { id externalId channel { id } } } } } }`;
const CANCEL =
  'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename ... on OrderCancelled { refund { amount } } } }';
const LOOK = `query ($id: ID!, $token: String) { order(id: $id, accessToken: $token) {
  parts { status channel { id } } payment { captured { amount } refunded { amount } } } }`;

interface Part {
  readonly shop: ShopId;
  readonly quantity: number;
  readonly id: string;
  readonly externalId: string;
  state: 'stands' | 'completed' | 'gone';
}

/** An order as the model knows it. */
interface ModelOrder {
  readonly key: string;
  readonly lines: Lines;
  readonly id: string;
  readonly token: string;
  readonly parts: readonly Part[];
}

type Lines = Readonly<Record<ShopId, number>>;

/** What the model knows: pieces on the shelves, and the orders that were placed. */
interface Model {
  readonly shelf: Record<ShopId, number>;
  readonly orders: ModelOrder[];
  keys: number;
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let house: House;
const shops: Record<ShopId, BareShop> = { north: lampShop('north'), south: lampShop('south') };
const fates = new Fates(0);
fates.isCalm = true;
const bank = new Bank(fates);
let runs = 0;
let deliveries = 0;

function lampShop(id: ShopId): BareShop {
  const price = PRICES[id].toFixed(2);
  return new BareShop([{ id: 1, name: 'Lamp', price, regular_price: price, manage_stock: true, stock_quantity: 0 }]);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  const bankUrl = await bank.listen();
  await Promise.all(SHOPS.map(id => shops[id].listen()));
  house = await embeddedHouse(folder.path, {
    displayCurrency: 'CNY',
    adapters: [{ package: new URL('./campaign/bank-adapter', import.meta.url).pathname, inProcess: true }],
    channels: SHOPS.map(id => wooChannel(id, shops[id].url, { requestsPerSecond: 1_000 })),
    payments: [{ id: 'bank', adapter: 'bank', settings: { baseUrl: bankUrl, secret: 'not-used-here' } }],
    products: { feedIntervalMs: 3_600_000 },
    orders: { settleMs: 500, review: { rules: false } },
  });
});

afterAll(async () => {
  await house?.stop();
  await Promise.all([bank.close(), ...SHOPS.map(id => shops[id].close())]);
  await folder?.remove();
});

interface PlaceAnswer {
  readonly placeOrder: {
    readonly __typename: string;
    readonly accessToken?: string;
    readonly order?: { id: string; parts: { id: string; externalId: string; channel: { id: ShopId } }[] };
  };
}

async function place(key: string, lines: Lines): Promise<PlaceAnswer['placeOrder']> {
  const wanted = SHOPS.filter(id => lines[id] > 0).map(id => ({ listingId: `${id}:1`, quantity: lines[id] }));
  const input = orderInput(key, wanted, '9999', 'CNY', { payment: { method: 'bank', token: key } });
  const { data } = await ask<PlaceAnswer>(house.url, PLACE, { input });
  return data.placeOrder;
}

const standing = ({ parts }: ModelOrder) => parts.filter(({ state }) => state !== 'gone');
const worth = (parts: readonly Part[]) => parts.reduce((sum, { shop, quantity }) => sum + PRICES[shop] * quantity, 0);

/** The books of the world, and what the graph tells, have to be what the model says; money that is on its way may take a moment. */
async function expectAsModelled(model: Model): Promise<void> {
  for (const id of SHOPS) {
    const parts = model.orders.flatMap(standing).filter(({ shop }) => shop === id);
    const stands = shops[id].standing().filter(order => parts.some(({ externalId }) => externalId === String(order.id)));
    expect(stands.length).toBe(parts.length);
    // Nothing that nobody asked for.
    const known = new Set(model.orders.flatMap(({ parts }) => parts).map(({ externalId, shop }) => `${shop} ${externalId}`));
    const strangers = shops[id].standing().filter(order => order.id >= firstOrder[id] && !known.has(`${id} ${order.id}`));
    expect(strangers).toEqual([]);
    expect(shops[id].product(1)['stock_quantity']).toBe(model.shelf[id]);
  }
  for (const order of model.orders) {
    const due = worth(standing(order));
    await eventually(
      () => Promise.resolve(bank.payments.filter(({ buyer }) => buyer === order.key)),
      payments => payments.length === 1 && payments.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0) === due * 100,
    );
  }
  expect(bank.offences).toEqual([]);
}

/** The number of each shop's first order of this run. */
const firstOrder: Record<ShopId, number> = { north: 0, south: 0 };

abstract class Command implements fc.AsyncCommand<Model, null> {
  check(_model: Readonly<Model>): boolean {
    return true;
  }

  async run(model: Model): Promise<void> {
    await this.act(model);
    await expectAsModelled(model);
  }

  protected abstract act(model: Model): Promise<void>;
  abstract toString(): string;
}

/** A new order; `isLost`: the first shop makes it and its answer never comes. */
class Place extends Command {
  readonly lines: Lines;
  readonly isLost: boolean;

  constructor(lines: Lines, isLost: boolean) {
    super();
    this.lines = lines;
    this.isLost = isLost;
  }

  override check(): boolean {
    return this.lines.north + this.lines.south > 0;
  }

  protected async act(model: Model): Promise<void> {
    const key = `a-key-of-the-model-${runs}-${++model.keys}`;
    const losing = SHOPS.find(id => this.lines[id] > 0) as ShopId;
    if (this.isLost) shops[losing].after = loseOnce(losing);
    const answer = await place(key, this.lines);
    shops[losing].after = () => false;
    const canHave = SHOPS.every(id => this.lines[id] <= model.shelf[id]);
    expect(answer.__typename).toBe(canHave ? 'PlacedOrder' : 'OutOfStock');
    if (!canHave) return;
    const { id, parts = [] } = answer.order ?? {};
    for (const shop of SHOPS) model.shelf[shop] -= this.lines[shop];
    model.orders.push({
      key,
      lines: this.lines,
      id: id as string,
      token: answer.accessToken as string,
      parts: parts.map(part => ({
        shop: part.channel.id,
        quantity: this.lines[part.channel.id],
        id: part.id,
        externalId: part.externalId,
        state: 'stands',
      })),
    });
  }

  toString(): string {
    return `Place(${JSON.stringify(this.lines)}${this.isLost ? ', answer lost' : ''})`;
  }
}

function loseOnce(id: ShopId): BareShop['after'] {
  return (request, response, path) => {
    if (request.method !== 'POST' || path !== '/orders') return false;
    shops[id].after = () => false;
    response.destroy();
    return true;
  };
}

/** A command on one of the orders that were placed. */
abstract class OnOrder extends Command {
  readonly at: number;

  constructor(at: number) {
    super();
    this.at = at;
  }

  override check(model: Readonly<Model>): boolean {
    return model.orders.length > 0;
  }

  protected act(model: Model): Promise<void> {
    return this.on(model.orders[this.at % model.orders.length] as ModelOrder, model);
  }

  toString(): string {
    return `${this.constructor.name}(${this.at})`;
  }

  protected abstract on(order: ModelOrder, model: Model): Promise<void>;
}

class Repeat extends OnOrder {
  protected async on({ key, lines, id, token }: ModelOrder): Promise<void> {
    const answers = await Promise.all([place(key, lines), place(key, lines)]);
    for (const answer of answers) expect([answer.__typename, answer.order?.id, answer.accessToken]).toEqual(['PlacedOrder', id, token]);
  }
}

class RepeatOtherwise extends OnOrder {
  protected async on({ key, lines }: ModelOrder): Promise<void> {
    expect((await place(key, { ...lines, north: lines.north + 1 })).__typename).toBe('IdempotencyConflict');
  }
}

class Cancel extends OnOrder {
  protected async on(order: ModelOrder, model: Model): Promise<void> {
    const input = { idempotencyKey: `cancel-${++model.keys}`, orderId: order.id, accessToken: order.token, reason: 'CHANGED_MIND' };
    const cancel = () =>
      ask<{ cancelOrder: { __typename: string; refund?: { amount: string } } }>(house.url, CANCEL, { input }).then(
        ({ data }) => data.cancelOrder,
      );
    const parts = standing(order);
    const answer = await cancel();
    if (parts.length === 0 || parts.some(({ state }) => state === 'completed')) {
      expect(answer.__typename).toBe('NotCancellable');
      return;
    }
    expect(answer).toEqual({ __typename: 'OrderCancelled', refund: { amount: worth(parts).toFixed(2) } });
    for (const part of parts) {
      part.state = 'gone';
      model.shelf[part.shop] += part.quantity;
    }
    expect(await cancel()).toEqual(answer);
  }
}

/** The shop does something by itself and tells it several times. */
abstract class ShopActs extends OnOrder {
  protected async tell({ shop, externalId }: Part): Promise<void> {
    const body = JSON.stringify({ id: Number(externalId) });
    const signature = createHmac('sha256', 'webhook-secret').update(body).digest('base64');
    const delivery = `model-${++deliveries}`;
    for (const id of [delivery, delivery, `${delivery}-again`])
      await fetch(new URL(`/hooks/${shop}`, house.url), {
        method: 'POST',
        headers: { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-delivery-id': id, 'x-wc-webhook-signature': signature },
        body,
      });
  }

  protected statusAt({ shop, externalId }: Part, status: string): void {
    const order = shops[shop].orders.find(one => String(one.id) === externalId);
    if (order) order.status = status;
  }

  protected async seen(order: ModelOrder, { shop }: Part, holds: (status: string) => boolean): Promise<void> {
    interface Looked {
      readonly order: { readonly parts: readonly { readonly status: string; readonly channel: { readonly id: string } }[] };
    }
    await eventually(
      () => ask<Looked>(house.url, LOOK, { id: order.id, token: order.token }),
      ({ data }) => holds(data.order.parts.find(({ channel }) => channel.id === shop)?.status ?? ''),
    );
  }
}

class ShopCompletes extends ShopActs {
  protected async on(order: ModelOrder): Promise<void> {
    const [part] = order.parts.filter(({ state }) => state === 'stands');
    if (!part) return;
    this.statusAt(part, 'completed');
    part.state = 'completed';
    await this.tell(part);
    await this.seen(order, part, status => /SHIPPED|DELIVERED|COMPLETED/.test(status));
  }
}

class ShopCancels extends ShopActs {
  protected async on(order: ModelOrder): Promise<void> {
    const [part] = order.parts.filter(({ state }) => state === 'stands');
    if (!part) return;
    this.statusAt(part, 'cancelled');
    part.state = 'gone';
    await this.tell(part);
    await this.seen(order, part, status => status === 'CANCELLED');
  }
}

class OldNews extends ShopActs {
  protected async on(order: ModelOrder): Promise<void> {
    for (const part of order.parts) await this.tell(part);
  }
}

/** SIGKILL and a new start: nothing that was true is lost. */
class Kill extends Command {
  protected async act(): Promise<void> {
    await house.killAndRestart(0);
  }

  toString(): string {
    return 'Kill';
  }
}

const at = fc.nat(20);
const commands = fc.commands(
  [
    fc.tuple(fc.nat(3), fc.nat(3), fc.boolean()).map(([north, south, isLost]) => new Place({ north, south }, isLost)),
    fc.tuple(fc.nat(3), fc.nat(3)).map(([north, south]) => new Place({ north, south }, false)),
    at.map(one => new Repeat(one)),
    at.map(one => new RepeatOtherwise(one)),
    at.map(one => new Cancel(one)),
    at.map(one => new ShopCompletes(one)),
    at.map(one => new ShopCancels(one)),
    at.map(one => new OldNews(one)),
    fc.constant(new Kill()),
  ],
  { maxCommands: 14 },
);

describe('orders, driven by random commands', () => {
  it('do what a simple model says, at the front door and in the books of shops and bank', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async sequence => {
        runs++;
        const model: Model = { shelf: { north: 8, south: 8 }, orders: [], keys: 0 };
        for (const id of SHOPS) {
          Object.assign(shops[id].product(1), { stock_quantity: model.shelf[id], stock_status: 'instock' });
          firstOrder[id] = 1000 + shops[id].orders.length;
        }
        await fc.asyncModelRun(() => ({ model, real: null }), sequence);
      }),
      { numRuns: 5, seed: 20_261_125, endOnFailure: true },
    );
  }, 240_000);
});
