import { afterEach, expect, test } from 'vitest';
import { signatureOf, startTaobaoTwin, type TaobaoTwin, type TaobaoTwinOptions } from '../src/index.ts';

const SECRET = 'demo-secret-0001';
const NOW = new Date('2026-01-02T03:04:05Z');
const SEARCH = { method: 'taobao.tbk.dg.material.optional.upgrade', adzone_id: '123456789', q: '保温杯', page_size: '2' };

let twin: TaobaoTwin | undefined;
afterEach(async () => {
  await twin?.close();
});

async function start(options: TaobaoTwinOptions = {}): Promise<TaobaoTwin> {
  twin = await startTaobaoTwin({ appKey: '10000001', appSecret: SECRET, now: () => NOW, ...options });
  return twin;
}

interface Answer {
  readonly error_response?: { readonly code: number; readonly sub_code?: string; readonly sub_msg?: string };
  readonly [name: string]: unknown;
}

/** Signed with the account's secret; an empty parameter is left out. */
async function ask(params: Readonly<Record<string, string>>): Promise<Answer> {
  const system = { app_key: '10000001', timestamp: '2026-01-02 11:04:05', format: 'json', v: '2.0', sign_method: 'md5' };
  const all = new Map(Object.entries({ ...system, ...params }).filter(([, value]) => value !== ''));
  const form = new URLSearchParams([['sign', signatureOf(all, SECRET) ?? 'none'], ...all]);
  return (await (await fetch(`${twin?.url}/router/rest`, { method: 'POST', body: form })).json()) as Answer;
}

const codeOf = async (params: Readonly<Record<string, string>>) => {
  const { error_response: error } = await ask(params);
  return error && [error.code, error.sub_code];
};

test('reckons the worked examples of the documentation', () => {
  const guide =
    'app_key=12345678&fields=num_iid,title,nick,price,num&format=json&method=taobao.item.seller.get&num_iid=11223344&session=test';
  const params = new Map(new URLSearchParams(`${guide}&sign_method=md5&timestamp=2016-01-01 12:00:00&v=2.0`));
  expect(signatureOf(params, 'helloworld')).toBe('66987CB115214E59E6EC978214934FB8');
});

test('answers in wrappers, or with one level less when asked to', async () => {
  await start();
  const wrapped = (await ask(SEARCH))['tbk_dg_material_optional_upgrade_response'] as { result_list: { map_data: object[] } };
  const bare = (await ask({ ...SEARCH, simplify: 'true' })) as unknown as { result_list: object[] };
  expect(wrapped.result_list.map_data).toHaveLength(2);
  expect(bare.result_list).toHaveLength(2);
});

test.each([
  ['a wrong signature', { sign: 'A'.repeat(32) }, [25, 'isv.invalid-signature']],
  ['an unknown app', { app_key: '2' }, [29, 'isv.appkey-not-exists']],
  ['an old timestamp', { timestamp: '2026-01-02 10:53:00' }, [31, undefined]],
  ['a timestamp of another zone', { timestamp: '2026-01-02 03:04:05' }, [31, undefined]],
  ['an unknown API', { method: 'taobao.tbk.none' }, [22, undefined]],
  ['another format', { format: 'xml' }, [23, undefined]],
  ['no version', { v: '' }, [32, undefined]],
  ['no promotion position', { adzone_id: '' }, [40, 'isv.missing-parameter:adzone_id']],
  ['a page that is too large', { page_size: '101' }, [41, 'isv.invalid-parameter:page_size']],
  ['a stranger’s session', { session: 'x' }, [27, 'sessionkey-not-generated-by-server']],
])('refuses %s', async (_, change, expected) => {
  await start();
  expect(await codeOf({ ...SEARCH, ...change })).toEqual(expected);
});

test('gives APIs only to whom they were granted', async () => {
  await start({ denied: [SEARCH.method] });
  expect(await codeOf(SEARCH)).toEqual([11, 'isv.permission-api-package-limit']);
  expect(await codeOf({ ...SEARCH, method: 'taobao.tbk.sc.material.optional.upgrade' })).toEqual([26, undefined]);
});

test('takes twenty ids and says nothing of those that it does not know', async () => {
  const { items } = await start();
  const method = 'taobao.tbk.item.info.upgrade.get';
  const twentyOne = items.slice(0, 21).map(({ id }) => id);
  expect(await codeOf({ method, item_id: twentyOne.join(',') })).toEqual([41, 'isv.invalid-parameter:item_id']);
  const answer = (await ask({ method, item_id: `${twentyOne[0]},unknown` }))['tbk_item_info_upgrade_get_response'] as {
    results: { tbk_item_detail: { input_item_iid: string }[] };
  };
  expect(answer.results.tbk_item_detail.map(item => item.input_item_iid)).toEqual([twentyOne[0]]);
});

test('makes share texts of promotion links only', async () => {
  await start();
  const method = 'taobao.tbk.tpwd.create';
  expect(await codeOf({ method, url: 'https://stranger.example/' })).toEqual([15, 'isv.invalid-parameter:url']);
});

test('reports what was bought through a link, in windows of three hours', async () => {
  const running = await start();
  const itemId = running.items[0]?.id ?? '';
  running.buy({ link: { itemId, adzoneId: '5' }, atMs: NOW.getTime() - 60_000 });
  const report = { method: 'taobao.tbk.order.details.get', query_type: '4', end_time: '2026-01-02 11:04:05' };
  expect(await codeOf({ ...report, start_time: '2026-01-02 08:00:00' })).toEqual([41, 'isv.invalid-parameter:end_time']);
  const answer = (await ask({ ...report, start_time: '2026-01-02 09:00:00' }))['tbk_order_details_get_response'] as {
    data: { has_next: boolean; results: { publisher_order_dto: object[] } };
  };
  expect(answer.data).toMatchObject({
    has_next: false,
    results: { publisher_order_dto: [{ item_id: itemId, adzone_id: 5, tk_status: 12 }] },
  });
});

test('bans single APIs and counts the day in Beijing', async () => {
  const running = await start({ callsPerDay: 2 });
  running.ban({ of: 'app-api', method: SEARCH.method, seconds: 3 });
  expect((await ask(SEARCH)).error_response).toMatchObject({
    code: 7,
    sub_code: 'accesscontrol.limited-by-app-api-access-count',
    sub_msg: 'This ban will last for 3 more seconds',
  });
  const other = { method: 'taobao.tbk.item.info.upgrade.get', item_id: '1' };
  expect([await codeOf(other), await codeOf(other), await codeOf(other)]).toEqual([
    undefined,
    undefined,
    [7, 'accesscontrol.limited-by-app-access-count'],
  ]);
});
