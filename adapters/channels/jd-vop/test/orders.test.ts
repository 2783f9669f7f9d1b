import type { Attempt } from '@onebasket/adapter-sdk';
import { AdapterError, isRefusal } from '@onebasket/core';
import type { FakeCall } from '@onebasket/adapter-testkit';
import { startJdVopTwin, type JdVopTwin, type JdVopTwinOptions } from '@onebasket/twin-jd-vop';
import { afterEach, describe, expect, it } from 'vitest';
import { jdVop } from '../src/index.ts';
import { orders } from '../src/orders.ts';
import { getQuotes } from '../src/quotes.ts';
import { ADDRESS, agreed, callTo, placed } from './call-to.ts';

const NOW = () => new Date('2026-01-03T04:00:00Z');
const ACCOUNT = { clientId: 'vopclient', clientSecret: 'demo-secret-0001', username: 'buyer01', password: 'p@ss' };
const CONTACT = { name: '李行政', mobile: '13900000000', area: '1_72_2799_0', address: '科创十一街18号' };
const PEN = '100000';
const running: JdVopTwin[] = [];
afterEach(async () => {
  for (const twin of running.splice(0)) await twin.close();
});

async function start(options: JdVopTwinOptions = {}): Promise<{ readonly twin: JdVopTwin; readonly call: FakeCall }> {
  const twin = await startJdVopTwin({ ...ACCOUNT, count: 12, now: NOW, ...options });
  running.push(twin);
  return { twin, call: callTo({ ...ACCOUNT, baseUrl: twin.url, companyName: '示例公司', afterSaleContact: CONTACT }, NOW) };
}

const two = [{ externalId: PEN, quantity: 2 }];
const attempt = (key: string, note?: string): Attempt => ({ key, note, remember: () => Promise.resolve() });
const formOf = (call: FakeCall, path: string) => new URLSearchParams(String(call.sent.findLast(sent => sent.path.endsWith(path))?.body));
const find = (key: string, call: FakeCall) =>
  orders.repeats.by === 'nothing' ? undefined : orders.repeats.find({ key, since: NOW().toISOString() }, call);

describe('a quote', () => {
  it('is contract price, freight and exact stock at the place', async () => {
    const { call } = await start();
    const [quote] = await getQuotes([{ lines: two, destination: ADDRESS }], call);
    expect(quote).toMatchObject({
      lines: [
        { title: '齐心 签字笔 1型', unitPrice: { minor: 1235n }, subtotal: { minor: 2470n }, availability: 'IN_STOCK', stock: 10_000 },
      ],
      shipping: { cost: { minor: 600n } },
      total: { minor: 3070n },
    });
    expect(formOf(call, 'getNewStockById').get('area')).toBe('1_72_2799_0');
  });

  it('without a place has neither stock nor freight, unless the account names one', async () => {
    const { twin, call } = await start();
    expect((await getQuotes([{ lines: two }], call))[0]).toMatchObject({ lines: [{ availability: 'UNKNOWN' }], total: { minor: 2470n } });
    const settled = callTo({ ...ACCOUNT, baseUrl: twin.url, area: '1_72_2799_0' }, NOW);
    expect((await getQuotes([{ lines: two }], settled))[0]).toMatchObject({
      lines: [{ availability: 'IN_STOCK' }],
      total: { minor: 3070n },
    });
  });

  it.each([
    [{ country: 'DE', region: 'Bonn' }, 'address-refused'],
    [{ country: 'CN', region: '火星' }, 'address-refused'],
  ])('for %j is refused', async (destination, reason) => {
    const { call } = await start();
    expect((await getQuotes([{ lines: two, destination }], call))[0]).toMatchObject({ status: 'refused', reason });
  });

  it('for a place that JD reads by names only finds it all the same', async () => {
    const { call } = await start();
    // "广东省" is no beginning of any text that the twin knows.
    const [quote] = await getQuotes([{ lines: two, destination: { country: 'CN', region: '广东省', city: '深圳' } }], call);
    expect(isRefusal(quote)).toBe(false);
    expect(formOf(call, 'getFreight').get('city')).toBe('1607');
  });
});

describe('an order', () => {
  it('is reserved under our number at the agreed prices, then confirmed', async () => {
    const { twin, call } = await start();
    const order = await placed(call, two, 'key-1');
    expect(order).toMatchObject({ state: 'ACCEPTED', total: { minor: 3070n }, lines: [{ externalId: PEN, quantity: 2 }] });
    expect(twin.orders()).toMatchObject([{ thirdOrder: 'key-1', submitState: 1, orderState: 1 }]);
    const form = formOf(call, 'submitOrder');
    expect(Object.fromEntries(form)).toMatchObject({
      thirdOrder: 'key-1',
      submitState: '0',
      doOrderPriceMode: '1',
      mobile: '13800000000',
      province: '1',
      city: '72',
      county: '2799',
      town: '0',
      paymentType: '4',
      isUseBalance: '1',
      orderPriceSnap: '[{"skuId":100000,"price":12.35}]',
    });
    expect(JSON.parse(form.get('sku') ?? '')).toMatchObject([{ skuId: 100_000, num: 2 }]);
  });

  it('whose price moved before it was reserved is refused with the new one', async () => {
    const { twin, call } = await start();
    const request = await agreed(call, two);
    twin.setPrice(100_000, 13);
    expect(await orders.place(request, attempt('key-1'), call)).toMatchObject({ reason: 'price-changed', now: { minor: 3200n } });
    expect(twin.orders()).toEqual([]);
  });

  it('of what somebody else bought in between is refused with what is left', async () => {
    const { twin, call } = await start();
    const request = await agreed(call, two);
    twin.setStock(100_000, 1);
    expect(await orders.place(request, attempt('key-1'), call)).toMatchObject({ reason: 'out-of-stock', available: 1, externalIds: [PEN] });
  });

  it('for another total than agreed is given back', async () => {
    const { twin, call } = await start();
    const request = await agreed(call, two);
    const cheaper = { ...request, quote: { ...request.quote, total: { minor: 3069n, currency: request.quote.total.currency } } };
    expect(await orders.place(cheaper, attempt('key-1'), call)).toMatchObject({ reason: 'price-changed', now: { minor: 3070n } });
    expect(twin.orders()).toMatchObject([{ orderState: 0 }]);
  });

  it.each([
    [{ contact: { name: '王' } }, 'address-refused'],
    [{ address: { ...ADDRESS, line1: '长'.repeat(101) } }, 'address-refused'],
  ])('that JD could not bring is refused before anything is made (%#)', async (odd, reason) => {
    const { twin, call } = await start();
    expect(await orders.place({ ...(await agreed(call, two)), ...odd }, attempt('key-1'), call)).toMatchObject({ reason });
    expect(twin.orders()).toEqual([]);
  });

  it('that broke off after the reservation is no order yet, and the next try confirms it', async () => {
    const { twin, call } = await start();
    const request = await agreed(call, two);
    twin.faults.add({ kind: 'reset', path: 'confirmOrder', times: 1 });
    const failure: unknown = await orders.place(request, attempt('key-1'), call).catch((error: unknown) => error);
    expect(failure).toBeDefined();
    expect(await find('key-1', call)).toBeUndefined();
    expect(await orders.place(request, attempt('key-1', 'key-1'), call)).toMatchObject({ status: 'placed', state: 'ACCEPTED' });
    expect(twin.orders()).toMatchObject([{ submitState: 1 }]);
  });

  it('whose confirmation was heard and the answer lost is found', async () => {
    const { twin, call } = await start();
    twin.faults.add({ kind: 'reset-after', path: 'confirmOrder', times: 1 });
    await orders.place(await agreed(call, two), attempt('key-1'), call).catch(() => undefined);
    expect(await find('key-1', call)).toMatchObject({ status: 'placed', state: 'ACCEPTED', total: { minor: 3070n } });
  });

  it('is not made twice under one number, with or without a note', async () => {
    const { twin, call } = await start();
    const request = await agreed(call, two);
    const first = await orders.place(request, attempt('key-1'), call);
    for (const note of [undefined, 'key-1']) expect(await orders.place(request, attempt('key-1', note), call)).toEqual(first);
    expect(twin.orders()).toHaveLength(1);
  });

  it('after a cancelled one goes by the next number', async () => {
    const { twin, call } = await start({ cancelsConfirmed: true });
    const { externalId } = await placed(call, two, 'key-1');
    await jdVop.capabilities.cancellation?.cancel({ externalId, key: 'key-1' }, 'no', call);
    const notes: string[] = [];
    const again = { ...attempt('key-1', 'key-1'), remember: async (note: string) => void notes.push(note) };
    expect(await orders.place(await agreed(call, two), again, call)).toMatchObject({ status: 'placed' });
    expect(notes).toEqual(['key-1.2']);
    expect(twin.orders().map(order => order.orderState)).toEqual([0, 1]);
  });

  it('in doubt says so: what a 5xxx code of the submission left is unknown', async () => {
    const { twin, call } = await start();
    const request = await agreed(call, two);
    twin.faults.add({ kind: '500', path: 'submitOrder', times: 1 });
    const failure: unknown = await orders.place(request, attempt('key-1'), call).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AdapterError);
    expect(failure).toMatchObject({ outcome: 'unknown' });
  });
});

describe('an order that goes on', () => {
  it('is split, sent and delivered part by part', async () => {
    const { twin, call } = await start();
    const { externalId } = await placed(call, [...two, { externalId: '100001', quantity: 1 }], 'key-1');
    const [first = 0, second = 0] = twin.split(Number(externalId));
    twin.ship(first, 'JDVA1');
    const get = () => orders.get({ externalId, key: 'key-1' }, call);
    expect(await get()).toMatchObject({
      externalId,
      state: 'SHIPPED',
      fulfilments: [{ trackingNumber: 'JDVA1', carrierName: '京东快递', state: 'SHIPPED' }],
    });
    twin.deliver(first);
    expect((await get())?.state).toBe('SHIPPED');
    twin.ship(second, 'SF1', '顺丰');
    twin.deliver(second);
    expect(await get()).toMatchObject({
      state: 'COMPLETED',
      total: { minor: 4615n },
      fulfilments: [{ state: 'DELIVERED' }, { carrierName: '顺丰', state: 'DELIVERED' }],
    });
  });

  it('is confirmed and then not cancelled, unless the contract lets it', async () => {
    const { call } = await start();
    const { externalId } = await placed(call, two, 'key-1');
    const answer = await jdVop.capabilities.cancellation?.cancel({ externalId, key: 'key-1' }, 'no', call);
    expect(answer).toMatchObject({ reason: 'not-cancellable' });
  });
});

describe('messages', () => {
  it('about a part are about the order that was placed', async () => {
    const { twin, call } = await start();
    const { externalId } = await placed(call, [...two, { externalId: '100001', quantity: 1 }], 'key-1');
    const [part = 0] = twin.split(Number(externalId));
    twin.ship(part, 'JDVA1');
    twin.putMessage(16, { skuId: 100_000 });
    const pulled = await jdVop.capabilities.messages?.pull(call);
    expect(pulled?.events.map(event => ('externalId' in event ? [event.kind, event.externalId] : event.kind))).toEqual([
      ['order-changed', externalId],
      ['order-changed', externalId],
      ['order-changed', externalId],
      ['product-changed', PEN],
    ]);
    await jdVop.capabilities.messages?.acknowledge(pulled?.receipt ?? '', call);
    expect(twin.messages()).toEqual([]);
  });

  it('come by forty, and more are told to wait', async () => {
    const { twin, call } = await start();
    for (let at = 0; at < 45; at++) twin.putMessage(2, { skuId: at + 1 });
    const first = await jdVop.capabilities.messages?.pull(call);
    expect([first?.events.length, first?.more]).toEqual([40, true]);
    await jdVop.capabilities.messages?.acknowledge(first?.receipt ?? '', call);
    const second = await jdVop.capabilities.messages?.pull(call);
    expect([second?.events.length, second?.more]).toEqual([5, false]);
  });
});

describe('after-sale', () => {
  const wish = {
    lines: [{ externalId: PEN, quantity: 1 }],
    outcome: 'refund' as const,
    reason: '破损',
    description: '笔断了',
    evidence: ['https://a.test/1.jpg', 'https://a.test/2.jpg'],
  };

  it('is applied for once, at the part that holds the goods, and told as it goes on', async () => {
    const { twin, call } = await start();
    const { externalId } = await placed(call, [...two, { externalId: '100001', quantity: 1 }], 'key-1');
    const [part = 0] = twin.split(Number(externalId));
    twin.ship(part, 'JDVA1');
    twin.deliver(part);
    const { afterSales } = jdVop.capabilities;
    const ref = { externalId, key: 'key-1' };
    const opened = await afterSales?.request(ref, wish, attempt('wish-1'), call);
    expect(opened).toMatchObject({ status: 'case', state: 'OPEN' });
    const param = JSON.parse(formOf(call, 'createAfsApply').get('param') ?? '') as Record<string, unknown>;
    expect(param).toMatchObject({
      orderId: part,
      customerInfo: { customerContactName: '李行政', customerMobilePhone: '13900000000' },
      pickwareInfo: { pickwareType: 40 },
      returnWareInfo: { returnWareType: 10, returnWareCity: 72 },
      afsApplyInfoItemList: [
        {
          customerExpect: 10,
          wareDescInfo: { questionDesc: '破损: 笔断了', questionPic: 'https://a.test/1.jpg;https://a.test/2.jpg' },
          wareDetailInfo: { wareId: 100_000, wareNum: 1 },
        },
      ],
    });
    expect(String(param['thirdApplyId']).length).toBeLessThanOrEqual(20);
    expect(await afterSales?.request(ref, wish, attempt('wish-1'), call)).toEqual(opened);
    twin.advanceAfterSale(part, 50, 12.35);
    expect(await afterSales?.get((opened as { externalId: string }).externalId, call)).toMatchObject({
      state: 'REFUNDED',
      refund: { minor: 1235n },
    });
  });

  it('that JD does not offer, or for goods of another order, is refused', async () => {
    const { twin, call } = await start();
    const { externalId } = await placed(call, two, 'key-1');
    const { afterSales } = jdVop.capabilities;
    expect(await afterSales?.request({ externalId, key: 'key-1' }, wish, attempt('w'), call)).toMatchObject({ status: 'refused' });
    twin.ship(Number(externalId), 'JDVA1');
    twin.deliver(Number(externalId));
    expect(await afterSales?.request({ externalId, key: 'key-1' }, { ...wish, outcome: 'repair' }, attempt('w'), call)).toMatchObject({
      status: 'refused',
    });
    const others = { ...wish, lines: [{ externalId: '100005', quantity: 1 }] };
    expect(await afterSales?.request({ externalId, key: 'key-1' }, others, attempt('w'), call)).toMatchObject({ status: 'refused' });
  });
});
