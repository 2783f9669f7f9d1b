import { makeCall, type FakeCall } from '@onebasket/adapter-testkit';
import { AdapterError, isRefusal } from '@onebasket/core';
import type { Attempt, Handoff, HandoffOrders, OrderRequest, ReportedOrder } from '@onebasket/adapter-sdk';
import { startJdTwin, type JdTwin, type JdTwinOptions } from '@onebasket/twin-jd';
import { afterEach, describe, expect, it } from 'vitest';
import { jd } from '../src/index.ts';

const ACCOUNT = { appKey: 'jdkey01', appSecret: 'demo-secret-0001' };
const NOW = new Date('2026-01-03T04:00:00Z');
const KEY = '0f8fad5b-d9cb-469f-a165-70867728950e';
const running: JdTwin[] = [];
afterEach(async () => {
  for (const twin of running.splice(0)) await twin.close();
});

async function start(options: JdTwinOptions = {}): Promise<JdTwin> {
  const twin = await startJdTwin({ ...ACCOUNT, count: 12, now: () => NOW, ...options });
  running.push(twin);
  return twin;
}

/** A call whose requests go to the twin as they are. */
function callTo(twin: JdTwin, settings: Readonly<Record<string, unknown>> = {}, now = NOW): FakeCall {
  return makeCall(
    async ({ url, method, headers, body }) => {
      const response = await fetch(url, { method, headers: { ...headers }, body: String(body) });
      return { status: response.status, body: await response.text() };
    },
    {
      settings: { ...ACCOUNT, baseUrl: `${twin.url}/routerjson`, siteId: '4100183350', positionId: '3001', sceneId: 2, ...settings },
      now: () => now,
    },
  );
}

const { search, listings, quotes, orderReport, orders } = jd.capabilities;
const attempt: Attempt = { key: KEY, remember: () => Promise.resolve() };
const parameterOf = ({ sent }: FakeCall) =>
  JSON.parse(new URLSearchParams(String(sent.at(-1)?.body)).get('360buy_param_json') ?? '{}') as Record<string, Record<string, unknown>>;

async function prepare(twin: JdTwin, ids: readonly string[], call = callTo(twin)): Promise<Handoff> {
  const lines = ids.map(externalId => ({ externalId, quantity: 1, title: '', options: [] }));
  const answer = await (orders as HandoffOrders).prepare({ lines } as unknown as OrderRequest, attempt, call);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}

async function report(call: FakeCall, since: string): Promise<readonly ReportedOrder[]> {
  const found: ReportedOrder[] = [];
  let cursor: string | undefined;
  do {
    const page = await orderReport?.pull({ since, cursor }, call);
    found.push(...(page?.items ?? []));
    cursor = page?.next;
  } while (cursor !== undefined);
  return found;
}

describe('search', () => {
  it('speaks to both gateways', async () => {
    const twin = await start();
    for (const baseUrl of [`${twin.url}/routerjson`, `${twin.url}/api`, twin.url]) {
      const page = await search?.search({ text: '保温杯', first: 1 }, callTo(twin, { baseUrl }));
      expect(page?.items).toHaveLength(1);
    }
  });

  it('turns pages of its own size, and goes on where a smaller page ended', async () => {
    const twin = await start();
    const call = callTo(twin);
    const ids: string[] = [];
    let after: string | undefined;
    for (const first of [5, 2, 5, 5]) {
      const page = await search?.search({ text: '号', first, after }, call);
      ids.push(...(page?.items ?? []).map(({ externalId }) => externalId));
      after = page?.next;
      if (after === undefined) break;
    }
    expect(ids).toEqual(twin.goods().map(({ skuId }) => String(skuId)));
  });

  it('in scene 1 goes by the ids of the union, which can be looked up again', async () => {
    const twin = await start({ grantsScene2: false });
    const call = callTo(twin, { sceneId: 1 });
    const [first] = (await search?.search({ text: '保温杯', first: 1 }, call))?.items ?? [];
    expect(first?.externalId).toBe(twin.goods()[0]?.itemId);
    expect((await listings?.getListings([String(first?.externalId)], call))?.[0]).toMatchObject({
      title: first?.title,
      price: first?.price,
    });
  });
});

describe('an item whose scene is not granted', () => {
  it('is still found, without coupons', async () => {
    const twin = await start({ grantsScene2: false });
    const id = String(twin.goods()[0]?.skuId);
    expect((await listings?.getListings([id], callTo(twin)))?.[0]).toMatchObject({ externalId: id, price: { minor: 5990n } });
  });
});

describe('a quote', () => {
  it('counts the one coupon that its link brings along, and names what JD itself says', async () => {
    const twin = await start();
    const id = String(twin.goods()[0]?.skuId);
    const [quote] = (await quotes?.getQuotes([{ lines: [{ externalId: id, quantity: 2 }] }], callTo(twin))) ?? [];
    expect(quote).toMatchObject({
      lines: [{ unitPrice: { minor: 5990n }, subtotal: { minor: 10_980n }, promotions: [{ kind: 'COUPON', saved: { minor: 1000n } }] }],
      total: { minor: 10_980n },
      isEstimate: true,
    });
  });
});

describe('a handoff', () => {
  it('is a link with the coupon as JD gave it and with the marks of the attempt', async () => {
    const twin = await start();
    const call = callTo(twin);
    const handoff = await prepare(twin, [String(twin.goods()[0]?.skuId)], call);
    expect(handoff).toMatchObject({ status: 'handoff', attribution: '3001' });
    expect(handoff.shareText).toContain('￥');
    const [link] = twin.links();
    expect(handoff.url).toBe(link?.clickURL);
    expect(link?.couponUrl).toContain('linkKey=AAROH_0%2Bx&from=a+b');
    expect(parameterOf(call)['promotionCodeReq']).toMatchObject({
      siteId: '4100183350',
      positionId: 3001,
      subUnionId: KEY.replaceAll('-', '_'),
      ext1: KEY,
    });
  });

  it('of several items has a link for each', async () => {
    const twin = await start();
    const ids = twin
      .goods()
      .slice(0, 2)
      .map(({ skuId }) => String(skuId));
    const { url, links } = await prepare(twin, ids);
    expect(links?.map(({ externalIds }) => externalIds[0])).toEqual(ids);
    expect(links?.[0]?.url).toBe(url);
  });

  it('of what JD does not promote is refused', async () => {
    const twin = await start();
    await expect(prepare(twin, ['999999999999'])).rejects.toThrow('does not promote');
  });
});

describe('the order report', () => {
  it('brings the purchase with its key, item by item, whenever it changes', async () => {
    const twin = await start();
    const { url } = await prepare(twin, [String(twin.goods()[0]?.skuId)]);
    const row = twin.buy(url, 2);
    const soon = new Date(NOW.getTime() + 60_000);
    const [order] = await report(callTo(twin, {}, soon), '2026-01-03T01:30:00Z');
    expect(order).toMatchObject({
      externalId: row.id,
      number: String(row.orderId),
      key: KEY,
      attribution: '3001',
      state: 'PLACED',
      lines: [{ externalId: String(twin.goods()[0]?.skuId), quantity: 2, total: { minor: 11_980n } }],
      total: { minor: 11_980n },
      updatedAt: '2026-01-03T04:00:00.000Z',
    });
    twin.changeOrder(row.id, { validCode: 17, finishTime: '2026-01-03 12:00:00', actualCosPrice: 118.8, actualFee: 5.94 });
    expect(await report(callTo(twin, {}, soon), '2026-01-03T03:59:00Z')).toMatchObject([
      { state: 'COMPLETED', total: { minor: 11_880n }, commission: { minor: 594n } },
    ]);
  });

  it.each([
    [{ validCode: 3 }, 'CANCELLED'],
    [{ validCode: 15 }, 'PENDING'],
    [{ validCode: 16, expressStatus: 20 }, 'SHIPPED'],
    [{ validCode: 17, skuReturnNum: 1 }, 'REFUNDED'],
    [{ validCode: 7, finishTime: '2026-01-03 12:00:00' }, 'COMPLETED'],
  ])('calls a row with %j %s', async (change, state) => {
    const twin = await start();
    const row = twin.buy((await prepare(twin, [String(twin.goods()[1]?.skuId)])).url);
    twin.changeOrder(row.id, change);
    const found = await report(callTo(twin, {}, new Date(NOW.getTime() + 60_000)), '2026-01-03T03:59:00Z');
    expect(found.map(order => order.state)).toEqual([state]);
  });

  it('leaves out an order that was split, which lives on in its parts', async () => {
    const twin = await start();
    const row = twin.buy((await prepare(twin, [String(twin.goods()[1]?.skuId)])).url);
    twin.changeOrder(row.id, { validCode: 2 });
    expect(await report(callTo(twin, {}, new Date(NOW.getTime() + 60_000)), '2026-01-03T03:59:00Z')).toEqual([]);
  });
});

describe('the gateway', () => {
  it.each([
    [{ appSecret: 'wrong-secret' }, 'unauthorized'],
    [{ appKey: 'nobody' }, 'unauthorized'],
  ])('that does not know us by %j says so', async (settings, code) => {
    const twin = await start();
    await expect(search?.search({ text: '保温杯', first: 1 }, callTo(twin, settings))).rejects.toMatchObject({ code });
  });

  it('that finds our clock wrong says so', async () => {
    const twin = await start();
    const late = callTo(twin, {}, new Date(NOW.getTime() + 3_600_000));
    const failure: unknown = await search?.search({ text: '保温杯', first: 1 }, late).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AdapterError);
    expect(failure).toMatchObject({ code: 'misconfigured' });
  });
});
