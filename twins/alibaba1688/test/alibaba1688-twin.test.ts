import { afterEach, expect, it } from 'vitest';
import { offer, signatureOf, startAlibaba1688Twin, type Alibaba1688Twin, type Alibaba1688TwinOptions } from '../src/index.ts';

const account = { appKey: '1234567', appSecret: 'demo-secret-0001', accessToken: 'tok-1' };
const TRADE = 'com.alibaba.trade';
let twin: Alibaba1688Twin;
afterEach(() => twin.close());

const start = async (options: Alibaba1688TwinOptions = {}) => {
  const offers = [
    offer({ offerId: 1001, subject: '保温杯', minOrderQuantity: 2, batchNumber: 2, stock: 10, tiers: [{ from: 2, price: 1850 }] }),
  ];
  twin = await startAlibaba1688Twin({ ...account, offers, ...options });
};

type Answer = Readonly<Record<string, unknown>>;

async function ask(api: string, fields: Readonly<Record<string, string>>, change: Readonly<Record<string, string>> = {}) {
  const path = `param2/1/${api}/${account.appKey}`;
  const form = new URLSearchParams({ ...fields, access_token: account.accessToken });
  form.set('_aop_signature', signatureOf(path, form, account.appSecret));
  for (const [name, value] of Object.entries(change)) form.set(name, value);
  const response = await fetch(`${twin.url}/openapi/${path}`, { method: 'POST', body: form });
  return { status: response.status, text: await response.clone().text(), body: (await response.json()) as Answer };
}

const order = (quantity: number) => ({
  flow: 'general',
  addressParam: '{"provinceText":"浙江省","cityText":"杭州市","address":"网商路699号"}',
  cargoParamList: `[{"offerId":1001,"quantity":${quantity}}]`,
});

it('signs as the documentation does', async () => {
  await start();
  const path = `${TRADE}/alibaba.trade.get.buyerView/1234567`;
  const fields = { webSite: '1688', orderId: '1000000000000000001', access_token: 'tok-1', _aop_timestamp: '1767294245000' };
  expect(signatureOf(`param2/1/${path}`, Object.entries(fields), 'demo-secret-0001')).toBe('C0E62152D5D75D1A26AF8D020FACC7B9B2872C94');
});

it('turns away what the gateway would', async () => {
  await start();
  const view = `${TRADE}/alibaba.trade.get.buyerView`;
  expect(await ask(view, { webSite: '1688' }, { _aop_signature: 'F'.repeat(40) })).toMatchObject({
    status: 400,
    body: { error_code: 'gw.SignatureInvalid' },
  });
  expect(await ask(`${TRADE}/no.such.api`, {})).toMatchObject({ status: 400, body: { error_code: 'gw.APIUnsupported' } });
  expect(await ask(view, {})).toMatchObject({ status: 400, body: { error_code: 'gw.ParamMissing' } });
  twin.tokens.expire();
  expect(await ask(view, { webSite: '1688' })).toMatchObject({ status: 401, body: { error_code: '401' } });
});

it('previews in fen with goods in yuan, under the name that the platform gave it', async () => {
  await start();
  expect((await ask(`${TRADE}/alibaba.createOrder.preview`, order(2))).body).toMatchObject({
    success: true,
    orderPreviewResuslt: [
      { sumPayment: 4500, sumCarriage: 800, sumPaymentNoCarriage: 3700, cargoList: [{ amount: 37, finalUnitPrice: 18.5 }] },
    ],
  });
});

it('refuses baskets by the documented codes', async () => {
  await start();
  const code = async (change: object) => (await ask(`${TRADE}/alibaba.createOrder.preview`, { ...order(2), ...change })).body['errorCode'];
  expect(await code(order(1))).toBe('500_005');
  expect(await code(order(3))).toBe('500_006');
  expect(await code(order(12))).toBe('500_004');
  expect(await code({ cargoParamList: '[{"offerId":9,"quantity":2}]' })).toBe('500_001');
  expect(await code({ cargoParamList: '[{"offerId":1001,"specId":"x","quantity":2}]' })).toBe('500_003');
  expect(await code({ addressParam: '{}' })).toBe('400');
});

it('shows an order with its exact number beside a rounded one', async () => {
  await start();
  const made = await ask(`${TRADE}/alibaba.trade.createCrossOrder`, { ...order(2), outOrderId: 'key' });
  expect(made.body).toMatchObject({ success: true, result: { orderId: '100000000000000001', totalSuccessAmount: 4500, postFee: 800 } });
  const view = await ask(`${TRADE}/alibaba.trade.get.buyerView`, { webSite: '1688', orderId: '100000000000000001' });
  expect(view.text).toContain('"id":100000000000000000,"idOfStr":"100000000000000001"');
  expect(view.body).toMatchObject({ success: 'true', result: { baseInfo: { status: 'waitbuyerpay', totalAmount: 45, shippingFee: 8 } } });
  expect((await ask(`${TRADE}/alibaba.trade.getBuyerOrderList`, { outOrderId: 'other' })).body).toEqual({ result: [], totalRecord: 0 });
});

it('cancels no order in its first seconds, and gives goods back when it does', async () => {
  let clock = 1_767_294_245_000;
  await start({ now: () => new Date(clock) });
  await ask(`${TRADE}/alibaba.trade.createCrossOrder`, order(10));
  const cancel = () =>
    ask(`${TRADE}/alibaba.trade.cancel`, { webSite: '1688', tradeID: '100000000000000001', cancelReason: 'buyerCancel' });
  expect((await cancel()).body).toMatchObject({ success: false, errorCode: 'CLOSE_ORDER_TOO_FAST' });
  expect((await ask(`${TRADE}/alibaba.createOrder.preview`, order(2))).body).toMatchObject({ errorCode: '500_004' });
  clock += 10_000;
  expect((await cancel()).body).toEqual({ success: true });
  expect((await ask(`${TRADE}/alibaba.createOrder.preview`, order(10))).body).toMatchObject({ success: true });
});
