import { afterEach, describe, expect, test } from 'vitest';
import { sign, startJdTwin, type JdTwin } from '../src/index.ts';

const NOW = new Date('2026-01-03T04:00:00Z');
const running: JdTwin[] = [];
afterEach(async () => {
  for (const twin of running.splice(0)) await twin.close();
});

async function start(): Promise<JdTwin> {
  const twin = await startJdTwin({ appKey: 'k', appSecret: 's', count: 6, now: () => NOW });
  running.push(twin);
  return twin;
}

type Answer = Readonly<Record<string, Readonly<Record<string, string>>>>;

async function ask(
  twin: JdTwin,
  method: string,
  business: object,
  overrides: Readonly<Record<string, string>> = {},
  path = '/routerjson',
): Promise<Answer> {
  const name = path === '/api' ? 'param_json' : '360buy_param_json';
  const parameters = new Map(
    Object.entries({ [name]: JSON.stringify(business), app_key: 'k', method, timestamp: '2026-01-03 12:00:00', v: '1.0', ...overrides }),
  );
  const body = new URLSearchParams([...parameters, ...(overrides['sign'] ? [] : [['sign', sign(parameters, 's')] as [string, string]])]);
  const response = await fetch(twin.url + path, { method: 'POST', body });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const search = { goodsReqDTO: { sceneId: 2, keyword: '号', pageSize: 2 } };
const GOODS = 'jd.union.open.goods.query';

describe('the gateway', () => {
  test('signs as the computed example does', () => {
    const parameters = new Map([
      ['360buy_param_json', '{"goodsReqDTO":{"keyword":"保温杯","pageIndex":1,"pageSize":20,"sceneId":1}}'],
      ['app_key', 'jdkey01'],
      ['format', 'json'],
      ['method', GOODS],
      ['sign_method', 'md5'],
      ['timestamp', '2026-01-02 03:04:05'],
      ['v', '1.0'],
    ]);
    expect(sign(parameters, 'demo-secret-0001')).toBe('B22F6710D2E06B9DE08421F034C3C19D');
  });

  test.each([
    ['a wrong signature', { sign: 'X'.repeat(32) }, '12'],
    ['another app', { app_key: 'other' }, '13'],
    ['a clock that is eleven minutes off', { timestamp: '2026-01-03 12:11:00' }, '8'],
    ['another version', { v: '2.0' }, '5'],
    ['an unknown method', { method: 'jd.union.open.nothing' }, '15'],
  ])('refuses %s', async (_, overrides: Readonly<Record<string, string>>, code) => {
    const answer = await ask(await start(), overrides['method'] ?? GOODS, search, overrides);
    expect(answer['error_response']?.['code']).toBe(code);
  });

  test('wraps the result as each of the two gateways does', async () => {
    const twin = await start();
    const fresh = await ask(twin, GOODS, search);
    expect(JSON.parse(fresh['jd_union_open_goods_query_responce']?.['queryResult'] ?? '')).toMatchObject({ code: 200, totalCount: 6 });
    const old = await ask(twin, GOODS, search, {}, '/api');
    expect(JSON.parse(old['jd_union_open_goods_query_response']?.['result'] ?? '')).toMatchObject({ code: 200, totalCount: 6 });
  });
});

describe('the link service', () => {
  const link = async (twin: JdTwin, couponUrl: string) => {
    const materialId = `item.jd.com/${twin.goods()[0]?.skuId}.html`;
    const answer = await ask(twin, 'jd.union.open.promotion.common.get', { promotionCodeReq: { materialId, siteId: '1', couponUrl } });
    return JSON.parse(answer['jd_union_open_promotion_common_get_responce']?.['getResult'] ?? '') as { code: number };
  };

  test('takes a coupon link byte for byte and refuses it in any other encoding', async () => {
    const twin = await start();
    const info = twin.goods()[0]?.['couponInfo'] as { couponList: readonly { link: string }[] } | undefined;
    const coupon = info?.couponList[0]?.link ?? '';
    expect((await link(twin, coupon)).code).toBe(200);
    expect((await link(twin, decodeURIComponent(coupon))).code).not.toBe(200);
  });
});
