import { createHash, generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { privateKeyOf, publicKeyOf } from '../src/keys.ts';
import { answerText, authorization, isSignedRsa, pageText, requestText, signRsa, unseal } from '../src/index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const pem = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const pair = { privateKey: privateKeyOf(pem.privateKey), publicKey: publicKeyOf(pem.publicKey) };
const at = { timestamp: '1767225600', nonce: 'DEMONONCE' };

describe('what WeChat Pay signs', () => {
  it('of a request is method, path with query, time, nonce and body', () => {
    const get = requestText({ ...at, method: 'GET', path: '/v3/pay/transactions/out-trade-no/DEMO-1?mchid=1900000099', body: '' });
    expect(sha256(get)).toBe('b4f5e1d320b9459642e5a2b65a6b928ad3133f8fc1f26030e646802e6a435786');
    const path = '/v3/pay/transactions/out-trade-no/DEMO-1/close';
    const post = requestText({ ...at, method: 'POST', path, body: '{"mchid":"1900000099"}' });
    expect(sha256(post)).toBe('3bc067798219b1522acdad5013c438da9bc6d0e4434c84de7e924ca00984c254');
    expect(post).toBe(Formatter.request('POST', path, 1_767_225_600, 'DEMONONCE', '{"mchid":"1900000099"}'));
  });

  it('of a page inside of WeChat is what it pays with', () => {
    const text = pageText({ appId: 'wxdemo', ...at, package: 'prepay_id=wxdemoprepay' });
    expect(sha256(text)).toBe('ecd424ae9ba59f62432f4ff8fb80b458b8a9d5a27310578affa51c1d28ab3e0b');
  });

  it('of an answer is time, nonce and body, also where there is none', () => {
    expect(answerText({ ...at, body: '' })).toBe('1767225600\nDEMONONCE\n\n');
    expect(answerText({ ...at, body: '{}' })).toBe(Formatter.response('1767225600', 'DEMONONCE', '{}'));
  });

  it('is signed and verified as the community library does it', () => {
    const text = requestText({ ...at, method: 'GET', path: '/v3/certificates', body: '' });
    expect(Rsa.verify(text, signRsa(text, pair.privateKey), pem.publicKey)).toBe(true);
    expect(isSignedRsa(text, Rsa.sign(text, pem.privateKey), pair.publicKey)).toBe(true);
    expect(isSignedRsa(`${text} `, Rsa.sign(text, pem.privateKey), pair.publicKey)).toBe(false);
    expect(isSignedRsa(text, `WECHATPAY/SIGNTEST/${Rsa.sign(text, pem.privateKey)}`, pair.publicKey)).toBe(false);
  });

  it('stands in the header with merchant and serial', () => {
    const request = { ...at, method: 'GET', path: '/v3/certificates', body: '' };
    const signature = Rsa.sign(requestText(request), pem.privateKey);
    expect(authorization(request, { mchId: '1900000099', serialNo: 'ABCD', key: pair.privateKey })).toBe(
      `WECHATPAY2-SHA256-RSA2048 mchid="1900000099",nonce_str="DEMONONCE",timestamp="1767225600",serial_no="ABCD",signature="${signature}"`,
    );
  });
});

describe('what WeChat Pay encrypts', () => {
  const key = '0123456789ABCDEF0123456789ABCDEF';
  const sealed = {
    nonce: 'demoNonce012',
    associated_data: 'transaction',
    ciphertext:
      'Tt+1PFNY10TEnmWRdrSsB5UAUqxZsQqFdvWBuyarhqYwd/3IQW1beaDC5aNwZbQKUJnOKgDAte43z0qi65Ggqzza4UnMmwnzzqqJn6QYk+UuCfY0oL1AF429bmPcdgReVx/RuzaDZCS9Lg==',
  };

  it('opens with the APIv3 key', () => {
    expect(unseal(sealed, key)).toBe('{"out_trade_no":"DEMO-1","trade_state":"SUCCESS","amount":{"total":1230,"currency":"CNY"}}');
  });

  it('does not open with another key, nonce or context, nor when it was changed', () => {
    const refused = expect.objectContaining({ code: 'invalid-response' });
    for (const wrong of [
      { nonce: 'demoNonce013' },
      { associated_data: '' },
      { ciphertext: `A${sealed.ciphertext.slice(1)}` },
      { ciphertext: '' },
    ])
      expect(() => unseal({ ...sealed, ...wrong }, key)).toThrow(refused);
    for (const wrong of [key.toLowerCase(), 'short', '']) expect(() => unseal(sealed, wrong)).toThrow(refused);
  });

  it('opens whatever the community library sealed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, data) => {
        const ciphertext = Aes.AesGcm.encrypt(text, key, 'demoNonce012', data);
        expect(unseal({ ciphertext, nonce: 'demoNonce012', associated_data: data }, key)).toBe(text);
      }),
    );
  });
});
