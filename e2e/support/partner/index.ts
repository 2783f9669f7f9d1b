import {
  baseUrl,
  defineAdapter,
  secret,
  type Call,
  type ChannelListing,
  type PlacedOrder,
  type Quote,
  type QuoteRequest,
} from '@onebasket/adapter-sdk';
import { AdapterError, parseMoney, refuse, sum, times, type CurrencyCode, type Money, type Refusal } from '@onebasket/core';
import { Type } from 'typebox';
import conformance from './conformance.json' with { type: 'json' };

// What a partner writes for a corner shop with a small JSON API. The product knows nothing of it.

interface Item {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  /** Numbers come as they were written, without loss. */
  readonly stock: unknown;
}

interface Order {
  readonly id: string;
  readonly items: readonly { readonly id: string; readonly quantity: unknown }[];
  readonly total: string;
}

const CNY = 'CNY' as CurrencyCode;
const toMoney = (text: string): Money => parseMoney(text, CNY);

async function ask<T>(call: Call, method: 'GET' | 'POST', path: string, body?: object): Promise<T | undefined> {
  const { baseUrl: base, key } = call.connection.settings as { baseUrl: string; key: string };
  const response = await call.http.request({
    method,
    url: `${base}${path}`,
    ...(body ? { body: JSON.stringify(body) } : {}),
    sign: () => ({ headers: { authorization: `Key ${key}` } }),
  });
  if (response.status === 404) return undefined;
  if (response.status >= 400)
    throw new AdapterError('unavailable', { outcome: 'not-done', message: `corner: ${method} ${path} answered ${response.status}` });
  return response.json() as T;
}

const items = async (call: Call): Promise<readonly Item[]> => (await ask<Item[]>(call, 'GET', '/items')) ?? [];

function toListing(item: Item): ChannelListing {
  return {
    externalId: item.id,
    title: item.name,
    gtins: [],
    images: [],
    attributes: [],
    options: [],
    categoryPath: [],
    price: toMoney(item.price),
    availability: Number(item.stock) > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK',
    stock: Number(item.stock),
    purchasable: true,
  };
}

function toQuote({ lines }: QuoteRequest, known: readonly Item[]): Quote | Refusal {
  const quoted: Quote['lines'][number][] = [];
  for (const { externalId, quantity } of lines) {
    const item = known.find(({ id }) => id === externalId);
    if (!item) return refuse('not-found', 'corner: no such item', { externalIds: [externalId] });
    const price = toMoney(item.price);
    quoted.push({
      externalId,
      title: item.name,
      quantity,
      listPrice: price,
      unitPrice: price,
      subtotal: times(price, quantity),
      promotions: [],
      availability: Number(item.stock) > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK',
      stock: Number(item.stock),
    });
  }
  const total = sum(
    quoted.map(({ subtotal }) => subtotal),
    CNY,
  );
  return { lines: quoted, shipping: { methodId: 'foot', title: 'On foot', cost: toMoney('0') }, total };
}

function toPlaced(order: Order): PlacedOrder {
  const lines = order.items.map(({ id, quantity }) => ({ externalId: id, quantity: Number(quantity) }));
  return { status: 'placed', externalId: order.id, number: order.id, state: 'PLACED', lines, total: toMoney(order.total) };
}

export const corner = defineAdapter({
  manifest: {
    id: 'corner',
    kind: 'channel',
    channelKind: 'SHOP',
    name: 'Corner shop',
    contract: '1.0',
    vendorApi: '1',
    settings: Type.Object({
      baseUrl: baseUrl('The shop.'),
      key: secret({ description: 'The key.' }),
      requestsPerSecond: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'What the shop granted.' })),
    }),
    allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
    budget: { perSecond: 100, burst: 100 },
  },
  capabilities: {
    health: { check: async call => ({ detail: `${(await items(call)).length} items` }) },
    feed: {
      pull: async (cursor, call) => ({ listings: cursor ? [] : (await items(call)).map(toListing), gone: [], cursor: 'all', more: false }),
    },
    listings: {
      getListings: async (ids, call) => {
        const known = new Map((await items(call)).map(item => [item.id, toListing(item)]));
        return ids.map(id => known.get(id));
      },
    },
    quotes: {
      getQuotes: async (requests, call) => {
        const known = await items(call);
        return requests.map(request => toQuote(request, known));
      },
    },
    orders: {
      mode: 'native',
      place: async (request, { key }, call) => {
        const order = await ask<Order>(call, 'POST', '/orders', {
          key,
          items: request.lines.map(({ externalId, quantity }) => ({ id: externalId, quantity })),
        });
        return order ? toPlaced(order) : refuse('not-found', 'corner: no such item');
      },
      repeats: {
        by: 'lookup',
        find: async ({ key }, call) => {
          const order = await ask<Order>(call, 'GET', `/orders/by-key/${encodeURIComponent(key)}`);
          return order && toPlaced(order);
        },
      },
      get: async ({ externalId }, call) => {
        const order = await ask<Order>(call, 'GET', `/orders/${encodeURIComponent(externalId)}`);
        return order && { externalId: order.id, state: 'PLACED', total: toMoney(order.total), fulfilments: [] };
      },
    },
  },
  conformance,
});
