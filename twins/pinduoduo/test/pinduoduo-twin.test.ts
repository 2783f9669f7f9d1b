import { afterAll, beforeAll, expect, it } from 'vitest';
import { signatureOf, startPinduoduoTwin, type PinduoduoTwin } from '../src/index.ts';

const account = { clientId: 'pddclient01', clientSecret: 'demo-secret-0001', pid: '1_2' };
const now = () => new Date(1_767_294_245_000);
let twin: PinduoduoTwin;
beforeAll(async () => {
  twin = await startPinduoduoTwin({ ...account, now });
});
afterAll(() => twin.close());

type Answer = Readonly<Record<string, Record<string, unknown>>>;

async function ask(fields: Readonly<Record<string, string>>, as: 'form' | 'json' = 'form'): Promise<Answer> {
  const all = new Map(Object.entries({ client_id: account.clientId, timestamp: '1767294245', data_type: 'JSON', ...fields }));
  if (!all.has('sign')) all.set('sign', signatureOf(all, account.clientSecret));
  const response = await fetch(`${twin.url}/api/router`, {
    method: 'POST',
    headers: { 'content-type': as === 'form' ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: as === 'form' ? new URLSearchParams([...all]) : JSON.stringify(Object.fromEntries(all)),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const codeOf = async (fields: Readonly<Record<string, string>>) => (await ask(fields))['error_response']?.['error_code'];

it('signs as the documentation does', () => {
  const fields = new Map(
    Object.entries({
      type: 'pdd.ddk.goods.search',
      client_id: 'pddclient01',
      timestamp: '1767294245',
      data_type: 'JSON',
      keyword: '保温杯',
      page: '1',
      page_size: '20',
      with_coupon: 'true',
      activity_tags: '[4,7]',
    }),
  );
  expect(signatureOf(fields, 'demo-secret-0001')).toBe('C0EF1D4928CF09A068214A5167BB47CB');
});

it('answers a form and a JSON body alike', async () => {
  const fields = { type: 'pdd.ddk.goods.search', keyword: '保温杯', page_size: '20' };
  const form = (await ask(fields))['goods_search_response'];
  expect(form?.['total_count']).toBe(6);
  expect((await ask(fields, 'json'))['goods_search_response']).toMatchObject({ goods_list: form?.['goods_list'] });
});

it('answers what is wrong with the numbers of the platform', async () => {
  const type = 'pdd.ddk.goods.search';
  expect(await codeOf({ type, keyword: 'a', sign: 'F'.repeat(32) })).toBe(20004);
  expect(await codeOf({ type, keyword: 'a', client_id: 'stranger' })).toBe(10016);
  expect(await codeOf({ type, keyword: 'a', timestamp: '1767290000' })).toBe(10001);
  expect(await codeOf({ type })).toBe(10001);
  expect(await codeOf({ type, keyword: 'a', page_size: '1' })).toBe(10001);
  expect(await codeOf({ type: '' })).toBe(21001);
  expect(await codeOf({ type: 'pdd.no.such.api' })).toBe(30000);
  expect(await codeOf({ type: 'pdd.ddk.goods.promotion.url.generate', p_id: 'x', goods_sign_list: '["E9twin00_aq"]' })).toBe(50001);
  const window = { start_update_time: '1767200000', end_update_time: '1767294245' };
  expect(await codeOf({ type: 'pdd.ddk.order.list.increment.get', ...window })).toBe(10001);
});

it('has no details of what is off sale', async () => {
  twin.set('E9twin00_aq', null);
  expect(await ask({ type: 'pdd.ddk.goods.detail', goods_sign: 'E9twin00_aq' })).toMatchObject({
    goods_detail_response: { goods_details: [] },
  });
});
