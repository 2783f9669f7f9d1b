import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  baseUrl,
  CONTRACT_VERSION,
  defineAdapter,
  isLosslessNumber,
  retryAfterMs,
  secret,
  type Call,
  type Capabilities,
  type ChannelListing,
  type HttpRequest,
  type OrderRequest,
  type PlacedOrder,
  type Quote,
  type QuoteRequest,
  type RawRequest,
} from '@onebasket/adapter-sdk';
import {
  AdapterError,
  currency,
  isCurrencyCode,
  parseMoney,
  refuse,
  sum,
  times,
  type Money,
  type Outcome,
  type Refusal,
} from '@onebasket/core';
import { Type } from 'typebox';
import type { RunningVendor } from '../../src/options.ts';
import { cornerWebhook, KEY, startCornerVendor, WEBHOOK_SECRET } from './corner-vendor.ts';

type Wire = Readonly<Record<string, unknown>>;
const PAGE = 20;
const EUR = currency('EUR');

/** One request to the vendor; its whole answer, or why there is none. Status and code are left to the ability. */
export async function send(call: Call, method: HttpRequest['method'], path: string, body?: Wire): Promise<{ status: number; wire: Wire }> {
  const { settings } = call.connection;
  const outcome: Outcome = method === 'GET' ? 'not-done' : 'unknown';
  const response = await call.http.request({
    method,
    url: `${String(settings['baseUrl'])}${path}`,
    headers: { 'x-key': String(settings['key']), 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
    label: `${method} ${path.split('?')[0]}`,
  });
  const fail = (code: AdapterError['code'], message: string, done = outcome) => {
    const waitMs = retryAfterMs(response.headers, call.now());
    return new AdapterError(code, { outcome: done, message: `corner: ${method} ${message}`, retryAfterMs: waitMs });
  };
  if (response.status === 429) throw fail('rate-limited', 'is asked too often', 'not-done');
  if (response.status === 401) throw fail('unauthorized', 'does not take the key', 'not-done');
  if (response.status >= 500) throw fail('unavailable', `answers ${response.status}`);
  let wire: unknown;
  try {
    wire = response.json();
  } catch (cause) {
    throw new AdapterError('invalid-response', { outcome, message: `corner: ${method} answers no JSON`, cause });
  }
  if (wire === null && method === 'GET') return { status: response.status, wire: {} };
  if (typeof wire !== 'object' || wire === null) throw fail('invalid-response', 'answers no object');
  return { status: response.status, wire: wire as Wire };
}

function invalid(what: string, outcome: Outcome = 'not-done'): AdapterError {
  return new AdapterError('invalid-response', { outcome, message: `corner: ${what}` });
}

/** Text or number of the wire as text. */
function textOf(value: unknown): string | undefined {
  if (isLosslessNumber(value)) return value.toString();
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function moneyOf(amount: unknown, code: unknown): Money | undefined {
  const [text, named] = [textOf(amount), textOf(code)];
  if (text === undefined || named === undefined) return undefined;
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(text) || !isCurrencyCode(named) || named !== 'EUR') throw invalid('an amount that is none');
  return parseMoney(text, named);
}

/** A product of the wire as a listing. */
export function toListing(wire: unknown): ChannelListing {
  if (typeof wire !== 'object' || wire === null) throw invalid('a product that is none');
  const { id, name, price, currency: code, stock } = wire as Wire;
  const [externalId, title] = [textOf(id), textOf(name)];
  if (externalId === undefined || title === undefined) throw invalid('a product without id or name');
  const money = moneyOf(price, code);
  const pieces = /^\d{1,9}$/.test(textOf(stock) ?? '') ? Number(textOf(stock)) : undefined;
  return {
    externalId,
    title,
    gtins: [],
    images: [],
    attributes: [],
    options: [],
    categoryPath: [],
    ...(money ? { price: money } : {}),
    availability: pieces === undefined ? 'UNKNOWN' : pieces > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK',
    ...(pieces === undefined ? {} : { stock: pieces }),
    purchasable: money !== undefined,
  };
}

async function products(call: Call, query: string) {
  const { wire } = await send(call, 'GET', `/products?${query}`);
  if (!Array.isArray(wire['items'])) throw invalid('a list without items');
  return { listings: wire['items'].map(toListing), page: Number(textOf(wire['page'])), pages: Number(textOf(wire['pages'])) };
}

export async function getListings(ids: readonly string[], call: Call): Promise<readonly (ChannelListing | undefined)[]> {
  const { listings } = await products(call, `size=100&ids=${ids.map(encodeURIComponent).join(',')}`);
  const byId = new Map(listings.map(listing => [listing.externalId, listing]));
  return ids.map(id => byId.get(id));
}

async function getQuotes(requests: readonly QuoteRequest[], call: Call): Promise<readonly (Quote | Refusal)[]> {
  const ids = [...new Set(requests.flatMap(({ lines }) => lines.map(({ externalId }) => externalId)))];
  const listings = new Map((await getListings(ids, call)).flatMap(listing => (listing ? [[listing.externalId, listing] as const] : [])));
  return requests.map(({ lines }) => {
    const quoted = lines.map(({ externalId, quantity }) => {
      const { price, title = '', availability = 'UNKNOWN', stock } = listings.get(externalId) ?? {};
      if (!price) return undefined;
      const base = { externalId, title, quantity, listPrice: price, unitPrice: price, subtotal: times(price, quantity), promotions: [] };
      return { ...base, availability, ...(stock === undefined ? {} : { stock }) };
    });
    const found = quoted.flatMap(line => line ?? []);
    if (found.length < lines.length) return refuse('not-found', 'the shop does not know it');
    const cost = parseMoney('4.90', EUR);
    return {
      lines: found,
      shipping: { methodId: 'post', title: 'Post', cost },
      total: sum([...found.map(({ subtotal }) => subtotal), cost], EUR),
    };
  });
}

export function toPlaced(wire: unknown, outcome: Outcome): PlacedOrder {
  const { id, lines, total, currency: code, state } = (wire ?? {}) as Wire;
  const money = moneyOf(total, code);
  const externalId = textOf(id);
  if (!externalId || !money || !Array.isArray(lines) || (state !== 'placed' && state !== 'cancelled'))
    throw invalid('an order that is none', outcome);
  return {
    status: 'placed',
    externalId,
    state: state === 'placed' ? 'PLACED' : 'CANCELLED',
    lines: (lines as Wire[]).map(line => ({ externalId: textOf(line['id']) ?? '', quantity: Number(textOf(line['quantity'])) })),
    total: money,
  };
}

export async function findOrder(key: string, call: Call): Promise<PlacedOrder | undefined> {
  const { wire } = await send(call, 'GET', `/orders?key=${encodeURIComponent(key)}`);
  if (!Array.isArray(wire['items'])) throw invalid('a list without items');
  const orders = wire['items'].map(item => toPlaced(item, 'not-done'));
  return orders.find(({ state }) => state !== 'CANCELLED') ?? orders[0];
}

export async function place({ lines, quote }: OrderRequest, key: string, call: Call): Promise<PlacedOrder | Refusal> {
  const total = `${quote.total.minor / 100n}.${String(quote.total.minor % 100n).padStart(2, '0')}`;
  const body = { key, lines: lines.map(({ externalId, quantity }) => ({ id: externalId, quantity })), total };
  const { status, wire } = await send(call, 'POST', '/orders', body);
  const code = textOf(wire['code']) ?? '';
  if (code === 'sold_out') return refuse('out-of-stock', 'sold out');
  if (code === 'unknown_product') return refuse('not-found', 'the shop does not know it');
  if (code.startsWith('price_changed:')) return refuse('price-changed', 'it costs other than agreed');
  if (status !== 201) throw invalid(`an order answered with ${status}`, 'unknown');
  let placed: PlacedOrder;
  try {
    placed = toPlaced(wire, 'unknown');
  } catch (cause) {
    throw new AdapterError('invalid-response', { outcome: 'unknown', message: 'corner: an order that is none', cause });
  }
  if (placed.total.minor !== quote.total.minor) throw invalid('an order for another total', 'unknown');
  return placed;
}

/** The signature over the raw bytes. */
export function isSigned({ headers, body }: RawRequest, key: unknown): boolean {
  const given = Buffer.from(headers['x-corner-signature'] ?? '', 'hex');
  const own = createHmac('sha256', String(key)).update(body).digest();
  return given.length === own.length && timingSafeEqual(given, own);
}

export const capabilities = {
  health: {
    check: async call => {
      const { wire } = await send(call, 'GET', '/ping');
      const shop = textOf(wire['shop']);
      if (shop === undefined) throw invalid('a greeting without a name');
      return { detail: shop };
    },
  },
  feed: {
    pull: async (cursor, call) => {
      if (cursor === 'done') return { listings: [], gone: [], cursor, more: false };
      const asked = Number(cursor ?? 1);
      const { listings, page, pages } = await products(call, `size=${PAGE}&page=${asked}`);
      if (page !== asked) throw invalid(`page ${page} where ${asked} was asked for`);
      return page < pages ? { listings, gone: [], cursor: `${page + 1}`, more: true } : { listings, gone: [], cursor: 'done', more: false };
    },
  },
  search: {
    search: async ({ text, first, after }, call) => {
      const { listings, page, pages } = await products(call, `q=${encodeURIComponent(text)}&size=${first}&page=${after ?? 1}`);
      return page < pages ? { items: listings, next: `${page + 1}` } : { items: listings };
    },
  },
  listings: { getListings },
  quotes: { getQuotes },
  orders: {
    mode: 'native',
    place: (request, { key }, call) => place(request, key, call),
    repeats: { by: 'lookup', find: ({ key }, call) => findOrder(key, call) },
    get: async ({ externalId }, call) => {
      const { status, wire } = await send(call, 'GET', `/orders/${encodeURIComponent(externalId)}`);
      if (status !== 200) throw invalid(`an order read with ${status}`);
      if (wire['id'] === undefined) return undefined;
      const { total, state } = toPlaced(wire, 'not-done');
      const refunds = Array.isArray(wire['refunds']) ? (wire['refunds'] as Wire[]) : [];
      const minor = refunds.reduce((all, { amount }) => all + BigInt(textOf(amount) ?? 0), 0n);
      return { externalId, state, total, fulfilments: [], refunded: { minor, currency: total.currency } };
    },
  },
  cancellation: {
    cancel: async ({ externalId }, _, call) => {
      const { status, wire } = await send(call, 'POST', `/orders/${encodeURIComponent(externalId)}/cancel`);
      if (status === 404) return refuse('not-found', 'the shop does not know it');
      if (wire['state'] !== 'cancelled') throw invalid('a cancellation without effect', 'unknown');
      return { status: 'cancelled' };
    },
  },
  refunds: {
    refund: async ({ externalId }, amount, { key }, call) => {
      const text = `${amount.minor / 100n}.${String(amount.minor % 100n).padStart(2, '0')}`;
      const { wire } = await send(call, 'POST', `/orders/${encodeURIComponent(externalId)}/refunds`, { key, amount: text });
      if (wire['code'] !== undefined) return refuse('limit-exceeded', 'more than was paid');
      if (wire['refunds'] === undefined) throw invalid('a refund without effect', 'unknown');
      return { status: 'refunded', externalId: key, amount };
    },
  },
  webhooks: {
    verify: (request, call) => Promise.resolve(isSigned(request, call.connection.settings['webhookSecret'])),
    parse: ({ body }) => {
      try {
        const { delivery, order } = JSON.parse(Buffer.from(body).toString('utf8')) as { delivery?: string; order?: string };
        if (delivery === undefined || order === undefined) return [];
        return [{ kind: 'order-changed', deliveryId: delivery, externalId: order }];
      } catch (cause) {
        throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'corner: a webhook that cannot be read', cause });
      }
    },
  },
} satisfies Capabilities;

/** A good small adapter: keeps every promise of the contract. */
export const cornerShop = defineAdapter({
  manifest: {
    id: 'corner-shop',
    kind: 'channel',
    channelKind: 'SHOP',
    name: 'Corner shop',
    contract: CONTRACT_VERSION,
    vendorApi: '1',
    settings: Type.Object({
      baseUrl: baseUrl('Of the shop'),
      key: secret({ description: 'Key' }),
      webhookSecret: secret({ description: 'Signs webhooks' }),
    }),
    allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
    budget: { perSecond: 1000, burst: 1000 },
  },
  capabilities,
});

/** The shop, running, with everything that the checks ask for. */
export async function startCornerShop(): Promise<RunningVendor> {
  const vendor = await startCornerVendor();
  return {
    settings: { baseUrl: vendor.url, key: KEY, webhookSecret: WEBHOOK_SECRET },
    sample: {
      listingIds: ['1', '2'],
      soldOutId: '99',
      unknownId: '123456',
      query: 'lamp',
      address: { country: 'DE', city: 'Bonn', postalCode: '53111', line1: 'Lindenweg 7' },
      webhook: cornerWebhook(),
    },
    control: {
      countOrders: key => Promise.resolve(vendor.orders.filter(order => order.key === key && order.state === 'placed').length),
    },
    stop: () => vendor.stop(),
  };
}
