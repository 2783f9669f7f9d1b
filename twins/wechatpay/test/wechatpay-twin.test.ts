import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWechatpayTwin, type WechatpayTwin } from '../src/index.ts';

let twin: WechatpayTwin;

beforeAll(async () => {
  twin = await startWechatpayTwin();
});
afterAll(() => twin.close());

/** A request that the community library has signed. */
async function ask(method: string, path: string, body?: object, more: { readonly key?: string } = {}) {
  const { mchId, serialNo, privateKey } = twin.credentials;
  const [nonce, timestamp, text] = [Formatter.nonce(), Formatter.timestamp(), body === undefined ? '' : JSON.stringify(body)];
  const signature = Rsa.sign(Formatter.request(method, path, timestamp, nonce, text), more.key ?? privateKey);
  const response = await fetch(twin.url + path, {
    method,
    headers: { accept: 'application/json', authorization: Formatter.authorization(mchId, nonce, signature, timestamp, serialNo) },
    ...(body === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text: answer,
    json: answer === '' ? {} : (JSON.parse(answer) as Record<string, unknown>),
  };
}
const native = (out_trade_no: string, total = 1230) => ({
  appid: twin.credentials.appId,
  mchid: twin.credentials.mchId,
  description: '台灯',
  out_trade_no,
  notify_url: 'http://127.0.0.1:9/hook',
  amount: { total, currency: 'CNY' },
});

describe('the WeChat Pay twin', () => {
  it('takes a trade from the code to the refund', async () => {
    expect((await ask('POST', '/v3/pay/transactions/native', native('TWIN-1'))).json).toMatchObject({
      code_url: expect.stringContaining('weixin://'),
    });
    const path = `/v3/pay/transactions/out-trade-no/TWIN-1?mchid=${twin.credentials.mchId}`;
    expect((await ask('GET', path)).json).toMatchObject({ trade_state: 'NOTPAY' });
    twin.pay('TWIN-1');
    expect((await ask('GET', path)).json).toMatchObject({ trade_state: 'SUCCESS', amount: { total: 1230 } });
    const refund = { out_trade_no: 'TWIN-1', out_refund_no: 'R-TWIN-1', amount: { refund: 230, total: 1230, currency: 'CNY' } };
    for (let time = 0; time < 2; time++)
      expect((await ask('POST', '/v3/refund/domestic/refunds', refund)).json).toMatchObject({
        status: 'PROCESSING',
        amount: { refund: 230 },
      });
    twin.finishRefund('R-TWIN-1');
    expect((await ask('GET', '/v3/refund/domestic/refunds/R-TWIN-1')).json).toMatchObject({ status: 'SUCCESS' });
    expect((await ask('POST', '/v3/pay/transactions/native', native('TWIN-1'))).json).toMatchObject({ code: 'ORDERPAID' });
  });

  it('gives its certificates encrypted, and signs answers with one of them', async () => {
    const answer = await ask('GET', '/v3/certificates');
    const [first] = answer.json['data'] as readonly {
      serial_no: string;
      encrypt_certificate: { ciphertext: string; nonce: string; associated_data: string };
    }[];
    const { ciphertext = '', nonce = '', associated_data = '' } = first?.encrypt_certificate ?? {};
    const pem = Aes.AesGcm.decrypt(ciphertext, twin.credentials.apiV3Key, nonce, associated_data);
    expect(pem).toContain('BEGIN CERTIFICATE');
    expect(answer.headers.get('wechatpay-serial')).toBe(first?.serial_no);
    const header = (name: string) => answer.headers.get(`wechatpay-${name}`) ?? '';
    expect(Rsa.verify(Formatter.response(header('timestamp'), header('nonce'), answer.text), header('signature'), pem)).toBe(true);
  });

  it('is known to the community client, which checks every answer', async () => {
    const certificates = await ask('GET', '/v3/certificates');
    const [first] = certificates.json['data'] as readonly {
      serial_no: string;
      encrypt_certificate: { ciphertext: string; nonce: string; associated_data: string };
    }[];
    const { ciphertext = '', nonce = '', associated_data = '' } = first?.encrypt_certificate ?? {};
    const { mchId, serialNo, privateKey, apiV3Key } = twin.credentials;
    const certs = { [first?.serial_no ?? '']: Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data) };
    const client = new Wechatpay({ mchid: mchId, serial: serialNo, privateKey, certs, baseURL: `${twin.url}/` });
    const { data } = await client.chain('v3/pay/transactions/native').post<object>(native('TWIN-2'));
    expect(data).toMatchObject({ code_url: expect.any(String) });
  });

  it('says no to strangers, to a number that was used, and to what it does not understand', async () => {
    const other = await startWechatpayTwin();
    await other.close();
    expect(await ask('GET', '/v3/certificates', undefined, { key: other.credentials.privateKey })).toMatchObject({
      status: 401,
      json: { code: 'SIGN_ERROR' },
    });
    await ask('POST', '/v3/pay/transactions/native', native('TWIN-3'));
    expect(await ask('POST', '/v3/pay/transactions/native', native('TWIN-3', 1))).toMatchObject({
      status: 403,
      json: { code: 'OUT_TRADE_NO_USED' },
    });
    expect(await ask('POST', '/v3/pay/transactions/native', native('x'))).toMatchObject({ status: 400, json: { code: 'PARAM_ERROR' } });
    expect(await ask('GET', `/v3/pay/transactions/out-trade-no/NOBODY?mchid=${twin.credentials.mchId}`)).toMatchObject({ status: 404 });
    expect(await ask('POST', '/v3/pay/transactions/out-trade-no/TWIN-3/close', { mchid: twin.credentials.mchId })).toMatchObject({
      status: 204,
    });
    expect(await ask('POST', '/v3/pay/transactions/native', native('TWIN-3'))).toMatchObject({ json: { code: 'ORDER_CLOSED' } });
  });
});
