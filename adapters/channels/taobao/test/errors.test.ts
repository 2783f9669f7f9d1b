import { makeCall } from '@onebasket/adapter-testkit';
import { AdapterError } from '@onebasket/core';
import { expect, test } from 'vitest';
import { taobao } from '../src/index.ts';

const settings = { appKey: '10000001', appSecret: 'demo-secret-0001', adzoneId: '123456789', baseUrl: 'https://gw.example/router/rest' };
const NOW = new Date('2026-01-02T03:04:05Z');

async function outcomeOf(work: () => Promise<unknown> | undefined): Promise<unknown> {
  try {
    return await work();
  } catch (failure) {
    return failure;
  }
}

/** What a search comes to when the gateway answers with this error. */
async function searchMeets(error: object, wrapped = true) {
  const call = makeCall(() => ({ body: wrapped ? { error_response: error } : error }), { settings, now: () => NOW });
  const outcome = await outcomeOf(() => taobao.capabilities.search?.search({ text: '保温杯', first: 2 }, call));
  return { outcome, call };
}

test.each([
  [{ code: 25, msg: 'Invalid signature', sub_code: 'isv.invalid-signature' }, 'unauthorized'],
  [{ code: 27, msg: 'Invalid session' }, 'unauthorized'],
  [{ code: '29', msg: 'Invalid app Key' }, 'unauthorized'],
  [{ code: 11, msg: 'Insufficient isv permissions', sub_code: 'isv.permission-api-package-limit' }, 'misconfigured'],
  [{ code: 22, msg: 'Invalid method' }, 'misconfigured'],
  [{ code: 41, msg: 'Invalid arguments:adzone_id' }, 'misconfigured'],
  [{ code: 15, msg: 'Remote service error', sub_code: 'isv.invalid-parameter', sub_msg: '非法参数' }, 'misconfigured'],
  [{ code: 15, msg: 'Remote service error', sub_code: 'isp.top-remote-connection-timeout' }, 'unavailable'],
  [{ code: 50, msg: 'Remote service error', sub_code: 'isp.tbkapi-service-unavailable' }, 'unavailable'],
  [{ code: 10, msg: 'Service currently unavailable' }, 'unavailable'],
  [{ code: 15, msg: 'Remote service error', sub_code: '50002', sub_msg: '调用频率过高' }, 'rate-limited'],
  [{ code: 15, msg: 'Remote service error', sub_code: '40001', sub_msg: '调用失败' }, 'unavailable'],
  [{ code: 15, msg: 'Remote service error', sub_code: '4', sub_msg: '查询不到对应的adzoneId' }, 'misconfigured'],
  [{ code: 999, msg: 'something new' }, 'invalid-response'],
])('HTTP 200 with error %j is %s', async (error, code) => {
  const { outcome } = await searchMeets(error);
  expect(outcome).toBeInstanceOf(AdapterError);
  expect(outcome).toMatchObject({ code, outcome: 'not-done' });
});

test('an error without its wrapper is one too', async () => {
  expect((await searchMeets({ code: 25, msg: 'Invalid signature' }, false)).outcome).toMatchObject({ code: 'unauthorized' });
});

test('a ban of one API is waited for a second longer than told, and other calls may go on', async () => {
  const { outcome, call } = await searchMeets({
    code: 7,
    msg: 'App Call Limited',
    sub_code: 'accesscontrol.limited-by-api-access-count',
    sub_msg: 'This ban will last for 1 more seconds',
  });
  expect(outcome).toMatchObject({ code: 'rate-limited', retryAfterMs: 2000 });
  expect(call.budgetReadings).toEqual([]);
});

test('the day’s quota blocks the account until midnight in Beijing', async () => {
  const { outcome, call } = await searchMeets({ code: 7, msg: 'App Call Limited', sub_code: 'accesscontrol.limited-by-app-access-count' });
  // 11:04:05 in Beijing.
  const blockedForMs = ((12 * 60 + 55) * 60 + 55) * 1000;
  expect(outcome).toMatchObject({ code: 'rate-limited', retryAfterMs: blockedForMs });
  expect(call.budgetReadings).toEqual([{ dayLeft: 0, blockedForMs }]);
});

test('TBK’s error for "nothing found" is an empty page', async () => {
  const { outcome } = await searchMeets({ code: 15, msg: 'Remote service error', sub_code: '50001', sub_msg: '无结果' });
  expect(outcome).toEqual({ items: [] });
});

test('a failure says nothing of secrets or of what the vendor said in words', async () => {
  const { outcome } = await searchMeets({ code: 27, msg: 'Invalid session', sub_msg: 'session 6200abc is expired' });
  expect((outcome as AdapterError).message).not.toMatch(/6200abc|demo-secret/);
});
