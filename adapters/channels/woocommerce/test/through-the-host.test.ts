import { createRegistry, type Registry } from '@onebasket/adapter-registry';
import type { OrderRequest, PlacedOrder } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal, type Refusal } from '@onebasket/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { woocommerce } from '../src/index.ts';
import { FakeShop } from './fake-shop.ts';
import { serve, type Fault } from './serve.ts';

const secrets = { consumerKey: 'ck_very_secret', consumerSecret: 'cs_very_secret' };
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let shop: FakeShop;
let server: Awaited<ReturnType<typeof serve>>;
let registry: Registry;

beforeEach(async () => {
  shop = new FakeShop();
  shop.add({ id: 1, name: 'Lamp' });
  server = await serve(shop);
  registry = createRegistry({
    connections: [{ kind: 'channel', config: { id: 'acme', adapter: 'woocommerce', settings: { baseUrl: server.url, ...secrets } } }],
    adapters: [woocommerce],
    log,
  });
});

afterEach(async () => {
  await registry.close();
  await server.close();
});

function channel() {
  const found = registry.channel('acme');
  if (!found) throw new Error('no channel');
  return found;
}

async function agreed(): Promise<OrderRequest> {
  const lines = [{ externalId: '1', quantity: 2 }];
  const [quote] = await channel().run('quotes', (it, call) => it.getQuotes([{ lines, destination: { country: 'DE' } }], call));
  if (!quote || isRefusal(quote)) throw new Error('no quote');
  return {
    lines: lines.map(line => ({ ...line, title: 'Lamp', options: [] })),
    contact: { name: 'Erika Mustermann', email: 'erika@shop.test' },
    address: { country: 'DE', city: 'Bonn', line1: 'Lindenweg 7', postalCode: '53111' },
    quote,
  };
}

function place(request: OrderRequest, deadlineMs?: number): Promise<PlacedOrder | Refusal> {
  return channel().run(
    'orders',
    (it, call) => {
      if (it.mode !== 'native') throw new Error('not native');
      return it.place(request, { key: 'key-1', remember: () => Promise.resolve() }, call);
    },
    deadlineMs === undefined ? {} : { deadlineMs },
  );
}

function find(): Promise<PlacedOrder | undefined> {
  return channel().run('orders', (it, call) => {
    if (it.mode !== 'native' || it.repeats.by === 'nothing') throw new Error('cannot be asked');
    return it.repeats.find({ key: 'key-1', since: new Date('2026-11-25T09:00:00Z').toISOString() }, call);
  });
}

async function failureOf(work: Promise<unknown>): Promise<AdapterError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AdapterError)) throw new Error('no AdapterError was thrown', { cause: error });
  return error;
}

/** Strikes POSTs only; the shop has made the order by then. */
const onPost =
  (strike: Fault): Fault =>
  (request, response) =>
    request.method === 'POST' && strike(request, response);

const lostAnswers: readonly (readonly [string, Fault])[] = [
  ['a connection that is cut', onPost((request, response) => (request.destroy(), response.destroy(), true))],
  [
    'half an answer',
    onPost((_, response) => (response.writeHead(201, { 'content-length': '500' }), response.write('{"id": 90'), response.destroy(), true)),
  ],
  ['a page of HTML', onPost((_, response) => (response.writeHead(200), response.end('<html>Thank you</html>'), true))],
  ['a gateway that gave up', onPost((_, response) => (response.writeHead(504), response.end('<html>'), true))],
  ['ten megabytes', onPost((_, response) => (response.writeHead(201), response.end('x'.repeat(10_000_000)), true))],
];

describe('an order whose answer is lost', () => {
  it.each(lostAnswers)('to %s is in doubt, was sent once, and is found', async (_, fault) => {
    const request = await agreed();
    server.fault = fault;
    const error = await failureOf(place(request));
    expect(error.outcome).toBe('unknown');
    expect(`${error.message}${error.stack}`).not.toMatch(/very_secret|oauth_signature|Lindenweg|erika/i);
    expect(shop.orders).toHaveLength(1);
    server.fault = () => false;
    expect(await find()).toMatchObject({ status: 'placed', lines: [{ externalId: '1', quantity: 2 }], total: request.quote.total });
  });

  it('to a shop that never answers is in doubt when the deadline has passed', async () => {
    const request = await agreed();
    server.fault = onPost(() => true);
    expect(await failureOf(place(request, 300))).toMatchObject({ code: 'timeout', outcome: 'unknown' });
    expect(shop.orders).toHaveLength(1);
  });

  it('is a failure, and no order, when nobody listens', async () => {
    const request = await agreed();
    await server.close();
    expect(await failureOf(place(request, 3000))).toMatchObject({ code: 'unavailable' });
    expect(shop.orders).toHaveLength(0);
    server = await serve(new FakeShop());
  });
});

describe('an order', () => {
  it('of what was quoted is placed as quoted', async () => {
    const request = await agreed();
    expect(await place(request)).toMatchObject({ status: 'placed', total: request.quote.total });
  });
});

describe('settings', () => {
  it('that do not fit name the path, never the value', () => {
    const make = (settings: Record<string, unknown>) => () =>
      createRegistry({
        connections: [{ kind: 'channel', config: { id: 'acme', adapter: 'woocommerce', settings } }],
        adapters: [woocommerce],
        log,
      });
    expect(make({ baseUrl: server.url, consumerKey: 'ck_very_secret' })).toThrow(/acme\.settings\.consumerSecret/);
    expect(make({ baseUrl: 'ftp://x', ...secrets })).toThrow(/acme\.settings\.baseUrl/);
    expect(make({ baseUrl: server.url, ...secrets, currency: 'euro' })).toThrow(/acme\.settings\.currency/);
    expect(make({ baseUrl: server.url, ...secrets, colour: 'red' })).toThrow(/colour/);
  });
});
