import { makeCall, type FakeCallOptions } from '@onebasket/adapter-testkit';
import type { Authorisation, Credentials, HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { formatAmount, isRefusal } from '@onebasket/core';
import { startTaobaoTwin, type TaobaoTwin, type TaobaoTwinOptions, type TwinItem } from '@onebasket/twin-taobao';
import { afterEach, describe, expect, test } from 'vitest';
import { SIGN_METHODS, taobao } from '../src/index.ts';

const NOW = new Date('2026-01-03T04:00:00Z');
const SECRET = 'demo-secret-0001';
const window = { startMs: NOW.getTime() - 86_400_000, endMs: NOW.getTime() + 86_400_000 };
const CUP: TwinItem = {
  id: 'AbC1-xYz2',
  title: '示例 保温杯',
  reservePrice: '129.00',
  price: '99.00',
  finalPrice: '79.00',
  path: [{ title: '商品券', desc: '满90减20', fee: '20', ...window }],
  freeShipment: true,
};
const LAMP: TwinItem = { id: '678901234567890123', title: '示例 台灯', reservePrice: '88', price: '64.1' };

let twin: TaobaoTwin | undefined;
afterEach(async () => {
  await twin?.close();
});

async function start(options: TaobaoTwinOptions = {}): Promise<TaobaoTwin> {
  twin = await startTaobaoTwin({ appSecret: SECRET, items: [CUP, LAMP], now: () => NOW, ...options });
  return twin;
}

/** A call whose requests reach the twin over the wire. */
function callOf(settings: object = {}, credentials?: Credentials, now: FakeCallOptions['now'] = () => NOW) {
  const url = `${twin?.url}/router/rest`;
  return makeCall(
    async ({ method, headers, body }) => {
      const response = await fetch(url, { method, ...(headers ? { headers } : {}), ...(typeof body === 'string' ? { body } : {}) });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
    {
      settings: { appKey: '10000001', appSecret: SECRET, adzoneId: '123456789', baseUrl: url, ...settings },
      now,
      ...(credentials ? { credentials } : {}),
    },
  );
}

const attempt = (key = 'key-1') => ({ key, remember: () => Promise.resolve() });
const order = (...ids: readonly string[]): OrderRequest => ({
  lines: ids.map(externalId => ({ externalId, quantity: 1, title: '示例', options: [] })),
  contact: { name: '王小明' },
  address: { country: 'CN', line1: '文三路 1 号' },
  quote: { lines: [], total: { minor: 7900n, currency: 'CNY' as never } },
});
const { search, listings, quotes, orders, orderReport, authorisation } = taobao.capabilities;
const prepare = (request: OrderRequest, call = callOf(), key?: string) => (orders as HandoffOrders).prepare(request, attempt(key), call);

describe('requests', () => {
  test.each(SIGN_METHODS)('are signed by %s as the gateway reckons', async signMethod => {
    await start();
    const page = await search?.search({ text: '示例', first: 1 }, callOf({ signMethod }));
    expect(page?.items.map(({ externalId }) => externalId)).toEqual(['AbC1-xYz2']);
  });

  test('ask for the scene of price comparison unless told otherwise', async () => {
    await start();
    const [usual, other] = [callOf(), callOf({ bizSceneId: '1' })];
    for (const call of [usual, other]) await search?.search({ text: '保温杯', first: 1 }, call);
    const sceneOf = (call: typeof usual) => new URLSearchParams(String(call.sent[0]?.body)).get('biz_scene_id');
    expect([sceneOf(usual), sceneOf(other)]).toEqual(['2', '1']);
  });

  test('are refused with a wrong secret and with a clock that is far off', async () => {
    await start();
    await expect(search?.search({ text: '杯', first: 1 }, callOf({ appSecret: 'other' }))).rejects.toMatchObject({ code: 'unauthorized' });
    const late = callOf({}, undefined, () => new Date(NOW.getTime() + 11 * 60_000));
    await expect(search?.search({ text: '杯', first: 1 }, late)).rejects.toMatchObject({ code: 'misconfigured' });
  });
});

test('answers with and without wrappers give the same listings', async () => {
  await start();
  const ask = (simplify: boolean) => search?.search({ text: '示例', first: 5 }, callOf({ simplify }));
  const [wrapped, bare] = [await ask(false), await ask(true)];
  const bodies = [wrapped, bare].map(page => page?.items.map(({ raw, ...listing }) => [listing, raw?.pointer.split('/').slice(-1)]));
  expect(bodies[0]).toEqual(bodies[1]);
  expect(wrapped?.items[0]?.raw?.pointer).toBe('/tbk_dg_material_optional_upgrade_response/result_list/map_data/0');
  expect(bare?.items[0]?.raw?.pointer).toBe('/result_list/0');
});

test('items are asked for twenty at a time, and ids come back as they were asked', async () => {
  const many = Array.from({ length: 45 }, (_, at) => ({ ...LAMP, id: `67890123456789${1000 + at}` }));
  await start({ items: many });
  const call = callOf();
  const ids = [...many.map(({ id }) => id), 'unknown', 'a,b'];
  const found = await listings?.getListings(ids, call);
  expect(found?.map(listing => listing?.externalId)).toEqual([...many.map(({ id }) => id), undefined, undefined]);
  expect(call.sent).toHaveLength(3);
});

describe('a quote', () => {
  test('is the price less one coupon, an estimate, with the platform’s own price beside it', async () => {
    await start();
    const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId: CUP.id, quantity: 1 }] }], callOf())) ?? [];
    if (!quote || isRefusal(quote)) throw new Error('refused');
    expect(formatAmount(quote.total)).toBe('79.00');
    expect(quote).toMatchObject({ isEstimate: true, shipping: { cost: { minor: 0n } }, platformFinalPrice: { money: { minor: 7900n } } });
    expect(quote.lines[0]).toMatchObject({ unitPrice: { minor: 9900n }, promotions: [{ kind: 'COUPON', saved: { minor: 2000n } }] });
  });

  test('takes the coupon once for several pieces', async () => {
    await start();
    const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId: CUP.id, quantity: 3 }] }], callOf())) ?? [];
    if (!quote || isRefusal(quote)) throw new Error('refused');
    expect(formatAmount(quote.total)).toBe('277.00');
    expect(quote).not.toHaveProperty('platformFinalPrice');
  });

  test('says why an offer does not count', async () => {
    await start({ items: [{ ...CUP, path: [{ title: '店铺券', desc: '满200减50', ...window }] }] });
    const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId: CUP.id, quantity: 1 }] }], callOf())) ?? [];
    if (!quote || isRefusal(quote)) throw new Error('refused');
    expect(quote.lines[0]?.rejectedPromotions?.[0]).toMatchObject({ kind: 'COUPON', reason: 'not reached, 101.00 missing' });
  });
});

describe('a handoff', () => {
  test('is a promotion link of the configured position, with share text', async () => {
    await start();
    const handoff = await prepare(order(CUP.id));
    expect(handoff).toMatchObject({ status: 'handoff', url: expect.stringMatching(/^https:/), attribution: 'adzone:123456789' });
    expect(handoff).toHaveProperty('shareText');
    expect(handoff).not.toHaveProperty('links');
  });

  test('of several items has a link for each', async () => {
    await start();
    const handoff = await prepare(order(CUP.id, LAMP.id));
    expect(handoff).toMatchObject({ links: [{ externalIds: [CUP.id] }, { externalIds: [LAMP.id] }] });
  });

  test('takes one position of the pool, the same for every try of a key', async () => {
    await start();
    const settings = { adzonePool: ['11', '12', '13', '14'] };
    const marks = new Set<unknown>();
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      const [one, again] = [await prepare(order(CUP.id), callOf(settings), key), await prepare(order(CUP.id), callOf(settings), key)];
      expect(one).toEqual(again);
      marks.add((one as { attribution?: string }).attribution);
    }
    expect(marks.size).toBeGreaterThan(1);
  });

  test('gives its key along where that is granted', async () => {
    await start();
    const call = callOf({ keyAsExternalId: true });
    await prepare(order(CUP.id), call, 'key-9');
    const sent = call.sent.map(({ body }) => new URLSearchParams(String(body)).get('item_dto')).find(Boolean);
    expect(JSON.parse(sent ?? '')).toEqual([{ item_id: CUP.id, external_id: 'key-9' }]);
  });

  test('is refused for an item that is gone, and for an account that may make no links', async () => {
    await start({ items: [CUP, { ...LAMP, isGone: true }], denied: ['taobao.tbk.dg.general.link.convert'] });
    expect(await prepare(order(LAMP.id))).toMatchObject({ status: 'refused', reason: 'not-found', externalIds: [LAMP.id] });
    expect(await prepare(order(CUP.id))).toMatchObject({ status: 'refused', reason: 'other', externalIds: [CUP.id] });
  });
});

test('an account that may not convert hands over the detail’s link, without a mark that it cannot promise', async () => {
  const item = { item_id: '1', item_basic_info: { title: '示例' }, publish_info: { coupon_share_url: '//uland.example/c?e=1' } };
  const answers: Readonly<Record<string, object>> = {
    'taobao.tbk.item.info.upgrade.get': { tbk_item_info_upgrade_get_response: { results: { tbk_item_detail: item } } },
    'taobao.tbk.dg.general.link.convert': { error_response: { code: 11, msg: 'Insufficient isv permissions' } },
    'taobao.tbk.tpwd.create': { error_response: { code: 15, msg: 'Remote service error', sub_code: 'isp.busy' } },
  };
  const call = makeCall(({ body }) => ({ body: answers[new URLSearchParams(String(body)).get('method') ?? ''] }), {
    settings: { appKey: '1', appSecret: SECRET, adzoneId: '2', baseUrl: 'https://gw.example/router/rest' },
  });
  expect(await prepare(order('1'), call)).toEqual({ status: 'handoff', url: 'https://uland.example/c?e=1' });
});

test('what is bought through a link comes back in the order report, with the mark of its handoff', async () => {
  const running = await start();
  const handoff = await prepare(order(CUP.id), callOf({ relationId: '77' }));
  if (isRefusal(handoff)) throw new Error('refused');
  const row = running.buy({ url: handoff.url, quantity: 2, atMs: NOW.getTime() - 60_000 });
  const page = await orderReport?.pull({ since: new Date(NOW.getTime() - 3_600_000).toISOString() }, callOf({ relationId: '77' }));
  expect(page).toEqual({
    items: [
      {
        externalId: row.tradeId,
        number: row.parentId,
        attribution: handoff.attribution,
        state: 'PLACED',
        lines: [{ externalId: CUP.id, quantity: 2, total: { minor: 15_800n, currency: 'CNY' } }],
        total: { minor: 15_800n, currency: 'CNY' },
        commission: { minor: 125n, currency: 'CNY' },
        orderedAt: '2026-01-03T11:59:00+08:00',
        paidAt: '2026-01-03T11:59:00+08:00',
        updatedAt: '2026-01-03T11:59:00+08:00',
      },
    ],
  });
});

test('the order report is walked window by window and page by page, each row once, oldest change first', async () => {
  const running = await start();
  const handoff = await prepare(order(LAMP.id));
  if (isRefusal(handoff)) throw new Error('refused');
  const sinceMs = NOW.getTime() - 10 * 3_600_000;
  const bought = Array.from({ length: 250 }, (_, at) => running.buy({ url: handoff.url, atMs: sinceMs + at * 100_000 }));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await orderReport?.pull({ since: new Date(sinceMs).toISOString(), cursor }, callOf());
    seen.push(...(page?.items.map(({ externalId }) => externalId) ?? []));
    cursor = page?.next;
  } while (cursor !== undefined);
  expect(seen).toEqual(bought.map(({ tradeId }) => tradeId));
});

describe('the account’s consent', () => {
  const flow = authorisation as Authorisation & { refresh: NonNullable<Authorisation['refresh']> };

  test('is asked for at the platform’s own address', async () => {
    await start();
    const url = new URL(flow.authorizeUrl({ redirectUri: 'https://ours.example/back', state: 's1' }, callOf().connection));
    expect(url.origin + url.pathname).toBe('https://oauth.taobao.com/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: '10000001',
      redirect_uri: 'https://ours.example/back',
      state: 's1',
      view: 'web',
    });
  });

  test('brings a session that service providers’ APIs take, is refreshed, and once taken back asks to connect again', async () => {
    const running = await start();
    const provider = { apiFamily: 'service-provider', siteId: '5' };
    await expect(search?.search({ text: '杯', first: 1 }, callOf(provider))).rejects.toMatchObject({ code: 'unauthorized' });
    const code = running.consent();
    const credentials = await flow.exchange({ query: { code }, redirectUri: 'https://ours.example/back' }, callOf(provider));
    expect(credentials).toMatchObject({ expiresAt: '2026-02-02T12:00:00+08:00', more: { taobao_user_id: '2200000000001' } });
    const renewed = await flow.refresh(credentials, callOf(provider, credentials));
    expect((await search?.search({ text: '杯', first: 1 }, callOf(provider, renewed)))?.items).toHaveLength(1);
    running.revokeSessions();
    await expect(search?.search({ text: '杯', first: 1 }, callOf(provider, renewed))).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(flow.refresh(renewed, callOf(provider))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('a code is good for one exchange', async () => {
    const running = await start();
    const answer = { query: { code: running.consent() }, redirectUri: '' };
    await flow.exchange(answer, callOf());
    await expect(flow.exchange(answer, callOf())).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(flow.exchange({ query: { error: 'access_denied' }, redirectUri: '' }, callOf())).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});

test('the day’s quota is told by the gateway and passed on', async () => {
  await start({ callsPerDay: 1 });
  await search?.search({ text: '杯', first: 1 }, callOf());
  const call = callOf();
  await expect(search?.search({ text: '杯', first: 1 }, call)).rejects.toMatchObject({
    code: 'rate-limited',
    retryAfterMs: (12 * 3600 + 1) * 1000,
  });
  expect(call.budgetReadings).toEqual([{ dayLeft: 0, blockedForMs: (12 * 3600 + 1) * 1000 }]);
});
