import { makeCall, type Sent } from '@onebasket/adapter-testkit';
import type { Alibaba1688Twin } from '@onebasket/twin-alibaba1688';
import { afterEach, describe, expect, it } from 'vitest';
import { alibaba1688 } from '../src/index.ts';
import { ACCOUNT, asked, attemptFor, BLACK, callTo, order, orders, quoteOf, requestFor, SINGLE, startShop, WHITE } from './serve.ts';

let twin: Alibaba1688Twin;
afterEach(() => twin.close());

const find = (call: ReturnType<typeof callTo>, key: string, note?: string) => {
  if (orders.repeats.by === 'nothing') throw new Error('orders are looked up');
  return orders.repeats.find({ key, note, since: '2026-11-25T09:59:00Z' }, call);
};

describe('placing an order', () => {
  it('makes what was agreed, with our key as its number, and waits to be paid', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const placed = await order(call, [
      [WHITE, 2],
      [BLACK, 1],
    ]);
    expect(placed).toMatchObject({ state: 'PLACED', total: { minor: 6200n }, externalId: '100000000000000001' });
    expect(twin.orders()).toMatchObject([{ outOrderId: 'key-1', status: 'waitbuyerpay' }]);
    expect(await find(call, 'key-1')).toEqual({
      ...placed,
      lines: [
        { externalId: WHITE, quantity: 2 },
        { externalId: BLACK, quantity: 1 },
      ],
    });
    expect(await orders.get({ externalId: placed.externalId, key: 'key-1' }, call)).toMatchObject({ state: 'PENDING' });
    expect(await find(call, 'another key')).toBeUndefined();
  });

  it('sends address, goods and trade type as 1688 wants them', async () => {
    twin = await startShop();
    const call = callTo(twin);
    await order(call, [[WHITE, 1]]);
    const form = formOf(call.sent.find(({ path }) => path.includes('createCrossOrder')));
    expect(form).toMatchObject({ flow: 'general', tradeType: 'assureTrade', outOrderId: 'key-1', useRedEnvelope: 'n' });
    expect(form['cargoParamList']).toBe('[{"offerId":610000000001,"specId":"white","quantity":1}]');
    expect(JSON.parse(form['addressParam'] ?? '')).toEqual({
      fullName: '王小明',
      mobile: '13800000000',
      provinceText: '浙江省',
      cityText: '杭州市',
      areaText: '滨江区',
      address: '网商路699号',
    });
  });

  it('remembers by which id the only variant of an offer was asked for', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const attempt = attemptFor('k');
    const placed = await orders.place(requestFor(await quoteOf(call, [[SINGLE, 1]])), attempt, call);
    expect(placed).toMatchObject({ status: 'placed', lines: [{ externalId: SINGLE, quantity: 1 }] });
    expect(await find(call, 'k', attempt.notes[0])).toMatchObject({ lines: [{ externalId: SINGLE, quantity: 1 }] });
  });

  it('takes several orders that 1688 made of one for one', async () => {
    twin = await startShop({ splitsOrders: true, closeGraceMs: 0 });
    const call = callTo(twin);
    const placed = await order(call, [
      [WHITE, 1],
      [SINGLE, 1],
    ]);
    expect(placed).toMatchObject({ externalId: '100000000000000001,100000000000001001', total: { minor: 4400n } });
    expect(await find(call, 'key-1')).toMatchObject({ externalId: placed.externalId, total: { minor: 4400n } });
    const ref = { externalId: placed.externalId, key: 'key-1' };
    expect(await orders.get(ref, call)).toMatchObject({ total: { minor: 4400n } });
    expect(await alibaba1688.capabilities.cancellation?.cancel(ref, 'no', call)).toEqual({ status: 'cancelled' });
    expect(twin.orders().map(({ status }) => status)).toEqual(['cancel', 'cancel']);
  });

  it('pays by the agreement of the account where that is wanted, and keeps the order where it cannot', async () => {
    for (const [hasAgreement, status] of [
      [true, 'waitsellersend'],
      [false, 'waitbuyerpay'],
    ] as const) {
      twin = await startShop({ hasAgreement });
      await order(callTo(twin, { payment: 'agreement' }), [[WHITE, 1]]);
      expect(twin.orders()).toMatchObject([{ status }]);
      if (hasAgreement) await twin.close();
    }
  });

  it('is refused without a phone, without a province, abroad, or for another total, and leaves nothing behind', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const request = requestFor(await quoteOf(call, [[WHITE, 1]]));
    const place = (change: object) => orders.place({ ...request, ...change }, attemptFor('k'), call);
    expect(await place({ contact: { name: '王' } })).toMatchObject({ reason: 'address-refused' });
    expect(await place({ address: { ...request.address, region: undefined } })).toMatchObject({ reason: 'address-refused' });
    expect(await place({ address: { ...request.address, country: 'DE' } })).toMatchObject({ reason: 'not-deliverable' });
    expect(await place({ quote: { ...request.quote, total: { ...request.quote.total, minor: 1n } } })).toMatchObject({
      reason: 'price-changed',
      now: { minor: 2600n },
    });
    expect(twin.orders()).toEqual([]);
  });
});

/** Answers of the twin, some of them changed on the way. */
function through(change: (request: Sent, text: string) => string) {
  return makeCall(
    async request => {
      const response = await fetch(request.url, { method: 'POST', headers: { ...request.headers }, body: String(request.body) });
      return { status: response.status, body: change(request, await response.text()) };
    },
    { settings: { ...ACCOUNT, baseUrl: twin.url } },
  );
}

const isCreate = ({ path }: Sent) => path.includes('createCrossOrder');

describe('an answer to a new order that is no clean yes', () => {
  it('is looked up by our number and never sent again', async () => {
    twin = await startShop();
    for (const [key, answer] of [
      ['a', '{"success":false,"orderId":"100000000000000001","totalSuccessAmount":2600}'],
      ['b', '{"result":{"success":true},"success":true}'],
      ['c', '{"success":false,"code":"500","message":"system busy"}'],
    ] as const) {
      const call = through((request, text) => (isCreate(request) ? answer : text));
      const placed = await orders.place(requestFor(await quoteOf(call, [[WHITE, 1]])), attemptFor(key), call);
      expect(placed).toMatchObject({ status: 'placed', total: { minor: 2600n } });
      expect(asked(call).filter(name => name.includes('createCrossOrder'))).toHaveLength(1);
      expect(asked(call).at(-1)).toBe('alibaba.trade.getBuyerOrderList');
    }
    expect(twin.orders().map(({ outOrderId }) => outOrderId)).toEqual(['c', 'b', 'a']);
  });

  it('is believed as a no only when 1688 has no such order', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const request = requestFor(await quoteOf(call, [[WHITE, 1]]));
    const late = makeCall(
      async sent => {
        // Somebody takes the last pieces between preview and order.
        if (isCreate(sent)) twin.setOffer(610_000_000_001, { skus: [{ specId: 'white', skuId: 1, attributes: {}, stock: 0 }] });
        const response = await fetch(sent.url, { method: 'POST', headers: { ...sent.headers }, body: String(sent.body) });
        return { status: response.status, body: await response.text() };
      },
      { settings: { ...ACCOUNT, baseUrl: twin.url } },
    );
    expect(await orders.place(request, attemptFor('k'), late)).toMatchObject({ status: 'refused', reason: 'out-of-stock' });
    expect(twin.orders()).toEqual([]);
  });

  it('is in doubt when nothing is found and nothing was said', async () => {
    twin = await startShop();
    const call = through((request, text) => {
      if (isCreate(request)) return '{"success":true}';
      return request.path.includes('getBuyerOrderList') ? '{"result":[],"totalRecord":0}' : text;
    });
    await expect(orders.place(requestFor(await quoteOf(call, [[WHITE, 1]])), attemptFor('k'), call)).rejects.toMatchObject({
      outcome: 'unknown',
    });
  });
});

describe('an order that came out otherwise than agreed', () => {
  const dearer = (request: Sent, text: string) =>
    isCreate(request) ? text.replace('"totalSuccessAmount":2600', '"totalSuccessAmount":2700') : text;

  it('is cancelled, and refused with the new price', async () => {
    twin = await startShop({ closeGraceMs: 0 });
    const call = through(dearer);
    expect(await orders.place(requestFor(await quoteOf(call, [[WHITE, 1]])), attemptFor('k'), call)).toMatchObject({
      reason: 'price-changed',
      now: { minor: 2700n },
    });
    expect(twin.orders()).toMatchObject([{ status: 'cancel' }]);
    expect(await find(call, 'k')).toMatchObject({ state: 'CANCELLED' });
  });

  it('that is too young to be cancelled leaves the outcome unknown', async () => {
    twin = await startShop();
    const call = through(dearer);
    await expect(orders.place(requestFor(await quoteOf(call, [[WHITE, 1]])), attemptFor('k'), call)).rejects.toMatchObject({
      outcome: 'unknown',
      retryAfterMs: 10_000,
    });
  });
});

describe('looking an order up', () => {
  it('believes no order of a list that ignored our number', async () => {
    twin = await startShop();
    await order(callTo(twin), [[WHITE, 1]], 'somebody else');
    expect(await find(callTo(twin), 'somebody else')).toBeDefined();
    const relabelled = through((_, text) => text.replace('"outOrderId":"somebody else"', '"outOrderId":"other"'));
    expect(await find(relabelled, 'somebody else')).toBeUndefined();
  });

  it('finds the order that stands beside one that was undone', async () => {
    twin = await startShop({ closeGraceMs: 0 });
    const call = callTo(twin);
    const undone = await order(call, [[WHITE, 1]], 'k');
    await alibaba1688.capabilities.cancellation?.cancel({ externalId: undone.externalId, key: 'k' }, 'no', call);
    expect(await find(call, 'k')).toMatchObject({ externalId: undone.externalId, state: 'CANCELLED' });
    const standing = await order(call, [[WHITE, 1]], 'k');
    expect(await find(call, 'k')).toMatchObject({ externalId: standing.externalId, state: 'PLACED', total: { minor: 2600n } });
  });

  it('never takes an answer that cannot be read for "there is none"', async () => {
    twin = await startShop();
    for (const body of ['{}', '{"errorCode":"500","errorMessage":"busy"}', '{"result":[{"baseInfo":{}}]}'])
      await expect(
        find(
          through(() => body),
          'k',
        ),
      ).rejects.toMatchObject({ code: 'invalid-response' });
  });
});

describe('cancelling', () => {
  const cancel = (externalId: string, call: ReturnType<typeof callTo>) =>
    alibaba1688.capabilities.cancellation?.cancel({ externalId, key: 'k' }, '不想要了', call);

  it('waits for the first ten seconds to pass', async () => {
    let clock = new Date('2026-11-25T10:00:00Z');
    twin = await startShop({ now: () => clock });
    const call = callTo(twin);
    const { externalId } = await order(call, [[WHITE, 1]]);
    await expect(cancel(externalId, call)).rejects.toMatchObject({ code: 'unavailable', outcome: 'not-done', retryAfterMs: 10_000 });
    clock = new Date('2026-11-25T10:00:11Z');
    expect(await cancel(externalId, call)).toEqual({ status: 'cancelled' });
    expect(await cancel(externalId, call)).toEqual({ status: 'cancelled' });
  });

  it('is refused for a paid order and for an unknown one', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const { externalId } = await order(call, [[WHITE, 1]]);
    twin.pay(externalId);
    expect(await cancel(externalId, call)).toMatchObject({ reason: 'not-cancellable' });
    expect(await cancel('999999999999999999', call)).toMatchObject({ reason: 'not-found' });
    expect(await cancel('nonsense', call)).toMatchObject({ reason: 'not-found' });
  });
});

function formOf(sent: Sent | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(String(sent?.body)));
}
