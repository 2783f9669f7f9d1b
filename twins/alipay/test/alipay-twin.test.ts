import { AlipaySdk } from 'alipay-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAlipayTwin, type AlipayTwin } from '../src/index.ts';

let twin: AlipayTwin;
let sdk: AlipaySdk;

// Alipay's own SDK is the client: it signs, and it checks what the twin signs.
beforeAll(async () => {
  twin = await startAlipayTwin();
  const { appId, privateKey, alipayPublicKey } = twin.credentials;
  sdk = new AlipaySdk({ appId, privateKey, alipayPublicKey, keyType: 'PKCS8', gateway: `${twin.url}/gateway.do` });
});
afterAll(() => twin.close());

const ask = (method: string, content: object, client = sdk) => client.exec(method, { bizContent: content }, { validateSign: true });
const precreate = (outTradeNo: string, totalAmount = '12.30') =>
  ask('alipay.trade.precreate', { outTradeNo, totalAmount, subject: '灯/台', productCode: 'FACE_TO_FACE_PAYMENT' });

describe('the Alipay twin', () => {
  it('takes a trade from the code to the refund, as the official SDK does it', async () => {
    expect(await precreate('A1')).toMatchObject({ code: '10000', outTradeNo: 'A1', qrCode: expect.stringContaining('https://') });
    expect(await ask('alipay.trade.query', { outTradeNo: 'A1' })).toMatchObject({ code: '40004', subCode: 'ACQ.TRADE_NOT_EXIST' });
    twin.pay('A1');
    expect(await ask('alipay.trade.query', { outTradeNo: 'A1' })).toMatchObject({ tradeStatus: 'TRADE_SUCCESS', totalAmount: '12.30' });
    const refund = { outTradeNo: 'A1', refundAmount: '2.30', outRequestNo: 'r1' };
    expect(await ask('alipay.trade.refund', refund)).toMatchObject({ code: '10000', fundChange: 'Y', refundFee: '2.30' });
    expect(await ask('alipay.trade.refund', refund)).toMatchObject({ code: '10000', fundChange: 'N', refundFee: '2.30' });
    expect(await ask('alipay.trade.fastpay.refund.query', { outTradeNo: 'A1', outRequestNo: 'r1' })).toMatchObject({
      refundStatus: 'REFUND_SUCCESS',
    });
    expect(await ask('alipay.trade.fastpay.refund.query', { outTradeNo: 'A1', outRequestNo: 'r2' })).not.toHaveProperty('refundStatus');
  });

  it('opens its cashier for the address that the SDK makes', async () => {
    const url = sdk.pageExecute('alipay.trade.page.pay', 'GET', {
      bizContent: { outTradeNo: 'P1', totalAmount: '0.29', subject: 'Lamp', productCode: 'FAST_INSTANT_TRADE_PAY' },
    });
    expect(await (await fetch(url)).text()).toContain('¥0.29');
    expect(twin.trades.get('P1')).toMatchObject({ fen: 29, status: 'WAIT_BUYER_PAY' });
    expect(await ask('alipay.trade.close', { outTradeNo: 'P1' })).toMatchObject({ code: '10000' });
    expect(await ask('alipay.trade.close', { outTradeNo: 'P1' })).toMatchObject({ subCode: 'ACQ.TRADE_STATUS_ERROR' });
  });

  it("signs notifications so that the SDK believes them, and a refund's has the status of the payment", async () => {
    await precreate('N1');
    twin.pay('N1');
    await ask('alipay.trade.refund', { outTradeNo: 'N1', refundAmount: '1', outRequestNo: 'r' });
    const [paid, refunded] = twin.deliveries.slice(-2).map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    expect(sdk.checkNotifySignV2(paid)).toBe(true);
    expect(sdk.checkNotifySignV2({ ...paid, total_amount: '0.01' })).toBe(false);
    expect(refunded).toMatchObject({ trade_status: 'TRADE_SUCCESS', refund_fee: '1.00', out_biz_no: 'r' });
  });

  it('says no to whoever it does not know, and to what it does not understand', async () => {
    const { appId, alipayPublicKey } = twin.credentials;
    const other = await startAlipayTwin();
    await other.close();
    const stranger = new AlipaySdk({
      appId,
      privateKey: other.credentials.privateKey,
      alipayPublicKey,
      keyType: 'PKCS8',
      gateway: `${twin.url}/gateway.do`,
    });
    expect(await stranger.exec('alipay.trade.query', { bizContent: { outTradeNo: 'A1' } })).toMatchObject({
      subCode: 'isv.invalid-signature',
    });
    expect(await precreate('A-1')).toMatchObject({ subCode: 'ACQ.INVALID_PARAMETER' });
    expect(await precreate('Z1', '0')).toMatchObject({ subCode: 'ACQ.INVALID_PARAMETER' });
    expect(await sdk.exec('alipay.trade.nothing', { bizContent: {} })).toMatchObject({ subCode: 'isv.invalid-method' });
  });
});
