import {
  baseUrl,
  CONTRACT_VERSION,
  defineAdapter,
  secret,
  type Call,
  type Capabilities,
  type Credentials,
  type Handoff,
  type OrderRequest,
  type ReportedOrder,
} from '@onebasket/adapter-sdk';
import { AdapterError, currency, isCurrencyCode, parseMoney, refuse, type Money, type Refusal } from '@onebasket/core';
import { Type } from 'typebox';
import type { RunningVendor } from '../../src/options.ts';
import { getListings, send } from './corner-shop.ts';
import { CODE, PORTAL_KEY, startPortalVendor } from './portal-vendor.ts';

type Wire = Readonly<Record<string, unknown>>;
const QUESTION = 'corner-challenge';

function invalid(what: string): AdapterError {
  return new AdapterError('invalid-response', { outcome: 'unknown', message: `portal: ${what}` });
}

/** A read's answer, whose failures did nothing. */
async function read(call: Call, path: string): Promise<Wire> {
  const { status, wire } = await send(call, 'GET', path);
  if (status !== 200) throw new AdapterError('invalid-response', { outcome: 'not-done', message: `portal: ${status}` });
  return wire;
}

function listOf(wire: Wire, name: string): readonly Wire[] {
  const list = wire[name];
  if (!Array.isArray(list)) throw new AdapterError('invalid-response', { outcome: 'not-done', message: `portal: no ${name}` });
  return list as Wire[];
}

function totalOf({ total, currency: code }: Wire): Money | undefined {
  const isSound = typeof total === 'string' && /^\d+\.\d\d$/.test(total) && typeof code === 'string' && isCurrencyCode(code);
  return isSound ? parseMoney(total, currency(code)) : undefined;
}

function toReported(wire: Wire): ReportedOrder {
  const { id, key, item, updated, state } = wire;
  if (typeof id !== 'string' || (state !== 'paid' && state !== 'done')) {
    throw new AdapterError('invalid-response', { outcome: 'not-done', message: 'portal: an order that is none' });
  }
  const total = totalOf(wire);
  return {
    externalId: id,
    state: state === 'done' ? 'COMPLETED' : 'PLACED',
    lines: typeof item === 'string' ? [{ externalId: item, quantity: 1 }] : [],
    ...(typeof key === 'string' && key !== '' ? { key } : {}),
    ...(total ? { total } : {}),
    ...(typeof updated === 'string' ? { updatedAt: updated } : {}),
  };
}

export async function pullReport(query: { readonly since: string; readonly cursor?: string | undefined }, call: Call) {
  const asked = Number(query.cursor ?? 1);
  const wire = await read(call, `/report?since=${encodeURIComponent(query.since)}&page=${asked}`);
  const items = listOf(wire, 'orders').map(toReported);
  const [page, pages] = [Number(String(wire['page'])), Number(String(wire['pages']))];
  if (page !== asked) throw new AdapterError('invalid-response', { outcome: 'not-done', message: `portal: page ${page} for ${asked}` });
  return page < pages ? { items, next: `${page + 1}` } : { items };
}

export async function prepare({ lines }: OrderRequest, call: Call): Promise<Handoff | Refusal> {
  const { wire } = await send(call, 'POST', '/links', { item: lines[0]?.externalId });
  if (wire['code'] === 'unknown_item') return refuse('not-found', 'the portal does not know it');
  if (wire['code'] === 'sold_out') return refuse('out-of-stock', 'sold out');
  if (typeof wire['url'] !== 'string') throw invalid('a link without address');
  return { status: 'handoff', url: wire['url'], attribution: String(wire['mark']) };
}

export async function pullMessages(call: Call) {
  const wire = await read(call, '/messages');
  const events = listOf(wire, 'messages').map(({ id, order }) => ({
    kind: 'order-changed' as const,
    deliveryId: String(id),
    externalId: String(order),
  }));
  return { events, receipt: String(wire['receipt']), more: false };
}

export async function token(body: Wire, call: Call): Promise<Credentials> {
  const { wire } = await send(call, 'POST', '/token', body);
  if (wire['code'] === 'invalid_grant') throw new AdapterError('unauthorized', { outcome: 'not-done', message: 'portal: connect again' });
  const expiresAt = new Date(call.now().getTime() + Number(String(wire['expires_in'])) * 1000).toISOString();
  return { accessToken: String(wire['access_token']), refreshToken: String(wire['refresh_token']), expiresAt };
}

export const capabilities = {
  listings: {
    getListings: (ids, call) =>
      getListings(ids, { ...call, http: { request: one => call.http.request({ ...one, url: one.url.replace('/products?', '/items?') }) } }),
  },
  orders: { mode: 'handoff', prepare: (request, _, call) => prepare(request, call) },
  orderReport: { pull: pullReport },
  messages: {
    pull: pullMessages,
    acknowledge: async (receipt, call) => void (await send(call, 'POST', '/messages/acknowledged', { receipt })),
  },
  authorisation: {
    authorizeUrl: ({ redirectUri, state }) => `https://portal.example/consent?${new URLSearchParams({ redirect_uri: redirectUri, state })}`,
    exchange: ({ query }, call) => token({ code: query['code'] }, call),
    refresh: ({ refreshToken }, call) => token({ refresh_token: refreshToken }, call),
  },
  afterSales: {
    request: async (ref, _, { key }, call) => {
      const { wire } = await send(call, 'POST', '/cases', { order: ref.externalId, key });
      if (wire['code'] === 'unknown_order') return refuse('not-found', 'the portal does not know it');
      if (typeof wire['id'] !== 'string') throw invalid('a case without id');
      return { status: 'case', externalId: wire['id'], state: 'OPEN' };
    },
    get: async (caseId, call) => {
      const found = (await read(call, `/cases/${encodeURIComponent(caseId)}`))['case'] as Wire | null;
      return found ? { status: 'case', externalId: String(found['id']), state: 'OPEN' } : undefined;
    },
  },
  webhooks: {
    verify: ({ headers, body }, call) =>
      Promise.resolve(headers['x-seal'] === `${call.connection.settings['key'] as string}:${body.length}`),
    parse: ({ body }) => (body.length > 20 ? [{ kind: 'ignored', deliveryId: `d-${body.length}`, what: 'test' }] : []),
    handshake: ({ path }) => {
      const challenge = new URL(path, 'http://host.invalid').searchParams.get('challenge');
      return challenge === null ? undefined : { status: 200, headers: {}, body: challenge };
    },
  },
} satisfies Capabilities;

/** A good adapter whose orders end on other people's pages. */
export const portal = defineAdapter({
  manifest: {
    id: 'portal',
    kind: 'channel',
    channelKind: 'AFFILIATE',
    name: 'Portal',
    contract: CONTRACT_VERSION,
    vendorApi: '1',
    settings: Type.Object({ baseUrl: baseUrl('Of the portal'), key: secret({ description: 'Key' }) }),
    allowedOrigins: settings => [new URL(String(settings['baseUrl'])).origin],
    budget: { perSecond: 1000, burst: 1000 },
  },
  capabilities,
});

export async function startPortal(): Promise<RunningVendor> {
  const vendor = await startPortalVendor();
  const body = Buffer.from('{"what":"something happened"}');
  return {
    settings: { baseUrl: vendor.url, key: PORTAL_KEY },
    sample: {
      listingIds: ['a', 'b'],
      soldOutId: 'z',
      unknownId: 'q',
      reportSince: '2026-11-01T00:00:00+08:00',
      reportedKey: 'key-3',
      consent: { query: { code: CODE }, redirectUri: 'https://basket.example/back' },
      webhook: { method: 'POST', path: '/hooks/portal', headers: { 'x-seal': `${PORTAL_KEY}:${body.length}` }, body },
      handshake: { method: 'GET', path: `/hooks/portal?challenge=${QUESTION}`, headers: {}, body: Buffer.alloc(0) },
      deliveredOrder: () => Promise.resolve({ ref: { externalId: 'order-1', key: 'key-1' }, lines: [{ externalId: 'a', quantity: 1 }] }),
    },
    control: { putMessage: () => vendor.putMessage(), countOrders: () => Promise.resolve(0) },
    stop: () => vendor.stop(),
  };
}
