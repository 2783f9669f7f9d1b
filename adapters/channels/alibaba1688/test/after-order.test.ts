import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AfterSaleWish } from '@onebasket/adapter-sdk';
import { makeCall, makeConnection } from '@onebasket/adapter-testkit';
import { signedForm, type Alibaba1688Twin } from '@onebasket/twin-alibaba1688';
import { afterEach, describe, expect, it } from 'vitest';
import { alibaba1688 } from '../src/index.ts';
import { ACCOUNT, BLACK, callTo, order, orders, startShop, WHITE } from './serve.ts';

let twin: Alibaba1688Twin;
afterEach(() => twin.close());

const { afterSales, authorisation, tracking, webhooks, health } = alibaba1688.capabilities;

describe('a parcel', () => {
  it('is told with the order, and followed by 1688’s own trace', async () => {
    twin = await startShop();
    const call = callTo(twin, { parcels: 'channel' });
    const { externalId } = await order(call, [[WHITE, 1]]);
    twin.pay(externalId);
    twin.ship(externalId, 'YT3832890717253');
    twin.scan(externalId, '快件已签收');
    const snapshot = await orders.get({ externalId, key: 'k' }, call);
    const [parcel] = snapshot?.fulfilments ?? [];
    expect(snapshot).toMatchObject({
      state: 'SHIPPED',
      fulfilments: [{ lines: [{ externalId: WHITE, quantity: 1 }], carrierName: '1688' }],
    });
    expect(tracking?.recognises(parcel?.trackingNumber ?? '')).toBe(true);
    expect(await tracking?.track({ trackingNumber: parcel?.trackingNumber ?? '' }, call)).toMatchObject({
      status: 'found',
      events: [{ status: 'PICKED_UP' }, { status: 'DELIVERED', message: '快件已签收' }],
    });
  });

  it('that does not exist, or has no scan, is not found', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const { externalId } = await order(call, [[WHITE, 1]]);
    for (const trackingNumber of [`1688-${externalId}`, '1688-999999999999999999', 'YT3832890717253'])
      expect(await tracking?.track({ trackingNumber }, call)).toMatchObject({ reason: 'not-found' });
  });
});

describe('a refund', () => {
  const wish = (lines: AfterSaleWish['lines'], more: Partial<AfterSaleWish> = {}): AfterSaleWish => ({
    lines,
    outcome: 'refund',
    reason: '不想买了',
    description: '不需要了',
    evidence: [],
    ...more,
  });
  const attempt = { key: 'r', remember: async () => {} };

  it('of a whole order that was not shipped gives goods and freight back, once the supplier agrees', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const { externalId } = await order(call, [
      [WHITE, 2],
      [BLACK, 1],
    ]);
    const ref = { externalId, key: 'k' };
    const all = [
      { externalId: WHITE, quantity: 2 },
      { externalId: BLACK, quantity: 1 },
    ];
    expect(await afterSales?.request(ref, wish(all), attempt, call)).toMatchObject({ status: 'refused', reason: 'other' });
    twin.pay(externalId);
    const asked = await afterSales?.request(ref, wish(all), attempt, call);
    expect(asked).toMatchObject({ status: 'case', state: 'OPEN' });
    const form = Object.fromEntries(new URLSearchParams(String(call.sent.at(-1)?.body)));
    expect(form).toMatchObject({
      orderEntryIds: '[100000000000000002,100000000000000003]',
      disputeRequest: 'refund',
      applyPayment: '5400',
      applyCarriage: '800',
      applyReasonId: '20006',
      goodsStatus: 'refundWaitSellerSend',
    });
    const caseId = asked && 'externalId' in asked ? asked.externalId : '';
    expect(await afterSales?.get(caseId, call)).toMatchObject({ state: 'OPEN' });
    twin.decideRefund(caseId, 'waitbuyermodify', '已发货');
    expect(await afterSales?.get(caseId, call)).toMatchObject({ state: 'REJECTED', message: '已发货' });
    twin.decideRefund(caseId, 'refundsuccess');
    expect(await afterSales?.get(caseId, call)).toMatchObject({ state: 'REFUNDED', refund: { minor: 6200n, currency: 'CNY' } });
    expect(await afterSales?.get('TQ0', call)).toBeUndefined();
  });

  it('of goods that were received is for the pieces that go back', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const { externalId } = await order(call, [[WHITE, 3]]);
    twin.setStatus(externalId, 'confirm_goods');
    const ref = { externalId, key: 'k' };
    const back = wish([{ externalId: WHITE, quantity: 1 }], { outcome: 'return' });
    expect(await afterSales?.request(ref, back, attempt, call)).toMatchObject({ status: 'case' });
    const form = Object.fromEntries(new URLSearchParams(String(call.sent.at(-1)?.body)));
    expect(form).toMatchObject({
      applyPayment: '1800',
      applyCarriage: '0',
      disputeRequest: 'returnRefund',
      orderEntryCountList: '[{"id":100000000000000002,"count":1}]',
    });
    expect(await afterSales?.request(ref, back, attempt, call)).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('5010') as string,
    });
  });

  it('is refused for more than was bought, for strange goods, and for an exchange', async () => {
    twin = await startShop();
    const call = callTo(twin);
    const { externalId } = await order(call, [[WHITE, 1]]);
    twin.pay(externalId);
    const ref = { externalId, key: 'k' };
    const ask = (it: AfterSaleWish) => afterSales?.request(ref, it, attempt, call);
    expect(await ask(wish([{ externalId: WHITE, quantity: 2 }]))).toMatchObject({ reason: 'limit-exceeded' });
    expect(await ask(wish([{ externalId: BLACK, quantity: 1 }]))).toMatchObject({ reason: 'not-found' });
    const two = await order(call, [[WHITE, 2]], 'key-2');
    twin.pay(two.externalId);
    const half = wish([{ externalId: WHITE, quantity: 1 }]);
    expect(await afterSales?.request({ externalId: two.externalId, key: 'k' }, half, attempt, call)).toMatchObject({
      reason: 'limit-exceeded',
    });
    expect(await ask(wish([{ externalId: WHITE, quantity: 1 }], { outcome: 'exchange' }))).toMatchObject({ reason: 'other' });
    expect(await ask(wish([{ externalId: WHITE, quantity: 1 }], { outcome: 'return' }))).toMatchObject({ reason: 'other' });
  });
});

describe('a push', () => {
  const settings = { ...ACCOUNT };
  const push = (message: string, secret = ACCOUNT.appSecret, path = '/hooks/x') => ({
    method: 'POST',
    path,
    headers: {},
    body: Buffer.from(new URLSearchParams(signedForm(message, secret)).toString()),
  });
  const verify = (request: ReturnType<typeof push>, more: object = {}) =>
    webhooks?.verify(
      request,
      makeCall(() => ({}), { settings: { ...settings, ...more } }),
    );
  const parse = (message: string) => webhooks?.parse(push(message), makeConnection(settings));

  it('is believed by its signature, or by the token in its address where one is set', async () => {
    twin = await startShop();
    const token = { pushToken: 'a-token-of-sixteen' };
    expect(await verify(push('{}'))).toBe(true);
    expect(await verify(push('{}', 'another secret'))).toBe(false);
    expect(await verify(push('{}', 'another secret', '/hooks/x/a-token-of-sixteen'), token)).toBe(true);
    expect(await verify(push('{}'), token)).toBe(false);
  });

  it('names its order to the last digit, wherever it stands, and is known again', async () => {
    twin = await startShop();
    expect(parse('{"msgId":9,"type":"ORDER_BUYER_VIEW_ORDER_PAY","data":{"orderId":167539019420540001}}')).toEqual([
      { kind: 'order-changed', deliveryId: '9:167539019420540001', externalId: '167539019420540001' },
    ]);
    const trace =
      '{"type":"LOGISTICS_BUYER_VIEW_TRACE","data":{"OrderLogisticsTracingModel":{"orderLogsItems":[{"orderId":1},{"orderId":2},{"orderId":1}]}}}';
    expect(parse(trace)?.map(event => event.kind === 'order-changed' && event.externalId)).toEqual(['1', '2']);
    expect(parse(trace)).toEqual(parse(trace));
    expect(parse('{"msgId":7,"type":"PRODUCT_RELATION_VIEW_PRODUCT_EXPIRE","data":{"productIds":"5,6"}}')).toMatchObject([
      { kind: 'product-changed', externalId: '5' },
      { kind: 'product-changed', externalId: '6' },
    ]);
    expect(parse('{"msgId":8,"type":"SOMETHING_ELSE","data":{}}')).toEqual([{ kind: 'ignored', deliveryId: '8', what: 'SOMETHING_ELSE' }]);
  });

  it('of the twin is one that is believed', async () => {
    const heard: Buffer[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => heard.push(chunk)).on('end', () => response.end());
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    twin = await startShop({ pushUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
    const { externalId } = await order(callTo(twin), [[WHITE, 1]]);
    twin.pay(externalId);
    await twin.idle();
    server.close();
    const request = { method: 'POST', path: '/hooks/x', headers: {}, body: Buffer.concat(heard) };
    expect(await verify(request)).toBe(true);
    expect(webhooks?.parse(request, makeConnection(settings))).toMatchObject([{ kind: 'order-changed', externalId }]);
  });
});

describe('the consent of the account’s owner', () => {
  const exchange = (query: Record<string, string>, settings: object = {}) =>
    authorisation?.exchange({ query, redirectUri: 'https://shop.example/back' }, callTo(twin, settings));

  it('brings a token that is refreshed for as long as the owner lets it', async () => {
    twin = await startShop();
    const credentials = await exchange({ code: twin.tokens.consent() });
    expect(credentials).toMatchObject({ expiresAt: '2026-11-25T20:00:00.000Z', more: { memberId: 'b2b-2248544159', aliId: '8888888888' } });
    expect(Date.parse(credentials?.refreshExpiresAt ?? '')).toBeGreaterThan(Date.parse('2026-01-01'));
    if (!credentials) throw new Error('no credentials');
    expect(await health?.check(callTo(twin, { accessToken: undefined }, { credentials }))).toMatchObject({
      detail: expect.any(String) as string,
    });
    twin.tokens.expire();
    await expect(health?.check(callTo(twin, {}, { credentials }))).rejects.toMatchObject({ code: 'unauthorized' });
    const fresh = await authorisation?.refresh?.(credentials, callTo(twin));
    expect(fresh).toMatchObject({ refreshToken: credentials.refreshToken, refreshExpiresAt: credentials.refreshExpiresAt });
    expect(fresh?.accessToken).not.toBe(credentials.accessToken);
    twin.tokens.revoke();
    await expect(authorisation?.refresh?.(credentials, callTo(twin))).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
  });

  it('that was not given, or was used already, connects nothing', async () => {
    twin = await startShop();
    const code = twin.tokens.consent();
    await exchange({ code });
    await expect(exchange({ code })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(exchange({ error: 'access_denied' })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(exchange({ code: twin.tokens.consent() }, { appSecret: 'wrong' })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(authorisation?.refresh?.({ accessToken: 'a' }, callTo(twin))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('what the gateway turns away', () => {
  it('is told by its code', async () => {
    twin = await startShop();
    const check = (settings: object) => health?.check(callTo(twin, settings));
    await expect(check({ appSecret: 'wrong' })).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
    await expect(check({ appKey: '7' })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(check({ accessToken: 'old' })).rejects.toMatchObject({ code: 'unauthorized' });
    const say = (status: number, error_code: string) =>
      health?.check(makeCall(() => ({ status, body: { error_code, error_message: '…' } }), { settings: ACCOUNT }));
    await expect(say(400, 'gw.APIUnsupported')).rejects.toMatchObject({ code: 'misconfigured' });
    await expect(say(400, 'gw.APIACLDecline')).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(say(500, 'gw.QosAppFrequencyLimit')).rejects.toMatchObject({ code: 'rate-limited', outcome: 'not-done' });
    await expect(say(200, 'gw.ParamMissing')).rejects.toMatchObject({ code: 'misconfigured' });
    await expect(say(400, 'something_new')).rejects.toMatchObject({ code: 'invalid-response' });
  });
});
