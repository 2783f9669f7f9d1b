import { createRegistry } from '@onebasket/adapter-registry';
import type { Call, Payments, PaymentStep } from '@onebasket/adapter-sdk';
import { currency, money } from '@onebasket/core';
import { startAlipayTwin, type AlipayTwin } from '@onebasket/twin-alipay';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { alipay } from '../src/index.ts';

const CNY = currency('CNY');
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const attempt = (key: string) => ({ key, remember: () => Promise.resolve() });
const hook = { id: 'alipay', name: '', settings: {} };

let twin: AlipayTwin;
let registry: ReturnType<typeof createRegistry>;
let orders = 0;
let key = '';

function connect(more: Readonly<Record<string, unknown>> = {}) {
  registry = createRegistry({
    connections: [
      {
        kind: 'payment',
        config: {
          id: 'alipay',
          adapter: 'alipay',
          settings: {
            ...twin.credentials,
            baseUrl: `${twin.url}/gateway.do`,
            product: 'qr',
            notifyUrl: 'http://127.0.0.1:9/hooks/alipay',
            returnUrl: 'https://us.example/{order}',
            ...more,
          },
        },
      },
    ],
    adapters: [alipay],
    offerUnlicensed: true,
    log: quiet,
  });
}
const connection = () => {
  const it = registry.payment('alipay');
  if (!it) throw new Error('there is no such account');
  return it;
};
const use = <R>(work: (it: Payments, call: Call) => Promise<R>): Promise<R> => connection().run('payments', work);
const authorize = (fen = 1230, expiresAt?: string) =>
  use((it, call) => it.authorize({ orderNumber: '4F7K', amount: money(fen, CNY), expiresAt }, attempt(key), call));
const close = (id: string) => use((it, call) => it.void(id, attempt(`${key}-void`), call));
const refund = (id: string, fen: number, of: string) => use((it, call) => it.refund(id, money(fen, CNY), attempt(of), call));
const get = (id: string, step: PaymentStep, of = key) =>
  use((it, call) => it.get?.({ id, step, key: of }, call) ?? Promise.resolve(undefined));
const find = (of = key) => use((it, call) => it.find(of, call));
const idOf = (answer: object) => (answer as { readonly id: string }).id;
const redirectOf = (answer: object) => new URL((answer as { readonly redirectUrl: string }).redirectUrl);

// Keys take a while to make, so all tests share one platform.
beforeAll(async () => {
  twin = await startAlipayTwin();
});
afterAll(() => twin.close());
afterEach(() => registry.close());

function newOrder(more: Readonly<Record<string, unknown>> = {}) {
  key = `4F7K-${++orders}-authorize`;
  connect(more);
}

describe('a code to scan', () => {
  it('is paid by the buyer, found, and given back in parts', async () => {
    newOrder();
    const action = await authorize();
    const id = idOf(action);
    expect(action).toEqual({ status: 'action-required', id, qrCode: expect.stringContaining('https://qr.alipay.com/') });
    expect(await find()).toBeUndefined();
    twin.open(id);
    expect(await find()).toBeUndefined();
    twin.pay(id);
    expect(await find()).toEqual({ status: 'captured', id, amount: money(1230, CNY) });
    expect(await get(id, 'authorize')).toMatchObject({ status: 'captured' });
    expect(await refund(id, 230, `${key}-r1`)).toEqual({ status: 'refunded', id, amount: money(230, CNY) });
    expect(await refund(id, 1000, `${key}-r2`)).toMatchObject({ status: 'refunded', amount: { minor: 1000n } });
    expect(await find()).toMatchObject({ status: 'refunded', amount: { minor: 1230n } });
  });

  it('leads to the same trade however often it is asked for, and is told as paid when it is', async () => {
    newOrder();
    const id = idOf(await authorize());
    expect(idOf(await authorize())).toBe(id);
    twin.pay(id);
    expect(await authorize()).toEqual({ status: 'captured', id, amount: money(1230, CNY) });
  });

  it('of another amount under the same key is refused', async () => {
    newOrder();
    twin.open(idOf(await authorize()));
    expect(await authorize(99)).toMatchObject({ status: 'refused' });
  });

  it('ends with the time that was set', async () => {
    newOrder();
    await authorize(1230, '2099-11-25T12:00:00+01:00');
    const [request] = twin.requests.list({ method: 'POST' }).slice(-1);
    expect(JSON.parse(new URLSearchParams(request?.body).get('biz_content') ?? '{}')).toMatchObject({ time_expire: '2099-11-25 19:00:00' });
    key += '-late';
    expect(await authorize(1230, '2020-01-01T00:00:00Z')).toMatchObject({ status: 'refused' });
  });
});

describe('a page at Alipay', () => {
  it('is an address that the gateway takes, with our way back; paid there, it is found', async () => {
    newOrder({ product: 'page', subject: '订单 {order}' });
    const action = await authorize();
    const url = redirectOf(action);
    expect(url.searchParams.get('return_url')).toBe('https://us.example/4F7K');
    expect(JSON.parse(url.searchParams.get('biz_content') ?? '')).toMatchObject({
      subject: '订单 4F7K',
      product_code: 'FAST_INSTANT_TRADE_PAY',
    });
    const cashier = await fetch(url);
    expect(await cashier.text()).toContain('¥12.30');
    twin.pay(idOf(action));
    expect(await find()).toMatchObject({ status: 'captured', amount: { minor: 1230n } });
  });

  it('is another one for phones', async () => {
    newOrder({ product: 'wap' });
    const url = redirectOf(await authorize());
    expect(url.searchParams.get('method')).toBe('alipay.trade.wap.pay');
    expect(await (await fetch(url)).text()).toContain('¥12.30');
  });

  it('whose amount somebody changed on the way is not taken by the gateway', async () => {
    newOrder({ product: 'page' });
    const url = redirectOf(await authorize());
    url.searchParams.set('biz_content', (url.searchParams.get('biz_content') ?? '').replace('12.30', '0.01'));
    expect(await (await fetch(url)).text()).toContain('isv.invalid-signature');
  });
});

describe('closing', () => {
  it('ends an unpaid trade, however often it is asked', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.open(id);
    expect(await get(id, 'void')).toBeUndefined();
    for (let time = 0; time < 2; time++) expect(await close(id)).toEqual({ status: 'voided', id, amount: money(1230, CNY) });
    expect(await get(id, 'void')).toMatchObject({ status: 'voided' });
    expect(await authorize()).toMatchObject({ status: 'voided' });
  });

  it('of what nobody came to is done; of what is paid is refused', async () => {
    newOrder();
    const id = idOf(await authorize());
    expect(await close(id)).toMatchObject({ status: 'voided' });
    twin.pay(id);
    expect(await close(id)).toMatchObject({ status: 'refused', reason: 'closed' });
  });
});

describe('giving back', () => {
  it('moves money once for each key, and says so again', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.pay(id);
    expect(await get(id, 'refund', 'r')).toBeUndefined();
    for (let time = 0; time < 3; time++) expect(await refund(id, 500, 'r')).toEqual({ status: 'refunded', id, amount: money(500, CNY) });
    expect(await get(id, 'refund', 'r')).toEqual({ status: 'refunded', id, amount: money(500, CNY) });
    expect(twin.trades.get(id)?.refunds).toHaveLength(1);
  });

  it('is refused when there is nothing to give back, more than was paid, or the time is over', async () => {
    newOrder();
    expect(await refund('nobody', 1, 'r')).toMatchObject({ status: 'refused', reason: 'not-found' });
    const id = idOf(await authorize());
    twin.pay(id);
    expect(await refund(id, 1231, 'r')).toMatchObject({ status: 'refused', reason: 'limit-exceeded' });
    twin.finish(id);
    expect(await find()).toMatchObject({ status: 'captured' });
    expect(await refund(id, 1, 'r')).toMatchObject({ status: 'refused', reason: 'closed' });
  });
});

describe('a step whose answer is lost', () => {
  it('is unknown, found by its number, and not made twice', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.pay(id);
    twin.faults.add({ kind: 'reset-after', method: 'POST', times: 1 });
    await expect(refund(id, 500, 'r-lost')).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(await get(id, 'refund', 'r-lost')).toEqual({ status: 'refunded', id, amount: money(500, CNY) });
    expect(await refund(id, 500, 'r-lost')).toEqual({ status: 'refunded', id, amount: money(500, CNY) });
    expect(twin.trades.get(id)?.refunds).toHaveLength(1);
  });

  it('that was a close is found as well', async () => {
    newOrder();
    const id = idOf(await authorize());
    twin.open(id);
    twin.faults.add({ kind: 'reset-after', method: 'POST', skip: 1, times: 1 });
    await expect(close(id)).rejects.toMatchObject({ outcome: 'unknown' });
    expect(await get(id, 'void')).toMatchObject({ status: 'voided' });
  });
});

describe('what is asked for', () => {
  it('in another currency is refused before anything is asked', async () => {
    newOrder();
    const before = twin.requests.total;
    const usd = use((it, call) => it.authorize({ orderNumber: 'N', amount: money(100, currency('USD')) }, attempt(key), call));
    expect(await usd).toMatchObject({ status: 'refused', reason: 'payment-refused' });
    expect(twin.requests.total).toBe(before);
  });

  it('with a wrong key is told as our mistake, and nothing was done', async () => {
    newOrder({ privateKey: (await startedOther()).privateKey });
    await expect(authorize()).rejects.toMatchObject({ code: 'misconfigured', outcome: 'not-done' });
  });

  it('and answered by somebody else is not believed', async () => {
    newOrder({ alipayPublicKey: (await startedOther()).alipayPublicKey });
    await expect(authorize()).rejects.toMatchObject({ code: 'invalid-response', outcome: 'unknown' });
    await expect(find()).rejects.toMatchObject({ code: 'invalid-response', outcome: 'not-done' });
  });
});

describe('a notification', () => {
  const raw = (body: string) => ({ method: 'POST', path: '/hooks/alipay', headers: {}, body: Buffer.from(body) });
  const paid = async () => {
    const id = idOf(await authorize());
    twin.pay(id);
    return { id, body: twin.deliveries.at(-1)?.body ?? '' };
  };

  it('names the trade and our key, of a refund as of a payment', async () => {
    newOrder();
    const { id, body } = await paid();
    await refund(id, 230, 'r-n');
    for (const one of [body, twin.deliveries.at(-1)?.body ?? '']) {
      expect(await connection().verifyWebhook(raw(one))).toBe(true);
      expect(alipay.capabilities.webhooks?.parse(raw(one), hook)).toMatchObject([{ kind: 'payment-changed', externalId: id, key }]);
    }
    expect(await connection().webhookReply(true)).toEqual({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'success' });
    expect((await connection().webhookReply(false)).body).not.toBe('success');
  });

  it('that was changed, is for another application or account, or says a thing twice is not believed', async () => {
    newOrder();
    const { body } = await paid();
    expect(await connection().verifyWebhook(raw(body.replace('12.30', '12.31')))).toBe(false);
    expect(await connection().verifyWebhook(raw(`${body}&out_trade_no=other`))).toBe(false);
    await registry.close();
    connect({ appId: '2021000000000100' });
    expect(await connection().verifyWebhook(raw(body))).toBe(false);
    await registry.close();
    connect({ sellerId: '2088000000000002' });
    expect(await connection().verifyWebhook(raw(body))).toBe(false);
  });
});

/** Keys of somebody else. */
async function startedOther() {
  const other = await startAlipayTwin();
  await other.close();
  return other.credentials;
}
