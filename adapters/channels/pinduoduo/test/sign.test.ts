import { expect, it } from 'vitest';
import { makeCall } from '@onebasket/adapter-testkit';
import { pddSign, pinduoduo, pmcDigest } from '../src/index.ts';
import { ACCOUNT } from './goods.ts';

it('signs the computed example of the reference', () => {
  const fields = {
    activity_tags: '[4,7]',
    client_id: 'pddclient01',
    data_type: 'JSON',
    keyword: '保温杯',
    page: '1',
    page_size: '20',
    timestamp: '1767294245',
    type: 'pdd.ddk.goods.search',
    with_coupon: 'true',
  };
  expect(pddSign(fields, 'demo-secret-0001')).toBe('C0EF1D4928CF09A068214A5167BB47CB');
  expect(pddSign({ ...fields, sign: 'left over from before' }, 'demo-secret-0001')).toBe('C0EF1D4928CF09A068214A5167BB47CB');
});

it('makes the digest of the PMC address of the reference', () => {
  expect(pmcDigest('pddclient01', '1767294245000', 'demo-secret-0001')).toBe('NDEwODFhZDk4YjE0NWFjODE1NDgxZDQ0YmRhNTdkZGM=');
});

it('signs exactly the form that it sends, and sends no secret', async () => {
  const call = makeCall(() => ({ body: { goods_search_response: { goods_list: [] } } }), { settings: ACCOUNT });
  await pinduoduo.capabilities.search?.search({ text: '杯 & 碟', first: 5 }, call);
  const [sent] = call.sent;
  const { sign, ...fields } = Object.fromEntries(new URLSearchParams(String(sent?.body)));
  expect(sign).toBe(pddSign(fields, ACCOUNT.clientSecret));
  expect(fields).toMatchObject({
    type: 'pdd.ddk.goods.search',
    client_id: 'pddclient01',
    data_type: 'JSON',
    timestamp: '1795600800',
    keyword: '杯 & 碟',
    custom_parameters: '{"uid":"onebasket"}',
  });
  expect(String(sent?.body)).not.toContain(ACCOUNT.clientSecret);
  expect(sent?.url).toBe('https://gw-api.pinduoduo.com/api/router');
});
