import { randomUUID } from 'node:crypto';
import { no, ok, serveRoutes, type Route } from './serve-routes.ts';

export const PORTAL_KEY = 'portal-key-4711';
export const CODE = 'the-code-of-the-redirect';

/** A portal of the kit's own tests: links to other people's pages, a report of what was bought there, kept messages, consent and complaints. */
export async function startPortalVendor() {
  const items = new Map([
    ['a', { id: 'a', name: 'Lamp', price: '12.50', currency: 'EUR', stock: 5 }],
    ['b', { id: 'b', name: 'Vase', price: '9.90', currency: 'EUR', stock: 5 }],
    ['z', { id: 'z', name: 'Rare vase', price: '99.00', currency: 'EUR', stock: 0 }],
  ]);
  const report = Array.from({ length: 7 }, (_, at) => ({
    id: `order-${at}`,
    key: `key-${at}`,
    item: 'a',
    total: '12.50',
    currency: 'EUR',
    state: at % 2 === 0 ? 'paid' : 'done',
    updated: `2026-11-2${at + 1}T10:00:00+08:00`,
  }));
  let messages: { readonly id: string; readonly order: string }[] = [];
  const codes = new Set([CODE]);
  const refreshTokens = new Set<string>();
  const cases = new Map<string, { readonly id: string; readonly key: string; readonly state: string }>();
  const tokens = () => {
    const refresh = randomUUID();
    refreshTokens.add(refresh);
    return ok({ access_token: randomUUID(), refresh_token: refresh, expires_in: 3600 });
  };

  const routes: readonly Route[] = [
    ['GET', /^\/items$/, ({ query }) => ok({ items: (query.get('ids') ?? '').split(',').flatMap(id => items.get(id) ?? []) })],
    [
      'POST',
      /^\/links$/,
      ({ body }) => {
        const item = items.get(String(body['item']));
        if (!item) return no(404, 'unknown_item');
        return item.stock === 0 ? no(409, 'sold_out') : ok({ url: `https://portal.example/go/${item.id}`, mark: 'position-1' });
      },
    ],
    [
      'GET',
      /^\/report$/,
      ({ query }) => {
        const [page, size] = [Number(query.get('page') ?? 1), 3];
        const all = report.filter(({ updated }) => Date.parse(updated) >= Date.parse(query.get('since') ?? ''));
        return ok({ orders: all.slice((page - 1) * size, page * size), page, pages: Math.ceil(all.length / size) });
      },
    ],
    ['GET', /^\/messages$/, () => ok({ messages, receipt: messages.map(({ id }) => id).join(',') })],
    [
      'POST',
      /^\/messages\/acknowledged$/,
      ({ body }) => {
        const gone = String(body['receipt']).split(',');
        messages = messages.filter(({ id }) => !gone.includes(id));
        return ok({});
      },
    ],
    [
      'POST',
      /^\/token$/,
      ({ body }) => {
        const [code, refresh] = [String(body['code']), String(body['refresh_token'])];
        return codes.delete(code) || refreshTokens.delete(refresh) ? tokens() : no(400, 'invalid_grant');
      },
    ],
    [
      'POST',
      /^\/cases$/,
      ({ body }) => {
        const key = String(body['key']);
        if (!String(body['order']).startsWith('order-')) return no(404, 'unknown_order');
        const opened = cases.get(key) ?? { id: randomUUID(), key, state: 'open' };
        cases.set(key, opened);
        return ok(opened, 201);
      },
    ],
    ['GET', /^\/cases\/([^/]+)$/, ({ id }) => ok({ case: [...cases.values()].find(one => one.id === id) ?? null })],
  ];
  const server = await serveRoutes(routes, ({ headers }) => headers['x-key'] === PORTAL_KEY);
  return {
    url: server.url,
    putMessage: () => {
      messages.push({ id: randomUUID(), order: 'order-1' });
      return Promise.resolve();
    },
    stop: () => server.stop(),
  };
}
