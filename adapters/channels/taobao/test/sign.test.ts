import { expect, test } from 'vitest';
import { signatureText, signTop } from '../src/index.ts';

const SECRET = 'demo-secret-0001';
const search = (signMethod: string) => ({
  method: 'taobao.tbk.dg.material.optional.upgrade',
  app_key: '10000001',
  timestamp: '2026-01-02 03:04:05',
  format: 'json',
  v: '2.0',
  sign_method: signMethod,
  adzone_id: '123456789',
  q: '保温杯',
  page_no: '1',
  page_size: '20',
});

test('signs the worked example of the call guide', () => {
  const params = {
    method: 'taobao.item.seller.get',
    app_key: '12345678',
    session: 'test',
    timestamp: '2016-01-01 12:00:00',
    format: 'json',
    v: '2.0',
    sign_method: 'md5',
    fields: 'num_iid,title,nick,price,num',
    num_iid: '11223344',
  };
  expect(signTop(params, 'helloworld', 'md5')).toBe('66987CB115214E59E6EC978214934FB8');
});

test('signs text beyond ASCII with each of the three methods', () => {
  expect(signTop(search('md5'), SECRET, 'md5')).toBe('C6B891208BEB0D331BFA01A88B6B3F14');
  expect(signTop(search('hmac'), SECRET, 'hmac')).toBe('F4C0084723EB02BE6CEA02E92928DC8D');
  expect(signTop(search('hmac-sha256'), SECRET, 'hmac-sha256')).toBe('B61EF60CB18064CE258A5183ED7E2B53CC47D2A679FDFC9B7A07176696E6533E');
});

test('signs every parameter but the signature itself, by name in ASCII order', () => {
  expect(signatureText({ foo: '1', bar: '2', foo_bar: '3', foobar: '4', Z: '0', sign: 'x' })).toBe('Z0bar2foo1foo_bar3foobar4');
});
