import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { startJdVopTwin, type JdVopTwin } from '../src/index.ts';

const NOW = new Date('2026-01-02T03:04:05+08:00');
const ACCOUNT = { clientId: 'vopclient', clientSecret: 'demo-secret-0001', username: 'buyer01', password: 'p@ss' };
const running: JdVopTwin[] = [];
afterEach(async () => {
  for (const twin of running.splice(0)) await twin.close();
});

async function start(): Promise<JdVopTwin> {
  const twin = await startJdVopTwin({ ...ACCOUNT, count: 4, now: () => NOW });
  running.push(twin);
  return twin;
}

interface Reply {
  readonly success: boolean;
  readonly resultCode: string;
  readonly result: unknown;
}

async function post(twin: JdVopTwin, path: string, form: Readonly<Record<string, string>>): Promise<Reply> {
  const response = await fetch(`${twin.url}/${path}`, { method: 'POST', body: new URLSearchParams(form) });
  expect(response.status).toBe(200);
  return (await response.json()) as Reply;
}

// The computed example: password and signature of this account at this instant.
const LOGIN = {
  grant_type: 'access_token',
  client_id: 'vopclient',
  timestamp: '2026-01-02 03:04:05',
  username: 'buyer01',
  password: '195f19b835efe9f0b7b4e276ef1a8515',
  sign: 'A2D9395ACE32EBF39D37A29B6BAFF844',
};

async function tokenOf(twin: JdVopTwin): Promise<string> {
  return ((await post(twin, 'oauth2/accessToken', LOGIN)).result as { access_token: string }).access_token;
}

describe('the login', () => {
  test('takes the computed example', async () => {
    expect(await post(await start(), 'oauth2/accessToken', LOGIN)).toMatchObject({ success: true, result: { expires_in: 86_400 } });
  });

  test.each([
    ['another signature', { sign: 'X' }],
    ['a plain password', { password: 'p@ss' }],
    ['a password in capitals', { password: createHash('md5').update('p@ss').digest('hex').toUpperCase() }],
    ['a clock that is 31 minutes off', { timestamp: '2026-01-02 03:35:06' }],
    ['a username in other letters', { username: 'BUYER01' }],
  ])('refuses %s', async (_, wrong) => {
    expect(await post(await start(), 'oauth2/accessToken', { ...LOGIN, ...wrong })).toMatchObject({ success: false, result: null });
  });

  test('is needed for everything else', async () => {
    const twin = await start();
    expect((await post(twin, 'api/area/getProvince', { token: 'guess' })).success).toBe(false);
    const token = await tokenOf(twin);
    expect((await post(twin, 'api/area/getProvince', { token })).result).toMatchObject({ 北京: 1 });
    twin.expireTokens();
    expect((await post(twin, 'api/area/getProvince', { token })).resultCode).toBe('2007');
  });
});

describe('stock', () => {
  const stock = async (num: number) => {
    const twin = await start();
    const form = { token: await tokenOf(twin), skuNums: JSON.stringify([{ skuId: 100_000, num }]), area: '1_72_2799_0' };
    return JSON.parse(String((await post(twin, 'api/stock/getNewStockById', form)).result)) as readonly { remainNum: number }[];
  };

  test.each([
    [49, 10_000],
    [50, -1],
    [101, 101],
  ])('for %i pieces comes as JSON in a text, with %i left', async (num, left) => {
    expect((await stock(num))[0]?.remainNum).toBe(left);
  });
});

describe('an order', () => {
  test('is one for one number, and waits until it is confirmed', async () => {
    const twin = await start();
    const form = {
      token: await tokenOf(twin),
      thirdOrder: 'n-1',
      sku: JSON.stringify([{ skuId: 100_000, num: 1 }]),
      orderPriceSnap: JSON.stringify([{ skuId: 100_000, price: 12.35 }]),
      doOrderPriceMode: '1',
      name: '王小明',
      province: '1',
      city: '72',
      county: '2799',
      address: '科创十一街',
      mobile: '13800000000',
      email: 'xx',
      invoiceState: '2',
      invoiceType: '2',
      paymentType: '4',
      submitState: '0',
    };
    const made = await post(twin, 'api/order/submitOrder', form);
    expect(made).toMatchObject({ success: true, resultCode: '0001', result: { orderPrice: 12.35, freight: 6 } });
    expect((await post(twin, 'api/order/submitOrder', form)).success).toBe(false);
    const { jdOrderId } = made.result as { jdOrderId: number };
    const about = { token: form.token, jdOrderId: String(jdOrderId) };
    expect((await post(twin, 'api/order/selectJdOrder', about)).result).toMatchObject({ submitState: 0, pOrder: 0 });
    expect(await post(twin, 'api/order/confirmOrder', about)).toMatchObject({ success: true, resultCode: '0003' });
    expect((await post(twin, 'api/order/cancel', about)).success).toBe(false);
    expect((await post(twin, 'api/order/selectJdOrderIdByThirdOrder', { token: form.token, thirdOrder: 'n-1' })).result).toBe(
      String(jdOrderId),
    );
  });
});
