import { makeCall } from '@onebasket/adapter-testkit';
import { startJdVopTwin, type JdVopTwin } from '@onebasket/twin-jd-vop';
import { afterEach, describe, expect, it } from 'vitest';
import { read } from '../src/client.ts';
import { callTo } from './call-to.ts';

const NOW = new Date('2026-01-03T04:00:00Z');
const ACCOUNT = { clientId: 'vopclient', clientSecret: 'demo-secret-0001', username: 'buyer01', password: 'p@ss' };
const running: JdVopTwin[] = [];
afterEach(async () => {
  for (const twin of running.splice(0)) await twin.close();
});

async function start(now = () => NOW): Promise<JdVopTwin> {
  const twin = await startJdVopTwin({ ...ACCOUNT, count: 3, now });
  running.push(twin);
  return twin;
}

const provinces = (call: ReturnType<typeof callTo>) => read(call, 'api/area/getProvince');
const logins = (twin: JdVopTwin) => twin.requests.list({ path: /accessToken/ }).length;

describe('the token', () => {
  it('is got once and kept', async () => {
    const twin = await start();
    const call = callTo({ ...ACCOUNT, baseUrl: twin.url }, () => NOW);
    await Promise.all([provinces(call), provinces(call)]);
    await provinces(call);
    expect(logins(twin)).toBe(1);
  });

  it('is got anew once when JD says that it has expired, and the call is repeated', async () => {
    const twin = await start();
    const call = callTo({ ...ACCOUNT, baseUrl: twin.url }, () => NOW);
    await provinces(call);
    twin.expireTokens();
    await provinces(call);
    await provinces(call);
    expect(logins(twin)).toBe(2);
  });

  it('is got anew by itself when its time is over', async () => {
    const clock = { at: NOW };
    const twin = await start(() => clock.at);
    const call = callTo({ ...ACCOUNT, baseUrl: twin.url }, () => clock.at);
    await provinces(call);
    clock.at = new Date(NOW.getTime() + 25 * 3_600_000);
    await provinces(call);
    expect(twin.requests.list({ path: /getProvince/ })).toHaveLength(2);
    expect(logins(twin)).toBe(2);
  });

  it('that was set is used first; without a login its end is told', async () => {
    const call = makeCall(() => ({ body: { success: false, resultCode: '2007', resultMessage: 'token已过期', result: null } }), {
      settings: { baseUrl: 'https://vop.test', accessToken: 'fixed-token' },
    });
    await expect(provinces(call)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(new URLSearchParams(String(call.sent[0]?.body)).get('token')).toBe('fixed-token');
  });

  it.each([
    [{ password: 'wrong' }, 'unauthorized'],
    [{ clientSecret: 'wrong' }, 'unauthorized'],
    [{ username: 'Buyer01' }, 'unauthorized'],
  ])('is refused for %j', async (wrong, code) => {
    const twin = await start();
    await expect(provinces(callTo({ ...ACCOUNT, baseUrl: twin.url, ...wrong }, () => NOW))).rejects.toMatchObject({
      code,
      outcome: 'not-done',
    });
  });
});

describe('an envelope', () => {
  const answering = (body: unknown) => makeCall(() => ({ body }), { settings: { baseUrl: 'https://vop.test', accessToken: 't' } });

  it.each(['0000', '0001', '0003'])('with success is good news, code %s', async resultCode => {
    expect((await provinces(answering({ success: true, resultCode, resultMessage: '', result: { 北京: 1 } }))).result).toEqual({
      北京: expect.anything() as unknown,
    });
  });

  it.each([
    ['2003', 'unauthorized'],
    ['5001', 'unavailable'],
    ['3401', 'invalid-response'],
    ['', 'invalid-response'],
  ])('without success is bad news at HTTP 200, code %s', async (resultCode, code) => {
    await expect(provinces(answering({ success: false, resultCode, resultMessage: '…', result: null }))).rejects.toMatchObject({ code });
  });
});
