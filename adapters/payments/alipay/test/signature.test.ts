import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AlipaySdk } from 'alipay-sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  certSerial,
  isGenuineNotification,
  isSignedRsa2,
  privateKeyOf,
  publicKeyOf,
  rawMember,
  rootCertSerial,
  signatureText,
  signRsa2,
} from '../src/index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const { privateKey: privatePem, publicKey: publicPem } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const pair = { privateKey: privateKeyOf(privatePem), publicKey: publicKeyOf(publicPem) };
const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '');

const REQUEST = {
  version: '1.0',
  app_id: '2021000000000099',
  method: 'alipay.trade.close',
  charset: 'utf-8',
  sign_type: 'RSA2',
  timestamp: '2026-01-01 08:00:00',
  format: 'JSON',
  biz_content: '{"out_trade_no":"DEMO-1"}',
  notify_url: '',
  sign: 'whatever',
};
const NOTIFICATION = {
  app_id: '2021000000000099',
  notify_id: 'demo',
  out_trade_no: 'DEMO-1',
  seller_id: '2088000000000001',
  total_amount: '12.30',
  trade_status: 'TRADE_SUCCESS',
  sign_type: 'RSA2',
};

describe('what Alipay signs', () => {
  it('of a request is every parameter with a value, sign_type included', () => {
    expect(sha256(signatureText(REQUEST))).toBe('82ace83c13c5fb7799ab5731ea7c528ee542eef78527ec39262aaa5d7866528c');
  });

  it('of a notification leaves out sign_type', () => {
    expect(sha256(signatureText(NOTIFICATION, ['sign', 'sign_type']))).toBe(
      'efb2857d470470cf3581e87a1e1f20d36ae6d4502a9a0aec8488620f70e3fe1c',
    );
  });

  it("is signed so that Alipay's own SDK believes it, with keys as its tool writes them", () => {
    const sdk = new AlipaySdk({ appId: '2021000000000099', privateKey: privatePem, alipayPublicKey: publicPem, keyType: 'PKCS8' });
    for (const key of [privatePem, bare(privatePem), pair.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')]) {
      const sign = signRsa2('a=1&b=中文', privateKeyOf(key));
      expect(sdk.rsaCheck('a=1&b=中文', sign)).toBe(true);
      for (const it of [publicPem, bare(publicPem)]) expect(isSignedRsa2('a=1&b=中文', sign, publicKeyOf(it))).toBe(true);
      expect(isSignedRsa2('a=1&b=中文 ', sign, publicKeyOf(publicPem))).toBe(false);
      expect(isSignedRsa2('a=1&b=中文', `${sign} `, publicKeyOf(publicPem))).toBe(false);
    }
    expect(() => privateKeyOf('no key')).toThrow(expect.objectContaining({ code: 'misconfigured' }));
  });

  it("is judged as Alipay's own SDK judges it, with sign_type signed or not", () => {
    const sdk = new AlipaySdk({ appId: '2021000000000099', privateKey: privatePem, alipayPublicKey: publicPem, keyType: 'PKCS8' });
    const signed = (leftOut: readonly string[]) => ({
      ...NOTIFICATION,
      sign: signRsa2(signatureText(NOTIFICATION, leftOut), pair.privateKey),
    });
    const notifications = [
      signed(['sign', 'sign_type']),
      signed(['sign']),
      { ...signed(['sign', 'sign_type']), total_amount: '0.01' },
      { ...signed(['sign']), trade_status: '' },
      { ...signed(['sign']), sign: 'AAAA' },
      { ...NOTIFICATION },
    ];
    expect(notifications.map(one => isGenuineNotification(one, pair.publicKey))).toEqual([true, true, false, false, false, false]);
    for (const one of notifications) expect(isGenuineNotification(one, pair.publicKey)).toBe(sdk.checkNotifySignV2({ ...one }));
  });

  it('with the older RSA (SHA-1) is not believed', () => {
    const sign = signRsa2(signatureText(NOTIFICATION, ['sign', 'sign_type']), pair.privateKey);
    expect(isGenuineNotification({ ...NOTIFICATION, sign, sign_type: 'RSA' }, pair.publicKey)).toBe(false);
  });
});

describe('certificates', () => {
  it('have the numbers by which Alipay names them', () => {
    const [appCert, roots] = ['app-cert.pem', 'root-certs.pem'].map(name =>
      readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'),
    );
    const sdk = new AlipaySdk({
      appId: '2021000000000099',
      privateKey: privatePem,
      keyType: 'PKCS8',
      appCertContent: appCert as string,
      alipayPublicCertContent: appCert as string,
      alipayRootCertContent: roots as string,
    });
    expect(certSerial(appCert as string)).toBe(sdk.config.appCertSn);
    expect(rootCertSerial(roots as string)).toBe(sdk.config.alipayRootCertSn);
    expect(rootCertSerial(roots as string)).not.toContain('_');
  });
});

describe('the signed part of an answer', () => {
  it('is taken as it stands, escapes and blanks included', () => {
    const node = '{"code":"10000", "msg":"\\u6210\\u529f \\"}{\\"","list":[{"sign":"inner"}],"url":"https:\\/\\/x"}';
    expect(rawMember(`{"alipay_x_response": ${node} ,"sign":"outer"}`, 'alipay_x_response')).toBe(node);
    expect(rawMember(`{"sign":"outer","alipay_x_response":${node}}`, 'alipay_x_response')).toBe(node);
    expect(rawMember(`{"alipay_x_response":"Zm9v=="}`, 'alipay_x_response')).toBe('"Zm9v=="');
    expect(rawMember(`{"other":{"alipay_x_response":${node}}}`, 'alipay_x_response')).toBeUndefined();
    expect(rawMember(`{"other":"\\"alipay_x_response\\":{}"}`, 'alipay_x_response')).toBeUndefined();
  });

  it('is what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (before, node) => {
        const { x_response: _, ...others } = before;
        const text = JSON.stringify(node);
        expect(rawMember(JSON.stringify({ ...others, x_response: node }), 'x_response')).toBe(text);
      }),
    );
  });

  it('of anything else ends without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', 'x', ':', ',') }), text => void rawMember(text, 'x')),
    );
  });
});
