import { createRegistry } from '@onebasket/adapter-registry';
import type { Call, Payments, PaymentRequest, PaymentStep, RawRequest } from '@onebasket/adapter-sdk';
import { currency, money } from '@onebasket/core';
import { startWechatpayTwin, type WechatpayTwin } from '@onebasket/twin-wechatpay';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isSignedRsa, pageText, wechatpay } from '../src/index.ts';
import { publicKeyOf } from '../src/keys.ts';

const CNY = currency('CNY');
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const attempt = (key: string) => ({ key, remember: () => Promise.resolve() });
const payees = [
  { payee: 'north', mchId: '1900000101' },
  { payee: 'south', mchId: '1900000102', subMchId: '1900000202' },
];
const parts = [
  { id: 'p0', payee: 'north', amount: money(1000, CNY) },
  { id: 'p1', payee: 'south', amount: money(230, CNY) },
];

let twin: WechatpayTwin;
let registry: ReturnType<typeof createRegistry>;
let aheadMs = 0;
let orders = 0;
let key = '';

// Keys take a while to make, so all tests share one platform.
beforeAll(async () => {
  twin = await startWechatpayTwin({ now: () => new Date(Date.now() + aheadMs) });
});
afterAll(() => twin.close());
afterEach(() => registry.close());

function newOrder(more: Readonly<Record<string, unknown>> = {}) {
  key = `4F7K-${++orders}-authorize`;
  const settings = { ...twin.credentials, baseUrl: twin.url, notifyUrl: 'http://127.0.0.1:9/hooks/wechatpay', ...more };
  registry = createRegistry({
    connections: [{ kind: 'payment', config: { id: 'wechatpay', adapter: 'wechatpay', settings } }],
    adapters: [wechatpay],
    offerUnlicensed: true,
    log: quiet,
  });
}
const connection = () => {
  const it = registry.payment('wechatpay');
  if (!it) throw new Error('there is no such account');
  return it;
};
const use = <R>(work: (it: Payments, call: Call) => Promise<R>): Promise<R> => connection().run('payments', work);
const authorize = (more: Partial<PaymentRequest> = {}) =>
  use((it, call) => it.authorize({ orderNumber: '4F7K', amount: money(1230, CNY), ...more }, attempt(key), call));
const close = (id: string) => use((it, call) => it.void(id, attempt(`${key}-void`), call));
const refund = (id: string, fen: number, of: string) => use((it, call) => it.refund(id, money(fen, CNY), attempt(of), call));
const get = (id: string, step: PaymentStep, of = key) =>
  use((it, call) => it.get?.({ id, step, key: of }, call) ?? Promise.resolve(undefined));
const find = () => use((it, call) => it.find(key, call));
const idOf = (answer: object) => (answer as { readonly id: string }).id;
const lastBody = () => JSON.parse(twin.requests.list({ method: 'POST' }).at(-1)?.body ?? '{}') as Record<string, unknown>;

describe('a code to scan', () => {
  it('is paid by the buyer, found, and given back in parts', async () => {
    newOrder();
    const action = await authorize({ expiresAt: '2099-11-25T12:00:00Z' });
    const id = idOf(action);
    expect(action).toEqual({
      status: 'action-required',
      id,
      qrCode: expect.stringMatching(/^weixin:\/\//),
      expiresAt: '2099-11-25T12:00:00Z',
    });
    expect(lastBody()).toEqual({
      appid: twin.credentials.appId,
      mchid: twin.credentials.mchId,
      description: 'Order 4F7K',
      out_trade_no: key,
      time_expire: '2099-11-25T20:00:00+08:00',
      attach: key,
      notify_url: 'http://127.0.0.1:9/hooks/wechatpay',
      amount: { total: 1230, currency: 'CNY' },
    });
    expect(await find()).toBeUndefined();
    twin.pay(id);
    expect(await find()).toEqual({ status: 'captured', id, amount: money(1230, CNY) });
    expect(await refund(id, 230, `${key}-1`)).toEqual({ status: 'refunded', id, amount: money(230, CNY) });
    expect(await refund(id, 1000, `${key}-2`)).toMatchObject({ status: 'refunded', amount: { minor: 1000n } });
    expect(await refund(id, 1, `${key}-3`)).toMatchObject({ status: 'refused' });
  });

  it('leads to the same trade however often it is asked for, and is told as paid or closed when it is', async () => {
    newOrder();
    const first = await authorize();
    expect(await authorize()).toEqual(first);
    twin.pay(idOf(first));
    expect(await authorize()).toMatchObject({ status: 'captured' });
  });

  it('of another amount under the same key is refused', async () => {
    newOrder();
    await authorize();
    expect(await authorize({ amount: money(99, CNY) })).toMatchObject({ status: 'refused' });
  });
});

describe('a page inside of WeChat', () => {
  it('is given what it pays with, signed', async () => {
    newOrder();
    const action = await authorize({ token: 'oBuyer' });
    expect(lastBody()).toMatchObject({ payer: { openid: 'oBuyer' } });
    const page = JSON.parse((action as { readonly clientSecret: string }).clientSecret) as Record<string, string>;
    expect(page).toMatchObject({ appId: twin.credentials.appId, signType: 'RSA', package: expect.stringMatching(/^prepay_id=wx/) });
    const text = pageText({
      appId: page['appId'] ?? '',
      timestamp: page['timeStamp'] ?? '',
      nonce: page['nonceStr'] ?? '',
      package: page['package'] ?? '',
    });
    const own = publicKeyOf(twin.credentials.privateKey);
    expect(isSignedRsa(text, page['paySign'] ?? '', own)).toBe(true);
  });
});

describe('several sellers', () => {
  it('are paid at once, each on its own account, and give back each its part', async () => {
    newOrder({ payees });
    const action = await authorize({ parts });
    const id = idOf(action);
    expect(action).toMatchObject({ status: 'action-required', id: `combine/${key}`, qrCode: expect.any(String) });
    expect(await find()).toBeUndefined();
    twin.pay(key);
    const paid = await find();
    expect(paid).toMatchObject({
      status: 'captured',
      id,
      amount: { minor: 1230n },
      parts: [
        { id: 'p0', amount: { minor: 1000n } },
        { id: 'p1', amount: { minor: 230n } },
      ],
    });
    expect(await get(id, 'authorize')).toEqual(paid);
    const [first, second] = paid?.status === 'captured' ? (paid.parts ?? []) : [];
    expect(await refund(id, 1230, `${key}-x`)).toMatchObject({ status: 'refused' });
    expect(await refund(second?.paymentId ?? '', 30, `${key}-1`)).toEqual({
      status: 'refunded',
      id: second?.paymentId,
      amount: money(30, CNY),
    });
    expect(lastBody()).toMatchObject({ sub_mchid: '1900000202', amount: { refund: 30, total: 230 } });
    expect(await get(second?.paymentId ?? '', 'refund', `${key}-1`)).toMatchObject({ status: 'refunded', amount: { minor: 30n } });
    expect(await refund(first?.paymentId ?? '', 1001, `${key}-2`)).toMatchObject({ status: 'refused' });
  });

  it('are closed together', async () => {
    newOrder({ payees });
    const id = idOf(await authorize({ parts }));
    expect(await close(id)).toMatchObject({ status: 'voided', id });
    expect(await find()).toMatchObject({ status: 'voided' });
    expect(await authorize({ parts })).toMatchObject({ status: 'voided' });
  });

  it('whose parts do not add up are refused before anything is asked', async () => {
    newOrder({ payees });
    const before = twin.requests.total;
    expect(await authorize({ parts, amount: money(1231, CNY) })).toMatchObject({ status: 'refused' });
    expect(twin.requests.total).toBe(before);
  });

  it('of an account that combines nothing are paid in one', async () => {
    newOrder();
    expect(idOf(await authorize({ parts }))).toBe(key);
  });

  it('notify once for all, with our key', async () => {
    newOrder({ payees });
    await authorize({ parts });
    twin.pay(key);
    const events = await connection().parseWebhook(lastDelivery());
    expect(events).toMatchObject([{ kind: 'payment-changed', externalId: `combine/${key}`, key }]);
  });
});

describe('closing', () => {
  it('ends an unpaid trade, however often it is asked', async () => {
    newOrder();
    const id = idOf(await authorize());
    expect(await get(id, 'void')).toBeUndefined();
    for (let time = 0; time < 2; time++) expect(await close(id)).toMatchObject({ status: 'voided', id });
    expect(await get(id, 'void')).toMatchObject({ status: 'voided' });
    expect(await authorize()).toMatchObject({ status: 'voided' });
  });

  it('of what nobody asked for is done; of what is paid is refused', async () => {
    newOrder();
    expect(await close('nobody-1')).toMatchObject({ status: 'voided' });
    const id = idOf(await authorize());
    twin.pay(id);
    expect(await close(id)).toMatchObject({ status: 'refused', reason: 'closed' });
  });
});

describe('giving back', () => {
  it('happens once for each key, and is told again', async () => {
    newOrder();
    const id = idOf(await authorize());
    expect(await refund(id, 1, `${key}-0`)).toMatchObject({ status: 'refused', reason: 'closed' });
    twin.pay(id);
    const of = `${key}-r`;
    expect(await get(id, 'refund', of)).toBeUndefined();
    for (let time = 0; time < 3; time++) expect(await refund(id, 500, of)).toEqual({ status: 'refunded', id, amount: money(500, CNY) });
    expect(await get(id, 'refund', of)).toMatchObject({ status: 'refunded', amount: { minor: 500n } });
    expect([...twin.refunds.values()].filter(({ trade }) => trade.outTradeNo === id)).toHaveLength(1);
    expect(await find()).toMatchObject({ status: 'captured', amount: { minor: 1230n } });
  });

  it('that failed at the bank did not happen', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.pay(id);
    await refund(id, 500, `${key}-r`);
    twin.finishRefund(`${key}-r`, 'ABNORMAL');
    expect(await get(id, 'refund', `${key}-r`)).toBeUndefined();
    expect(await refund(id, 500, `${key}-r`)).toMatchObject({ status: 'refused', message: expect.stringContaining('console') });
    expect(await refund('nobody-1', 1, `${key}-s`)).toMatchObject({ status: 'refused', reason: 'not-found' });
  });
});

describe('a step whose answer is lost', () => {
  it('is unknown, found by its number, and not made twice', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.pay(id);
    const of = `${key}-lost`;
    twin.faults.add({ kind: 'reset-after', method: 'POST', path: 'refunds', times: 1 });
    await expect(refund(id, 500, of)).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(await get(id, 'refund', of)).toEqual({ status: 'refunded', id, amount: money(500, CNY) });
    expect(await refund(id, 500, of)).toEqual({ status: 'refunded', id, amount: money(500, CNY) });
    expect([...twin.refunds.values()].filter(({ trade }) => trade.outTradeNo === id)).toHaveLength(1);
  });

  it('that was a close is found as well', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.faults.add({ kind: 'reset-after', method: 'POST', path: 'close', times: 1 });
    await expect(close(id)).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await get(id, 'void')).toMatchObject({ status: 'voided' });
  });
});

describe('who is who', () => {
  it('a merchant with a wrong key is told as such, and nothing was done', async () => {
    newOrder({ serialNo: 'ABCDEF0123456789' });
    await expect(authorize()).rejects.toMatchObject({ code: 'unauthorized', outcome: 'not-done' });
  });

  it('what is not in yuan is refused before anything is asked', async () => {
    newOrder();
    expect(await authorize({ amount: money(100, currency('USD')) })).toMatchObject({ status: 'refused', reason: 'payment-refused' });
  });

  it('WeChat Pay signs with its public key once the merchant has one, and certificates are not asked for', async () => {
    newOrder({ ...twin.publicKey });
    const before = twin.requests.list({ path: /certificates/ }).length;
    expect(await authorize()).toMatchObject({ status: 'action-required' });
    expect(twin.requests.list({ path: /certificates/ })).toHaveLength(before);
    twin.setMode('public-key');
    twin.pay(key);
    expect(await connection().verifyWebhook(lastDelivery())).toBe(true);
    twin.setMode('certificate');
  });

  it('somebody else with a key of that name is not believed', async () => {
    newOrder({ publicKeyId: twin.publicKey.publicKeyId, publicKey: otherKey() });
    await expect(authorize()).rejects.toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    await expect(find()).rejects.toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
  });

  it('an account without certificates and without public key believes nobody', async () => {
    twin.setMode('public-key');
    newOrder();
    await expect(authorize()).rejects.toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    twin.setMode('certificate');
  });
});

describe('a notification', () => {
  it('names the trade and our key; a refund names the trade', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.pay(id);
    expect(await connection().verifyWebhook(lastDelivery())).toBe(true);
    expect(await connection().parseWebhook(lastDelivery())).toMatchObject([{ kind: 'payment-changed', externalId: id, key }]);
    await refund(id, 1, `${key}-r`);
    twin.finishRefund(`${key}-r`);
    expect(await connection().parseWebhook(lastDelivery())).toEqual([
      { kind: 'payment-changed', deliveryId: expect.any(String), externalId: id },
    ]);
    expect(await connection().webhookReply(true)).toMatchObject({ status: 204 });
    expect(JSON.parse((await connection().webhookReply(false)).body)).toMatchObject({ code: 'FAIL' });
  });

  it('that was changed, is old, a probe, or signed by nobody known is not believed', async () => {
    newOrder();
    await authorize();
    twin.pay(key);
    const genuine = lastDelivery();
    const headers = (more: Record<string, string>) => ({ ...genuine, headers: { ...genuine.headers, ...more } });
    const forged: readonly RawRequest[] = [
      { ...genuine, body: Buffer.concat([genuine.body, Buffer.from(' ')]) },
      headers({ 'wechatpay-timestamp': String(Number(genuine.headers['wechatpay-timestamp']) - 301) }),
      headers({ 'wechatpay-nonce': 'OTHER' }),
      headers({ 'wechatpay-signature': `WECHATPAY/SIGNTEST/${genuine.headers['wechatpay-signature']}` }),
      headers({ 'wechatpay-serial': 'FFFF0000FFFF0000' }),
      headers({ 'wechatpay-serial': 'PUB_KEY_ID_0' }),
    ];
    expect(await connection().verifyWebhook(genuine)).toBe(true);
    for (const one of forged) expect(await connection().verifyWebhook(one)).toBe(false);
  });

  it('with serials that somebody made up does not have certificates fetched again and again', async () => {
    newOrder();
    await authorize();
    twin.pay(key);
    const genuine = lastDelivery();
    const before = twin.requests.list({ path: /certificates/ }).length;
    for (let made = 10; made < 30; made++) {
      const headers = { ...genuine.headers, 'wechatpay-serial': `ABCDEF${made}` };
      expect(await connection().verifyWebhook({ ...genuine, headers })).toBe(false);
    }
    expect(twin.requests.list({ path: /certificates/ }).length - before).toBeLessThanOrEqual(1);
  });

  it('that is signed after the clock of five minutes is a repeat by somebody else', async () => {
    newOrder();
    await authorize();
    aheadMs = -6 * 60_000;
    twin.pay(key);
    aheadMs = 0;
    expect(await connection().verifyWebhook(lastDelivery())).toBe(false);
  });

  // Last: there is no way back.
  it('is believed when it is signed with the next certificate, which nobody had asked for yet; the old one stays good', async () => {
    newOrder();
    await authorize();
    twin.pay(key);
    const before = lastDelivery();
    expect(await connection().verifyWebhook(before)).toBe(true);
    twin.rotate();
    await refund(key, 1, `${key}-r`);
    twin.finishRefund(`${key}-r`);
    const after = lastDelivery();
    expect(after.headers['wechatpay-serial']).not.toBe(before.headers['wechatpay-serial']);
    expect(await connection().verifyWebhook(after)).toBe(true);
    expect(await connection().verifyWebhook(before)).toBe(true);
    expect(await find()).toMatchObject({ status: 'captured' });
  });
});

function lastDelivery(): RawRequest {
  const last = twin.deliveries.at(-1);
  if (!last) throw new Error('the twin told nobody');
  return { method: 'POST', path: '/hooks/wechatpay', headers: last.headers, body: Buffer.from(last.body) };
}

/** A public key of somebody else: our own. */
function otherKey(): string {
  return publicKeyOf(twin.credentials.privateKey).export({ type: 'spki', format: 'pem' });
}
