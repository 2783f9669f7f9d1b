import type { Refunded } from '@onebasket/adapter-sdk';
import { makeResponse } from '@onebasket/adapter-testkit';
import { AdapterError, currency, isRefusal, money, type Refusal } from '@onebasket/core';
import { startSaleorTwin, type SaleorTwin, type SaleorTwinOptions } from '@onebasket/twin-saleor';
import { afterEach, describe, expect, test } from 'vitest';
import { saleor } from '../src/index.ts';
import { agreed, asApp, attempts, callTo, orders, placed } from './twin-call.ts';

let twin: SaleorTwin;
afterEach(() => twin.close());

const GATEWAY = 'QXBwOjQ=';
type App = NonNullable<SaleorTwinOptions['paymentApp']>;
type Result = ReturnType<App['initialize']>['result'];

async function start(result: Result = 'CHARGE_SUCCESS', refund?: App['refund']): Promise<void> {
  twin = await startSaleorTwin({
    paymentApp: { id: GATEWAY, initialize: () => ({ result, message: 'card declined' }), ...(refund ? { refund } : {}) },
  });
}

const app = { appToken: 'TOKEN-adapter' };
const modes = {
  unpaid: { channel: 'eur-invoice' },
  report: { ...app, payment: 'report' },
  gateway: { ...app, payment: 'gateway', paymentGateway: GATEWAY },
  'app-order': { ...app, payment: 'app-order' },
};
const MONEY_OF =
  'query($id: ID!) { order(id: $id) { chargeStatus totalCharged { amount } transactions { pspReference } metadata { key value } } }';
const BASKET = 'query($id: ID!) { checkout(id: $id) { lines { id } transactions { chargedAmount { amount } refundedAmount { amount } } } }';

describe('an order', () => {
  test.each([
    ['unpaid', 'NONE', 'PLACED'],
    ['report', 'FULL', 'ACCEPTED'],
    ['gateway', 'FULL', 'ACCEPTED'],
    ['app-order', 'NONE', 'PLACED'],
  ] as const)('paid by "%s" is charged %s and %s', async (mode, chargeStatus, state) => {
    await start();
    const order = await placed(twin, { 'MUG-1': 2 }, callTo(twin, modes[mode]));
    expect(order).toMatchObject({ state, total: { minor: 2080n }, lines: [{ externalId: twin.variants['MUG-1'], quantity: 2 }] });
    expect(await asApp(twin, MONEY_OF, { id: order.externalId })).toMatchObject({ order: { chargeStatus } });
  });

  test('carries key and notes, and no token travels with the shopper’s calls', async () => {
    await start();
    const call = callTo(twin, modes.report);
    const answer = await orders.place({ ...(await agreed(twin, { 'MUG-1': 1 }, call)), notes: 'ring twice' }, attempts().next(), call);
    expect(isRefusal(answer)).toBe(false);
    expect(twin.orders()).toMatchObject([{ metadata: { onebasket_key: 'key-1', onebasket_notes: 'ring twice' } }]);
    const withToken = call.sent.filter(({ headers }) => headers?.['authorization'] !== undefined).map(({ label }) => label);
    expect(withToken).toEqual(['POST /graphql/ place: report the payment']);
  });

  test('that got dearer meanwhile is refused before any money moves', async () => {
    await start();
    const call = callTo(twin, modes.report);
    const request = await agreed(twin, { 'MUG-1': 1 }, call);
    twin.setPrice('MUG-1', 'eur', 895);
    const answer = await orders.place(request, attempts().next(), call);
    expect(answer).toMatchObject({ reason: 'price-changed', now: { minor: 1385n, currency: 'EUR' } });
    expect(call.sent.some(({ label }) => label?.includes('report the payment'))).toBe(false);
    expect([twin.basketsInUse(), twin.orders().length]).toEqual([0, 0]);
  });

  test.each(['report', 'gateway'] as const)('that the shop refuses after it was paid by "%s" gets its money back', async mode => {
    await start();
    const call = callTo(twin, modes[mode], document => {
      if (document.includes('checkoutComplete(')) twin.setStock('LAMP-1', 1);
    });
    const tries = attempts();
    const answer = await orders.place(await agreed(twin, { 'LAMP-1': 2 }, call), tries.next(), call);
    expect(answer).toMatchObject({ reason: 'out-of-stock', available: 1, externalIds: [twin.variants['LAMP-1']] });
    expect(await asApp(twin, BASKET, { id: tries.note() })).toEqual({
      checkout: { lines: [], transactions: [{ chargedAmount: { amount: 0 }, refundedAmount: { amount: 42.9 } }] },
    });
  });

  test.each(['CHARGE_FAILURE', 'CHARGE_ACTION_REQUIRED'] as const)('whose payment ends with %s is refused', async result => {
    await start(result);
    const call = callTo(twin, modes.gateway);
    expect(await orders.place(await agreed(twin, { 'MUG-1': 1 }, call), attempts().next(), call)).toMatchObject({
      reason: 'payment-refused',
    });
    expect([twin.basketsInUse(), twin.orders().length]).toEqual([0, 0]);
  });

  test.each(['report', 'gateway', 'app-order'] as const)(
    'paid by "%s" is not begun without an app, which could give the money back',
    async mode => {
      await start();
      const call = callTo(twin, { ...modes[mode], appToken: undefined });
      await expect(orders.place(await agreed(twin, { 'MUG-1': 1 }, call), attempts().next(), call)).rejects.toMatchObject({
        code: 'unsupported',
      });
      expect(twin.basketsInUse()).toBe(0);
    },
  );

  test('without an e-mail address takes the fallback, or is refused', async () => {
    await start();
    const call = callTo(twin, modes.unpaid);
    const request = { ...(await agreed(twin, { 'MUG-1': 1 }, call)), contact: { name: 'Ada' } };
    expect(await orders.place(request, attempts().next(), call)).toMatchObject({ reason: 'address-refused' });
    const other = callTo(twin, { ...modes.unpaid, fallbackEmail: 'orders@example.com' });
    expect(await orders.place(request, attempts().next(), other)).toMatchObject({ status: 'placed' });
  });
});

describe('after a completion whose answer was lost', () => {
  /** Places, and loses the answer, or the request, of the step that counts. */
  async function lose(what: 'answer' | 'request', mode: keyof typeof modes = 'report') {
    await start();
    const call = callTo(twin, modes[mode]);
    const request = await agreed(twin, { 'MUG-1': 1 }, call);
    const tries = attempts();
    const lost = {
      ...call,
      http: {
        request: async (sent: Parameters<typeof call.http.request>[0]) => {
          const counts = /checkoutComplete|orderCreateFromCheckout/.test(String(sent.body));
          if (!counts || what === 'answer') {
            const response = await call.http.request(sent);
            if (!counts) return response;
          }
          throw new AdapterError('timeout', { outcome: 'unknown', message: 'lost' });
        },
      },
    };
    await expect(orders.place(request, tries.next(), lost)).rejects.toMatchObject({ outcome: 'unknown' });
    const find = () =>
      orders.repeats.by === 'nothing' ? undefined : orders.repeats.find({ key: 'key-1', note: tries.note(), since: '' }, call);
    return { call, request, tries, find };
  }

  test.each(['report', 'app-order'] as const)('the order is found by its basket (%s), and placing again gives the same one', async mode => {
    const { call, request, tries, find } = await lose('answer', mode);
    const found = await find();
    expect(found).toMatchObject({ status: 'placed', total: { minor: 1285n } });
    expect(await orders.place(request, tries.next(), call)).toMatchObject({ externalId: found?.externalId });
    expect(twin.orders()).toHaveLength(1);
  });

  test('an order that was never made is not made later, its money goes back, and a second try makes one', async () => {
    const { call, request, tries, find } = await lose('request');
    const basketId = tries.note();
    expect(await find()).toBeUndefined();
    const late = 'mutation($id: ID) { checkoutComplete(id: $id) { order { id } errors { code } } }';
    expect(await asApp(twin, late, { id: basketId })).toMatchObject({ checkoutComplete: { order: null, errors: [{ code: 'NO_LINES' }] } });
    expect(await asApp(twin, BASKET, { id: basketId })).toMatchObject({ checkout: { transactions: [{ chargedAmount: { amount: 0 } }] } });
    expect(await orders.place(request, tries.next(), call)).toMatchObject({ status: 'placed' });
    expect(twin.orders()).toHaveLength(1);
  });

  test('a basket that the shop does not let go of leaves the outcome open', async () => {
    const { call, tries } = await lose('request');
    const stubborn = {
      ...call,
      http: {
        request: (sent: Parameters<typeof call.http.request>[0]) =>
          String(sent.body).includes('checkoutLinesDelete')
            ? Promise.resolve(
                makeResponse({ body: { data: { checkoutLinesDelete: { checkout: null, errors: [{ code: 'GRAPHQL_ERROR' }] } } } }),
              )
            : call.http.request(sent),
      },
    };
    const found =
      orders.repeats.by === 'nothing' ? undefined : orders.repeats.find({ key: 'key-1', note: tries.note(), since: '' }, stubborn);
    await expect(found).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(twin.orders()).toHaveLength(0);
  });

  test('an app finds it by our key when nothing was remembered', async () => {
    await start();
    const call = callTo(twin, modes.report);
    const order = await placed(twin, { 'MUG-1': 1 }, call, 'key-7');
    const find = (key: string, by = call) => (orders.repeats.by === 'nothing' ? undefined : orders.repeats.find({ key, since: '' }, by));
    expect(await find('key-7')).toMatchObject({ externalId: order.externalId });
    expect(await find('key-8')).toBeUndefined();
    expect(await find('key-7', callTo(twin))).toBeUndefined();
  });
});

describe('after the order', () => {
  const fulfil = 'mutation($order: ID, $input: OrderFulfillInput!) { orderFulfill(order: $order, input: $input) { errors { code } } }';
  const ship = (orderId: string, trackingNumber: string) => {
    const lines = twin.orderLines(orderId).map(orderLineId => ({ orderLineId, stocks: [{ quantity: 1, warehouse: twin.warehouseId }] }));
    return asApp(twin, fulfil, { order: orderId, input: { lines, trackingNumber } });
  };

  test('parcels have their numbers, and what was shipped is not cancelled', async () => {
    await start();
    const call = callTo(twin, modes.report);
    const { externalId } = await placed(twin, { 'MUG-1': 1 }, call);
    await ship(externalId, 'TRACK-1');
    const ref = { externalId, key: 'key-1' };
    const line = { externalId: twin.variants['MUG-1'], quantity: 1 };
    expect(await orders.get(ref, call)).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [{ trackingNumber: 'TRACK-1', state: 'SHIPPED', lines: [line] }],
    });
    expect(await saleor.capabilities.cancellation?.cancel(ref, 'no', call)).toMatchObject({ reason: 'not-cancellable' });
  });

  test('an unknown order is unknown, and without an app nothing is cancelled or given back', async () => {
    await start();
    const ref = { externalId: 'T3JkZXI6NDUyMjI4NWMtMWUyNC00NDNmLThiYzctYjYyZGM0NjVmMTk5', key: 'key-1' };
    expect(await orders.get(ref, callTo(twin))).toBeUndefined();
    expect(await orders.get({ ...ref, externalId: 'garbage' }, callTo(twin))).toBeUndefined();
    expect(await saleor.capabilities.cancellation?.cancel(ref, 'no', callTo(twin, app))).toMatchObject({ reason: 'not-found' });
    await expect(saleor.capabilities.cancellation?.cancel(ref, 'no', callTo(twin))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(refund(ref.externalId, 1n, callTo(twin))).rejects.toMatchObject({ code: 'unsupported' });
  });

  const refund = (externalId: string, minor: bigint, call: ReturnType<typeof callTo>, key = 'r-1'): Promise<Refunded | Refusal> => {
    const given = saleor.capabilities.refunds?.refund(
      { externalId, key: 'key-1' },
      money(minor, currency('EUR')),
      { key, reason: 'damaged' },
      call,
    );
    return given ?? Promise.reject(new Error('no refunds'));
  };
  const refundedOf = async (externalId: string) => (await orders.get({ externalId, key: 'key-1' }, callTo(twin)))?.refunded?.minor;

  test.each(['report', 'gateway'] as const)('money paid by "%s" goes back once for a key, and never more than was paid', async mode => {
    await start();
    const call = callTo(twin, modes[mode]);
    const { externalId } = await placed(twin, { 'MUG-1': 1 }, call);
    expect(await refund(externalId, 500n, call)).toMatchObject({ status: 'refunded', amount: { minor: 500n } });
    expect(await refund(externalId, 500n, call)).toMatchObject({ status: 'refunded', amount: { minor: 500n } });
    expect(await refundedOf(externalId)).toBe(500n);
    expect(await refund(externalId, 786n, call, 'r-2')).toMatchObject({ reason: 'limit-exceeded', now: { minor: 785n } });
    expect(await refund(externalId, 785n, call, 'r-2')).toMatchObject({ status: 'refunded' });
    expect(await orders.get({ externalId, key: 'key-1' }, call)).toMatchObject({ state: 'REFUNDED' });
  });

  test('what the payment app has not answered yet is neither done nor refused', async () => {
    await start('CHARGE_SUCCESS', () => 'REFUND_REQUEST');
    const call = callTo(twin, modes.gateway);
    const { externalId } = await placed(twin, { 'MUG-1': 1 }, call);
    for (const _ of [1, 2]) await expect(refund(externalId, 500n, call)).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(call.sent.filter(({ label }) => label?.endsWith('refund: request'))).toHaveLength(1);
  });

  test('what the payment app refuses, or nobody can give back, is refused', async () => {
    await start('CHARGE_SUCCESS', () => 'REFUND_FAILURE');
    const call = callTo(twin, modes.gateway);
    const { externalId } = await placed(twin, { 'MUG-1': 1 }, call);
    expect(await refund(externalId, 500n, call)).toMatchObject({ reason: 'payment-refused' });
    const unpaid = await placed(twin, { 'MUG-1': 1 }, callTo(twin, modes.unpaid));
    expect(await refund(unpaid.externalId, 500n, call)).toMatchObject({ reason: 'other' });
  });
});
