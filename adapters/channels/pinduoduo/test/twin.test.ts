import { randomUUID } from 'node:crypto';
import type { HandoffOrders, OrderRequest } from '@onebasket/adapter-sdk';
import { makeCall } from '@onebasket/adapter-testkit';
import { startPinduoduoTwin, type PinduoduoTwin } from '@onebasket/twin-pinduoduo';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinduoduo } from '../src/index.ts';
import { ACCOUNT, goods } from './goods.ts';

const DAY = 86_400;
let twin: PinduoduoTwin;
let clock = new Date('2026-01-03T00:00:00Z');

beforeEach(async () => {
  clock = new Date('2026-01-03T00:00:00Z');
  const shelf = Array.from({ length: 45 }, (_, at) => goods({ goods_sign: `cup${at}`, goods_name: `保温杯 ${at}`, mall_id: at }));
  twin = await startPinduoduoTwin({ ...ACCOUNT, goods: shelf as never, now: () => clock });
});
afterEach(() => twin.close());

function callOf(settings = {}) {
  return makeCall(
    async ({ url, headers, body }) => {
      const response = await fetch(url, { method: 'POST', headers: { ...headers }, body: String(body) });
      return { status: response.status, body: await response.text() };
    },
    { settings: { ...ACCOUNT, baseUrl: `${twin.url}/api/router`, ...settings }, now: () => clock },
  );
}

const request = (...externalIds: string[]) =>
  ({ lines: externalIds.map(externalId => ({ externalId, quantity: 2, title: '', options: [] })) }) as unknown as OrderRequest;
const prepare = (key: string, ...externalIds: string[]) =>
  (pinduoduo.capabilities.orders as HandoffOrders).prepare(request(...externalIds), { key, remember: async () => {} }, callOf());

async function linkFor(key: string, externalId = 'cup1') {
  const handoff = await prepare(key, externalId);
  if (handoff.status !== 'handoff') throw new Error(handoff.message);
  return handoff.url;
}

async function walkReport(since: string) {
  const call = callOf();
  const orders = [];
  let cursor: string | undefined;
  do {
    const page = await pinduoduo.capabilities.orderReport?.pull({ since, cursor }, call);
    orders.push(...(page?.items ?? []));
    cursor = page?.next;
  } while (cursor !== undefined);
  return { orders, sent: call.sent };
}

describe('a walk through a search', () => {
  it('gives every product once, in small pages and in large ones', async () => {
    for (const first of [7, 20, 45, 500]) {
      const call = callOf();
      const ids: string[] = [];
      let after: string | undefined;
      do {
        const page = await pinduoduo.capabilities.search?.search({ text: '保温杯', first, after }, call);
        ids.push(...(page?.items ?? []).map(({ externalId }) => externalId));
        after = page?.next;
      } while (after !== undefined);
      expect(ids, `${first} at a time`).toEqual(Array.from({ length: 45 }, (_, at) => `cup${at}`));
    }
  });

  it('begins anew with a cursor that is not ours', async () => {
    const page = await pinduoduo.capabilities.search?.search({ text: '保温杯', first: 1, after: 'made up' }, callOf());
    expect(page?.items[0]).toMatchObject({ externalId: 'cup0', raw: { pointer: '/goods_search_response/goods_list/0' } });
  });
});

describe('a handed-over order', () => {
  it('comes back in the report under its key, with what was paid', async () => {
    const key = randomUUID();
    const url = await linkFor(key);
    expect((await fetch(url)).status).toBe(200);
    const { order_sn: orderSn } = twin.buy(url, { quantity: 2 });
    const { orders } = await walkReport('2026-01-02T23:00:00Z');
    expect(orders).toEqual([
      {
        externalId: orderSn,
        key,
        state: 'PLACED',
        lines: [{ externalId: 'cup1', quantity: 2, total: { minor: 5480n, currency: 'CNY' } }],
        total: { minor: 5480n, currency: 'CNY' },
        commission: { minor: 548n, currency: 'CNY' },
        orderedAt: '2026-01-03T00:00:00.000Z',
        paidAt: '2026-01-03T00:00:00.000Z',
        updatedAt: '2026-01-03T00:00:00.000Z',
      },
    ]);
  });

  it('is followed through its states', async () => {
    const { order_sn: orderSn } = twin.buy(await linkFor('k'));
    for (const [status, state] of [
      [1, 'ACCEPTED'],
      [2, 'DELIVERED'],
      [5, 'COMPLETED'],
      [4, 'CANCELLED'],
      [77, 'PLACED'],
    ] as const) {
      twin.advance(orderSn, status);
      expect((await walkReport('2026-01-02T23:00:00Z')).orders).toMatchObject([{ externalId: orderSn, state }]);
    }
  });

  it('of two products has a link for each, under one key', async () => {
    const handoff = await prepare('k', 'cup1', 'cup2');
    if (handoff.status !== 'handoff') throw new Error(handoff.message);
    expect(handoff.links).toMatchObject([{ externalIds: ['cup1'], url: handoff.url }, { externalIds: ['cup2'] }]);
    for (const { url } of handoff.links ?? []) twin.buy(url);
    const { orders } = await walkReport('2026-01-02T23:00:00Z');
    expect(orders).toMatchObject([
      { key: 'k', lines: [{ externalId: 'cup1' }] },
      { key: 'k', lines: [{ externalId: 'cup2' }] },
    ]);
  });

  it('is refused for an unknown product, also among others, and for a key that is too long', async () => {
    expect(await prepare('k', 'cup1', 'nobody')).toMatchObject({ status: 'refused', reason: 'not-found', externalIds: ['nobody'] });
    expect(await prepare('k', 'nobody')).toMatchObject({ status: 'refused', reason: 'not-found' });
    await expect(prepare('k'.repeat(40), 'cup1')).rejects.toMatchObject({ code: 'unsupported', outcome: 'not-done' });
  });

  it('is refused with the words of the platform', async () => {
    const call = callOf({ pid: 'not_mine' });
    const answer = await (pinduoduo.capabilities.orders as HandoffOrders).prepare(
      request('cup1'),
      { key: 'k', remember: async () => {} },
      call,
    );
    expect(answer).toMatchObject({ status: 'refused', reason: 'other', message: expect.stringContaining('推广位不存在') as string });
  });
});

describe('the order report', () => {
  it('is walked in windows of a day, oldest change first, each order once a window', async () => {
    const now = clock.getTime() / 1000;
    const url = await linkFor('k');
    for (let at = 0; at < 120; at++) twin.buy(url, { at: now - 3 * DAY + at });
    twin.buy(url, { at: now - 10 });
    const { orders, sent } = await walkReport(new Date((now - 3 * DAY) * 1000).toISOString());
    expect(orders).toHaveLength(121);
    const times = orders.map(({ updatedAt }) => Date.parse(updatedAt ?? ''));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const windows = sent.map(({ body }) => new URLSearchParams(String(body)));
    for (const it of windows) expect(Number(it.get('end_update_time')) - Number(it.get('start_update_time'))).toBeLessThanOrEqual(DAY);
    expect(windows.slice(0, 5).map(it => it.get('page'))).toEqual(['1', '3', '2', '1', '1']);
  });

  it('cuts a crowded window in half, and loses nothing where the halves meet', async () => {
    const now = clock.getTime() / 1000;
    const url = await linkFor('k');
    for (let at = 0; at < 700; at++) twin.buy(url, { at: now - DAY + at * 120 });
    const { orders } = await walkReport(new Date((now - DAY) * 1000).toISOString());
    expect(new Set(orders.map(({ externalId }) => externalId)).size).toBe(700);
  });

  it('looks no further back than the platform does', async () => {
    const { sent } = await walkReport('2020-01-01T00:00:00Z');
    expect(sent).toHaveLength(90);
  });
});

it('knows whether its pid was authorised', async () => {
  expect(await pinduoduo.capabilities.health?.check(callOf())).toEqual({ detail: 'signature accepted, pid authorised' });
  expect((await pinduoduo.capabilities.health?.check(callOf({ pid: 'other' })))?.detail).toContain('not yet');
});

it('tells a wrong secret, a wrong client and a wrong clock', async () => {
  const check = (settings: object) => pinduoduo.capabilities.health?.check(callOf(settings));
  await expect(check({ clientSecret: 'wrong' })).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(check({ clientId: 'wrong' })).rejects.toMatchObject({ code: 'unauthorized' });
  const late = callOf();
  await expect(pinduoduo.capabilities.health?.check({ ...late, now: () => new Date(clock.getTime() + 700_000) })).rejects.toMatchObject({
    code: 'misconfigured',
  });
});
